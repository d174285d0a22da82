"""Comparisons: what can be measured of each side, and what sets one beside the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from bot.answer.choose.reader import Quote, asks_only, select
from bot.answer.understand.intents import Intent
from bot.answer.understand.parts import asks
from bot.answer.understand.request import Request
from bot.answer.ways.combined import together
from bot.answer.ways.outcome import Chosen, Outcome, Tools, eased, read_and_choose
from bot.answer.ways.stories import developments
from index.search.terms import coverage, terms, word_weights
from index.search.windows import Window, windows_of
from index.types import Filters

_QUOTES_EACH = 2
_EACH = re.compile(r"\b(?:each(?: (?:of them|one))?|they|both(?: of them)?|them|he|she|it)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_MEASURED = re.compile(
    r"\d[\d.,]{0,15}(?:%|[-\s](?:percent|feet|foot|ft|meters?|metres?|miles?|km|kilomet\w+|inch\w*|pounds?|tons?|tonnes?|kg|mph|degrees|acres?|hectares?|people|dead|deaths|"
    r"votes?|points?|seats?|years?|days?|hours?|minutes?|million|billion|trillion|dollars|counts?|goals?|cases|magnitude|category)\b)|[$£€]\d|"
    r"\b\d{1,15}\.\d\b|\bmagnitude\b|\bcategory [1-5]\b|\b(?:the )?(?:size|length|height|width|weight) of\b|\b\w+-sized\b",
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
_LEAST_MEASURED, _BEHIND = 1.0, 3.0
"""The logit of a measure that is told, and how far below the best a second one may lie."""


def compare(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Each side by itself, then what is said of both."""
    first, second = (terms(side) for side in request.sides)
    of_either = {request.sides[0]: second - first, request.sides[1]: first - second}
    found = [_side(tools, request, side, of_either[side], filters) for side in request.sides]
    whole = _of_both(tools, request, filters)
    return together(_apart([*found, whole]), (*request.sides, ""), request.sides)


def _apart(found: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of the sides, each with its best quotes that no side before has."""
    taken: set[tuple[str, int, int]] = set()
    own: list[Outcome] = []
    for outcome in found:
        fresh = [item for item in outcome.chosen if item.quote.place not in taken][:_QUOTES_EACH]
        taken |= {item.quote.place for item in fresh}
        own.append(replace(outcome, chosen=tuple(fresh) or outcome.chosen[:1]))
    return own


def _side(tools: Tools, request: Request, side: str, other: Set[str], filters: Filters) -> Outcome:
    """One side: what is asked of it, its account of a matter, or, where it is only named, what can be measured or is to be known of it.

    ``other`` are words of the other side: a longer one names the matter of both, as in "Aasen vs Holt bridge toll".
    """
    asked = (
        _EACH.sub(side, request.about, count=1) if _EACH.search(request.about) else f"{side} {request.about}".strip()
    )
    alone = replace(request, intent=Intent.FACT, question=asked, sides=(), about="")
    is_named = not (request.about or asks(side) or _NUMBER.search(side))
    if is_named and (measures := _measures(tools, alone, side, filters)):
        return measures
    own = terms(side)
    matter = other if is_named and len(other) >= len(own) + _MATTER_WORDS else frozenset[str]()

    def of_matter(window: Window) -> float:
        words = terms(window.text)
        if not matter or (matter <= words and not own & words):  # no matter is named, or it is of the other side alone
            return 0.0
        return _OF_MATTER * len(matter & words) / len(matter)

    found = read_and_choose(tools, alone, filters, 2 * _QUOTES_EACH, of_matter, _least(tools, side))
    if found.verdict == "answered" or not is_named:
        return found
    return developments(tools, replace(alone, intent=Intent.TOPIC, subject=side), filters, _QUOTES_EACH)


def _measures(tools: Tools, request: Request, side: str, filters: Filters) -> Outcome | None:
    """What can be measured of a side: numbers with their units, sizes; None where nothing tells any."""
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
    told = [place for place in pool if covers[place] >= _NAMED]
    read = [pool[place][0] for place in sorted(told, key=lambda place: -covers[place] - pool[place][1])[:_READ]]
    if not read:
        return None
    tools.progress("reading")
    texts = [window.in_context for window in read]
    sizes = tools.reranker.relevance(_SIZE.format(side), texts)
    quotes = [
        Quote(window.article, window.start, window.end, float(size), float(size) + 2 * covers[window.place])
        for window, size in zip(read, sizes, strict=True)
    ]
    best = max(quotes, key=lambda quote: quote.score)
    if best.logit < _LEAST_MEASURED:
        return None
    near = [quote for quote in quotes if quote.score >= best.score - _BEHIND]
    return Outcome("answered", tuple(map(Chosen, select(near, 2 * _QUOTES_EACH, tools.reader))), results, best.logit)


def _of_both(tools: Tools, request: Request, filters: Filters) -> Outcome:
    """What is said of both sides; what sets them beside each other also where the cross-encoder is less sure."""
    fit = _sets_beside(request)
    least = _least(tools, request.sides[0])
    found = read_and_choose(tools, request, filters, _QUOTES_EACH, fit, least)
    if found.verdict != "related":
        return found
    beside = tuple(
        item for item in found.chosen if item.quote.logit >= _LEAST_MEASURED and fit(item.quote.window) >= _COMPARED
    )
    return replace(found, verdict="answered", chosen=beside[:1]) if beside else found


def _sets_beside(request: Request) -> Callable[[Window], float]:
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
