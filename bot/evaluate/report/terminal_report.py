"""A run for a terminal: plain columns. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluate.compare import Comparison
from bot.evaluate.evaluation_runs import EvaluationRun
from bot.evaluate.report.markdown_report import ABLATION, ABLATION_TITLES, facts
from bot.evaluate.report.worst import Case
from bot.evaluate.summary import Summary
from bot.evaluate.tables import Row, ablation_rows, difference_rows, groups, kind_rows, measure_rows, number
from bot.evaluate.threshold_fit import Fit
from bot.presentation.wording import count


def render_text(
    run: EvaluationRun, summary: Summary, cases: Sequence[Case], comparison: Comparison | None = None
) -> str:
    """Figures with intervals, group by group; the comparison last.

    Of questions with nuggets only ten lines of figures by kind are shown, and the questions that failed; the report has the rest.
    """
    blocks = []
    if "nugget_recall" in summary.measures and summary.families:
        blocks.append(columns(kind_rows(summary.families)))
        failed = [case for case in cases if case.badness > 0]
        blocks.append("\n".join(f"{c.question.id}  {c.question.kind}  {c.question.text}: {c.why}" for c in failed))
    else:
        blocks += [
            columns([(group, "", "95 % interval", "questions"), *measure_rows(summary, group)])
            for group in groups(summary)
        ]
    if summary.rows:
        blocks.append(columns([("Ways of searching", *ABLATION_TITLES), *ablation_rows(summary, ABLATION)]))
    blocks.append(facts(run, summary))
    if comparison:
        header = (f"Compared with {comparison.before}", "before", "after", "difference", "95 % interval", "p", "")
        blocks.append(columns([header, *difference_rows(comparison)]))
        blocks.append(
            f"{count(comparison.common, 'question')} in common; {len(comparison.better)} better, {len(comparison.worse)} worse."
        )
        blocks += [f"{c.before} -> {c.after}: {c.question}" for c in (*comparison.worse[:10], *comparison.better[:10])]
    return "\n\n".join(filter(None, blocks))


def columns(rows: Sequence[Row]) -> str:
    """Rows with their cells below each other: the first to the left, the others to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if place == 0 else cell.rjust(w)
            for place, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def render_fit(found: Fit) -> str:
    """Before and after of a calibration."""
    rows: list[Row] = [("", "before", "after")]
    for title, name in (("threshold (logit)", "logit"), ("slope", "slope")):
        rows.append((title, f"{getattr(found.before, name):.2f}", f"{getattr(found.after, name):.2f}"))
    for title, name in (
        ("right replies shown", "kept"),
        ("wrong replies withheld", "silent"),
        ("calibration error", "ece"),
        ("area under risk-coverage", "aurc"),
        ("log loss", "log_loss"),
    ):
        rows.append((title, number(getattr(found.figures_before, name)), number(getattr(found.figures_after, name))))
    return f"{columns(rows)}\n\n{found.cases} replies; after: five-fold cross-validation, a question's replies in one fold."
