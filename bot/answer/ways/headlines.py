"""Answers where no story is named: what the articles of a time open with, or the newest."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.answer.choose.briefing import FEWEST, brief
from bot.answer.choose.developments import Development, development
from bot.answer.choose.reader import Quote
from bot.answer.choose.timing import within
from bot.answer.choose.worth import settings_for
from bot.answer.cues.telling import points_elsewhere
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.outcome import CLOSEST, Chosen, Outcome, Tools
from index.days import day_number, day_of_number
from index.search.searcher import Results
from index.search.windows import Window, windows_of
from index.types import Filters, StoredArticle

_ANY_NEWS = "breaking news said today government police people"
"""Words that some passage of nearly every article has."""
_PASSAGES, _PARTS = 84, 7
"""Passages that are looked at, and the most parts of their time, each with the same share of them: the days of a week."""
_NEWEST_DAYS = (2, 7, 30)
"""Days before the newest in which headlines are looked for: the first span that has enough articles."""
_NOW = re.compile(r"\b(?:today|tonight|this)\b", re.IGNORECASE)
_LEAST_WORDS = 4
"""Words of a window that tells anything: fewer are the name of a section."""
_LOGIT = 5.0
"""Of each article: where no story is named, all are as relevant."""


def headlines(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The opening sentences of the articles of a time, or else of the newest: the newest day first, of each day those first whose
    words most of them share.
    """
    tools.progress("reading")
    period = request.period if request.period and not request.period.is_edition else None
    of_now = period is None or is_now(request)
    last = present(tools, filters)
    if last is None:
        return Outcome("not_found")
    if period:
        then = within(period, replace(filters, until=day_number(last)), strictly=True)
        told = _told(tools, then, Intent.SUMMARY, limit)
        if len(told.chosen) >= (FEWEST if of_now else 1):
            return told
    newest = _newest(tools, filters, last, limit)
    if of_now or not newest.chosen or period is None:
        return newest
    return replace(newest, verdict="related", chosen=newest.chosen[:CLOSEST], missing=period.named)


def is_now(request: Request) -> bool:
    """ "Today" and the like say little more than that the latest is wanted."""
    return request.period is not None and _NOW.search(request.period.said) is not None


def present(tools: Tools, filters: Filters) -> date | None:
    """The day from which news are looked for backwards: the newest, or the last that is wanted."""
    newest = tools.search.newest_day()
    wanted = (filters.asked_on, day_of_number(filters.until) if filters.until else None)
    return min([newest, *(day for day in wanted if day)]) if newest else None


def leads(tools: Tools, article: StoredArticle) -> list[Window]:
    """The windows of an article's first passage that tell anything."""
    first = tools.search.passages_of(article).passages[:1]
    windows = [window for item in first for window in windows_of(article, item.passage)]
    telling = (window for window in windows if not points_elsewhere(window.text))
    return [window for window in telling if len(window.text.split()) >= _LEAST_WORDS] or windows[:1]


def _newest(tools: Tools, filters: Filters, last: date, limit: int) -> Outcome:
    found = Outcome("not_found")
    for days in _NEWEST_DAYS:
        since = max(day_number(last - timedelta(days - 1)), filters.since or 0)
        found = _told(tools, replace(filters, since=since, until=day_number(last)), Intent.LATEST, limit)
        if len(found.chosen) >= limit:
            break
    return found


def _told(tools: Tools, filters: Filters, intent: Intent, limit: int) -> Outcome:
    """The openings of articles within ``filters``, as a briefing of ``intent`` chooses them, by day."""
    openings: dict[str, Development] = {}
    results = Results()
    parts = list(_parts(filters))
    for part in parts:
        results = tools.search.candidates(_ANY_NEWS, part, _PASSAGES // len(parts))
        for item in results.passages:
            own = leads(tools, item.article)[:1] if item.article.article.kind == "article" else []
            openings |= {window.article.id: development(window, _LOGIT, 0, 1.0) for window in own}
    told = sorted(
        brief(list(openings.values()), intent, limit, replace(settings_for(intent), least=-math.inf)),
        key=lambda item: item.day or date.min,
        reverse=True,
    )
    quotes = [Quote(item.window.article, item.window.start, item.window.end, item.logit, item.logit) for item in told]
    return Outcome("answered" if quotes else "not_found", tuple(map(Chosen, quotes)), results)


def _parts(filters: Filters) -> Iterator[Filters]:
    """``filters`` by parts of their time, so that none of its days crowds out the others."""
    first, last = (day_of_number(day) for day in (filters.since or 0, filters.until or 0))
    step = timedelta(max(1, math.ceil(((last - first).days + 1) / _PARTS)))
    while first <= last:
        until = min(first + step - timedelta(1), last)
        yield replace(filters, since=day_number(first), until=day_number(until))
        first += step
