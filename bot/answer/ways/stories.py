"""Answers by several developments of a story: topics, the latest, summaries, timelines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answer.briefing import MOST, Development, brief, development
from bot.answer.corrections import labelled
from bot.answer.reader import Quote
from bot.answer.timing import within
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.outcome import CLOSEST, Chosen, Outcome, Tools, closest
from index.days import day_number, day_of_number
from index.search.searcher import Ranked, Results
from index.search.terms import coverage, terms, weights
from index.search.window_ranking import worth_reading
from index.search.windows import Window, windows_of
from index.types import Filters, StoredArticle

_BRIEFED_PASSAGES, _BRIEFED_ARTICLES, _BRIEFED_WINDOWS = 60, 20, 64
_ANY_NEWS = "breaking news said today government police people"
"""Words that some passage of nearly every article has."""
_EVERY_WORD = 0.3
"""The weight of a word of the subject beside its rarity."""
_SLICES, _PER_SLICE = 6, 14
"""A story's time is cut into so many parts, and so many passages of each are looked at."""
_NEWEST_DAYS, _HEADLINE_DAYS = (10, 40, 160), (2, 7, 30)
"""Days before the newest in which the latest of a story is looked for, and the headlines: the first span that has enough articles."""
_ENOUGH, _MENTIONED = 3, 0.6
"""Articles that are enough for the latest, and the share of the story's words that a passage has which speaks of it."""
_KIND_OF_STORY = terms(
    "case affair scandal crisis controversy drama incident event events developments issue row feud dispute mess saga ordeal question news"
)
"""Words for a story that its articles need not have."""
_NOW = re.compile(r"\b(?:today|tonight|this)\b", re.IGNORECASE)
_LEAST_WORDS = 4
"""Words of a window that tells anything: fewer are the name of a section."""
_HEADLINE_LOGIT = 5.0
"""Of each article where no story is named: all are as relevant."""


def briefing(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """A story in three to five quotes, one a development; where a time is named, as it was then."""
    tell = headlines if request.intent is Intent.LATEST and not request.subject else developments
    period = request.period
    if period is None or period.is_edition or (request.intent is Intent.LATEST and _is_now(request)):
        return tell(tools, request, filters, max(limit, MOST))
    for strictly in (True, False):
        found = tell(tools, request, within(period, filters, strictly=strictly), max(limit, MOST))
        if found.verdict == "answered":
            return found
    other = tell(tools, request, filters, max(limit, MOST))
    near = replace(other, verdict="related", chosen=other.chosen[:CLOSEST], missing=period.named)
    return near if other.chosen else found


def _is_now(request: Request) -> bool:
    """ "Today" and the like say little more than that the latest is wanted."""
    return request.period is not None and _NOW.search(request.period.said) is not None


def developments(tools: Tools, request: Request, filters: Filters, most: int) -> Outcome:
    """Up to ``most`` developments of a story."""
    subject = request.subject or request.question
    asked = f"{subject} {request.context}".strip()
    results = _of_all_times(tools, subject, asked, filters, request.intent)
    tools.progress("reading")
    found = _found_developments(tools, subject, asked, results)
    told = brief(found, request.intent, most)
    quotes = [Quote(item.window.article, item.window.start, item.window.end, item.logit, item.logit) for item in told]
    gate = max((item.logit for item in found), default=None)
    if not told:
        return closest(tools, request, results, [], gate)
    return Outcome("answered", _labelled(quotes, request.intent), results, gate)


def _labelled(quotes: Sequence[Quote], intent: Intent) -> tuple[Chosen, ...]:
    """The quotes as they are shown: corrections before what they correct, but for a timeline, which keeps its order."""
    told = [Chosen(quote, label=label) for quote, label in labelled(quotes)]
    if intent is Intent.TIMELINE:
        places = {(quote.article.id, quote.start): place for place, quote in enumerate(quotes)}
        told.sort(key=lambda item: places[item.quote.article.id, item.quote.start])
    return tuple(told)


def headlines(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The opening sentences of the newest articles, or those of a time, those first whose words most of them share."""
    newest = _present(tools, filters)
    if newest is None:
        return Outcome("not_found")
    then = request.period.days if request.period and not _is_now(request) else None
    tools.progress("reading")
    leads: dict[str, Development] = {}
    results = Results()
    for days in (then,) if then else _HEADLINE_DAYS:
        since = max(day_number(newest - timedelta(days - 1)), filters.since or 0)
        own = replace(filters, since=since, until=filters.until or day_number(newest))
        results = tools.search.candidates(_ANY_NEWS, own, _BRIEFED_PASSAGES)
        for item in results.passages:
            opening = _leads(tools, item.article)[:1] if item.article.article.kind == "article" else []
            for window in opening:
                leads[item.article.id] = development(window, _HEADLINE_LOGIT, 0, 1.0)
        if len(leads) >= limit:
            break
    told = brief(list(leads.values()), Intent.SUMMARY if then else Intent.LATEST, limit)
    quotes = [Quote(item.window.article, item.window.start, item.window.end, item.logit, item.logit) for item in told]
    return Outcome("answered" if quotes else "not_found", tuple(map(Chosen, quotes)), results)


def _found_developments(tools: Tools, subject: str, asked: str, results: Results) -> list[Development]:
    """The leads of the story's articles, and the windows that have most of its words, read by the cross-encoder."""
    items = results.passages
    articles = {item.article.id: item.article for item in items}
    first = list(articles.values())[:_BRIEFED_ARTICLES]
    leads: dict[tuple[str, int, int], tuple[Window, int]] = {}
    for article in first:
        for order, window in enumerate(_leads(tools, article)[:2]):
            leads[window.place] = (window, order)
    others = worth_reading(
        asked,
        [item.passage for item in items],
        articles,
        [item.score for item in items],
        _BRIEFED_WINDOWS - len(leads),
        0,
    )
    for candidate in others:
        leads.setdefault(candidate.window.place, (candidate.window, 9))
    found = list(leads.values())
    logits = tools.reranker.score(asked, [window.in_context for window, _ in found])
    covers = _covers(subject, [window for window, _ in found])
    return [
        development(window, float(logit), order, covers[window.article.id])
        for (window, order), logit in zip(found, logits, strict=True)
    ]


def _leads(tools: Tools, article: StoredArticle) -> list[Window]:
    """The windows of an article's first passage."""
    first = tools.search.passages_of(article).passages[:1]
    windows = [window for item in first for window in windows_of(article, item.passage)]
    return [window for window in windows if len(window.text.split()) >= _LEAST_WORDS] or windows[:1]


def _covers(subject: str, windows: Sequence[Window]) -> dict[str, float]:
    """The share of the subject that each article speaks of, in its headline and in those of its windows that were read, by its id."""
    spoken: dict[str, set[str]] = {}
    for window in windows:
        words = spoken.setdefault(window.article.id, set(terms(window.article.article.headline)))
        words |= terms(window.text)
    wanted = _named(subject)
    rarity = {term: _EVERY_WORD + weight for term, weight in weights(wanted, spoken.values()).items()}
    return {key: coverage(rarity, (words, 1.0)) if wanted else 1.0 for key, words in spoken.items()}


def _named(subject: str) -> frozenset[str]:
    """The words of a story but for those that any story may have."""
    words = terms(subject)
    return (words - _KIND_OF_STORY) or words


def _of_all_times(tools: Tools, subject: str, asked: str, filters: Filters, intent: Intent) -> Results:
    """Passages about a story. Of one that went on for long, the days with most articles would crowd out all others: a timeline looks
    at every part of its time, and the latest at its end.
    """
    found = tools.search.candidates(asked, filters, _BRIEFED_PASSAGES)
    if intent is Intent.LATEST:
        others = _newest(tools, subject, asked, filters)
    elif intent is Intent.TIMELINE:
        others = _of_each_part(tools, asked, filters, found)
    else:
        return found
    own = {item.passage.id: item for item in others}
    for item in found.passages[: _PER_SLICE * 2] if own else found.passages:
        own.setdefault(item.passage.id, item)
    return Results(tuple(own.values()), found.seconds)


def _newest(tools: Tools, subject: str, asked: str, filters: Filters) -> list[Ranked]:
    """The newest passages that speak of a story."""
    present = _present(tools, filters)
    if present is None:
        return []
    until = day_number(present)
    wanted = _named(subject)
    about: list[Ranked] = []
    for days in _NEWEST_DAYS:
        since = max(day_number(present - timedelta(days)), filters.since or 0)
        within = tools.search.candidates(asked, replace(filters, since=since, until=until), _BRIEFED_PASSAGES)
        about = [
            item
            for item in within.passages
            if len(wanted & terms(item.passage.embedded)) >= _MENTIONED * max(1, len(wanted))
        ]
        if len({item.article.id for item in about}) >= _ENOUGH:
            break
    return about


def _present(tools: Tools, filters: Filters) -> date | None:
    """The day from which news are looked for backwards: the newest, or the last that is wanted."""
    newest = tools.search.newest_day()
    wanted = (filters.asked_on, day_of_number(filters.until) if filters.until else None)
    return min([newest, *(day for day in wanted if day)]) if newest else None


def _of_each_part(tools: Tools, asked: str, filters: Filters, found: Results) -> list[Ranked]:
    """Passages of each part of a story's time."""
    days = sorted(
        published.at.date()
        for item in found.passages[: _BRIEFED_PASSAGES // 2]
        if (published := item.article.article.published)
    )
    if not days:
        return []
    first, last = days[0], days[-1]
    step = max((last - first) // _SLICES, timedelta(1))
    own: list[Ranked] = []
    for part in range(_SLICES):
        since = first + step * part
        until = first + step * (part + 1) if part < _SLICES - 1 else last
        if since <= last:
            within = replace(filters, since=max(day_number(since), filters.since or 0), until=day_number(until))
            own += tools.search.candidates(asked, within, _PER_SLICE).passages
    return own
