"""The sentences around a quote."""

from __future__ import annotations

from dataclasses import replace

from bot.answer.answers import Evidence
from index.sentences import sentences
from index.types import Article, Label, Span

_CHARACTERS = 600
"""On each side; what stands further away is no context for a quote of at most 120 words."""


def around(article: Article, start: int, end: int, neighbours: int = 2) -> tuple[int, int]:
    """``[start, end)`` widened by up to ``neighbours`` sentences of body text on each side, never over anything else."""
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    for left, right in _body_around(article, start, end):
        found = sentences(article.text, left, right)
        before += [item for item in found if item[1] <= start and start - item[0] <= _CHARACTERS]
        after += [item for item in found if item[0] >= end and item[1] - end <= _CHARACTERS]
    first = before[-neighbours:][0][0] if before and neighbours else start
    last = after[:neighbours][-1][1] if after and neighbours else end
    return first, last


def excerpt(item: Evidence, neighbours: int = 2) -> Evidence:
    """The evidence with its article's text cut down to the quote and the sentences around it; its offsets follow."""
    first, last = around(item.article, item.start, item.end, neighbours)
    article = replace(item.article, text=item.article.text[first:last], spans=(Span(0, last - first, Label.BODY),))
    return replace(item, article=article, start=item.start - first, end=item.end - first)


def in_context(item: Evidence, neighbours: int = 2) -> str:
    """The quote with the sentences around it, verbatim; of an excerpt, nothing beyond what was kept."""
    first, last = around(item.article, item.start, item.end, neighbours)
    return item.article.text[first:last]


def _body_around(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """The run of body spans that the quote stands in, only white space between them."""
    run: list[tuple[int, int]] = []
    for span in article.body:
        if run and article.text[run[-1][1] : span.start].strip():
            if run[-1][1] >= end:
                break
            run = []
        run.append((span.start, span.end))
    return run if run and run[0][0] <= start and run[-1][1] >= end else []
