"""The making of an answer, as paragraphs for a person. Pure: nothing is printed here."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from bot.answer.trace import Trace
from bot.cli.terminal import Line
from bot.presentation.safe_text import clean, clean_line

_PASSAGES = 10
"""Passages that are listed; the others are in the JSON."""


def render_trace(trace: Trace) -> list[Line]:
    """The trace in the order in which things happened."""
    return list(_lines(trace))


def _lines(trace: Trace) -> Iterator[Line]:
    yield Line(Text(""))
    yield _title("Question")
    yield _row(f"asked       {clean_line(trace.asked)}")
    yield _row(f"searched    {clean_line(trace.standalone)} ({_UNDERSTOOD[trace.understood_by]})")
    yield _row(f"filters     {_filters(trace)}")
    yield _title("Passages: rank by words, by vectors, cross-encoder, final score")
    for item in trace.passages[:_PASSAGES]:
        ranks = f"{item.words_rank or '-':>4} {item.vectors_rank or '-':>4} {item.logit:7.2f} {item.score:7.2f}"
        where = f"{item.article_id[:6]} {item.start}-{item.end}"
        yield _row(f"{item.number:>2} {ranks}  {where:<18} {clean_line(item.headline)}")
    if len(trace.passages) > _PASSAGES:
        yield _row(f"   and {len(trace.passages) - _PASSAGES} more")
    gate = "nothing to read" if trace.gate is None else f"best quote {trace.gate:.2f}"
    yield _row(f"gate        {gate}, threshold {trace.threshold:.2f}")
    for call in trace.calls:
        counted = "" if call.counted else " (estimated)"
        cost = f"{call.tokens_in} + {call.tokens_out} tokens{counted}, attempts {call.attempts}, {call.seconds:.2f} s"
        yield _title(f"Prompt {call.prompt}: {call.problem or cost}")
        yield from (_row(line) for line in clean(call.reply).splitlines())
    if trace.quotes:
        yield _title("Sentences that the model named")
    for quote in trace.quotes:
        logit = "" if quote.logit is None else f", cross-encoder {quote.logit:.2f}"
        reason = f": {quote.reason}" if quote.reason else ""
        yield _row(f"claim {quote.claim}, sentence {quote.number}: {quote.outcome}{reason}{logit}")
        yield _row(f"  {clean_line(quote.text)}")
    if trace.claims:
        yield _title("Claims of the model")
    for claim in trace.claims:
        yield _row(f"{claim.outcome}{': ' + clean_line(claim.reason) if claim.reason else ''}")
        yield _row(f"  {clean_line(claim.text)}")
    yield _title("Seconds")
    yield _row(", ".join(f"{stage} {seconds:.2f}" for stage, seconds in trace.seconds.items()))


_UNDERSTOOD = {
    "as asked": "as asked",
    "rule": "made to stand alone by rule",
    "model": "made to stand alone by the model",
}


def _filters(trace: Trace) -> str:
    wanted = trace.filters
    chosen = [f"outlet {clean_line(outlet)}" for outlet in wanted.outlets]
    chosen += [f"since {wanted.since}"] if wanted.since else []
    chosen += [f"until {wanted.until}"] if wanted.until else []
    return ", ".join(chosen) or "none"


def _title(text: str) -> Line:
    return Line(Text(text, style="bold"))


def _row(text: str) -> Line:
    return Line(Text(text), indent=2)
