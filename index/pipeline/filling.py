"""The last part of re-indexing, which takes nearly all of its time: passages that can be found by their words are embedded."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from index.pipeline.job import Progress
from index.store import Store
from index.types import Embedder, Vectors
from index.unicode import encodable

_BATCH = 64
"""Passages embedded between two commits, some seconds' work: what is cut off is lost."""
_ROUND, _SHARE = 8 * _BATCH, 32
"""Passages that are handed on to Chroma at a time, so many or this share of all: where it is large, opening it takes a while."""


def fill(opened: Callable[[], AbstractContextManager[Store]], embedder: Embedder, progress: Progress) -> int:
    """Embed all passages that wait for it, those of the newest news first; returns how many texts that were.

    The store is ``opened`` to write for an instant after each batch, so that others get at it in between, and may be
    re-indexed meanwhile. Killed at any instant, whoever comes next goes on.

    Raises:
        StoreError: the store cannot be opened, or another embedder has taken it over.
    """
    waiting = _Waiting()
    chosen: Sequence[int] = ()
    texts: dict[str, str] = {}
    vectors: Vectors | None = None
    done = embedded = total = 0
    while True:
        with opened() as store:
            store.require_same_embedder()
            if vectors is not None:
                store.embeddings.write(list(texts), vectors)
            if not chosen:
                chosen = waiting.next_round(store)
                total = done + len(chosen) + len(waiting)
            batch, chosen = chosen[:_BATCH], chosen[_BATCH:]
            texts = store.embeddings.texts(batch)
        progress("embedding", done, total)
        if not batch:
            return embedded
        vectors = embedder.embed_passages([encodable(text) for text in texts.values()]) if texts else None
        done, embedded = done + len(batch), embedded + len(texts)


class _Waiting:
    """The passages that wait, looked for once, and again where some were added meanwhile or none is left."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._round: Sequence[int] = ()
        self._last = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def next_round(self, store: Store) -> Sequence[int]:
        """Hand the vectors of the last round on to Chroma; returns the passages that are next."""
        if self._numbers and store.passages.last() == self._last:
            store.embeddings.sync(self._round)
        else:
            store.embeddings.sync()
            self._numbers, self._last = store.embeddings.waiting(), store.passages.last()
        size = max(_ROUND, store.catalogue.count_passages() // _SHARE)
        self._round = self._numbers[-size:].tolist()[::-1]
        del self._numbers[-size:]
        return self._round
