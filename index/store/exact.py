"""Vectors compared one by one, as the catalogue has them: exactly, and without a client of Chroma, which takes most of a second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from index.store import Catalogue, Store, WordIndex
from index.store.schema import articles, embeddings, passages
from index.store.words import conditions
from index.types import Filters, Found, Vectors

MOST_EXACT = 40_000
"""Passages that are compared in less time than Chroma takes to start."""


class ExactVectors:
    """Finds passages by meaning. It reads the catalogue alone, and needs no lock."""

    def __init__(self, catalogue: Catalogue, fingerprint: str) -> None:
        self._database = catalogue.database
        self._fingerprint = fingerprint

    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]:
        """The passages nearest to the one row of ``vectors``; scores are cosine similarities."""
        wanted = (
            select(passages.c.id, embeddings.c.vector)
            .join(embeddings, embeddings.c.text_hash == passages.c.text_hash)
            .where(embeddings.c.fingerprint == self._fingerprint)
        )
        if restricted := conditions(filters):
            wanted = wanted.join(articles, articles.c.id == passages.c.article_id).where(*restricted)
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
        if not rows:
            return []
        made = np.frombuffer(b"".join(row.vector for row in rows), np.float16).reshape(len(rows), -1)
        scores = made.astype(np.float32) @ vectors[0]
        nearest = np.argsort(-scores, kind="stable")[:limit]
        return [Found(rows[place].id, float(scores[place])) for place in nearest]


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
