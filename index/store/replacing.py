"""Putting a whole set of files in place of a folder's: all of them, whatever comes between.

The new ones stand in ``.restore`` within the folder, complete by the time that it has that name. Whoever opens the folder first
moves them into place; killed in the middle, the next one goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

_READY = ".restore"
_DONE = ".restored"
_NAMES = "names"
_OLD = "old"
_BESIDE = ("", "-wal", "-shm")
"""The files that belong to a database."""


def replace(folder: Path, fresh: Path, names: Sequence[str]) -> None:
    """Put what is in ``fresh``, a folder within ``folder``, in place of all that has one of ``names``.

    The caller holds the folder's lock.
    """
    kept = [name for name in names if (fresh / name).exists()]
    gone = [name for name in names if name not in kept]
    (fresh / _NAMES).write_text("\n".join([*kept, "", *gone]), encoding="utf-8")
    (fresh / _OLD).mkdir()
    fresh.rename(folder / _READY)
    complete(folder)


def is_pending(folder: Path) -> bool:
    """Files wait to be put in place."""
    return (folder / _READY).exists()


def complete(folder: Path) -> None:
    """Put in place what waits for it. The caller holds the folder's lock."""
    ready = folder / _READY
    if not ready.exists():
        return
    kept, _, gone = (ready / _NAMES).read_text(encoding="utf-8").partition("\n\n")
    for name in kept.split("\n"):
        if name and (ready / name).exists():  # else it was moved before somebody was killed
            _move_away(folder, name)
            (ready / name).rename(folder / name)
    for name in gone.split("\n"):
        if name:
            _move_away(folder, name)
    shutil.rmtree(folder / _DONE, ignore_errors=True)
    ready.rename(folder / _DONE)
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def _move_away(folder: Path, name: str) -> None:
    for suffix in _BESIDE:
        path = folder / f"{name}{suffix}"
        if path.exists():
            target = folder / _READY / _OLD / path.name
            if target.is_dir():
                shutil.rmtree(target)
            path.replace(target)
