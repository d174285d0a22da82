"""Answers put together of others: several questions in one, the sides of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.query import Turn
from bot.answer.understand.parts import is_bare
from bot.answer.understand.request import Request, part_of
from bot.answer.ways.outcome import Chosen, Outcome, Tools, Way
from index.search.searcher import Results
from index.types import Filters

_QUOTES_EACH = 2


def several(tools: Tools, request: Request, filters: Filters, find: Way) -> Outcome:
    """Each of several questions by itself, the way that ``find`` finds for it; what is not answered is named."""
    told: list[Turn] = []
    found: list[Outcome] = []
    headings: list[str] = []
    for place, asked in enumerate(request.asked_parts):
        part = part_of(request, place, told, filters.asked_on)
        outcome = find(tools, part, filters, _QUOTES_EACH)
        answers = outcome.chosen if outcome.verdict in ("answered", "partial") else ()
        told.append(Turn(asked, part.standing, "\n".join(item.quote.text for item in answers)))
        found.append(outcome)
        headings.append(part.question if is_bare(asked) else asked)
    return together(found, request.asked_parts, tuple(headings))


def together(found: Sequence[Outcome], names: Sequence[str], parts: tuple[str, ...]) -> Outcome:
    """Several outcomes as one, each quote once; the parts without an answer are named."""
    chosen: dict[tuple[str, int, int], Chosen] = {}
    missing: list[str] = []
    for number, (outcome, name) in enumerate(zip(found, names, strict=True), start=1):
        if outcome.verdict not in ("answered", "partial"):
            missing += [name] if name else []
            continue
        for item in outcome.chosen:
            chosen.setdefault(item.quote.place, replace(item, part=number if name else 0))
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
