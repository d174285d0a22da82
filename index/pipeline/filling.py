"""The last part of re-indexing, which takes nearly all of its time: passages that can be found by their words are embedded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from index.pipeline.job import Progress
from index.store import Store
from index.types import Embedder, Vectors
from index.unicode import encodable

_BATCH = 64
"""Passages embedded between two commits, some seconds' work: what is cut off is lost."""
_ROUND = 8 * _BATCH
"""Passages that are chosen, the newest first, and later handed on to Chroma, at a time: where it is large, opening it takes a while."""


def fill(opened: Callable[[], AbstractContextManager[Store]], embedder: Embedder, progress: Progress) -> int:
    """Embed all passages that wait for it, those of the newest news first; returns how many texts that were.

    The store is ``opened`` to write for an instant after each batch, so that others get at it in between, and may be
    re-indexed meanwhile. Killed at any instant, whoever comes next goes on.

    Raises:
        StoreError: the store cannot be opened, or another embedder has taken it over.
    """
    chosen: list[str] = []
    texts: dict[str, str] = {}
    vectors: Vectors | None = None
    done = embedded = total = 0
    while True:
        with opened() as store:
            store.require_same_embedder()
            if vectors is not None:
                store.embeddings.write(list(texts), vectors)
            if not chosen:
                store.embeddings.sync()
                chosen, total = store.embeddings.waiting(_ROUND), done + store.embeddings.count_waiting()
            batch, chosen = chosen[:_BATCH], chosen[_BATCH:]
            texts = store.embeddings.texts(batch)
        progress("embedding", done, total)
        if not batch:
            return embedded
        vectors = embedder.embed_passages([encodable(text) for text in texts.values()]) if texts else None
        done, embedded = done + len(batch), embedded + len(texts)
