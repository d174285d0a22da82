"""One program serves from a data folder: two would both answer each question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import UserError
from index.private_files import make_private

_FILE = "serving"


class AlreadyServed(UserError):
    """Another program serves from the data folder."""


@contextmanager
def only_server(folder: Path) -> Iterator[None]:
    """Be the one that serves from the folder while the block runs. The system ends it where the process is killed.

    Raises:
        AlreadyServed: another one is.
        OSError: the folder cannot be written.
    """
    make_private(folder)
    lock = FileLock(folder / _FILE, mode=0o600, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise AlreadyServed(
            f"Another `newsdesk serve` answers from {folder} already; stop that one, or set NEWSDESK_DATA_DIR to another folder."
        ) from None
    try:
        yield
    finally:
        lock.release()
