"""Replies of a language model that are kept in memory: the same prompt, which holds the articles, gets the same reply."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class ReplyCache(Generic[T]):
    """The replies that were used last, at most ``size``. Safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = threading.Lock()

    def key(self, *parts: object) -> str:
        """The same for the same ``parts``."""
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> T | None:
        """The reply that was kept under ``key``."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, reply: T) -> None:
        """Keep ``reply``, and of all the last ones only."""
        with self._lock:
            self._kept[key] = reply
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
