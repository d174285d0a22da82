"""A backup as one file: a zip of databases and other files, with a manifest by which each is proven before it is used."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from index.store import dialect
from index.store.errors import DamagedStore, StoreError

_MANIFEST = "manifest.json"
_FORMAT = 1
_CHUNK = 2**20
_LARGEST_MANIFEST = 64 * 2**20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error)
"""The errors of reading a damaged zip."""


class BackupError(StoreError):
    """A backup cannot be written or used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup's contents, its time, and the folder that it is of."""

    made: str
    folder: str
    entries: tuple[Entry, ...]


def pack(
    target: Path, folder: Path, databases: Mapping[str, Path], files: Mapping[str, Path], now: datetime
) -> Manifest:
    """Write a backup of these databases and files, each under its name in the backup: proven, whole, or not at all.

    Databases may be in use: each is kept as it is at one moment.

    Raises:
        DamagedStore: a database is damaged.
        StoreError: there is no room.
    """
    entries: list[Entry] = []
    with _part_of(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        copy = Path(part.name).with_name("copy")
        for name, path in databases.items():
            dialect.copy(path, copy)
            if (reason := dialect.damage(copy)) is not None:
                raise DamagedStore(path, reason)
            entries.append(_add(packed, name, copy))
            copy.unlink()
        for name, path in files.items():
            entries.append(_add(packed, name, path))
        manifest = Manifest(now.isoformat(timespec="seconds"), str(folder), tuple(entries))
        packed.writestr(_MANIFEST, json.dumps({"format": _FORMAT, **asdict(manifest)}, indent=1))
        packed.close()
        part.flush()
        os.fsync(part.fileno())
        prove(Path(part.name))
    return manifest


def prove(archive: Path) -> Manifest:
    """Read the whole backup, and hold each of its files against the manifest.

    Raises:
        BackupError: it is damaged, or is none.
    """
    with _opened(archive) as packed:
        manifest = _manifest(packed, archive)
        for entry in manifest.entries:
            with packed.open(entry.name) as stored:
                _check(stored, entry, archive, lambda _: None)
    return manifest


def unpack(archive: Path, into: Path, allowed: Callable[[str], bool]) -> Manifest:
    """Write the backup's files below the folder ``into``, each proven; only names that are ``allowed`` are in it.

    Raises:
        BackupError: it is damaged, is none, or would write elsewhere.
    """
    with _opened(archive) as packed:
        manifest = _manifest(packed, archive)
        if strange := next((entry.name for entry in manifest.entries if not allowed(entry.name)), None):
            raise BackupError(f"{archive} holds {strange!r}, which no backup of newsdesk does; nothing was restored.")
        if sum(entry.size for entry in manifest.entries) > shutil.disk_usage(into).free:
            raise BackupError(f"There is no room for what is in {archive}; make some and try again.")
        for entry in manifest.entries:
            path = into / entry.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(entry.name) as stored, path.open("xb") as file:
                _check(stored, entry, archive, file.write)
            if path.suffix == ".sqlite3" and (reason := dialect.damage(path)) is not None:
                raise BackupError(f"{entry.name} in {archive} is damaged ({reason}); use another backup.")
    return manifest


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> Entry:
    hasher, size = hashlib.sha256(), 0
    with path.open("rb") as file, packed.open(name, "w", force_zip64=True) as stored:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
            size += len(chunk)
            stored.write(chunk)
    return Entry(name, size, hasher.hexdigest())


def _check(stored: IO[bytes], entry: Entry, archive: Path, write: Callable[[bytes], object]) -> None:
    """Read one file of the backup to its end, no further than the manifest says that it goes."""
    hasher, size = hashlib.sha256(), 0
    try:
        while chunk := stored.read(_CHUNK):
            size += len(chunk)
            if size > entry.size:
                break
            hasher.update(chunk)
            write(chunk)
    except _BROKEN as error:
        raise _damaged(archive) from error
    if (size, hasher.hexdigest()) != (entry.size, entry.sha256):
        raise _damaged(archive)


def _manifest(packed: zipfile.ZipFile, archive: Path) -> Manifest:
    try:
        if packed.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ValueError
        found = json.loads(packed.read(_MANIFEST))
        newer = found["format"] > _FORMAT
        entries = tuple(Entry(str(item["name"]), int(item["size"]), str(item["sha256"])) for item in found["entries"])
        manifest = Manifest(str(found["made"]), str(found["folder"]), entries)
    except (KeyError, TypeError, *_BROKEN) as error:
        raise _damaged(archive) from error
    if newer:
        raise BackupError(f"{archive} was written by a newer newsdesk; update newsdesk to read it.")
    if sorted([_MANIFEST, *(entry.name for entry in entries)]) != sorted(packed.namelist()):
        raise _damaged(archive)
    return manifest


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(archive)
    except FileNotFoundError:
        raise BackupError(f"There is no {archive}.") from None
    except OSError as error:
        raise BackupError(f"{archive} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from error
    except _BROKEN as error:
        raise BackupError(f"{archive} is no backup of newsdesk, or is damaged.") from error
    with packed:
        yield packed


@contextmanager
def _part_of(target: Path) -> Iterator[IO[bytes]]:
    """A file that takes the target's name at the end of the block. It is nobody else's to read: people wrote what is in it."""
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".newsdesk-") as beside:
            path = Path(beside, target.name)
            with path.open("xb") as part:
                path.chmod(0o600)
                yield part
            path.replace(target)
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from error


def _damaged(archive: Path) -> BackupError:
    return BackupError(f"{archive} is damaged: what is in it is not what was put in; use another backup.")
