"""Moving the stores between the data folder and servers: copied, completed, and proven. Blocking."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.service.handover.giving import is_owned
from bot.service.store_pool import store_places
from index.store import (
    Catalogue,
    Place,
    Store,
    StoreError,
    folder_of,
    has_catalogue,
    of_server,
    open_store,
    prepare_catalogue,
)
from index.store.anywhere import open_database, prepare
from index.store.codec import chunks
from index.store.copying import CopiedTable, copy_database
from index.store.lock import Waiting
from index.store.opening import CATALOGUE, RECORDS

Tell = Callable[[str, str, int], object]
"""Called with a store, what of it is copied, and how much of that is there."""

_MARK = "migrating"
_NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A store, or the records, as they are in both places."""

    what: str
    rows: int
    sha256: str
    """Of all rows, the same in both places."""
    articles: int = 0
    passages: int = 0
    vectors: int = 0


def migrate(
    source: Place,
    target: Place,
    tell: Tell,
    *,
    force: bool = False,
    patience: float = 45.0,
    waiting: Waiting | None = None,
) -> list[Migrated]:
    """Copy all stores and the records from one place to the other; nobody may write to them meanwhile.

    Cut off anywhere, it goes on where it was. The source stays as it is. Others are waited for as ``open_store`` does.

    Raises:
        StoreError: there is nothing to copy, somebody serves from one of the places, the target holds something else and
            ``force`` is not set, or a copy differs.
    """
    if (owned := next(filter(is_owned, (source, target)), None)) is not None:
        raise StoreError(
            f"A newsdesk serves from {_label(owned)}; stop it first: what it writes meanwhile would be missing."
        )
    if not has_catalogue(source):
        raise StoreError(f"There is no store in {_label(source)} that could be copied.")
    mark = folder_of(source) / _MARK
    goal = f"{_label(source)} > {_label(target)}"
    goes_on = mark.exists() and mark.read_text(encoding="utf-8") == goal
    if not goes_on and not force and _holds_something(target):
        raise StoreError(
            f"{_label(target)} holds articles already; give --force to put a copy of {_label(source)} in their place."
        )
    mark.write_text(goal, encoding="utf-8")
    opened = partial(open_store, exclusive=True, patience=patience, waiting=waiting)
    done = []
    for server, place in store_places(source).items():
        what = "store" if server is None else f"store of server {server}"
        done.append(_migrate_store(what, place, of_server(target, server), tell, opened))
    done.append(_migrate_records(source, target, tell))
    mark.unlink()
    return done


def _migrate_store(
    what: str, source: Place, target: Place, tell: Tell, opened: Callable[[Place, str], AbstractContextManager[Store]]
) -> Migrated:
    prepare_catalogue(source)
    catalogue = open_database(CATALOGUE, source)
    try:
        fingerprint = Catalogue(catalogue).made_with() or _NOBODY
    finally:
        catalogue.close()
    with opened(source, fingerprint) as old, opened(target, fingerprint) as new:
        if fingerprint != _NOBODY:
            old.embeddings.sync()
        tables = copy_database(
            CATALOGUE, old.catalogue.database, new.catalogue.database, lambda table, rows: tell(what, table, rows)
        )
        if any(table.name == "passages" and table.replaced for table in tables):
            new.words.clear()
        _fill_words(new, lambda count: tell(what, "words", count))
        if fingerprint != _NOBODY:
            new.vectors.prepare()
            new.embeddings.reconcile()
            new.embeddings.sync()
        stats, vectors = new.catalogue.stats(), new.vectors.count()
        if vectors != old.vectors.count():
            raise StoreError(
                f"{_label(target)} has {vectors:,} vectors of the {what}, but {_label(source)} has others."
            )
        rows, total = _total(tables)
        return Migrated(what, rows, total, stats.articles + stats.teasers, stats.passages, vectors)


def _migrate_records(source: Place, target: Place, tell: Tell) -> Migrated:
    databases = []
    try:
        for place in (source, target):
            prepare(place, CATALOGUE, RECORDS)
            databases.append(open_database(RECORDS, place))
        old, new = databases
        tables = copy_database(RECORDS, old, new, lambda table, rows: tell("records", table, rows))
    finally:
        for database in databases:
            database.close()
    return Migrated("records", *_total(tables))


def _fill_words(store: Store, tell: Callable[[int], object]) -> None:
    """Have the words hold every passage, and no other."""
    numbers = store.passages.numbers()
    there = store.words.numbers()
    store.words.remove(sorted(there - set(numbers.values())))
    missing = [key for key, number in numbers.items() if number not in there]
    done = 0
    for chunk in chunks(missing):
        found = store.catalogue.passages(chunk).values()
        store.words.add([(numbers[item.id], item.lead, item.quotable) for item in found])
        done += len(chunk)
        tell(done)


def _holds_something(place: Place) -> bool:
    """Articles, which nobody wants to lose by mistake."""
    if not has_catalogue(place):
        return False
    prepare_catalogue(place)
    catalogue = open_database(CATALOGUE, place)
    try:
        return bool(Catalogue(catalogue).ids())
    finally:
        catalogue.close()


def _total(tables: list[CopiedTable]) -> tuple[int, str]:
    together = hashlib.sha256("".join(f"{table.name} {table.sha256}\n" for table in tables).encode())
    return sum(table.rows for table in tables), together.hexdigest()


def _label(place: Place) -> str:
    return str(place) if isinstance(place, Path) else place.label
