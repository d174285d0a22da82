"""The parts of a store, wherever it is: each is told by its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from index.store import opening
from index.store.chroma import ChromaFolder, ChromaHome, ChromaOverHttp
from index.store.database import Database
from index.store.lock import Lock, StoreLock
from index.store.opening import CATALOGUE, Kind
from index.store.place import SERVERS, VECTORS, Place, ServerPlace


def prepare(place: Place, *kinds: Kind) -> None:
    """Make these databases usable by this newsdesk. The caller does not hold the store's lock.

    Raises:
        StoreError: a newer newsdesk wrote what is there, it is damaged, or it cannot be used.
    """
    if isinstance(place, Path):
        opening.prepare(place, *kinds)
    else:
        from index.store import postgres_opening

        postgres_opening.prepare(place, kinds)


def open_database(kind: Kind, place: Place) -> Database:
    """One of the databases, which ``prepare`` has seen.

    Raises:
        StoreError: it is damaged, or cannot be used.
    """
    if isinstance(place, Path):
        return opening.open_database(kind, place)
    from index.store import postgres_opening

    return postgres_opening.open_database(kind, place)


def has_catalogue(place: Place) -> bool:
    """A store was made there. Raises StoreError where a server cannot be asked."""
    if isinstance(place, Path):
        return (place / CATALOGUE.file).is_file()
    from index.store import postgres_opening

    return postgres_opening.is_there(CATALOGUE, place)


def servers_with_stores(place: Place) -> list[int]:
    """The Discord servers that have a store of their own. Raises StoreError where a server cannot be asked."""
    if isinstance(place, Path):
        folders = (place / SERVERS).glob("*")
        return sorted(int(path.name) for path in folders if path.name.isdecimal() and has_catalogue(path))
    from index.store import postgres_opening

    return postgres_opening.server_ids(place)


def lock_of(place: Place) -> Lock:
    """The lock of the store."""
    if isinstance(place, Path):
        return StoreLock(place)
    from index.store.lease import LeaseLock

    return LeaseLock(place)


def vectors_at(place: Place) -> ChromaHome:
    """Where the store's vectors are."""
    return ChromaFolder(place / VECTORS) if isinstance(place, Path) else ChromaOverHttp(place.chroma, place.name)


def server_versions(place: ServerPlace) -> dict[str, Callable[[], str]]:
    """Functions that tell the version of each server. They raise StoreError where the server cannot be asked."""
    from index.store import postgres_opening

    return {
        "PostgreSQL": lambda: postgres_opening.server_version(place),
        "Chroma": ChromaOverHttp(place.chroma, place.name).version,
    }


def drop(place: Place) -> None:
    """Delete a store with everything in it. Nobody uses it."""
    if isinstance(place, Path):
        shutil.rmtree(place, ignore_errors=True)
        return
    from index.store import postgres_opening

    postgres_opening.drop(place)
    vectors_at(place).clear()
    shutil.rmtree(place.folder, ignore_errors=True)
