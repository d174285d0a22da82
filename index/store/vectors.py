"""The vectors, in Chroma: embedded, or on a server."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from index.store.chroma import ChromaFolder, ChromaHome
from index.store.errors import StoreError
from index.store.exact_vectors import ExactVectors
from index.types import Filters, Found, Vectors
from index.unicode import encodable

_EMBEDDER = "embedder"
_SECONDS_A_PASSAGE = 0.03
"""What it takes to read a passage again and embed it, on one core: between the fast and the slow processors of today."""
_WIDER = 5
"""So many times as many passages are looked for without a filter, which takes Chroma less time than with one, and filtered then."""
_T = TypeVar("_T")


class OtherEmbedder(StoreError):
    """The vectors were made by another model: comparing them would be noise. The message tells how they are made anew."""

    def __init__(self, made_with: str, wanted: str, passages: int = 0, server: int | None = None) -> None:
        minutes = math.ceil(passages * _SECONDS_A_PASSAGE / 60)
        time = (
            f", which takes about {minutes} minute{'s' * (minutes > 1)} for {passages:,} passages" if passages else ""
        )
        whose, mended = "The index", "run `newsdesk reindex --full`"
        if server is not None:
            whose, mended = f"The index of server {server}", "have somebody who manages that server run /reindex"
        super().__init__(f"{whose} was made with the model {made_with}, not {wanted}; {mended}{time}.")


class VectorStore:
    """Finds passages by meaning. Opened on first use: Chroma takes a second to import."""

    def __init__(self, home: ChromaHome, fingerprint: str, exact: ExactVectors | None = None) -> None:
        """``exact`` has the same vectors, and is asked where filters leave few of them."""
        self._home = home
        self._fingerprint = fingerprint
        self._exact = exact
        self._client: Any = None
        self._collection: Any = None
        self._opening = threading.Lock()

    @property
    def is_local(self) -> bool:
        """They are in a folder of this machine."""
        return isinstance(self._home, ChromaFolder)

    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]:
        """The passages nearest to the one row of ``vectors``; scores are cosine similarities."""
        if self._exact is None or (wanted := where(filters)) is None:
            return self._nearest(vectors, limit, where(filters))
        if (few := self._exact.search_few(vectors, limit, filters)) is not None:
            return few
        many = self._exact.among(self._nearest(vectors, _WIDER * limit, None), filters)
        return many[:limit] if len(many) >= limit else self._nearest(vectors, limit, wanted)

    def _nearest(self, vectors: Vectors, limit: int, wanted: dict[str, Any] | None) -> list[Found]:
        """What Chroma finds."""

        def nearest(collection: Any) -> list[Found]:  # noqa: ANN401 - Chroma is imported late
            if not (count := collection.count()):
                return []
            reply = collection.query(
                query_embeddings=vectors, n_results=min(limit, count), where=wanted, include=["distances"]
            )
            found = zip(reply["ids"][0], reply["distances"][0], strict=True)
            return [Found(key, 1.0 - float(far)) for key, far in found]

        return self._read(nearest, [])

    def upsert(self, ids: Sequence[str], vectors: Vectors, metadata: Sequence[dict[str, str | int]]) -> None:
        """Write vectors; those with the same ids are replaced."""

        def write(collection: Any) -> None:  # noqa: ANN401
            size = min(self._client.get_max_batch_size(), self._home.batch or len(ids))
            for first in range(0, len(ids), size):
                part = slice(first, first + size)
                collection.upsert(ids=list(ids[part]), embeddings=vectors[part], metadatas=list(metadata[part]))

        if ids:
            self._use(write)

    def delete(self, ids: Sequence[str]) -> None:
        """Delete vectors; ids that are not there are passed over."""

        def write(collection: Any) -> None:  # noqa: ANN401
            size = self._home.batch or 1000
            for first in range(0, len(ids), size):
                collection.delete(ids=list(ids[first : first + size]))

        self._use(write)

    def ids(self) -> list[str]:
        """The ids of all vectors."""

        def read(collection: Any) -> list[str]:  # noqa: ANN401
            found: list[str] = []
            size = self._home.batch
            while True:
                part = collection.get(include=[], limit=size, offset=len(found) if size else None)["ids"]
                found += part
                if not size or len(part) < size:
                    return found

        return self._read(read, [])

    def count(self) -> int:
        """The number of vectors."""
        return self._read(lambda collection: int(collection.count()), 0)

    def examine(self) -> None:
        """Look into the files of the vectors, where they are in a folder. Raises StoreError where they are damaged."""
        self._home.examine()

    def prepare(self) -> None:
        """Make room for this embedder's vectors: those of another one go."""
        if not self._home.is_there():
            return  # what is written first makes it
        try:
            self._open()
        except OtherEmbedder:
            self._client.delete_collection(self._home.collection)
            self._open()

    def clear(self) -> None:
        """Forget everything, a damaged folder included."""
        self.close()
        self._home.clear()

    def close(self) -> None:
        """Let go of the files, or of the server."""
        if self._client is not None:
            self._home.disconnect(self._client)
        self._client = self._collection = None

    def _read(self, work: Callable[[Any], _T], nothing: _T) -> _T:
        """Have ``work`` read; ``nothing`` where no writer has made anything yet."""
        return self._use(work) if self._client is not None or self._home.is_there() else nothing

    def _use(self, work: Callable[[Any], _T]) -> _T:
        """Have ``work`` done on the collection, which another may have made anew on a server since it was opened."""
        collection = self._open()
        try:
            try:
                return work(collection)
            except Exception as error:
                if not self._home.is_gone(error):
                    raise
                self._collection = None
                return work(self._open())
        except StoreError:
            raise
        except Exception as error:
            raise self._home.explained(error) or error from error

    def _open(self) -> Any:  # noqa: ANN401
        with self._opening:  # two threads that start one client each would leave a folder that neither can use
            return self._opened()

    def _opened(self) -> Any:  # noqa: ANN401
        if self._collection is not None:
            return self._collection
        if self._client is None:
            self._client = self._home.connect()
        try:
            collection = self._client.get_or_create_collection(
                self._home.collection,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                metadata={_EMBEDDER: self._fingerprint},
            )
        except Exception as error:
            raise self._home.failed(error) from error
        made_with = (collection.metadata or {}).get(_EMBEDDER)
        if made_with != self._fingerprint:
            raise OtherEmbedder(str(made_with), self._fingerprint)
        self._collection = collection
        return collection


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
