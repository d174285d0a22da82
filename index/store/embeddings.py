"""Vectors of texts: each made once, kept in the catalogue, and handed on to Chroma."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import ColumnElement, Exists, RowMapping, exists, func, select

from index.store.catalogue import Catalogue
from index.store.codec import chunks
from index.store.passages import Passages
from index.store.schema import articles, embeddings, meta, passages
from index.store.vectors import VectorStore
from index.types import Vectors

_SYNC_BATCH = 2000


class Embeddings:
    """The vectors of one embedder, and what Chroma has of them."""

    def __init__(self, catalogue: Catalogue, passages: Passages, vectors: VectorStore, fingerprint: str) -> None:
        self._catalogue = catalogue
        self._database = catalogue.database
        self._passages = passages
        self._vectors = vectors
        self._fingerprint = fingerprint

    def claim(self) -> None:
        """Note that the vectors are this embedder's from now on."""
        with self._database.writing() as connection:
            connection.execute(self._database.dialect.upsert(meta), {"name": "embedder", "value": self._fingerprint})

    def write(self, hashes: Sequence[str], vectors: Vectors) -> None:
        """Keep a vector for each text."""
        if hashes:
            rows = [
                {"text_hash": key, "fingerprint": self._fingerprint, "vector": row.astype(np.float16).tobytes()}
                for key, row in zip(hashes, vectors, strict=True)
            ]
            with self._database.writing() as connection:
                connection.execute(self._database.dialect.upsert(embeddings), rows)

    def waiting(self) -> array[int]:
        """Numbers of all passages whose text was never embedded by this model, those of the newest news last.

        Eight bytes each, in one look: to look again and again for those that come next would take ever longer.
        """
        newest_last = (func.coalesce(articles.c.day, 0), passages.c.number)
        wanted = (
            select(passages.c.number)
            .join(articles, articles.c.id == passages.c.article_id)
            .where(*self._unmade())
            .order_by(*newest_last)
        )
        with self._database.reading() as connection:
            return array("q", connection.execute(wanted).scalars())

    def count_waiting(self) -> int:
        """The number of these passages."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(passages).where(*self._unmade())).scalar_one()

    def texts(self, numbers: Sequence[int]) -> dict[str, str]:
        """The texts of these passages that are still to be embedded, by their hashes."""
        wanted = select(passages.c.id, passages.c.text_hash).where(passages.c.number.in_(numbers), *self._unmade())
        with self._database.reading() as connection:
            hashes = dict(connection.execute(wanted).all())
        return {hashes[key]: item.embedded for key, item in self._catalogue.passages(list(hashes)).items()}

    def _unmade(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        made: Exists = exists().where(
            embeddings.c.text_hash == passages.c.text_hash, embeddings.c.fingerprint == self._fingerprint
        )
        return passages.c.in_vectors.is_(False), ~made

    def sync(self, numbers: Sequence[int] | None = None) -> None:
        """Bring Chroma up to the catalogue, or up to these passages of it.

        Safe to be cut off anywhere: what is not marked is done again.
        """
        self._database.require_right_to_write()
        if dead := self._passages.dropped():
            self._vectors.delete(dead)
            self._passages.forget_dropped(dead)
        for rows in self._pending() if numbers is None else self._pending_of(numbers):
            vectors = np.stack([np.frombuffer(row["vector"], dtype=np.float16) for row in rows]).astype(np.float32)
            metadata = [{"outlet": row["outlet"], "day": row["day"] or 0} for row in rows]  # what is filtered by
            self._database.require_right_to_write()
            self._vectors.upsert([row["id"] for row in rows], vectors, metadata)
            self._passages.set_in_vectors([row["id"] for row in rows], True)

    def _pending(self) -> Iterator[Sequence[RowMapping]]:
        """All that Chroma has to be told, in the order of their numbers: none is looked at twice."""
        last = -1
        while rows := self._made(passages.c.number > last):
            yield rows
            last = rows[-1]["number"]

    def _pending_of(self, numbers: Sequence[int]) -> Iterator[Sequence[RowMapping]]:
        for chunk in chunks(numbers, _SYNC_BATCH):
            if rows := self._made(passages.c.number.in_(chunk)):
                yield rows

    def _made(self, which: ColumnElement[bool]) -> Sequence[RowMapping]:
        """The first of these passages that have a vector of which Chroma does not know."""
        wanted = (
            select(
                passages.c.number,
                passages.c.id,
                articles.c.outlet,
                articles.c.day,
                embeddings.c.vector,
            )
            .join(articles, articles.c.id == passages.c.article_id)
            .join(embeddings, embeddings.c.text_hash == passages.c.text_hash)
            .where(embeddings.c.fingerprint == self._fingerprint, passages.c.in_vectors.is_(False), which)
            .order_by(passages.c.number)
            .limit(_SYNC_BATCH)
        )
        with self._database.reading() as connection:
            return connection.execute(wanted).mappings().all()

    def reconcile(self) -> None:
        """Compare Chroma with the catalogue where their counts differ: a lost folder or a power cut leaves marks that lie."""
        marked = self._passages.ids(in_vectors=True)
        if self._vectors.count() == len(marked):
            return
        actual = set(self._vectors.ids())
        if extra := sorted(actual - self._passages.ids()):
            self._vectors.delete(extra)
        self._passages.set_in_vectors(sorted(marked - actual), False)

    def rebuild(self) -> None:
        """Have Chroma told everything anew."""
        with self._database.writing():
            self._passages.forget_dropped()
            self._passages.set_in_vectors(None, False)
            self.claim()
        self._vectors.clear()
