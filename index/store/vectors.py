"""The vectors, in an embedded Chroma."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.store.errors import StoreError
from index.types import Filters, Found, Vectors
from index.unicode import encodable

_COLLECTION = "passages"
_EMBEDDER = "embedder"


class OtherEmbedder(StoreError):
    """The vectors were made by another model: comparing them would be noise."""

    def __init__(self, made_with: str, wanted: str) -> None:
        super().__init__(f"The index was made with the model {made_with}, not {wanted}; run `newsdesk reindex --full`.")


class VectorStore:
    """Finds passages by meaning. Opened on first use: Chroma takes a second to import."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._client: Any = None
        self._collection: Any = None
        self._opening = threading.Lock()

    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]:
        """The passages nearest to the one row of ``vectors``; scores are cosine similarities."""
        collection = self._made()
        if collection is None or not (count := collection.count()):
            return []
        reply = collection.query(
            query_embeddings=vectors, n_results=min(limit, count), where=where(filters), include=["distances"]
        )
        return [Found(key, 1.0 - float(far)) for key, far in zip(reply["ids"][0], reply["distances"][0], strict=True)]

    def upsert(self, ids: Sequence[str], vectors: Vectors, metadata: Sequence[dict[str, str | int]]) -> None:
        """Write vectors; those with the same ids are replaced."""
        collection = self._open()
        size = self._client.get_max_batch_size()
        for first in range(0, len(ids), size):
            part = slice(first, first + size)
            collection.upsert(ids=list(ids[part]), embeddings=vectors[part], metadatas=list(metadata[part]))

    def delete(self, ids: Sequence[str]) -> None:
        """Delete vectors; ids that are not there are passed over."""
        collection = self._open()
        for first in range(0, len(ids), 1000):
            collection.delete(ids=list(ids[first : first + 1000]))

    def ids(self) -> list[str]:
        """The ids of all vectors."""
        collection = self._made()
        found: list[str] = collection.get(include=[])["ids"] if collection is not None else []
        return found

    def count(self) -> int:
        """The number of vectors."""
        collection = self._made()
        number: int = collection.count() if collection is not None else 0
        return number

    def prepare(self) -> None:
        """Make room for this embedder's vectors: those of another one go."""
        try:
            self._open()
        except OtherEmbedder:
            self._client.delete_collection(_COLLECTION)
            self._open()

    def clear(self) -> None:
        """Forget everything, a damaged folder included."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the files."""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    def _made(self) -> Any:  # noqa: ANN401 - Chroma is imported late
        """The collection, to read from; None where no writer has made the folder yet.

        Readers do not make it: they share the store, and two processes that start one folder break each other's start.
        """
        return self._open() if self._client is not None or self._folder.exists() else None

    def _open(self) -> Any:  # noqa: ANN401
        with self._opening:  # two threads that start one client each would leave a folder that neither can use
            return self._opened()

    def _opened(self) -> Any:  # noqa: ANN401
        if self._collection is not None:
            return self._collection
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        if self._client is None:
            settings = Settings(anonymized_telemetry=False, allow_reset=False)
            try:
                self._client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
            except Exception as error:  # a damaged folder raises many kinds
                # Chroma remembers clients by their folder, those that failed to start too.
                SharedSystemClient.clear_system_cache()
                raise self._damaged(error) from error
        try:
            collection = self._client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                metadata={_EMBEDDER: self._fingerprint},
            )
        except Exception as error:
            raise self._damaged(error) from error
        made_with = (collection.metadata or {}).get(_EMBEDDER)
        if made_with != self._fingerprint:
            raise OtherEmbedder(str(made_with), self._fingerprint)
        self._collection = collection
        return collection

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(
            f"The vectors in {self._folder} cannot be read ({type(error).__name__}); run `newsdesk check --repair`."
        )


def where(filters: Filters) -> dict[str, Any] | None:
    """Chroma's form of the filters. Unknown days are stored as 0 and match no ``since``; ``until`` leaves them out too."""
    terms: list[dict[str, Any]] = []
    if filters.outlets:
        terms.append({"outlet": {"$in": [encodable(outlet.casefold()) for outlet in filters.outlets]}})
    if filters.since is not None:
        terms.append({"day": {"$gte": filters.since}})
    if filters.until is not None:
        terms += [{"day": {"$lte": filters.until}}, {"day": {"$gt": 0}}]
    return {"$and": terms} if len(terms) > 1 else terms[0] if terms else None
