"""Which windows of the found passages are worth the cross-encoder's time, told without a network.

Reading every passage as a whole costs most of the time of a question. A window that answers nearly always shares the question's rare
words, or gives what is asked for, and most of a passage does neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.search.answer_types import expected, given
from index.search.terms import coverage, terms, weights
from index.search.windows import Window, windows_of
from index.types import Passage, StoredArticle

_PER_PASSAGE = 3
_OVER_RATE = 0.9
"""The weight of a word of the question that the page says over the window only."""
_LEAD_RATE = 0.6
"""The weight of a word of the question that stands in the headline only."""
_GIVES_WEIGHT, _FUSED_WEIGHT = 0.25, 0.35


@dataclass(frozen=True, slots=True)
class RankedWindow:
    """A window that may be read, the position of its passage among those that were found, and its cheap score."""

    window: Window
    passage: int
    score: float


def worth_reading(
    question: str,
    passages: Sequence[Passage],
    articles: dict[str, StoredArticle],
    fused: Sequence[float],
    most: int,
    always: int,
) -> list[RankedWindow]:
    """Up to ``most`` windows that do not overlap, best first; each of the first ``always`` passages has one among them."""
    pool: dict[tuple[str, int, int], tuple[Window, int]] = {}
    for position, passage in enumerate(passages):
        for window in windows_of(articles[passage.article_id], passage):
            pool.setdefault(window.place, (window, position))  # passages may overlap
    found = list(pool.values())
    bodies = [terms(window.text) for window, _ in found]
    leads = {passage.article_id: terms(passage.lead) for passage in passages}
    wanted = weights(terms(question), bodies)
    types = expected(question)
    scored = [
        RankedWindow(
            window,
            position,
            coverage(wanted, (body, 1.0), (terms(window.context), _OVER_RATE), (leads[window.article.id], _LEAD_RATE))
            + (_GIVES_WEIGHT * given(question, window.text, types) / len(types) if types else 0.0)
            + _FUSED_WEIGHT * fused[position],
        )
        for (window, position), body in zip(found, bodies, strict=True)
    ]
    scored.sort(key=lambda item: -item.score)
    best: dict[int, RankedWindow] = {}
    for item in scored:
        best.setdefault(item.passage, item)
    chosen = [best[position] for position in range(always) if position in best][:most]
    per_passage = {item.passage: 1 for item in chosen}
    for item in scored:
        if len(chosen) >= most:
            break
        if item in chosen or per_passage.get(item.passage, 0) >= _PER_PASSAGE:
            continue
        if any(item.window.meets(other.window) for other in chosen):
            continue
        chosen.append(item)
        per_passage[item.passage] = per_passage.get(item.passage, 0) + 1
    return sorted(chosen, key=lambda item: -item.score)
