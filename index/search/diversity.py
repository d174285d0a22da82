"""Ranked texts -> an order in which each adds something to those before it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_SHINGLE_WORDS = 3


class Ranking(NamedTuple):
    """A text's place in what was given, and its score after discounts."""

    place: int
    score: float


def by_marginal_relevance(
    scores: Sequence[float],
    texts: Sequence[str],
    origins: Sequence[Hashable],
    repeat_weight: float,
    sibling_weight: float,
) -> list[Ranking]:
    """Maximal marginal relevance (Carbonell and Goldstein, 1998): again and again the best of what is left, after discounts.

    A text costs ``repeat_weight`` times the share of it that stands in one text before it, the largest such share, and
    ``sibling_weight`` for each text before it of the same origin. Discounts only grow, so the scores put out never rise; with
    both weights 0 the order is that of ``scores``.
    """
    shingles = [_shingles(text) for text in texts]
    left = list(range(len(scores)))
    repeated = [0.0] * len(scores)
    siblings = [0] * len(scores)
    order: list[Ranking] = []

    def discounted(place: int) -> float:
        return scores[place] - repeat_weight * repeated[place] - sibling_weight * siblings[place]

    while left:
        best = max(left, key=discounted)
        order.append(Ranking(best, discounted(best)))
        left.remove(best)
        for place in left:
            repeated[place] = max(repeated[place], _share(shingles[place], shingles[best]))
            siblings[place] += origins[place] == origins[best]
    return order


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Each three words in a row (Broder, 1997), whatever their case; all the words of a text that has fewer."""
    words = _WORD.findall(text.casefold())
    last = max(len(words) - _SHINGLE_WORDS, 0)
    return frozenset(tuple(words[at : at + _SHINGLE_WORDS]) for at in range(last + 1)) if words else frozenset()


def _share(part: frozenset[tuple[str, ...]], whole: frozenset[tuple[str, ...]]) -> float:
    return len(part & whole) / len(part) if part else 0.0
