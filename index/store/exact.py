"""A store of which the vectors are compared one by one: without a client of Chroma, which takes most of a second."""

from __future__ import annotations

from dataclasses import dataclass

from index.store import Catalogue, Store, WordIndex
from index.store.exact_vectors import ExactVectors

MOST_EXACT = 40_000
"""Passages that are compared in less time than Chroma takes to start."""


@dataclass(frozen=True, slots=True)
class ExactStore:
    """A store whose vectors are compared exactly. Satisfies ``index.search.searcher.Stores``."""

    store: Store

    @property
    def words(self) -> WordIndex:
        return self.store.words

    @property
    def vectors(self) -> ExactVectors:
        return ExactVectors(self.store.catalogue, self.store.fingerprint)

    @property
    def catalogue(self) -> Catalogue:
        return self.store.catalogue
