"""One process writes; many read. Chroma neither blocks a second writer nor tells a reader what changed.

Two files are locked. Who wants in first passes ``turn``, which readers hold for an instant and a writer for as long as it waits
and writes: so a steady stream of readers cannot keep a writer out. ``lock`` is held, shared or exclusive, while the store is used.

``filelock.ReadWriteLock`` does not serve: going from shared to exclusive, as a bot that answers has to when it re-indexes, raises
there. Nor does it tell a reader that a writer waits, or anybody who holds it and whether somebody wrote since.
"""

from __future__ import annotations

import math
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from sqlalchemy import Connection

from index.private_files import opened_private
from index.store.errors import StoreHeld

Waiting = Callable[[str], None]
"""Told in a sentence whom one waits for."""
PAUSE_SECONDS = 0.1
"""Between two tries for a lock that is held."""


class StoreLock:
    """A folder's lock as one holder has it: nothing, shared, or exclusive. Each call returns at once. Not thread-safe.

    The system frees it when the process dies. Two of one process exclude each other as those of two processes do.
    """

    def __init__(self, folder: Path) -> None:
        self.found = ""
        """The mark that the last writer left in the file before this lock was taken: data read under another mark is stale."""
        self.mark = ""
        """The same as it is now: this holder's own once it took the lock exclusive."""
        self._folder = folder
        self._lock: IO[str] | None = None
        self._turn: IO[str] | None = None
        self._has_turn = False
        self._shared = False
        self._windows: Any = None

    def try_shared(self) -> bool:
        """Take it shared, from nothing; False where a writer has it or waits for it."""
        if sys.platform == "win32":
            return self._try_windows()
        import fcntl

        lock, turn = self._files()
        passing = not self._has_turn
        if passing and not _flock(turn, fcntl.LOCK_SH):
            return False
        self._shared = _flock(lock, fcntl.LOCK_SH)
        if passing:
            fcntl.flock(turn, fcntl.LOCK_UN)
        if self._shared:
            self.found = self.mark = _read(lock)
        return self._shared

    def try_exclusive(self) -> bool:
        """Take it exclusive, from nothing or from shared, which is kept where that fails.

        From the first try on, until ``step_down`` or ``release``, no further reader of another holder gets in.
        """
        if sys.platform == "win32":
            return self._try_windows()
        import fcntl

        lock, turn = self._files()
        if not self._has_turn:
            self._has_turn = _flock(turn, fcntl.LOCK_EX)
        if not self._has_turn:
            return False
        if not _flock(lock, fcntl.LOCK_EX):
            if self._shared:
                fcntl.flock(lock, fcntl.LOCK_SH)  # a refused conversion may have lost it; nobody took it meanwhile
            return False
        self._shared = False
        self.found = _read(lock)
        self.mark = f"{os.getpid()} {secrets.token_hex(8)}"
        lock.truncate(0)
        lock.write(self.mark)
        lock.flush()
        return True

    def fence(self, connection: Connection) -> None:
        """Raises StoreError where another took over meanwhile: the system lets nobody."""

    def step_down(self) -> None:
        """End an exclusive hold, or the wait for one: what is held is held shared again, and readers may pass."""
        if self._has_turn and sys.platform != "win32":
            import fcntl

            lock, turn = self._files()
            fcntl.flock(lock, fcntl.LOCK_SH)  # as long as the turn is kept, nobody else can get in between
            fcntl.flock(turn, fcntl.LOCK_UN)
            self._shared, self._has_turn = True, False

    def release(self) -> None:
        """Let go of everything, the files too: the folder may be moved away and made anew."""
        for file in (self._lock, self._turn):
            if file is not None:
                file.close()
        self._lock = self._turn = None
        self._has_turn = self._shared = False
        if self._windows is not None:
            self._windows.release()
            self._windows = None

    def is_wanted(self) -> bool:
        """True if a writer of another holder waits, so that a reader should soon let go."""
        if sys.platform == "win32" or self._has_turn:
            return False
        import fcntl

        turn = self._files()[1]
        free = _flock(turn, fcntl.LOCK_SH)
        if free:
            fcntl.flock(turn, fcntl.LOCK_UN)
        return not free

    def reason(self) -> str:
        """Who stands in the way, in words for a person that a sentence can begin with, after a failed try."""
        if sys.platform == "win32":
            return f"Another newsdesk is using {self._folder}"
        if self._has_turn:
            return f"Another newsdesk is reading {self._folder}"
        writer = _read(self._files()[0]).partition(" ")[0]
        return f"Another newsdesk is re-indexing {self._folder} (process {writer})"

    def _files(self) -> tuple[IO[str], IO[str]]:
        if self._lock is None or self._turn is None:
            self._lock, self._turn = (opened_private(self._folder / name, "a+") for name in ("lock", "turn"))
        return self._lock, self._turn

    def _try_windows(self) -> bool:
        # It has no shared locks: one at a time, readers too.
        from filelock import FileLock, Timeout

        if self._windows is None:
            lock = FileLock(self._folder / "lock", blocking=False, thread_local=False)
            try:
                lock.acquire()
            except Timeout:
                return False
            self._windows = lock
            self.found = self.mark = secrets.token_hex(8)  # the file cannot be written: each use is as after a writer
        return True


class Lock(Protocol):
    """The lock of a store, as ``StoreLock`` is that of one in a folder."""

    @property
    def found(self) -> str: ...

    @property
    def mark(self) -> str: ...

    def try_shared(self) -> bool: ...

    def try_exclusive(self) -> bool: ...

    def fence(self, connection: Connection) -> None: ...

    def step_down(self) -> None: ...

    def release(self) -> None: ...

    def is_wanted(self) -> bool: ...

    def reason(self) -> str: ...


@contextmanager
def store_lock(
    folder: Path, *, exclusive: bool, patience: float = 10.0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Hold the folder's lock, shared or exclusive, while the block runs; ``waiting`` as ``holding`` has it.

    Raises:
        StoreHeld: another process kept it for ``patience`` seconds.
    """
    with holding(StoreLock(folder), exclusive=exclusive, patience=patience, waiting=waiting):
        yield


@contextmanager
def holding(lock: Lock, *, exclusive: bool, patience: float, waiting: Waiting | None = None) -> Iterator[None]:
    """Hold the lock, shared or exclusive, while the block runs.

    With ``waiting``, that is told after ``patience`` seconds whom one waits for, and it takes as long as it takes.

    Raises:
        StoreHeld: another process kept it for ``patience`` seconds.
    """
    deadline = time.monotonic() + patience
    try:
        while not (lock.try_exclusive() if exclusive else lock.try_shared()):
            if time.monotonic() >= deadline:
                if waiting is None:
                    raise StoreHeld(f"{lock.reason()}; try again when it is done.")
                waiting(f"{lock.reason()}; waiting until it is done.")
                deadline = math.inf
            time.sleep(PAUSE_SECONDS)
        yield
    finally:
        lock.release()


def _flock(file: IO[str], kind: int) -> bool:
    """Try for a lock on ``file`` without waiting."""
    import fcntl

    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
