"""Answers put together of others: several questions in one, the sides of a comparison."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import replace

from bot.answer.choose.deciding import says_all
from bot.answer.choose.reader import Quote
from bot.answer.query import Turn
from bot.answer.understand.parts import is_bare
from bot.answer.understand.request import Request, leaning_on, part_of
from bot.answer.ways.outcome import Chosen, Outcome, Tools, Way, eased
from index.search.answer_types import expected, given
from index.search.searcher import Results
from index.types import Filters

_QUOTES_EACH = 2
_ABOUT_AS_SURE = 2.0
"""Logits by which what an article of the questions before says may be less sure than what another says."""
_Place = tuple[str, int, int]


def several(tools: Tools, request: Request, filters: Filters, find: Way) -> Outcome:
    """Each of several questions by itself, the way that ``find`` finds for it; what is not answered is named."""
    told = [Turn(request.matter, request.matter, "")] if request.matter else []
    found: list[Outcome] = []
    headings: list[str] = []
    for place, asked in enumerate(request.asked_parts):
        part = part_of(request, place, told, filters.asked_on)
        outcome = find(tools, part, filters, _QUOTES_EACH)
        beside = {item.quote.article.id for before in found if before.is_answered for item in before.chosen}
        if not _is_of(outcome, beside) and (of_the_same := leaning_on(part, told)):
            again = find(tools, of_the_same, filters, _QUOTES_EACH)
            if again.is_answered and (not outcome.is_answered or _is_nearer(again, outcome, beside)):
                part, outcome = of_the_same, again
        answers = outcome.chosen if outcome.is_answered else ()
        told.append(Turn(asked, part.standing, "\n".join(item.quote.text for item in answers)))
        found.append(outcome)
        headings.append(part.question if is_bare(asked) else asked)
    return together(_answered_beside(found, request.parts, eased(tools)), request.asked_parts, tuple(headings))


def _is_of(outcome: Outcome, articles: Set[str]) -> bool:
    return outcome.is_answered and any(item.quote.article.id in articles for item in outcome.chosen)


def _is_nearer(again: Outcome, alone: Outcome, articles: Set[str]) -> bool:
    """Asked of the matter of the questions before it, it is answered by an article that answers one of them, and about as surely:
    "where can i watch the gala and which films are up for most" asks of the gala's films.
    """
    sure = (again.gate or -math.inf) >= (alone.gate or -math.inf) - _ABOUT_AS_SURE
    return sure and again.chosen[0].quote.article.id in articles


def together(found: Sequence[Outcome], names: Sequence[str], parts: tuple[str, ...]) -> Outcome:
    """Several outcomes as one, each quote once; the parts without an answer are named."""
    missing = [name for outcome, name in zip(found, names, strict=True) if name and not outcome.is_answered]
    chosen, parts = _shared_out([outcome.chosen if outcome.is_answered else () for outcome in found], names, parts)
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
        "partial" if missing else "answered", chosen, results, max(gates, default=None), parts, "; ".join(missing)
    )


def _answered_beside(found: Sequence[Outcome], asked: Sequence[str], least: float) -> list[Outcome]:
    """``found``, a part of which no quote convinced being answered by another part's quote that says all that it asks, or by the nearest of
    the articles that answer another part, where that gives what is asked for and reaches ``least``.
    """
    shown = [item for outcome in found if outcome.is_answered for item in outcome.chosen]
    told = {item.quote.article.id for item in shown}

    def gives(question: str, quote: Quote) -> bool:
        types = expected(question)
        return bool(types) and quote.logit >= least and given(question, quote.text, types) > 0

    def beside(outcome: Outcome, question: str) -> Outcome:
        if outcome.is_answered:
            return outcome
        own = [item for item in shown if says_all(question, item.quote)]
        near = [item for item in outcome.chosen if item.quote.article.id in told and gives(question, item.quote)]
        return replace(outcome, verdict="answered", chosen=tuple(own[:1] or near[:1])) if own or near else outcome

    return [beside(outcome, question) for outcome, question in zip(found, asked, strict=True)]


def _shared_out(
    answers: Sequence[Sequence[Chosen]], names: Sequence[str], parts: tuple[str, ...]
) -> tuple[tuple[Chosen, ...], tuple[str, ...]]:
    """Each quote under one part, and the headings. Of two parts with the same first quote the earlier leaves it to the later where another
    convinces more for itself; else they are shown under one heading.
    """
    own = [{item.quote.place: item.quote.logit for item in items} for items in answers]
    owner: dict[_Place, int] = {}
    shown_with: dict[int, int] = {}
    for number, logits in enumerate(own):
        if not logits or not names[number]:
            continue
        first = next(iter(logits))
        other = owner.setdefault(first, number)
        if other == number:
            continue
        better = [place for place, logit in own[other].items() if place not in owner and logit >= own[other][first]]
        if better:
            owner |= {first: number, better[0]: other}
        else:
            shown_with[number] = other
    for number, logits in enumerate(own):
        for place in logits:
            owner.setdefault(place, shown_with.get(number, number))
    headings = list(parts)
    for number, other in shown_with.items():
        headings[other] = f"{headings[other]}; {parts[number]}"
    chosen = {
        item.quote.place: replace(item, part=place + 1 if names[place] else 0)
        for items in answers
        for item in items
        for place in (owner[item.quote.place],)
    }
    return tuple(sorted(chosen.values(), key=lambda item: item.part or len(parts) + 1)), tuple(headings)
