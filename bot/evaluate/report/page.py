"""A run as one HTML page that makes no request: style, script, charts and texts are all inside. Pure."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from bot.evaluate.compare import Changed, Comparison
from bot.evaluate.measures import BY_KEY, MEASURES
from bot.evaluate.report.case import render_case
from bot.evaluate.report.charts import (
    latency_chart,
    reliability_chart,
    retrieval_chart,
    risk_coverage_chart,
    slices_chart,
)
from bot.evaluate.report.markdown import ABLATION, ABLATION_TITLES, facts
from bot.evaluate.report.worst import Case
from bot.evaluate.runs import Run
from bot.evaluate.summary import SLICED, Summary
from bot.evaluate.tables import Row, ablation_rows, difference_rows, groups, interval, number

_CARDS = (
    "hit@4",
    "article_hit@4",
    "any_quote",
    "answered_right",
    "silent",
    "left_out_silent",
    "verbatim",
    "seconds_p50",
)


def render_page(run: Run, summary: Summary, cases: Sequence[Case], comparison: Comparison | None = None) -> str:
    """The whole page. Its content security policy lets nothing in but its own style and script."""
    style, script = (
        files("bot.evaluate.report").joinpath(f"report.{kind}").read_text("utf-8") for kind in ("css", "js")
    )
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    body = "\n".join(
        [
            f"<h1>{escape(run.questions)}</h1>",
            *(f'<p class="{_kind(line)}">{escape(line)}</p>' for line in facts(run, summary).split("\n")),
            f'<p class="soft">{escape(run.started)}</p>',
            '<nav><a href="#charts">Charts</a> <a href="#figures">Figures</a> <a href="#questions">Questions</a></nav>',
            f'<section class="cards" aria-label="Key figures">{"".join(_cards(summary))}</section>',
            _comparison(comparison) if comparison else "",
            _charts(summary, cases),
            _figures(summary),
            _questions(cases),
            _settings(run),
        ]
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>newsdesk eval: {escape(run.questions)}</title><style>{style}</style></head>\n"
        f"<body><main>{body}</main>\n<script>{script}</script></body></html>\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _kind(line: str) -> str:
    return "note" if line.startswith("Note: ") else "soft"


def _cards(summary: Summary) -> Iterable[str]:
    for key in _CARDS:
        if value := summary.measures.get(key):
            m = BY_KEY[key]
            name = (
                m.title
                if m.group not in ("Retrieval by article", "Time")
                else f"{m.title}, {m.group.split()[-1].lower()}"
            )
            unit = " s" if m.unit == "seconds" else ""
            yield (
                f'<div class="card" title="{escape(m.definition)}">{escape(name)}<b>{number(value.value, m.unit)}{unit}</b>'
                f'<span class="soft">{interval(value, m.unit)}</span></div>'
            )


def _charts(summary: Summary, cases: Sequence[Case]) -> str:
    charts = [
        ("Retrieval by k", retrieval_chart(summary)),
        ("Risk and coverage", risk_coverage_chart(summary, _operating(cases))),
        ("Reliability", reliability_chart(summary)),
        ("Time for a question", latency_chart([case.record.reply.seconds for case in cases])),
    ]
    shown = "".join(f'<figure class="card"><h3>{name}</h3>{svg}</figure>' for name, svg in charts if svg)
    kinds = dict.fromkeys(item.kind for item in summary.slices)
    options, slices = [], []
    for key in SLICED:
        drawn = [(kind, slices_chart([item for item in summary.slices if item.kind == kind], key)) for kind in kinds]
        if any(svg for _, svg in drawn):
            chosen = " selected" if key == "answered_right" else ""
            options.append(f'<option value="{key}"{chosen}>{escape(BY_KEY[key].title)}</option>')
            slices += [
                f'<figure class="card" data-measure="{key}"><h3>By {escape(kind)}</h3>{svg}</figure>'
                for kind, svg in drawn
                if svg
            ]
    picker = f'<p><label>Measure <select id="slice">{"".join(options)}</select></label></p>' if options else ""
    sliced = f'<h2>Slices</h2>{picker}<section class="charts">{"".join(slices)}</section>' if options else ""
    return f'<h2 id="charts">Charts</h2><section class="charts">{shown}</section>{sliced}'


def _operating(cases: Sequence[Case]) -> tuple[float, float] | None:
    """Share of cases that are answered, and share of those that are wrong, as the threshold stands."""
    replies = [
        (case.outcome != "rightly silent" and bool(case.record.reply.shown), case.outcome == "right") for case in cases
    ]
    replies += [(bool(case.record.without.shown), False) for case in cases if case.record.without]
    answered = [right for shown, right in replies if shown]
    return (len(answered) / len(replies), 1 - sum(answered) / len(answered)) if answered else None


def _figures(summary: Summary) -> str:
    parts = ['<h2 id="figures">Figures</h2><p class="soft">Open a measure for its definition and source.</p>']
    for group in groups(summary):
        rows = [
            f"<tr><td><details><summary>{escape(m.title)}</summary><small>{escape(m.definition)}</small></details></td>"
            f"<td>{number(v.value, m.unit)}</td>"
            f"<td>{interval(v, m.unit)}</td><td>{v.questions}</td></tr>"
            for m in MEASURES
            if m.group == group and (v := summary.measures.get(m.key))
        ]
        head = f"<tr><th>{escape(group)}</th><th>value</th><th>95 % interval</th><th>questions</th></tr>"
        parts.append(f'<div class="scroll"><table>{head}{"".join(rows)}</table></div>')
    if summary.rows:
        parts.append(_table(("Ways of searching", *ABLATION_TITLES), ablation_rows(summary, ABLATION)))
    return "".join(parts)


def _table(header: Sequence[str], rows: Sequence[Row]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    lines = "".join(
        f"<tr{' class=bad' if row[-1] == 'worse' else ''}>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><tr>{head}</tr>{lines}</table></div>'


def _comparison(comparison: Comparison) -> str:
    header = ("measure", "before", "after", "difference", "95 % interval", "p", "")
    notes = "".join(f'<p class="soft">{escape(note)}</p>' for note in comparison.notes)
    return (
        f"<h2>Compared with {escape(comparison.before)}</h2>"
        f'<p class="soft">{comparison.common} questions in common; randomisation test over pairs, p of the key measures '
        f"adjusted for their number.</p>{notes}{_table(header, difference_rows(comparison))}"
        f"{_changed('Worse', comparison.worse)}{_changed('Better', comparison.better)}"
    )


def _changed(title: str, changes: Sequence[Changed]) -> str:
    if not changes:
        return ""
    items = "".join(f"<li>{escape(c.question)} <span class=soft>{c.before} → {c.after}</span></li>" for c in changes)
    return f"<details><summary>{title}: {len(changes)}</summary><ul>{items}</ul></details>"


def _questions(cases: Sequence[Case]) -> str:
    outcomes = "".join(f"<option>{escape(name)}</option>" for name in dict.fromkeys(case.outcome for case in cases))
    tags = "".join(
        f"<option>{escape(tag)}</option>" for tag in sorted({t for case in cases for t in case.question.tags})
    )
    items = "".join(
        f'<details class="case" data-outcome="{escape(case.outcome)}" data-tags="{escape(json.dumps(case.question.tags))}">'
        f"{render_case(case)}</details>"
        for case in cases
    )
    return (
        '<h2 id="questions">Questions, worst first</h2>'
        '<div class="filters"><input id="search" type="search" placeholder="Search questions, quotes, passages" '
        'aria-label="Search">'
        f'<select id="outcome" aria-label="Outcome"><option value="">every outcome</option>{outcomes}</select>'
        f'<select id="tag" aria-label="Tag"><option value="">every tag</option>{tags}</select></div>'
        f'<p class="soft" id="count" aria-live="polite">{len(cases)} questions</p>{items}'
    )


def _settings(run: Run) -> str:
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in run.facts.items())
    return f'<h2>Made with</h2><details><summary>Everything the figures depend on</summary><div class="scroll"><table>{rows}</table></div></details>'
