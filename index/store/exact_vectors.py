"""Vectors compared one by one, as the catalogue has them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import select

from index.store.catalogue import Catalogue
from index.store.codec import chunks
from index.store.schema import articles, embeddings, passages
from index.store.words import conditions
from index.types import Filters, Found, Vectors

MOST_LEFT = 5_000
"""Passages that are compared in less time than Chroma takes to look for those that a filter leaves: for 60,000, a sixth of a second."""


class ExactVectors:
    """Finds passages by meaning, exactly. It reads the catalogue alone, and needs no lock."""

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

    def search_few(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found] | None:
        """The same where the filters leave few passages; None where they leave many, or there is none."""
        if not (restricted := conditions(filters)):
            return None
        left = select(passages.c.number).join(articles, articles.c.id == passages.c.article_id).where(*restricted)
        with self._database.reading() as connection:
            count = len(connection.execute(left.limit(MOST_LEFT + 1)).all())
        return self.search(vectors, limit, filters) if count <= MOST_LEFT else None

    def among(self, found: Sequence[Found], filters: Filters) -> list[Found]:
        """Those of the found passages that the filters leave, in the same order."""
        left = select(passages.c.id).join(articles, articles.c.id == passages.c.article_id).where(*conditions(filters))
        kept: set[str] = set()
        with self._database.reading() as connection:
            for chunk in chunks([item.passage_id for item in found]):
                kept.update(connection.execute(left.where(passages.c.id.in_(chunk))).scalars())
        return [item for item in found if item.passage_id in kept]
