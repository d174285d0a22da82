"""The stores of one place, as a program that keeps running uses them.

They stay open, but the folder's lock is held only while somebody reads, so that another process can write in between; after
it did, Chroma is opened anew. While this process writes, its readers share the one open Chroma with the writer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.service.refusals import Busy, Closed
from index.private_files import keep_private
from index.store import Catalogue, Place, Store, folder_of, lock_of, open_catalogue, prepare_catalogue
from index.store.lock import PAUSE_SECONDS
from index.store.opening import make_folder


class StoreBusy(Busy):
    """Another process kept the store for longer than one wants to wait."""


class SharedStore:
    """The stores of one place, shared by threads. Every method blocks; none is for the event loop."""

    def __init__(self, place: Place, fingerprint: str) -> None:
        """Nothing is opened, or made, before the first use."""
        self.place = place
        self._fingerprint = fingerprint
        self._lock = lock_of(place)
        self._changed = threading.Condition()
        self._writers = threading.Lock()
        self._catalogue_lock = threading.Lock()
        self._catalogue: Catalogue | None = None
        self._store: Store | None = None
        self._mark: str | None = None
        """The lock's mark when it was last held: with another one, another process wrote."""
        self._stale = False
        self._readers = 0
        self._locked = False
        self._writing = False
        self._closing = False

    @property
    def folder(self) -> Path:
        """The stores' folder on this machine."""
        return folder_of(self.place)

    @property
    def in_use(self) -> bool:
        """Somebody reads or writes right now."""
        return self._readers > 0 or self._writing

    @contextmanager
    def reading(self, patience: float) -> Iterator[Store]:
        """The stores, for as long as the block runs; many at a time, also while this process writes.

        Raises:
            StoreBusy: another process writes, or waits to write, and did not end within ``patience`` seconds.
            StoreError: the stores cannot be opened.
            Closed: the program is going down.
        """
        with self._changed:
            self._wait(self._admit_reader, patience, "The news is being re-indexed; ask again in a few minutes.")
            self._readers += 1
            try:
                store = self._current()
            except BaseException:
                self._reader_left()
                raise
        try:
            yield store
        finally:
            with self._changed:
                self._reader_left()

    @contextmanager
    def writing(self, patience: float) -> Iterator[Store]:
        """The stores, to write, for as long as the block runs. Readers of this process go on.

        Raises:
            StoreBusy: this or another process writes, or another one reads, and did not end within ``patience`` seconds.
            StoreError: the stores cannot be opened.
            Closed: the program is going down.
        """
        busy = "Another program is using the news; try again in a few minutes."
        if not self._writers.acquire(timeout=patience):
            raise StoreBusy(busy)
        try:
            with self._changed:
                self._wait(self._admit_writer, patience, busy)
                store = self._current()
                store.catalogue.database.fence = self._lock.fence
            yield store
        finally:
            with self._changed:
                self._writing = False
                if self._catalogue is not None:
                    self._catalogue.database.fence = None
                self._lock.step_down()
                keep_private(self.folder)
                self._let_go()
            self._writers.release()

    def catalogue(self) -> Catalogue:
        """The catalogue, to read from without waiting for anybody: SQLite shows each reader a consistent state.

        Raises:
            StoreError: it cannot be opened.
        """
        with self._catalogue_lock:
            if self._catalogue is None:
                prepare_catalogue(self.place)
                self._catalogue = open_catalogue(self.place)
            return self._catalogue

    def rest(self) -> None:
        """Close what is open, unless it is in use; the next use opens it again."""
        with self._changed:
            if not self.in_use:
                self._forget()

    def close(self) -> None:
        """Turn away who waits, and close what is open as soon as nobody uses it."""
        with self._changed:
            self._closing = True
            self._let_go()

    def _wait(self, admitted: Callable[[], bool], patience: float, otherwise: str) -> None:
        """Wait until ``admitted``, which is called holding ``_changed``."""
        deadline = time.monotonic() + patience
        while True:
            if self._closing:
                raise Closed
            if admitted():
                return
            if time.monotonic() >= deadline:
                self._let_go()
                raise StoreBusy(otherwise)
            self._changed.wait(PAUSE_SECONDS)

    def _admit_reader(self) -> bool:
        if self._locked:
            # Whoever came now would keep a writer of another process out, as long as one comes after the other.
            return self._writing or not self._lock.is_wanted()
        return self._taken(self._lock.try_shared)

    def _admit_writer(self) -> bool:
        self._writing = self._taken(self._lock.try_exclusive)
        return self._writing

    def _taken(self, take: Callable[[], bool]) -> bool:
        if self._catalogue is None:
            prepare_catalogue(self.place)  # which needs the lock for itself where an older newsdesk made the store
        make_folder(self.folder)
        if not take():
            return False
        self._locked = True
        if self._lock.found != self._mark:
            self._stale = True
        self._mark = self._lock.mark
        return True

    def _current(self) -> Store:
        """The open stores, opened anew where another process wrote since."""
        if self._stale or self._store is None:
            self._forget()
            with self._catalogue_lock:
                self._catalogue = self._catalogue or open_catalogue(self.place)
            self._store = Store(self._catalogue, self._fingerprint, self.place)
            self._stale = False
        return self._store

    def _reader_left(self) -> None:
        self._readers -= 1
        self._let_go()

    def _let_go(self) -> None:
        if not self.in_use:
            self._lock.release()
            self._locked = False
            if self._closing:
                self._forget()
        self._changed.notify_all()

    def _forget(self) -> None:
        with self._catalogue_lock:
            if self._store is not None:
                self._store.vectors.close()
            if self._catalogue is not None:
                self._catalogue.close()
            self._store = self._catalogue = None
