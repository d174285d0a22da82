"""Proof that catalogue, vectors and words agree, and the mending of what does not."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import text

from index.store import Store, StoreError
from index.store import writer as write
from index.store.catalogue import chunks, pairs
from index.types import Embedder, digest


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not agree, and which store `newsdesk check --repair` rebuilds for it."""

    where: Literal["catalogue", "vectors", "words"]
    what: str


def check(store: Store) -> list[Problem]:
    """Everything that is wrong with the store; empty when it is consistent."""
    return [*_catalogue(store), *_words(store), *_vectors(store)]


def repair(store: Store, embedder: Embedder) -> None:
    """Rebuild words and vectors from the catalogue; texts whose vector is missing are embedded again.

    Raises:
        StoreError: the catalogue itself is damaged; it is the one thing that cannot be rebuilt from another.
    """
    with store.catalogue.engine.connect() as connection:
        state = connection.execute(text("PRAGMA integrity_check")).scalar_one()
    if state != "ok":
        raise StoreError("The catalogue is damaged; move its folder away and run `newsdesk reindex` with your sources.")
    store.require_same_embedder()
    _rebuild_words(store)
    with store.catalogue.engine.begin() as connection:
        connection.execute(text("DELETE FROM tombstones"))
        connection.execute(text("UPDATE passages SET in_vectors = 0"))
        write.set_meta(connection, "embedder", embedder.fingerprint)
    store.vectors.clear()
    write.embed_missing(store, embedder)
    write.sync_vectors(store)


def _catalogue(store: Store) -> list[Problem]:
    found: list[Problem] = []
    with store.catalogue.engine.connect() as connection:
        state = connection.execute(text("PRAGMA integrity_check")).scalar_one()
        if state != "ok":
            return [Problem("catalogue", f"the database is damaged: {state}")]
        dangling = len(connection.execute(text("PRAGMA foreign_key_check")).all())
        unfinished = connection.execute(text("SELECT count(*) FROM articles WHERE stale = 1")).scalar_one()
        lost = len(write.orphans(connection))
        ids = [row[0] for row in connection.execute(text("SELECT id FROM articles"))]
        hashes = pairs(connection.execute(text("SELECT id, content_hash FROM articles")))
        marks = pairs(connection.execute(text("SELECT id, text_hash FROM passages")))
    for count, what in (
        (dangling, "rows point at nothing"),
        (unfinished, "articles have no passages yet; run `newsdesk reindex`"),
        (lost, "articles have no source left; run `newsdesk reindex`"),
    ):
        if count:
            found.append(Problem("catalogue", f"{count} {what}"))
    for chunk in chunks(ids):
        articles = store.catalogue.articles(chunk, as_found=True)
        changed = sum(hashes[key] != item.article.content_hash for key, item in articles.items())
        missing = len(chunk) - len(articles)
        if changed or missing:
            found.append(Problem("catalogue", f"{changed + missing} articles are not as they were stored"))
        moved = sum(digest(item.embedded) != marks[item.id] for item in store.catalogue.passages_of(chunk))
        if moved:
            found.append(Problem("catalogue", f"{moved} passages are not where the article's text has them"))
    return found


def _words(store: Store) -> list[Problem]:
    with store.catalogue.engine.connect() as connection:
        expected = {row[0] for row in connection.execute(text("SELECT number FROM passages"))}
    return _difference("words", expected, store.words.numbers())


def _vectors(store: Store) -> list[Problem]:
    with store.catalogue.engine.connect() as connection:
        expected = {row[0] for row in connection.execute(text("SELECT id FROM passages"))}
    try:
        actual = set(store.vectors.ids())
    except StoreError as error:
        return [Problem("vectors", str(error))]
    except Exception as error:  # Chroma raises many kinds over a damaged folder
        return [Problem("vectors", f"cannot be read ({type(error).__name__})")]
    found = _difference("vectors", expected, actual)
    made_with = store.made_with()
    if made_with not in (None, store.fingerprint):
        found.append(Problem("vectors", f"made with {made_with}, but the embedder is {store.fingerprint}"))
    return found


def _difference(where: Literal["vectors", "words"], expected: Set[object], actual: Set[object]) -> list[Problem]:
    found = []
    if missing := len(expected - actual):
        found.append(Problem(where, f"{missing} passages are missing"))
    if extra := len(actual - expected):
        found.append(Problem(where, f"{extra} passages are in it that no article has"))
    return found


def _rebuild_words(store: Store) -> None:
    with store.catalogue.engine.begin() as connection:
        store.words.clear(connection)
        numbers = pairs(connection.execute(text("SELECT id, number FROM passages")))
        ids = [row[0] for row in connection.execute(text("SELECT id FROM articles"))]
        for chunk in chunks(ids):
            store.words.add(
                connection,
                [(numbers[item.id], item.lead, item.quotable) for item in store.catalogue.passages_of(chunk)],
            )
