"""Figures as text, for terminals and Markdown. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.evaluate.compare import Comparison
from bot.evaluate.measures import BY_KEY, MEASURES, Unit
from bot.evaluate.question_result import FULL
from bot.evaluate.summary import BY_KIND, KindFigures, Summary, Value

Row = tuple[str, ...]
DIFFERENCE_TITLES = ("measure", "before", "after", "difference", "95 % interval", "p", "")
ROW_ORDER = ("vectors only", "words only", "fused", FULL)


def number(value: float, unit: Unit = "share") -> str:
    """A figure as it is shown: shares with three digits, words with one, seconds with two, tokens with none."""
    if math.isnan(value):
        return "–"
    digits = {"share": 3, "words": 1, "seconds": 2, "tokens": 0}[unit]
    text = f"{value:.{digits}f}"
    return text.replace("0.", ".", 1) if unit == "share" and text.startswith(("0.", "-0.")) else text


def interval(value: Value, unit: Unit = "share") -> str:
    """The 95 % interval."""
    return f"{number(value.low, unit)} to {number(value.high, unit)}"


def measure_rows(summary: Summary, group: str) -> list[Row]:
    """Title, figure, interval, questions: the measures of a group that apply."""
    return [
        (m.title, number(v.value, m.unit), interval(v, m.unit), str(v.questions))
        for m in MEASURES
        if m.group == group and (v := summary.measures.get(m.key)) is not None
    ]


def groups(summary: Summary) -> list[str]:
    """The groups that have a measure that applies, in order."""
    return list(dict.fromkeys(m.group for m in MEASURES if m.key in summary.measures))


def ablation_rows(summary: Summary, keys: Sequence[str]) -> list[Row]:
    """Each way of searching with these measures."""
    rows = [name for name in ROW_ORDER if name in summary.rows]
    return [(name, *(number(v.value) if (v := summary.rows[name].get(key)) else "–" for key in keys)) for name in rows]


def kind_rows(figures: Sequence[KindFigures]) -> list[Row]:
    """A header, and a row a kind with the measures that apply to any of them."""
    keys = [key for key in BY_KIND if any(key in item.values for item in figures)]
    header = ("kind", "questions", *(BY_KEY[key].title.removeprefix("whole question, ") for key in keys))
    return [
        header,
        *(
            (
                item.name,
                str(item.questions),
                *(number(item.values.get(key, math.nan), BY_KEY[key].unit) for key in keys),
            )
            for item in figures
        ),
    ]


def difference_rows(comparison: Comparison) -> list[Row]:
    """Title, before, after, difference with interval, p, verdict: the key measures first."""
    rows: list[Row] = []
    for item in sorted(comparison.differences, key=lambda d: not d.is_key):
        measure = BY_KEY[item.key]
        change = f"{'+' if item.delta > 0 else ''}{number(item.delta, measure.unit)}"
        limits = f"{number(item.low, measure.unit)} to {number(item.high, measure.unit)}"
        verdict = "worse" if item.worse else ""
        rows.append(
            (
                f"{measure.title}{' of articles' if item.key.startswith('article_') else ''}",
                number(item.before, measure.unit),
                number(item.after, measure.unit),
                change,
                limits,
                f"{item.p:.3f}",
                verdict,
            )
        )
    return rows


def markdown_table(header: Sequence[str], rows: Sequence[Row]) -> str:
    """A Markdown table; pipes in cells are escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
