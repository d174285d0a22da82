"""The failures of a store, each in one sentence for a person."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from index.errors import UserError

_NO_ROOM = 2**18
"""Bytes; with fewer left, what fails to be written fails for that."""


class StoreError(UserError):
    """The store cannot be used; the message says what to do."""

    public_sentence = "The stored news cannot be used; whoever runs newsdesk finds the reason in its log."


class StoreHeld(StoreError):
    """Another process holds the store, and did not let go of it for as long as one wanted to wait."""


class NewerStore(StoreError):
    """A later newsdesk wrote the database."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written by a newer newsdesk; update newsdesk to read it.",
            public="My data was written by a newer version of me; whoever runs me has to update me.",
        )


class DamagedStore(StoreError):
    """A database cannot be read as it was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is damaged ({reason}); run `newsdesk check --repair`, which saves what can be read and makes the rest anew.",
            public="My data is damaged; whoever runs me can repair it with `newsdesk check --repair`.",
        )
        self.path = path
        self.reason = reason


class DamagedVectors(StoreError):
    """The vectors cannot be read as they were written."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The vectors in {folder} cannot be read ({reason}); run `newsdesk check --repair`, which makes them anew.",
            public="My data is damaged; whoever runs me can repair it with `newsdesk check --repair`.",
        )


class LostVectors(StoreError):
    """Nothing is left of the vectors."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The vectors that were in {folder} are gone; run `newsdesk check --repair`, which makes them anew.",
            public="A part of my data is gone; whoever runs me can repair it with `newsdesk check --repair`.",
        )


class NoRoom(StoreError):
    """The disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no room left on the disk of {path}; make some and try again, nothing is lost.",
            public="The disk of the machine that I run on is full; whoever runs me has to make room.",
        )


def is_full(error: BaseException, place: Path) -> bool:
    """True where an error is of a disk without room, by what it says or by what the disk of ``place`` has left."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    if any(words in str(error).casefold() for words in ("disk is full", "no space left", "quota exceeded")):
        return True
    existing = next((folder for folder in (place, *place.parents) if folder.exists()), None)
    try:
        disk = shutil.disk_usage(existing) if existing is not None else None
    except OSError:
        return False
    return disk is not None and disk.total > 0 and disk.free < _NO_ROOM  # /proc and its like have no size at all


class Unusable(StoreError):
    """The file of a database cannot be opened, read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be used ({reason}); look at the disk and at the permissions of its folder.",
            public="I cannot read or write my data; whoever runs me has to look at my data folder.",
        )


class StoreInUse(StoreError):
    """Another program has kept the database locked for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program is writing {path}; try again when it is done.",
            public="Another program is writing my data; try again in a few minutes.",
        )


class FolderError(StoreError):
    """The data folder cannot be made, or written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"The data folder {folder} cannot be used: {unusable(error)}; set NEWSDESK_DATA_DIR to a folder that you may write.",
            public="My data folder cannot be used; whoever runs me has to look at it.",
        )


def unusable(error: OSError) -> str:
    """The reason why a folder can neither be made nor be written."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "it, or what it would be in, is a file"
    if isinstance(error, FileNotFoundError):  # its parents are made where they are missing
        return "the system takes no folder there"
    return (error.strerror or "the system does not say why").lower()


class ServerFails(StoreError):
    """A server that holds the store is away, or refuses; the message says which, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(
            message, public="The server that keeps my data cannot be used right now; try again in a few minutes."
        )


class DriverMissing(StoreError):
    """The package that talks to PostgreSQL is not installed."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL needs a driver that is not installed: pip install 'newsdesk[postgres]'.")
