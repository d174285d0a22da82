"""Embedding beside questions: in small steps that can be stopped, on a thread that gives way."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Sequence

import numpy as np

from index.model import Embedder, Vectors

_STEP = 8
"""Passages embedded between two looks at whether to stop: about half a second."""
_NICENESS = 15


class InSteps:
    """An embedder that calls ``checkpoint`` before every few passages; it may raise to stop."""

    def __init__(self, embedder: Embedder, checkpoint: Callable[[], None]) -> None:
        self.fingerprint = embedder.fingerprint
        self.max_tokens = embedder.max_tokens
        self._embedder = embedder
        self._checkpoint = checkpoint

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        self._checkpoint()
        return self._embedder.count_tokens(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        # Neighbours in length share a step: padding costs as much as text.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = []
        for first in range(0, len(order), _STEP):
            self._checkpoint()
            parts.append(self._embedder.embed_passages([texts[i] for i in order[first : first + _STEP]]))
        if not parts:
            return self._embedder.embed_passages([])
        vectors = np.concatenate(parts)
        vectors[order] = vectors.copy()
        return vectors

    def embed_question(self, question: str) -> Vectors:
        return self._embedder.embed_question(question)


def give_way() -> None:
    """Lower the priority of the calling thread for good; Linux alone has one for each thread."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):  # a container may forbid it
            os.setpriority(os.PRIO_PROCESS, thread, min(19, os.getpriority(os.PRIO_PROCESS, thread) + _NICENESS))
