"""Folders for what lives as long as a run; those of runs that were killed are removed by a later one."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PREFIX = "newsdesk-scratch-"
_OWNER = ".owner"
"""A file that whoever uses a folder keeps locked; the system lets go of it when the process dies."""
_YOUNG = 60.0
"""Seconds in which a folder's owner may not have locked it yet."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of this process alone, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        with (folder / _OWNER).open("wb") as owner:
            _locks(owner)
            yield folder


def remove_abandoned(among: Path | None = None) -> None:
    """Remove the folders whose owners died without removing them, of this user's runs."""
    for folder in (among or Path(tempfile.gettempdir())).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another user's, or removed by another run just now
            if folder.is_symlink() or time.time() - folder.stat().st_mtime < _YOUNG:
                continue
            with (folder / _OWNER).open("r+b") as owner:
                if _locks(owner):
                    shutil.rmtree(folder, ignore_errors=True)


def _locks(file: IO[bytes]) -> bool:
    """True if nobody else has the file locked; from now on this process has, until it is closed."""
    if sys.platform == "win32":
        return False  # nothing is removed while it is open, there
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
