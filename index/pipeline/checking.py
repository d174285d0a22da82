"""Proof that catalogue, vectors, words and records are sound and agree, and the mending of what does not."""

from __future__ import annotations

from collections.abc import Callable, Set
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from index.pipeline.filling import fill
from index.pipeline.reindex import reindex
from index.store import DamagedStore, Place, Store, StoreError, health, open_store
from index.store.codec import chunks
from index.store.lock import Waiting, store_lock
from index.types import Embedder, digest


@dataclass(frozen=True, slots=True)
class StoreProblem:
    """Something that does not agree, or cannot be read."""

    where: Literal["catalogue", "records", "vectors", "words", "embedder"]
    what: str

    @property
    def can_be_repaired(self) -> bool:
        """`newsdesk check --repair` mends it; the vectors of another embedder are made anew by a re-indexing."""
        return self.where != "embedder"


@dataclass(frozen=True, slots=True)
class Examination:
    """The state of a data folder: what is wrong, and what is still to be done."""

    problems: tuple[StoreProblem, ...]
    outdated: int = 0
    """Articles that newer rules would read or cut differently."""
    waiting: int = 0
    """Passages that have no vector yet."""


def examine(place: Place, opened: Callable[[], AbstractContextManager[Store]]) -> Examination:
    """Look at everything in a place; ``opened`` gives its store, which nobody writes meanwhile."""
    damaged = health.damages(place) if isinstance(place, Path) else []
    found = [StoreProblem(item.part, f"the database is damaged: {item.what}") for item in damaged]
    if any(item.part == "catalogue" for item in damaged):
        return Examination(tuple(found))
    with opened() as store:
        found += check(store)
        broken = any(item.where == "catalogue" for item in found)
        if broken or store.other_embedder():  # what mends that brings everything up to date
            return Examination(tuple(found))
        return Examination(tuple(found), store.catalogue.outdated(), health.counts(store.catalogue).waiting)


def mend(
    place: Place,
    embedder: Callable[[], Embedder],
    fingerprint: str,
    now: datetime,
    *,
    patience: float = 45.0,
    waiting: Waiting | None = None,
) -> list[str]:
    """Save what can be read of damaged databases, and rebuild what can be rebuilt; ``embedder`` is called where it is needed.

    Returns what a person has to know of it, a sentence each. Others are waited for as ``open_store`` does.

    Raises:
        StoreError: another process keeps the folder.
    """
    damaged: list[health.Damage] = []
    told: list[str] = []
    if isinstance(place, Path):
        with store_lock(place, exclusive=True, patience=patience, waiting=waiting):
            damaged = health.damages(place)
            told = [f"What was damaged is kept as {kept}." for kept in health.mend(place, damaged)]
    with open_store(place, fingerprint, exclusive=True, patience=patience, waiting=waiting) as store:
        if store.other_embedder():  # what is read and embedded anew is left to the re-indexing that mends that
            _rebuild_words(store)
            return told
        if any(item.part == "catalogue" for item in damaged):
            if not store.sources.paths():
                told.append(
                    "It is not known any more what is to be read; run `newsdesk reindex PATH` with your files and folders."
                )
            repair(store, embedder())
            reindex(store, embedder(), None, now=now)
        elif unsound := store.catalogue.unsound(store.catalogue.ids()):
            with store.transaction():
                store.files.recall_tellers(unsound)
                store.articles.drop(unsound)
            reindex(store, embedder(), None, now=now)
        if check(store):
            repair(store, embedder())
    return told


def check(store: Store) -> list[StoreProblem]:
    """Everything about the open store that does not agree; empty when it is consistent."""
    try:
        return [*_catalogue(store), *_words(store), *_vectors(store)]
    except DamagedStore as error:
        return [StoreProblem("catalogue", f"the database is damaged: {error.reason}")]


def repair(store: Store, embedder: Embedder) -> None:
    """Rebuild words and vectors from the catalogue; texts whose vector is missing are embedded again."""
    store.require_same_embedder()
    _rebuild_words(store)
    store.embeddings.rebuild()
    fill(lambda: nullcontext(store), embedder, lambda *_: None)


def _catalogue(store: Store) -> list[StoreProblem]:
    ids, marks, state = store.catalogue.ids(), store.passages.text_hashes(), health.counts(store.catalogue)
    unsound = store.catalogue.unsound(ids)
    moved = 0
    for chunk in chunks([key for key in ids if key not in set(unsound)]):
        moved += sum(digest(item.embedded) != marks[item.id] for item in store.catalogue.passages_of(chunk))
    found = (
        (state.dangling, "rows point at nothing"),
        (state.stale, "articles have no passages yet; run `newsdesk reindex`"),
        (len(store.articles.orphans()), "articles have no source left; run `newsdesk reindex`"),
        (len(unsound), "articles are not as they were stored"),
        (moved, "passages are not where the article's text has them"),
    )
    return [StoreProblem("catalogue", f"{count:,} {what}") for count, what in found if count]


def _words(store: Store) -> list[StoreProblem]:
    if store.words.is_damaged():
        return [StoreProblem("words", "the index is damaged")]
    return _difference("words", set(store.passages.numbers().values()), store.words.numbers())


def _vectors(store: Store) -> list[StoreProblem]:
    if (other := store.other_embedder()) is not None:
        return [StoreProblem("embedder", str(other))]
    try:
        store.vectors.examine()
        actual = set(store.vectors.ids())
    except StoreError as error:
        return [StoreProblem("vectors", str(error))]
    except Exception as error:  # Chroma raises many kinds over a damaged folder
        return [StoreProblem("vectors", f"cannot be read ({type(error).__name__})")]
    # Of a passage that is still to be embedded nothing is expected; it has one already where somebody was killed in between.
    return _difference("vectors", store.passages.ids(in_vectors=True), actual, store.passages.ids())


def _difference(
    where: Literal["vectors", "words"], expected: Set[object], actual: Set[object], allowed: Set[object] = frozenset()
) -> list[StoreProblem]:
    found = []
    if missing := len(expected - actual):
        found.append(StoreProblem(where, f"{missing:,} passages are missing"))
    if extra := len(actual - expected - allowed):
        found.append(StoreProblem(where, f"{extra:,} passages are in it that no article has"))
    return found


def _rebuild_words(store: Store) -> None:
    with store.transaction():
        store.words.clear()
        numbers = store.passages.numbers()
        for chunk in chunks(store.catalogue.ids()):
            store.words.add(
                [(numbers[item.id], item.lead, item.quotable) for item in store.catalogue.passages_of(chunk)]
            )
