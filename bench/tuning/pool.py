"""Texts that can be searched by words, for such as belong to the matter of a question and do not answer it."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from bench.tuning.text import terms

_SEARCHED = 6
"""So many of a question's words, the rarest, tell which texts are looked at."""
_LENGTH_COSTS = 0.02


class Pool:
    """Texts by the words in them; a word weighs the more, the fewer of the texts have it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.terms = [terms(text) for text in texts]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, found in enumerate(self.terms):
            for term in found:
                self._places[term].append(place)

    def weight(self, term: str) -> float:
        """How much it tells that a text has this term."""
        return math.log(1 + len(self.texts) / (1 + len(self._places.get(term, ()))))

    def shared(self, question: str, place: int) -> float:
        """The weights of all terms that a text shares with the question."""
        return sum(map(self.weight, terms(question) & self.terms[place]))

    def find(
        self, question: str, most: int, allowed: Callable[[int], bool] = lambda place: True, commonest: int = 4000
    ) -> list[int]:
        """The places of the ``most`` texts closest to the question that are allowed; words in more than ``commonest`` find none."""
        known = sorted(
            (term for term in terms(question) if term in self._places), key=lambda term: (self._count(term), term)
        )
        met: defaultdict[int, float] = defaultdict(float)
        for term in known[:_SEARCHED]:
            if self._count(term) <= commonest:
                for place in self._places[term]:
                    met[place] += self.weight(term)
        looked_at = heapq.nlargest(4 * most + 20, met, key=met.__getitem__)
        looked_at.sort(
            key=lambda place: self.shared(question, place) - _LENGTH_COSTS * len(self.terms[place]), reverse=True
        )
        return [place for place in looked_at if allowed(place)][:most]

    def _count(self, term: str) -> int:
        return len(self._places[term])
