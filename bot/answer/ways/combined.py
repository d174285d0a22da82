"""Answers put together of others: comparisons, and several questions in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.understand.intents import Intent
from bot.answer.understand.parts import asks
from bot.answer.understand.request import Request, part_of
from bot.answer.ways.outcome import Chosen, Outcome, Tools, Way, eased, read_and_choose
from bot.answer.ways.stories import developments
from index.search.searcher import Results
from index.types import Filters

_QUOTES_EACH = 2
_EACH = re.compile(r"\b(?:each(?: (?:of them|one))?|they|both(?: of them)?|them|he|she|it)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")


def compare(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Each side by itself, then what is said of both."""
    found = [_side(tools, request, side, filters) for side in request.sides]
    whole = read_and_choose(tools, request, filters, _QUOTES_EACH, least=_least(tools, request.sides[0]))
    return _together([*found, whole], (*request.sides, ""), request.sides)


def _side(tools: Tools, request: Request, side: str, filters: Filters) -> Outcome:
    """One side: what is asked of it, its account of a matter, or, where it is only named, what there is to know of it."""
    asked = (
        _EACH.sub(side, request.about, count=1) if _EACH.search(request.about) else f"{side} {request.about}".strip()
    )
    alone = replace(request, intent=Intent.FACT, question=asked, sides=(), about="")
    found = read_and_choose(tools, alone, filters, _QUOTES_EACH, least=_least(tools, side))
    if found.verdict == "answered" or request.about or asks(side) or _NUMBER.search(side):
        return found
    return developments(tools, replace(alone, intent=Intent.TOPIC, subject=side), filters, _QUOTES_EACH)


def _least(tools: Tools, side: str) -> float:
    """The threshold of a side: to a question with one of its answers put in, what merely speaks of the matter comes near as well."""
    return tools.threshold.logit if asks(side) else eased(tools)


def several(tools: Tools, request: Request, filters: Filters, find: Way) -> Outcome:
    """Each of several questions by itself, the way that ``find`` finds for it; what is not answered is named."""
    requests = [part_of(request, part, filters.asked_on) for part in request.parts]
    found = [find(tools, part, filters, _QUOTES_EACH) for part in requests]
    return _together(found, request.asked_parts, request.asked_parts)


def _together(found: Sequence[Outcome], names: Sequence[str], parts: tuple[str, ...]) -> Outcome:
    """Several outcomes as one, each quote once; the parts without an answer are named."""
    chosen: dict[tuple[str, int, int], Chosen] = {}
    missing: list[str] = []
    for number, (outcome, name) in enumerate(zip(found, names, strict=True), start=1):
        if outcome.verdict not in ("answered", "partial"):
            missing += [name] if name else []
            continue
        for item in outcome.chosen:
            chosen.setdefault(
                (item.quote.article.id, item.quote.start, item.quote.end), replace(item, part=number if name else 0)
            )
    gates = [outcome.gate for outcome in found if outcome.gate is not None]
    passages = {item.passage.id: item for outcome in found for item in outcome.results.passages}
    results = Results(tuple(passages.values()), found[0].results.seconds if found else {})
    if not chosen:
        nearest = next((outcome for outcome in found if outcome.verdict == "related"), None)
        return (
            replace(nearest, parts=())
            if nearest
            else Outcome("not_found", results=results, gate=max(gates, default=None))
        )
    return Outcome(
        "partial" if missing else "answered",
        tuple(chosen.values()),
        results,
        max(gates, default=None),
        parts,
        "; ".join(missing),
    )
