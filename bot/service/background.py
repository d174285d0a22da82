"""Embedding beside questions: in small steps, between which it can be stopped and gives way.

Lowering the thread's priority would be the obvious way and is a trap: a thread that holds Python's global lock while the system
lets everybody else run first holds up the event loop, for seconds on a busy machine.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from index.types import Embedder, Vectors

_STEP = 8
"""Passages embedded between two checkpoints: about half a second on one core."""
_USUAL_PACE = 12.0
"""Passages a second on one core, until it is measured."""
_MEMORY = 0.98


class InSteps:
    """An embedder that calls ``checkpoint`` before every few passages, and what it counts; it may wait, or raise to stop.

    Several runs share a ``lane``: they take turns, a few passages each.
    """

    def __init__(self, embedder: Embedder, checkpoint: Callable[[], None], lane: Lane) -> None:
        self._lane = lane
        self.fingerprint = embedder.fingerprint
        self.max_tokens = embedder.max_tokens
        self._embedder = embedder
        self._checkpoint = checkpoint

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        self._checkpoint()  # articles are cut by it, one after the other
        return self._embedder.count_tokens(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        # Neighbours in length share a step: padding costs as much as text.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = []
        for first in range(0, len(order), _STEP):
            self._checkpoint()
            with self._lane.turn(len(order[first : first + _STEP])):
                parts.append(self._embedder.embed_passages([texts[i] for i in order[first : first + _STEP]]))
        if not parts:
            return self._embedder.embed_passages([])
        vectors = np.concatenate(parts)
        vectors[order] = vectors.copy()
        return vectors

    def embed_question(self, question: str) -> Vectors:
        return self._embedder.embed_question(question)


class Lane:
    """Lets one run embed at a time, each in its turn, and knows how fast they get on together. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()
        self._passages, self._seconds = _USUAL_PACE, 1.0

    @contextmanager
    def turn(self, passages: int) -> Iterator[None]:
        """Have it for the block, in which so many passages are embedded; who asked first has it first."""
        ticket = object()
        with self._changed:
            self._line.append(ticket)
            self._changed.wait_for(lambda: self._line[0] is ticket)
        started = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                self._line.popleft()
                # What was long ago counts less and less: machines get busy and idle.
                self._passages = _MEMORY * self._passages + passages
                self._seconds = _MEMORY * self._seconds + time.monotonic() - started
                self._changed.notify_all()

    @property
    def pace(self) -> float:
        """Passages a second, lately."""
        with self._changed:
            return self._passages / max(self._seconds, 1e-3)


class RightOfWay:
    """Lets holders go first: others wait for them, but only so long that they get on. Thread-safe."""

    def __init__(self, patience: float) -> None:
        """``patience``: seconds that ``give_way`` waits at most."""
        self._patience = patience
        self._changed = threading.Condition()
        self._first = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have it for as long as the block runs; any number may at a time."""
        with self._changed:
            self._first += 1
        try:
            yield
        finally:
            with self._changed:
                self._first -= 1
                self._changed.notify_all()

    def give_way(self, stopped: Callable[[], bool]) -> None:
        """Wait until nobody has it, the patience is over, or ``stopped``."""
        deadline = time.monotonic() + self._patience
        with self._changed:
            while self._first and not stopped() and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(min(left, 0.1))
