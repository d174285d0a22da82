"""Files that only their owner can read, as all in a data folder are: people wrote what is in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

_FILE, _FOLDER = 0o600, 0o700
_OTHERS = 0o077
_OWN = (
    "*.sqlite3*",
    "newsdesk.log*",
    "lock",
    "turn",
    "serving",
    "owner",
    "calibration.json",
    "chat_history",
    ".restore",
)
_OWN_FOLDERS = ("vectors", "servers", "evaluations")
"""Names that newsdesk gives: the operator may have put the data folder where other things stand, too."""


def make_private(folder: Path) -> None:
    """Make the folder, for its owner alone; parents that are missing come as the system has them.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=_FOLDER, exist_ok=True)


def keep_private(folder: Path) -> None:
    """Take from everybody else what they may do with the folder, and with what newsdesk put in it, as far as it is ours."""
    _close(folder)
    for path in _own(folder):
        _close(path)


def open_private(path: Path | str, flags: int) -> int:
    """An opener for ``open``: a file that is made by it is nobody else's to read."""
    return os.open(path, flags, _FILE)


def opened_private(path: Path, mode: str) -> IO[Any]:
    """The file, opened; where it is made by that, for its owner alone."""
    return open(path, mode, opener=open_private)  # the caller keeps it


def _own(folder: Path) -> Iterator[Path]:
    for pattern in _OWN:
        yield from folder.glob(pattern)
    for name in _OWN_FOLDERS:
        for place, folders, files in os.walk(folder / name):
            yield Path(place)
            yield from (Path(place, child) for child in (*folders, *files))


def _close(path: Path) -> None:
    with contextlib.suppress(OSError):  # gone by now, another's, or on a disk that cannot be written
        facts = path.lstat()
        if facts.st_mode & _OTHERS and not path.is_symlink() and _is_ours(facts.st_uid):
            path.chmod(facts.st_mode & 0o7777 & ~_OTHERS)


def _is_ours(owner: int) -> bool:
    return not hasattr(os, "getuid") or owner == os.getuid()
