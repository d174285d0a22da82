"""Answers by enumerations: the sentences and lists that name several of what is asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answer.choose.reader import Quote
from bot.answer.cues.enumerations import announces, enumerating, follows, items_in, names_in
from bot.answer.understand.request import Request
from bot.answer.ways.by_sentence import of_its_time
from bot.answer.ways.outcome import Outcome, Tools, eased, only, read_and_choose
from index.search.searcher import ReadWindow, Results
from index.search.terms import terms
from index.search.windows import Window
from index.types import Filters

_ARTICLES, _READ = 3, 20
"""Articles whose enumerations are read beside what any search reads, and how many of these."""
_LEAST_ITEMS, _MOST_ITEMS, _MOST_NAMES = 3, 6, 5
_ITEM, _NAMED = 0.35, 0.3
"""Logits for each item that a window enumerates beyond the first, and for each name in it that the question lacks."""
_ANNOUNCED = 0.8
"""Logits for a window that announces its enumeration ("including") or goes on with one ("other areas are")."""
_GOING_ON = 0.5
"""The distance below a part of a list at which the part after it lies, at most."""
_MAY_BE_ONE = re.compile(r"\W*who (?:all )?(?:died|was|got|has|have|wins|won|took|gets)\b", re.IGNORECASE)
"""Asks for one person or for several: what is sure enough for a fact is for these."""
_LEAST_SHOWN, _PER_ARTICLE, _WORDS = 4, 4, 300


def listing(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Windows that name several of what is asked for, from several articles if need be."""
    asked = terms(request.standing)

    def enumerates(window: Window) -> float:
        text = window.text
        named = sum(not terms(name) <= asked for name in names_in(text))
        told = _ITEM * min(items_in(text) - 1, _MOST_ITEMS) + _NAMED * min(named, _MOST_NAMES)
        return told + _ANNOUNCED * announces(text)

    roomy = replace(tools, reader=replace(tools.reader, length_weight=0.0, words=_WORDS))
    found = read_and_choose(
        roomy,
        request,
        filters,
        max(limit, _LEAST_SHOWN),
        enumerates,
        None if _MAY_BE_ONE.match(request.question) else eased(tools),
        also_read=lambda results: _with_enumerations(tools, request.standing, results),
        per_article=_PER_ARTICLE,
    )
    told = only(tools, request, found, lambda quote: _is_sure(tools, quote))
    return of_its_time(tools, request, told)


def _is_sure(tools: Tools, quote: Quote) -> bool:
    """It is as sure as a fact has to be, or enumerates: what answers by naming one of several has to be sure."""
    return quote.logit >= tools.threshold.logit or items_in(quote.text) >= _LEAST_ITEMS


def _with_enumerations(tools: Tools, question: str, results: Results) -> Results:
    """``results`` with the enumerations of the best articles read as well; a line of a list is read with the list."""
    best = list({item.article.id: item for item in results.passages}.values())[:_ARTICLES]
    known = {read.window.place for item in results.passages for read in item.windows}
    asked = terms(question)
    unread = [
        window
        for place in best
        for window in dict.fromkeys(enumerating(place.article, _LEAST_ITEMS))
        if window.place not in known
    ]
    unread.sort(
        key=lambda window: -(len(asked & terms(window.in_context)) + 0.3 * min(items_in(window.text), _MOST_ITEMS))
    )
    unread = unread[:_READ]
    logits = tools.reranker.score(question, [window.in_context for window in unread])
    more: dict[str, list[ReadWindow]] = {}
    for window, logit in zip(unread, logits, strict=True):
        inside = [read.logit for item in results.passages for read in item.windows if window.holds(read.window)]
        told = max([float(logit), *inside])
        more.setdefault(window.article.id, []).append(ReadWindow(window, told))
    more = {key: _as_one(lists) for key, lists in more.items()}
    passages = []
    for item in results.passages:
        lists = more.get(item.article.id, [])
        own = [read for read in item.windows if not any(one.window.holds(read.window) for one in lists)]
        own += lists if item in best else []
        windows = tuple(sorted(own, key=lambda read: -read.logit))
        top = windows[0].logit if windows else item.logit
        passages.append(replace(item, windows=windows, logit=max(top, item.logit), relevance=max(top, item.relevance)))
    return replace(results, passages=tuple(passages))


def _as_one(lists: list[ReadWindow]) -> list[ReadWindow]:
    """The enumerations of an article, the parts of a long list about as good as the part before: only the first has its introduction."""
    found: list[ReadWindow] = []
    for read in sorted(lists, key=lambda read: read.window.start):
        before = found[-1] if found else None
        goes_on = before is not None and follows(before.window, read.window)
        found.append(replace(read, logit=max(read.logit, before.logit - _GOING_ON)) if before and goes_on else read)
    return found
