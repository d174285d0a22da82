"""Writing passages: into the catalogue and the words at once, with a mark of what the vectors still have to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, delete, func, insert, select, update

from index.store.codec import chunks, encode
from index.store.database import Database
from index.store.schema import articles, passages, tombstones
from index.store.word_index import WordIndex
from index.types import Passage, digest


class Passages:
    """The passages of live versions, as they are written."""

    def __init__(self, database: Database, words: WordIndex) -> None:
        self._database = database
        self._words = words

    def write(self, article_id: str, made: Sequence[Passage]) -> None:
        """Make these the article's passages: those with the same id move, the others come and go."""
        with self._database.writing() as connection:
            own = passages.c.article_id == article_id
            rows = connection.execute(
                select(passages.c.id, passages.c.number, passages.c.start, passages.c.end).where(own)
            )
            old = {row.id: row for row in rows}
            kept = [passage for passage in made if passage.id in old]
            fresh = [passage for passage in made if passage.id not in old]
            gone = old.keys() - {passage.id for passage in kept}
            self._drop({key: old[key].number for key in gone})
            new = select(articles.c.live != articles.c.version).where(articles.c.id == article_id)
            if kept and connection.execute(new).scalar():
                # The outlet and the day may have changed with the version: Chroma gets them again.
                connection.execute(update(passages).where(own).values(in_vectors=False))
            moved = [item for item in kept if (item.start, item.end) != (old[item.id].start, old[item.id].end)]
            if moved:
                places: dict[str, object] = {"start": bindparam("first"), "end": bindparam("beyond")}
                connection.execute(
                    update(passages).where(passages.c.id == bindparam("same")).values(places),
                    [{"same": item.id, "first": item.start, "beyond": item.end} for item in moved],
                )
            if fresh:
                self._insert(article_id, fresh)

    def drop_of(self, article_ids: Sequence[str]) -> None:
        """Take the passages of these articles out."""
        wanted = select(passages.c.id, passages.c.number).where(passages.c.article_id.in_(article_ids))
        with self._database.writing() as connection:
            self._drop(dict(connection.execute(wanted).all()))

    def ids(self, *, in_vectors: bool = False) -> set[str]:
        """The ids of all passages; ``in_vectors``: of those that Chroma is known to have."""
        wanted = select(passages.c.id)
        if in_vectors:
            wanted = wanted.where(passages.c.in_vectors.is_(True))
        with self._database.reading() as connection:
            return set(connection.execute(wanted).scalars())

    def numbers(self) -> dict[str, int]:
        """The ids of all passages with their numbers in the words."""
        with self._database.reading() as connection:
            return dict(connection.execute(select(passages.c.id, passages.c.number)).all())

    def last(self) -> int:
        """The highest number of a passage: it grows as passages are added."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(passages.c.number))).scalar() or 0

    def text_hashes(self) -> dict[str, str]:
        """The ids of all passages with the hashes of what was embedded for them."""
        with self._database.reading() as connection:
            return dict(connection.execute(select(passages.c.id, passages.c.text_hash)).all())

    def set_in_vectors(self, ids: Collection[str] | None, there: bool) -> None:
        """Chroma has these passages (None: all), or has them no more."""
        with self._database.writing() as connection:
            if ids is None:
                connection.execute(update(passages).values(in_vectors=there))
            elif ids:
                known = update(passages).where(passages.c.id == bindparam("known")).values(in_vectors=there)
                connection.execute(known, [{"known": key} for key in ids])

    # What Chroma still has to forget

    def dropped(self) -> list[str]:
        """Ids of passages that are gone, and that Chroma may still have."""
        with self._database.reading() as connection:
            return list(connection.execute(select(tombstones.c.passage_id)).scalars())

    def forget_dropped(self, ids: Sequence[str] | None = None) -> None:
        """Chroma has these no more (None: none at all)."""
        with self._database.writing() as connection:
            if ids is None:
                connection.execute(delete(tombstones))
            elif ids:
                gone = delete(tombstones).where(tombstones.c.passage_id == bindparam("gone"))
                connection.execute(gone, [{"gone": key} for key in ids])

    def _insert(self, article_id: str, fresh: Sequence[Passage]) -> None:
        rows = [
            {
                "id": item.id,
                "article_id": article_id,
                "start": item.start,
                "end": item.end,
                "lead": encode(item.lead),
                "text_hash": digest(item.embedded),
                "in_vectors": False,
            }
            for item in fresh
        ]
        with self._database.writing() as connection:
            added = insert(passages).returning(passages.c.id, passages.c.number)
            numbers: dict[str, int] = dict(connection.execute(added, rows).all())
            self._words.add([(numbers[item.id], item.lead, item.quotable) for item in fresh])
            self.forget_dropped([item.id for item in fresh])

    def _drop(self, numbers: Mapping[str, int]) -> None:
        """Take passages (id -> number) out of the catalogue and the words, and leave a tombstone for the vectors."""
        if not numbers:
            return
        with self._database.writing() as connection:
            self._words.remove(list(numbers.values()))
            for chunk in chunks(list(numbers)):
                connection.execute(delete(passages).where(passages.c.id.in_(chunk)))
            connection.execute(self._database.dialect.insert_new(tombstones), [{"passage_id": key} for key in numbers])
