"""Comparisons: what can be measured of each side, and what sets one beside the other."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from bot.answer.choose.reader import Fit, Quote, asks_only, select
from bot.answer.understand.intents import Intent, read_intent
from bot.answer.understand.parts import asks
from bot.answer.understand.request import Request
from bot.answer.ways.combined import together
from bot.answer.ways.outcome import Chosen, Outcome, Tools, closest, eased, read_and_choose
from bot.answer.ways.spoken import told_on
from bot.answer.ways.stories import developments
from index.irregular_verbs import base_forms
from index.search.measures import measure_asked
from index.search.searcher import staleness
from index.search.terms import coverage, terms, word_weights
from index.search.windows import Window, block_before, windows_of
from index.types import Filters

_QUOTES_EACH = 2
_EACH = re.compile(r"\b(?:each(?: (?:of them|one))?|they|both(?: of them)?|them|he|she|it)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_ASKS_WHETHER = re.compile(r"\W*(?:did|does|do|has|have|had|is|are|was|were)\b(?!.{1,200} or )", re.IGNORECASE)
"""Wants to know whether one is more than the other, not which."""
_MEASURED = re.compile(
    r"\d[\d.,]{0,15}(?:%|[-\s](?:percent|feet|foot|ft|meters?|metres?|miles?|km|kilomet\w+|inch\w*|pounds?|tons?|tonnes?|kg|mph|degrees|acres?|hectares?|people|dead|deaths|"
    r"votes?|points?|seats?|years?|days?|hours?|minutes?|million|billion|trillion|dollars|counts?|goals?|cases|magnitude|category)\b)|[$£€]\d|"
    r"\b\d{1,15}\.\d\b|\b\d{1,3}(?:,\d{3}){1,4}\b|\bmagnitude\b|\bcategory [1-5]\b|\b(?:the )?(?:size|length|height|width|weight) of\b|\b\w+-sized\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:than|compared (?:to|with)|unlike|whereas|in contrast|by comparison|similar(?:ly)?|differ\w*|twice|half as|as \w+ as|both|while|surpass\w*|ahead of|behind)\b",
    re.IGNORECASE,
)
_MATTER_WORDS, _OF_MATTER = 2, 2.0
"""Words by which a side is longer that names the matter of both, and logits for a window with all of them."""
_SIZE = "how big, high, strong or fast was {}"
_READ = 16
_OVER = 0.5
_NAMED = 0.45
"""The share of a side's words that a window has which speaks of it."""
_COMPARED = 2.5
"""Logits for a window that sets one side beside the other."""
_LEAST_MEASURED, _LEAST_BESIDE, _BEHIND = 2.0, 1.0, 3.0
"""The logit of a measure that is told, and of what sets both beside each other, and how far below the best a second measure may lie."""
_LEAST_OF_EITHER = 2.0
"""The logit, for one side's question, of what speaks of both."""


def compare(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Each side by itself, then what is said of both."""
    first, second = (terms(side) for side in request.sides)
    apart = ((first - second, second - first), (second - first, first - second))
    found = [_side(tools, request, side, *words, filters) for side, words in zip(request.sides, apart, strict=True)]
    both = _sets_beside(request)
    whole = _beside_each_other(both, found, _of_both(tools, request, filters, both))
    found = _told_with(whole, found, both)
    if whole.is_answered and _ASKS_WHETHER.match(request.question) and _BESIDE.search(whole.chosen[0].quote.text):
        return _said_of_both(whole, found)
    return together(_apart([*found, whole]), (*request.sides, ""), request.sides)


def _said_of_both(whole: Outcome, sides: Sequence[Outcome]) -> Outcome:
    """What sets both beside each other first, which says whether it is so, and then what there is of either."""
    measures = [item for outcome in _apart(sides) if outcome.is_answered for item in outcome.chosen[:1]]
    chosen = {item.quote.place: item for item in (*whole.chosen, *measures)}
    return replace(whole, verdict="answered", chosen=tuple(chosen.values()))


def _told_with(whole: Outcome, sides: Sequence[Outcome], both: Fit) -> list[Outcome]:
    """``sides``, of which those that answer nothing alone are not missing where what is said of both answers for them as well."""
    told = whole.is_answered and any(both(item.quote.window) for item in whole.chosen)
    return [
        replace(outcome, verdict="answered", chosen=()) if told and not outcome.is_answered else outcome
        for outcome in sides
    ]


def _apart(found: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of the sides, each with its best quotes that no side before has."""
    taken: set[tuple[str, int, int]] = set()
    own: list[Outcome] = []
    for outcome in found:
        fresh = [item for item in outcome.chosen if item.quote.place not in taken][:_QUOTES_EACH]
        if outcome.is_answered:
            taken |= {item.quote.place for item in fresh}
        own.append(replace(outcome, chosen=tuple(fresh) or outcome.chosen[:1]))
    return own


def _side(
    tools: Tools, request: Request, side: str, own: frozenset[str], other: frozenset[str], filters: Filters
) -> Outcome:
    """One side: what is asked of it, its account of a matter, or, where it is only named, what can be measured or is to be known of it.

    ``own`` are its words that the other lacks, ``other`` words of the other side: a longer one names the matter of both, as in "Aasen vs
    Holt bridge toll".
    """
    asked = (
        _EACH.sub(side, request.about, count=1) if _EACH.search(request.about) else f"{side} {request.about}".strip()
    )
    alone = replace(request, intent=Intent.FACT, question=asked, sides=(), about="")
    if words := _words_of(tools, alone, side, request.about, filters):
        return words
    is_named = not (request.about or asks(side) or _NUMBER.search(side))
    if is_named and (measures := _measures(tools, alone, side, own, filters)):
        return measures
    named = terms(side)
    matter = other if is_named and len(other) >= len(named) + _MATTER_WORDS else frozenset[str]()

    def of_matter(window: Window) -> float:
        words = terms(window.text)
        if not matter or (matter <= words and not named & words):  # it is of the other side alone
            return 0.0
        return _OF_MATTER * len(matter & words) / len(matter)

    found = read_and_choose(tools, alone, filters, 2 * _QUOTES_EACH, of_matter, _least(tools, side))
    wanted = _left_of(alone.question) - named
    kept = tuple(
        item for item in found.chosen if item.quote.logit >= tools.threshold.logit or _tells_of(own, wanted, item.quote)
    )
    if found.verdict == "answered" and len(kept) < len(found.chosen):
        near = [item.quote for item in found.chosen]
        found = replace(found, chosen=kept) if kept else closest(tools, alone, found.results, near, found.gate)
    if found.verdict == "answered" or not is_named:
        return found
    return developments(tools, replace(alone, intent=Intent.TOPIC, subject=side), filters, _QUOTES_EACH)


def _left_of(question: str) -> frozenset[str]:
    """What ``question`` asks about, but for the words that ask for a measure; a sum may be the price, the pay or the debt."""
    measure = measure_asked(question)
    return base_forms(terms(question if measure is None or measure.is_money else measure.left_out_of(question)))


def _tells_of(own: Set[str], wanted: Set[str], quote: Quote) -> bool:
    """``quote``, of which the cross-encoder is less sure, names the side itself, and half of what is asked of it."""
    near = f"{block_before(quote.article, quote.start)} {quote.read_out}"
    said = base_forms(terms(f"{quote.over} {quote.read_out}"))
    return (not own or bool(own & terms(near))) and 2 * len(wanted & said) >= len(wanted)


def _words_of(tools: Tools, alone: Request, side: str, about: str, filters: Filters) -> Outcome | None:
    """What a side said of the matter that both are asked about, where somebody of that name speaks of it."""
    asked = read_intent(alone.question)
    matter = asked.about if asked.intent is Intent.SAID else "" if asks(about) else about
    if not matter:
        return None
    return told_on(tools, replace(alone, told_on=(side, matter)), filters, _QUOTES_EACH)


def _measures(tools: Tools, request: Request, side: str, own: Set[str], filters: Filters) -> Outcome | None:
    """What can be measured of a side, which a window or its headline names by words of its ``own``: numbers with their units, sizes, the
    newer first; None where nothing tells any.
    """
    results = tools.search.candidates(request.standing, filters)
    pool: dict[tuple[str, int, int], tuple[Window, float]] = {}
    for item in results.passages:
        for window in windows_of(item.article, item.passage):
            if _MEASURED.search(window.text) and not asks_only(side, window.text):
                pool.setdefault(window.place, (window, item.fused))
    bodies = {place: terms(window.text) for place, (window, _) in pool.items()}
    wanted = word_weights(terms(side), bodies.values())
    covers = {
        place: coverage(wanted, (bodies[place], 1.0), (terms(window.article.article.headline), _OVER))
        for place, (window, _) in pool.items()
    }
    told = [
        place
        for place, (window, _) in pool.items()
        if covers[place] >= _NAMED and (not own or own & (bodies[place] | terms(window.article.article.headline)))
    ]
    read = [pool[place][0] for place in sorted(told, key=lambda place: -covers[place] - pool[place][1])[:_READ]]
    if not read:
        return None
    tools.progress("reading")
    texts = [window.in_context for window in read]
    sizes = tools.reranker.relevance(_SIZE.format(side), texts)
    days = [window.article.article.day for window in read]
    present = min(max((day for day in days if day), default=date.max), filters.asked_on or date.max)
    quotes = [
        Quote(window.article, window.start, window.end, float(size), float(size) + 2 * covers[window.place] - stale)
        for window, size, day in zip(read, sizes, days, strict=True)
        for stale in (tools.reader.freshness_weight * staleness(day, present),)
    ]
    best = max(quotes, key=lambda quote: quote.score)
    if best.logit < _LEAST_MEASURED:
        return None
    near = [quote for quote in quotes if quote.score >= best.score - _BEHIND]
    return Outcome("answered", tuple(map(Chosen, select(near, 2 * _QUOTES_EACH, tools.reader))), results, best.logit)


def _of_both(tools: Tools, request: Request, filters: Filters, both: Fit) -> Outcome:
    """What is said of both sides; what sets them beside each other also where the cross-encoder is less sure."""
    least = _least(tools, request.sides[0])
    found = read_and_choose(tools, request, filters, _QUOTES_EACH, both, least)
    if found.verdict != "related":
        return found
    beside = tuple(
        item for item in found.chosen if item.quote.logit >= _LEAST_BESIDE and both(item.quote.window) >= _COMPARED
    )
    return replace(found, verdict="answered", chosen=beside[:1]) if beside else found


def _beside_each_other(both: Fit, sides: Sequence[Outcome], whole: Outcome) -> Outcome:
    """``whole``, answered by its nearest quote where that speaks of both and is the nearest to what is asked of one of them as well."""
    if whole.verdict != "related":
        return whole
    near = whole.chosen[0]
    alone = [
        outcome.chosen[0].quote.logit
        for outcome in sides
        if not outcome.is_answered and outcome.chosen and outcome.chosen[0].quote.place == near.quote.place
    ]
    if max(alone, default=-math.inf) < _LEAST_OF_EITHER or not both(near.quote.window):
        return whole
    return replace(whole, verdict="answered", chosen=(near,))


def _sets_beside(request: Request) -> Fit:
    """Logits for a window that names both sides, and more for one that measures them against each other."""
    sides = [terms(side) for side in request.sides]
    shared = frozenset.intersection(*sides)
    own = [side - shared or side for side in sides]

    def fit(window: Window) -> float:
        words = terms(window.text)
        if not all(words & side for side in own):
            return 0.0
        return _COMPARED if _BESIDE.search(window.text) else 1.0

    return fit


def _least(tools: Tools, side: str) -> float:
    """The threshold of a side: to a question with one of its answers put in, what merely speaks of the matter comes near as well."""
    return tools.threshold.logit if asks(side) else eased(tools)
