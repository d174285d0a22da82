"""Answers by several developments of a story: topics, the latest, summaries, timelines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from bot.answer.choose.briefing import MOST, brief
from bot.answer.choose.corrections import corrects_any, is_notice, labelled
from bot.answer.choose.developments import OPENING, Development, development, openings_of_story
from bot.answer.choose.reader import Quote
from bot.answer.choose.timing import within
from bot.answer.cues.abbreviations import spelled_out
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.chronicles import chronicle, with_later
from bot.answer.ways.headlines import headlines, is_now, leads, present
from bot.answer.ways.outcome import CLOSEST, Chosen, Outcome, Tools, closest
from index.days import day_number
from index.search.searcher import Ranked, Results
from index.search.terms import coverage, terms, word_weights
from index.search.window_ranking import worth_reading
from index.search.windows import Window
from index.types import Filters, StoredArticle

_Place = tuple[str, int, int]
_BRIEFED_PASSAGES, _BRIEFED_ARTICLES, _BRIEFED_WINDOWS = 60, 20, 64
_FURTHER_ON = 9
"""The order of any window that does not open its article."""
_FOUND_PASSAGES, _PER_ARTICLE = 200, 3
"""Passages that are found, and how many of an article are looked at."""
_SLICES, _PER_SLICE = 6, 14
"""A story's time is cut into so many parts, and so many passages of each are looked at."""
_NEWEST_DAYS = (10, 40, 160)
"""Days before the newest in which the latest of a story is looked for: the first span that has enough articles."""
_ENOUGH, _MENTIONED = 3, 0.6
"""Articles that are enough for the latest, and the share of the story's words that a passage has which speaks of it."""
_KIND_OF_STORY = terms(
    "case affair scandal crisis controversy drama incident event events developments issue row feud dispute mess saga ordeal question news "
    "fight spat beef standoff tussle backlash fuss fallout aftermath versus vs downfall demise fall collapse outcome consequences background"
)
"""Words for a story that its articles need not have."""


def briefing(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """A story in three to five quotes, one a development; where a time is named, as it was then."""
    most, period = max(limit, MOST), request.period
    if request.intent is Intent.LATEST and not request.subject:
        return headlines(tools, request, filters, most)
    if period is None or period.is_edition or (request.intent is Intent.LATEST and is_now(request)):
        return developments(tools, request, filters, most)
    for strictly in (True, False):
        found = developments(tools, request, within(period, filters, strictly=strictly), most)
        if found.verdict == "answered":
            return found
    other = developments(tools, request, filters, most)
    near = replace(other, verdict="related", chosen=other.chosen[:CLOSEST], missing=period.named)
    return near if other.chosen else found


def developments(tools: Tools, request: Request, filters: Filters, most: int) -> Outcome:
    """Up to ``most`` developments of a story; a notice of a correction is one where what it corrects is told."""
    subject = request.subject or request.question
    asked = f"{subject} {request.context}".strip()
    results = _of_all_times(tools, subject, asked, filters, request.intent)
    named = spelled_out(subject, [item.passage.embedded for item in results.passages])
    if named != subject:
        asked, subject = f"{named} {request.context}".strip(), named
        results = _of_all_times(tools, subject, asked, filters, request.intent)
    tools.progress("reading")
    found = _found_developments(tools, subject, asked, results)
    if request.intent is Intent.TIMELINE and (own := chronicle(tools, asked, _named(subject), results.passages)):
        told = with_later(own, found)
        return Outcome("answered", tuple(map(Chosen, _quotes(told))), results, max(item.logit for item in told))
    quotes = _quotes(brief(found, request.intent, most))
    if any(is_notice(quote.text) and not corrects_any(quote, quotes) for quote in quotes):
        others = [item for item in found if not is_notice(item.window.text)]
        quotes = _quotes(brief(others, request.intent, most))
    gate = max((item.logit for item in found), default=None)
    if not quotes:
        return closest(tools, request, results, [], gate)
    return Outcome("answered", _labelled(quotes, request.intent), results, gate)


def _quotes(told: Sequence[Development]) -> list[Quote]:
    return [Quote(item.window.article, item.window.start, item.window.end, item.logit, item.logit) for item in told]


def _labelled(quotes: Sequence[Quote], intent: Intent) -> tuple[Chosen, ...]:
    """The quotes as they are shown: corrections before what they correct, but for a timeline, which keeps its order."""
    told = [Chosen(quote, label=label) for quote, label in labelled(quotes)]
    if intent is Intent.TIMELINE:
        places = {(quote.article.id, quote.start): place for place, quote in enumerate(quotes)}
        told.sort(key=lambda item: places[item.quote.article.id, item.quote.start])
    return tuple(told)


def _found_developments(tools: Tools, subject: str, asked: str, results: Results) -> list[Development]:
    """The leads of the story's articles, and the windows that have most of its words, read by the cross-encoder."""
    items = _of_speaking(_named(subject), results.passages)
    articles = {item.article.id: item.article for item in items}
    first = list(articles.values())[:_BRIEFED_ARTICLES]
    opened: dict[_Place, tuple[Window, int]] = {}
    for article in first:
        opened |= _opening(tools, article)
    others = worth_reading(
        asked,
        [item.passage for item in items],
        articles,
        [item.score for item in items],
        _BRIEFED_WINDOWS - len(opened),
        0,
    )
    orders: dict[str, dict[_Place, tuple[Window, int]]] = {}
    for candidate in others:
        window = candidate.window
        if window.article.id not in orders:
            orders[window.article.id] = _opening(tools, window.article)
        opened.setdefault(window.place, orders[window.article.id].get(window.place, (window, _FURTHER_ON)))
    found = list(opened.values())
    logits = tools.reranker.relevance(asked, [window.in_context for window, _ in found])
    covers, named = _covers(subject, [window for window, _ in found], results.passages)
    told = [
        development(window, float(logit), order, covers[window.article.id], named[window.place])
        for (window, order), logit in zip(found, logits, strict=True)
    ]
    return openings_of_story(told, _named(subject))


def _opening(tools: Tools, article: StoredArticle) -> dict[_Place, tuple[Window, int]]:
    """The first windows of an article that tell anything, by their places, with their order."""
    return {window.place: (window, order) for order, window in enumerate(leads(tools, article)[:OPENING])}


def _of_speaking(wanted: Set[str], items: Sequence[Ranked]) -> Sequence[Ranked]:
    """The passages of articles that speak of the story, or all where few do: their words for it may be others."""
    speaking = {item.article.id for item in items if _speaks(wanted, item)}
    return [item for item in items if item.article.id in speaking] if len(speaking) >= _ENOUGH else items


def _covers(
    subject: str, windows: Sequence[Window], items: Sequence[Ranked]
) -> tuple[dict[str, float], dict[_Place, float]]:
    """The share of the subject that each article speaks of, in its headline and in those of its windows that were read, by its id;
    and that of each window, by its place. Words weigh by their rarity in all that was found: among articles of one story its name
    would weigh nothing, and a word that none of them has everything.
    """
    own = {window.place: terms(window.text) for window in windows}
    spoken: dict[str, set[str]] = {}
    for window in windows:
        words = spoken.setdefault(window.article.id, set(terms(window.article.article.headline)))
        words |= own[window.place]
    wanted = _named(subject)
    told: dict[str, set[str]] = {}
    for item in items:
        told.setdefault(item.article.id, set(terms(item.article.article.headline))).update(terms(item.text))
    rarity = word_weights(wanted, told.values())

    def share(words: Set[str]) -> float:
        return coverage(rarity, (words, 1.0)) if wanted else 1.0

    return {key: share(words) for key, words in spoken.items()}, {place: share(words) for place, words in own.items()}


def _named(subject: str) -> frozenset[str]:
    """The words of a story but for those that any story may have."""
    words = terms(subject)
    return (words - _KIND_OF_STORY) or words


def _of_all_times(tools: Tools, subject: str, asked: str, filters: Filters, intent: Intent) -> Results:
    """Passages about a story. Of one that went on for long, the days with most articles would crowd out all others: a timeline looks
    at every part of its time, and the latest at its end.
    """
    found = _of_many(tools.search.candidates(asked, filters, _FOUND_PASSAGES), _BRIEFED_PASSAGES)
    if intent is Intent.LATEST:
        others = _newest(tools, subject, asked, filters)
    elif intent is Intent.TIMELINE:
        others = _of_each_part(tools, subject, asked, filters, found)
    else:
        return found
    own = {item.passage.id: item for item in others}
    for item in found.passages[: _PER_SLICE * 2] if own else found.passages:
        own.setdefault(item.passage.id, item)
    return Results(tuple(own.values()), found.seconds)


def _of_many(found: Results, most: int) -> Results:
    """The first passages of ``found``, few of each article: one that reports for hours would crowd out all others."""
    places = Counter[str]()
    kept: list[Ranked] = []
    for item in found.passages:
        places[item.article.id] += 1
        if places[item.article.id] <= _PER_ARTICLE:
            kept.append(item)
    return replace(found, passages=tuple(kept[:most]))


def _newest(tools: Tools, subject: str, asked: str, filters: Filters) -> list[Ranked]:
    """The newest passages that speak of a story."""
    last = present(tools, filters)
    if last is None:
        return []
    until = day_number(last)
    wanted = _named(subject)
    about: list[Ranked] = []
    for days in _NEWEST_DAYS:
        since = max(day_number(last - timedelta(days)), filters.since or 0)
        within = tools.search.candidates(asked, replace(filters, since=since, until=until), _BRIEFED_PASSAGES)
        about = [item for item in within.passages if _speaks(wanted, item)]
        if len({item.article.id for item in about}) >= _ENOUGH:
            break
    return about


def _of_each_part(tools: Tools, subject: str, asked: str, filters: Filters, found: Results) -> list[Ranked]:
    """Passages of each part of a story's time: the best of each, then the second best."""
    wanted = _named(subject)
    about = [item for item in found.passages if _speaks(wanted, item)] or found.passages[: _BRIEFED_PASSAGES // 2]
    days = sorted(day for item in about if (day := item.article.article.day))
    if not days:
        return []
    first, last = days[0], days[-1]
    step = max((last - first) // _SLICES, timedelta(1))
    parts: list[tuple[Ranked, ...]] = []
    for part in range(_SLICES):
        since = first + step * part
        until = first + step * (part + 1) if part < _SLICES - 1 else last
        if since <= last:
            within = replace(filters, since=max(day_number(since), filters.since or 0), until=day_number(until))
            parts.append(tools.search.candidates(asked, within, _PER_SLICE).passages)
    return [item for row in zip_longest(*parts) for item in row if item]


def _speaks(wanted: Set[str], item: Ranked) -> bool:
    """The passage speaks of the story with these words."""
    return len(wanted & terms(item.passage.embedded)) >= _MENTIONED * max(1, len(wanted))
