"""Where everything is kept: a catalogue, the vectors and the words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from index.store.catalogue import Catalogue, StoreError, open_engine
from index.store.lock import store_lock
from index.store.vectors import OtherEmbedder, VectorStore
from index.store.words import Words

__all__ = ["Catalogue", "Store", "StoreError", "VectorStore", "Words", "open_store"]


@dataclass(frozen=True, slots=True)
class Store:
    """The three stores of one data folder, opened together."""

    path: Path
    catalogue: Catalogue
    vectors: VectorStore
    words: Words
    fingerprint: str
    """Of the embedder that the caller uses."""

    def made_with(self) -> str | None:
        """Fingerprint of the embedder that the vectors were made with; None for an empty store."""
        with self.catalogue.engine.connect() as connection:
            value: str | None = connection.execute(text("SELECT value FROM meta WHERE name = 'embedder'")).scalar()
            return value

    def require_same_embedder(self) -> None:
        """Raises StoreError where the vectors were made by another model: comparing them would be noise."""
        made_with = self.made_with()
        if made_with is not None and made_with != self.fingerprint:
            raise OtherEmbedder(made_with, self.fingerprint)


@contextmanager
def open_store(folder: Path, fingerprint: str, *, exclusive: bool = False, patience: float = 10.0) -> Iterator[Store]:
    """Open the stores in ``folder``, which is made where it is missing; ``exclusive`` to write.

    Raises:
        StoreError: the folder cannot be used, or another process holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be made: {error.strerror}. Set NEWSDESK_DATA_DIR."
        ) from error
    with store_lock(folder, exclusive=exclusive, patience=patience):
        path = folder / "catalogue.sqlite3"
        engine = open_engine(path)
        vectors = VectorStore(folder / "vectors", fingerprint)
        try:
            yield Store(folder, Catalogue(engine, path), vectors, Words(engine), fingerprint)
        finally:
            vectors.close()
            engine.dispose()
