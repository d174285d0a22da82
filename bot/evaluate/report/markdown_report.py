"""A run as Markdown, for pull requests. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluate.compare import Comparison
from bot.evaluate.evaluation_runs import EvaluationRun
from bot.evaluate.report.worst import Case
from bot.evaluate.summary import Summary
from bot.evaluate.tables import (
    DIFFERENCE_TITLES,
    ablation_rows,
    difference_rows,
    groups,
    kind_rows,
    markdown_table,
    measure_rows,
)
from bot.presentation.wording import count

ABLATION = ("hit@1", "hit@4", "hit@10", "hit@30", "mrr", "ndcg@10", "article_hit@1", "article_hit@4")
ABLATION_TITLES = ("hit@1", "hit@4", "hit@10", "hit@30", "MRR", "nDCG@10", "article hit@1", "article hit@4")
_WORST = 10


def render_markdown(
    run: EvaluationRun, summary: Summary, cases: Sequence[Case], comparison: Comparison | None = None
) -> str:
    """Figures with intervals, the comparison first where there is one, and the worst questions."""
    parts = [f"## newsdesk eval: {run.questions}", facts(run, summary)]
    if comparison:
        parts += [f"### Compared with {comparison.before}", render_comparison(comparison)]
    if summary.kinds:
        header, *rows = kind_rows([*summary.kinds, *summary.families[-2:]])
        parts += ["### By kind", markdown_table(header, rows)]
    for group in groups(summary):
        parts += [
            f"### {group}",
            markdown_table(("measure", "value", "95 % interval", "questions"), measure_rows(summary, group)),
        ]
    if summary.rows:
        rows = ablation_rows(summary, ABLATION)
        parts += ["### Ways of searching", markdown_table(("search", *ABLATION_TITLES), rows)]
    worst = [case for case in cases if case.badness > 0][:_WORST]
    if worst:
        parts += ["### Worst questions", "\n".join(f"- {_safe(case.question.text)}: {case.why}" for case in worst)]
    return "\n\n".join(parts) + "\n"


def facts(run: EvaluationRun, summary: Summary) -> str:
    """One paragraph on what was run."""
    made = f"newsdesk {run.version}".strip() + (f" at {run.commit}" if run.commit else "")
    lines = [
        f"{count(summary.questions, 'question')} ({run.kind}), {count(run.articles, 'article')} (corpus {run.corpus_hash}), "
        f"reader {run.reader}, {run.reranker}, {run.embedder}; {made}; run {run.id}."
    ]
    return "\n".join([*lines, *(f"Note: {note}" for note in (*run.notes, *summary.notes))])


def render_comparison(comparison: Comparison) -> str:
    """The comparison by itself."""
    lines = [
        f"{count(comparison.common, 'question')} in common"
        + (f", {comparison.only_before} only before" if comparison.only_before else "")
        + (f", {comparison.only_after} only after" if comparison.only_after else "")
        + "; randomisation test, p of the key measures adjusted (Holm).",
        *(f"- {note}" for note in comparison.notes),
        markdown_table(DIFFERENCE_TITLES, difference_rows(comparison)),
    ]
    for title, changes in (("Better", comparison.better), ("Worse", comparison.worse)):
        if changes:
            shown = [f"- {_safe(c.question)}: {c.before} before, {c.after} after" for c in changes[:_WORST]]
            lines.append(f"{title}: {len(changes)}\n\n" + "\n".join(shown))
    return "\n\n".join(lines)


def _safe(text: str) -> str:
    """Question text without what Markdown or a forge would act on."""
    for mark in "\\`*_[]<>#|@":
        text = text.replace(mark, f"\\{mark}" if mark != "@" else "@\u200b")
    return text
