"""A store in a folder that can only be read: SQLite and Chroma both write where they read, so they are given a copy."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.scratch import scratch_folder
from index.store.dialect import may_be_written
from index.store.errors import NoRoom, StoreHeld, Unusable
from index.store.lock import PAUSE_SECONDS
from index.store.opening import CATALOGUE
from index.store.place import VECTORS

_LITTLE = 2**16
"""Bytes that SQLite writes beside a database which it only reads."""


def is_read_only(folder: Path) -> bool:
    """A store is there, and cannot be written: for lack of permissions, or because its disk is mounted so, or full."""
    path = folder / CATALOGUE.file
    if not path.is_file():
        return False
    return not may_be_written(path) or _is_full(folder)


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _LITTLE


@contextmanager
def readable_copy(folder: Path, patience: float) -> Iterator[Path]:
    """A folder with a copy of the store, for as long as the block runs.

    Raises:
        StoreError: it may not even be read, there is no room for the copy, or another process writes the store for long.
    """
    with scratch_folder() as copy:
        try:
            with _no_writer(folder, patience):
                for suffix in ("", "-wal"):
                    path = folder / f"{CATALOGUE.file}{suffix}"
                    if path.exists():
                        _copy_file(path, copy / path.name)
                if (folder / VECTORS).is_dir():
                    shutil.copytree(folder / VECTORS, copy / VECTORS, copy_function=_copy_file)
        except shutil.Error as error:
            raise Unusable(folder / VECTORS, str(error.args[0][0][2])) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise NoRoom(copy) from error
            raise Unusable(Path(error.filename or folder), (error.strerror or "unknown reason").lower()) from error
        for place, _, _ in os.walk(copy):
            Path(place).chmod(0o700)  # copytree gives folders the permissions that they had
        if _is_full(copy):  # which would be one to be copied again
            raise NoRoom(copy)
        yield copy


@contextmanager
def _no_writer(folder: Path, patience: float) -> Iterator[None]:
    """Hold the folder's lock as far as it can be held without writing."""
    path = folder / "lock"
    if sys.platform == "win32" or not path.exists():
        yield
        return
    import fcntl

    deadline = time.monotonic() + patience
    with path.open() as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise StoreHeld(f"Another newsdesk is re-indexing {folder}; try again when it is done.") from None
                time.sleep(PAUSE_SECONDS)
        yield


def _copy_file(source: str | Path, target: str | Path) -> None:
    """The bytes alone: the copy is to be written to."""
    shutil.copyfile(source, target)
