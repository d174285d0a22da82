"""A run as one HTML page that makes no request: style, script, charts and texts are all inside. Pure."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.evaluate.compare import Comparison
from bot.evaluate.evaluation_runs import EvaluationRun
from bot.evaluate.measures import BY_KEY, MEASURES, Measure
from bot.evaluate.report.charts import (
    latency_chart,
    reliability_chart,
    retrieval_chart,
    risk_coverage_chart,
    slices_chart,
)
from bot.evaluate.report.markdown_report import ABLATION, ABLATION_TITLES, facts
from bot.evaluate.report.worst import Case, rank
from bot.evaluate.summary import BY_KIND, SLICED, Summary, Value
from bot.evaluate.tables import DIFFERENCE_TITLES, ablation_rows, difference_rows, groups, interval, kind_rows, number

_CARDS = (
    "hit@4",
    "article_hit@4",
    "any_quote",
    "answered_right",
    "rightly_silent",
    "left_out_silent",
    "verbatim",
    "seconds_p50",
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A measure's value as it is shown."""

    name: str
    definition: str
    value: str
    interval: str
    questions: int


@dataclass(frozen=True, slots=True)
class _Sliced:
    """A measure with a chart for each kind of slices."""

    key: str
    title: str
    charts: tuple[tuple[str, Markup], ...]


def render_page(
    run: EvaluationRun, summary: Summary, cases: Sequence[Case], comparison: Comparison | None = None
) -> str:
    """The whole page. Its content security policy lets nothing in but its own style and script."""
    return _environment().get_template("page.html.j2").render(
        style=_own("report.css"),
        script=_own("report.js"),
        run=run,
        facts=facts(run, summary).split("\n"),
        kinds=kind_rows([*summary.kinds, *summary.families[-2:]]) if summary.kinds else [],
        kind_measures=[BY_KEY[key] for key in BY_KIND],
        cards=list(_cards(summary)),
        comparison=comparison,
        comparison_header=DIFFERENCE_TITLES,
        differences=difference_rows(comparison) if comparison else [],
        charts=_charts(summary, cases),
        slices=list(_slices(summary)),
        groups=[(group, list(_figures(summary, group))) for group in groups(summary)],
        ablation_header=("Ways of searching", *ABLATION_TITLES),
        ablation=ablation_rows(summary, ABLATION),
        cases=cases,
        tags=sorted({tag for case in cases for tag in case.question.tags}),
    )  # fmt: skip


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.evaluate.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"csp_hash": _csp_hash, "marked": _marked, "summary": _summary, "to_json": json.dumps}
    return environment


def _own(name: str) -> Markup:
    """A file of the page's own, which goes in as it is."""
    return Markup(files("bot.evaluate.report").joinpath("templates", name).read_text("utf-8"))


def _csp_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cards(summary: Summary) -> Iterator[_Figure]:
    for key in _CARDS:
        if value := summary.measures.get(key):
            measure = BY_KEY[key]
            title = measure.title
            if measure.group in ("Retrieval by article", "Time"):
                title += f", {measure.group.split()[-1].lower()}"
            yield _figure(title, measure, value, " s" if measure.unit == "seconds" else "")


def _figures(summary: Summary, group: str) -> Iterator[_Figure]:
    for measure in MEASURES:
        if measure.group == group and (value := summary.measures.get(measure.key)):
            yield _figure(measure.title, measure, value)


def _figure(name: str, measure: Measure, value: Value, unit: str = "") -> _Figure:
    shown = number(value.value, measure.unit) + unit
    return _Figure(name, measure.definition, shown, interval(value, measure.unit), value.questions)


def _charts(summary: Summary, cases: Sequence[Case]) -> list[tuple[str, Markup]]:
    charts = [
        ("Retrieval by k", retrieval_chart(summary)),
        ("Risk and coverage", risk_coverage_chart(summary, _operating(cases))),
        ("Reliability", reliability_chart(summary)),
        ("Time for a question", latency_chart([case.result.reply.seconds for case in cases])),
    ]
    return [(title, Markup(svg)) for title, svg in charts if svg]


def _slices(summary: Summary) -> Iterator[_Sliced]:
    kinds = dict.fromkeys(item.kind for item in summary.slices)
    for key in SLICED:
        drawn = [(kind, slices_chart([item for item in summary.slices if item.kind == kind], key)) for kind in kinds]
        if charts := tuple((kind, Markup(svg)) for kind, svg in drawn if svg):
            yield _Sliced(key, BY_KEY[key].title, charts)


def _operating(cases: Sequence[Case]) -> tuple[float, float] | None:
    """Share of cases that are answered, and share of those that are wrong, as the threshold stands."""
    replies = [
        (case.outcome != "rightly silent" and bool(case.result.reply.shown), case.outcome == "right") for case in cases
    ]
    replies += [(bool(case.result.without.shown), False) for case in cases if case.result.without]
    answered = [right for shown, right in replies if shown]
    return (len(answered) / len(replies), 1 - sum(answered) / len(answered)) if answered else None


def _summary(case: Case) -> str:
    """The right answer, and the figures of the one that was given."""
    question, result = case.question, case.result
    nuggets = "; ".join(" or ".join(f"“{string}”" for string in nugget) for nugget in question.nuggets)
    right = (
        ", ".join(f"“{answer}”" for answer in question.answers)
        or nuggets
        or ("named articles" if question.answerable else "silence")
    )
    parts = [
        f"Right: {right}",
        f"confidence {result.reply.confidence:.2f}",
        f"first passage with the answer: {rank(question, result) or 'none'}",
        f"{result.reply.seconds:.2f} s",
        *(f"#{tag}" for tag in question.tags),
    ]
    return "; ".join(parts)


def _marked(text: str, answers: Sequence[str]) -> Markup:
    """``text`` with the answer strings marked as far as they stand there letter for letter."""
    wanted = "|".join(re.escape(answer.strip("\"'“”‘’. ")) for answer in answers if answer.strip("\"'“”‘’. "))
    if not wanted:
        return escape(text)
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if odd % 2 else part for odd, part in enumerate(parts)
    )
