"""The articles of a conversation: found again by what it showed, read as a whole, and preferred.

Whoever asks on asks of what was shown. An article calls its people "she" and its story "it", as the question does, so that both
the question with the names filled in and the question as it was spoken are read against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.answer.choose.reader import Fit, Quote
from bot.answer.search import PassageSearch
from bot.answer.understand.addresses import address_in, spellings
from bot.answer.understand.request import Request
from index.search.answer_types import expected, given
from index.search.searcher import Ranked, ReadWindow, Results
from index.search.terms import terms
from index.search.windows import Window, windows_of
from index.types import Filters, StoredArticle

Score = Callable[[str, Sequence[str]], NDArray[np.float32]]
"""What texts are worth to a question: one of the two ways in which a reranker reads."""

_ARTICLES, _SEARCHED = 2, 12
"""Articles of a conversation that are read as a whole, and passages among which they are found again."""
_READ, _READ_AS_SPOKEN = 24, 10
"""Windows of them that are read beside those that any search reads, and that are read once more for the question as it was spoken."""
PREFERRED = 1.5
"""Logits by which they are preferred."""
_KNOWN = 2.0
"""Logits by which what was shown falls behind."""
_APART, _MOST_APART = 0.5, 6.0
"""The worth of each logit by which a window is better than the others of its article, and up to how many: of questions that lean on a conversation the cross-encoder is less sure, but the answer still stands out."""
_EVERY = 0.8
"""Logits that a window is worth more that gives what is asked for, when it is chosen what is read again."""


def stored_at(search: PassageSearch, address: str) -> StoredArticle | None:
    """The article at ``address``, also where it is stored under another spelling of the same page; None where there is none."""
    return next((found for name in spellings(address) if (found := search.article(name))), None)


def told_in(
    search: PassageSearch, request: Request, filters: Filters, found: Results | None = None
) -> dict[str, StoredArticle]:
    """The articles of which the conversation showed a line, by their ids, the latest shown first."""
    if not request.shown:
        return {}
    passages = found.passages if found else ()
    told = _with_lines(passages, request.shown)
    for earlier in dict.fromkeys(request.earlier[:1] + request.earlier[-1:]):
        if told and request.shown[0] in next(iter(told.values())).article.text:
            break
        address = address_in(earlier)[0]
        if address and (pasted := stored_at(search, address)):
            return {pasted.id: pasted}
        passages = (*passages, *search.candidates(earlier, filters, _SEARCHED).passages)
        told = _with_lines(passages, request.shown)
    return told


def is_covered(search: PassageSearch, request: Request, question: str, filters: Filters) -> bool:
    """The articles of the conversation have every telling word of ``question``."""
    asked = terms(question)
    told = list(told_in(search, request, filters).values())[:_ARTICLES]
    return bool(asked) and any(asked <= terms(f"{item.article.headline} {item.article.text}") for item in told)


def with_whole(search: PassageSearch, found: Results, told: Mapping[str, StoredArticle]) -> Results:
    """``found``, with all passages of the articles of the conversation."""
    known = {item.passage.id for item in found.passages}
    others = [item for stored in list(told.values())[:_ARTICLES] for item in search.passages_of(stored).passages]
    return replace(found, passages=(*found.passages, *(item for item in others if item.passage.id not in known)))


def read_as_spoken(score: Score, request: Request, results: Results, told: Mapping[str, StoredArticle]) -> Results:
    """``results`` with more windows of the conversation read by ``score``, each worth what it is to the question in its better form."""
    own = set(list(told)[:_ARTICLES])
    logits = {
        item.window.place: (item.window, item.logit)
        for passage in results.passages
        if passage.article.id in own
        for item in passage.windows
    }
    unread = _unread([item for item in results.passages if item.article.id in own], logits, request.standing)
    scores = score(request.standing, [window.in_context for window in unread])
    logits |= {window.place: (window, float(logit)) for window, logit in zip(unread, scores, strict=True)}
    if request.spoken:
        types = expected(request.question)
        likely = sorted(
            logits.values(), key=lambda pair: -(pair[1] + _EVERY * given(request.question, pair[0].text, types))
        )
        again = [window for window, _ in likely[:_READ_AS_SPOKEN]]
        scores = score(request.spoken, [window.in_context for window in again])
        for window, logit in zip(again, scores, strict=True):
            logits[window.place] = (window, max(logits[window.place][1], float(logit)))
    return replace(
        results,
        passages=tuple(_with_windows(item, logits) if item.article.id in own else item for item in results.passages),
    )


def preferring(told: Mapping[str, StoredArticle], fit: Fit, request: Request) -> Fit:
    """``fit``, which prefers windows of the conversation; not what it has shown, unless that gives what is asked for now."""
    if not told:
        return fit
    types = expected(request.question)

    def fits(window: Window) -> float:
        is_known = any(window.text in line or line in window.text for line in request.shown)
        answers = bool(types) and given(request.question, window.text, types) > 0
        return fit(window) + PREFERRED * (window.article.id in told) - _KNOWN * (is_known and not answers)

    return fits


def stands_out(quotes: Sequence[Quote], told: Mapping[str, StoredArticle], threshold: float) -> bool:
    """The first of ``quotes`` is of the conversation, and so much better than what else its article has that it answers, though not by itself."""
    if not quotes or quotes[0].article.id not in told:
        return False
    best = quotes[0]
    others = [
        quote.logit for quote in quotes if quote.article.id == best.article.id and not quote.window.meets(best.window)
    ]
    apart = min(best.logit - max(others), _MOST_APART) if others else 0.0
    return apart > 0 and best.logit + _APART * apart >= threshold


def _with_lines(passages: Sequence[Ranked], lines: Sequence[str]) -> dict[str, StoredArticle]:
    """The articles of ``passages`` that have one of ``lines``, in the order of the lines."""
    articles = {item.article.id: item.article for item in passages}
    found: dict[str, StoredArticle] = {}
    for line in lines:
        found |= {key: stored for key, stored in articles.items() if key not in found and line in stored.article.text}
    return found


def _unread(passages: Sequence[Ranked], read: Mapping[tuple[str, int, int], object], question: str) -> list[Window]:
    """Windows of ``passages`` that are not read yet, those first that have most of the question or give what it asks for."""
    windows = dict.fromkeys(window for item in passages for window in windows_of(item.article, item.passage))
    asked, types = terms(question), expected(question)
    left = [window for window in windows if window.place not in read]
    left.sort(key=lambda window: -(len(asked & terms(window.text)) + given(question, window.text, types)))
    return left[:_READ]


def _with_windows(item: Ranked, logits: Mapping[tuple[str, int, int], tuple[Window, float]]) -> Ranked:
    inside = [
        ReadWindow(window, logit)
        for window, logit in logits.values()
        if window.article.id == item.article.id
        and item.passage.start <= window.start
        and window.end <= item.passage.end
    ]
    windows = tuple(sorted(inside, key=lambda read: -read.logit))
    best = windows[0].logit if windows else item.logit
    return replace(item, windows=windows, logit=max(best, item.logit), relevance=max(best, item.relevance))
