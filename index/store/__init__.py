"""Where everything is kept: a catalogue, the vectors and the words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from index.private_files import keep_private
from index.store.anywhere import (
    drop,
    has_catalogue,
    lock_of,
    open_database,
    prepare,
    server_versions,
    servers_with_stores,
    vectors_at,
)
from index.store.articles import Articles
from index.store.catalogue import Catalogue
from index.store.chroma import ChromaHome, UnopenedFolder
from index.store.embeddings import Embeddings
from index.store.errors import DamagedStore, StoreError, StoreHeld
from index.store.exact_vectors import ExactVectors
from index.store.fading import Fading
from index.store.files import Files
from index.store.lock import Waiting, holding
from index.store.opening import CATALOGUE
from index.store.passages import Passages
from index.store.place import Place, ServerPlace, folder_of, of_server, server_of
from index.store.read_only import is_read_only, readable_copy
from index.store.runs import Runs
from index.store.vectors import OtherEmbedder, VectorStore
from index.store.word_index import WordIndex, words_of

__all__ = [
    "Catalogue",
    "DamagedStore",
    "OtherEmbedder",
    "Place",
    "ServerPlace",
    "Store",
    "StoreError",
    "StoreHeld",
    "VectorStore",
    "WordIndex",
    "drop",
    "folder_of",
    "has_catalogue",
    "lock_of",
    "of_server",
    "open_catalogue",
    "open_store",
    "open_words",
    "prepare_catalogue",
    "server_versions",
    "servers_with_stores",
    "words_of",
]


class Store:
    """The stores of one place, opened together; ``fingerprint`` is the caller's embedder's."""

    def __init__(
        self, catalogue: Catalogue, fingerprint: str, place: Place, *, vectors: ChromaHome | None = None
    ) -> None:
        """``vectors``: another place for these than is usual there."""
        database = catalogue.database
        self.place = place
        self.path: Path = folder_of(place)
        self.fingerprint = fingerprint
        self.catalogue = catalogue
        self.words: WordIndex = words_of(database)
        exact = ExactVectors(catalogue, fingerprint) if isinstance(place, Path) and vectors is None else None
        self.vectors = VectorStore(vectors or vectors_at(place), fingerprint, exact)
        self.sources = catalogue.sources
        self.files = Files(database)
        self.fading = Fading(database)
        self.runs = Runs(database)
        self.passages = Passages(database, self.words)
        self.articles = Articles(database, self.passages)
        self.embeddings = Embeddings(catalogue, self.passages, self.vectors, fingerprint)

    def transaction(self) -> AbstractContextManager[object]:
        """Have all that this thread writes to the catalogue while the block runs written at its end, or not at all."""
        return self.catalogue.database.writing()

    def tentative(self) -> AbstractContextManager[None]:
        """Have all that this thread writes to the catalogue while the block runs taken back at its end."""
        return self.catalogue.database.tentative()

    def made_with(self) -> str | None:
        """Fingerprint of the embedder that the vectors were made with; None for an empty store."""
        return self.catalogue.made_with()

    def other_embedder(self) -> OtherEmbedder | None:
        """The error, with the sentence for a person, where the vectors were made by another model; None where they were not."""
        made_with = self.made_with()
        if made_with in (None, self.fingerprint):
            return None
        return OtherEmbedder(str(made_with), self.fingerprint, self.catalogue.count_passages(), server_of(self.place))

    def require_same_embedder(self) -> None:
        """Raises OtherEmbedder where the vectors were made by another model: comparing them would be noise."""
        if (other := self.other_embedder()) is not None:
            raise other


def prepare_catalogue(place: Place) -> None:
    """Make the folder, or what servers need, and bring a catalogue that is there up to date. The caller does not hold its lock.

    Raises:
        StoreError: a newer newsdesk wrote it, it is damaged, there is no room, or another process keeps it.
    """
    prepare(place, CATALOGUE)


def open_catalogue(place: Place) -> Catalogue:
    """The catalogue of a place that ``prepare_catalogue`` has seen, to read from without waiting for anybody.

    Raises:
        StoreError: it is damaged, or cannot be used.
    """
    return Catalogue(open_database(CATALOGUE, place))


@contextmanager
def open_words(place: Place, fingerprint: str) -> Iterator[Store]:
    """The stores of ``place`` as they are now, to be read by this thread whoever writes them: without vectors, and without waiting.

    Raises:
        StoreError: the folder, or a server, cannot be used.
    """
    prepare_catalogue(place)
    catalogue = open_catalogue(place)
    try:
        with catalogue.database.one_state():
            yield Store(catalogue, fingerprint, place, vectors=UnopenedFolder(folder_of(place)))
    finally:
        catalogue.close()


@contextmanager
def open_store(
    place: Place,
    fingerprint: str,
    *,
    exclusive: bool = False,
    patience: float = 10.0,
    waiting: Waiting | None = None,
) -> Iterator[Store]:
    """Open the stores of ``place``, which are made where they are missing; ``exclusive`` to write.

    Of a folder that may only be read, a copy is opened. With ``waiting`` one waits for others as long as it takes, and is told so.

    Raises:
        StoreError: the folder, or a server, cannot be used.
        StoreHeld: another process holds it.
    """
    if isinstance(place, Path) and not exclusive and is_read_only(place):
        with readable_copy(place, patience) as copy, open_store(copy, fingerprint) as store:
            yield store
        return
    prepare_catalogue(place)
    lock = lock_of(place)
    with holding(lock, exclusive=exclusive, patience=patience, waiting=waiting):
        store = Store(open_catalogue(place), fingerprint, place)
        try:
            store.catalogue.database.fence = lock.fence if exclusive and not isinstance(place, Path) else None
            yield store
        finally:
            store.vectors.close()
            store.catalogue.close()
            keep_private(folder_of(place))  # Chroma makes its files as the system has them
