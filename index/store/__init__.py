"""Where everything is kept: a catalogue, the vectors and the words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from index.private_files import keep_private
from index.store.articles import Articles
from index.store.catalogue import Catalogue
from index.store.embeddings import Embeddings
from index.store.errors import DamagedStore, StoreError
from index.store.fading import Fading
from index.store.files import Files
from index.store.lock import store_lock
from index.store.opening import CATALOGUE, open_database, prepare
from index.store.passages import Passages
from index.store.runs import Runs
from index.store.vectors import OtherEmbedder, VectorStore
from index.store.word_index import WordIndex, words_of

__all__ = [
    "Catalogue",
    "DamagedStore",
    "Store",
    "StoreError",
    "VectorStore",
    "WordIndex",
    "has_catalogue",
    "open_catalogue",
    "open_store",
    "prepare_catalogue",
    "words_of",
]


class Store:
    """The stores of one data folder, opened together; ``fingerprint`` is the caller's embedder's."""

    def __init__(self, catalogue: Catalogue, fingerprint: str) -> None:
        database = catalogue.database
        self.path: Path = catalogue.path.parent
        self.fingerprint = fingerprint
        self.catalogue = catalogue
        self.words: WordIndex = words_of(database)
        self.vectors = VectorStore(self.path / "vectors", fingerprint)
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

    def require_same_embedder(self) -> None:
        """Raises StoreError where the vectors were made by another model: comparing them would be noise."""
        made_with = self.made_with()
        if made_with is not None and made_with != self.fingerprint:
            raise OtherEmbedder(made_with, self.fingerprint)


def has_catalogue(folder: Path) -> bool:
    """A store was made in the folder."""
    return (folder / CATALOGUE.file).is_file()


def prepare_catalogue(folder: Path) -> None:
    """Make the folder, and bring a catalogue that is in it up to date. The caller does not hold the folder's lock.

    Raises:
        StoreError: a newer newsdesk wrote it, it is damaged, there is no room, or another process keeps it.
    """
    prepare(folder, CATALOGUE)


def open_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a folder that ``prepare_catalogue`` has seen, to read from without waiting for anybody.

    Raises:
        StoreError: it is damaged, or cannot be used.
    """
    return Catalogue(open_database(CATALOGUE, folder))


@contextmanager
def open_store(folder: Path, fingerprint: str, *, exclusive: bool = False, patience: float = 10.0) -> Iterator[Store]:
    """Open the stores in ``folder``, which is made where it is missing; ``exclusive`` to write.

    Raises:
        StoreError: the folder cannot be used, or another process holds it.
    """
    prepare_catalogue(folder)
    with store_lock(folder, exclusive=exclusive, patience=patience):
        store = Store(open_catalogue(folder), fingerprint)
        try:
            yield store
        finally:
            store.vectors.close()
            store.catalogue.close()
            keep_private(folder)  # Chroma makes its files as the system has them
