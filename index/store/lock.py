"""One process writes; many read. Chroma neither blocks a second writer nor tells a reader what changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.store.catalogue import StoreError

_PAUSE_SECONDS = 0.1


@contextmanager
def store_lock(folder: Path, *, exclusive: bool, patience: float = 10.0) -> Iterator[None]:
    """Hold the folder's lock, shared or exclusive; the system frees it when the process dies.

    Raises:
        StoreError: another process kept it for ``patience`` seconds.
    """
    if sys.platform == "win32":
        # It has no shared locks: one at a time, readers too.
        from filelock import FileLock, Timeout

        try:
            with FileLock(folder / "lock", timeout=patience):
                yield
        except Timeout:
            raise StoreError(f"Another newsdesk is using {folder}; try again when it is done.") from None
        return
    import fcntl

    with (folder / "lock").open("a+") as file:

        def taken(kind: int) -> bool:
            try:
                fcntl.flock(file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        deadline = time.monotonic() + patience
        while not taken(fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH):
            if time.monotonic() >= deadline:
                # A writer that was killed leaves its number behind; where a shared lock is to be had, nobody writes.
                if taken(fcntl.LOCK_SH):
                    raise StoreError(f"Another newsdesk is reading {folder}; stop it, or try again when it is done.")
                file.seek(0)
                raise StoreError(
                    f"Another newsdesk is re-indexing {folder} (process {file.read().strip()}); try again when it is done."
                )
            time.sleep(_PAUSE_SECONDS)
        if exclusive:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield
