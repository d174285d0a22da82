"""Opening a data folder: databases are made where they are missing, and brought up to date where an earlier newsdesk made them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, inspect, select

from index.private_files import keep_private, make_private
from index.store import dialect, migrations, replacing, schema, words
from index.store.database import Database
from index.store.errors import DamagedStore, FolderError, NewerStore
from index.store.lock import store_lock

_UPGRADE_PATIENCE = 600.0
"""Seconds that one waits for another who upgrades: a large catalogue is copied first."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of a folder's databases."""

    file: str
    line: str
    """Its folder of migrations."""
    version: int
    metadata: MetaData
    revision: Table
    extra: tuple[str, ...]
    private: bool
    page_size: int
    """In bytes, of a new file: one that is there keeps its own."""
    began_with: str
    """A table that one has which is of version 1 and does not tell it; without it there is none."""


CATALOGUE = Kind(
    "catalogue.sqlite3",
    "catalogue",
    schema.CATALOGUE_VERSION,
    schema.catalogue,
    schema.catalogue_revision,
    (words.CREATE,),
    private=False,
    page_size=2**14,  # which vectors and texts fill better than smaller ones
    began_with="articles",
)
RECORDS = Kind(
    "records.sqlite3",
    "records",
    schema.RECORDS_VERSION,
    schema.records,
    schema.records_revision,
    (),
    private=True,
    page_size=2**12,  # of which little is lost with one
    began_with="answers",
)


def make_folder(folder: Path) -> None:
    """Make it, its owner's alone. Raises StoreError where it cannot be made."""
    try:
        make_private(folder)
    except OSError as error:
        raise FolderError(folder, error) from error


def open_database(kind: Kind, folder: Path) -> Database:
    """The database in ``folder``, made where it is missing; ``prepare`` comes first.

    Raises:
        StoreError: it is damaged, or cannot be used.
    """
    path = folder / kind.file
    try:
        empty = path.stat().st_size == 0
    except FileNotFoundError:
        dialect.make_database(
            path, kind.metadata, kind.revision, name_of(kind.version), *kind.extra, page_size=kind.page_size
        )
    else:
        if empty:
            raise DamagedStore(path, "the file is empty")
    return Database(dialect.make_engine(path, private=kind.private), path)


def prepare(folder: Path, *kinds: Kind) -> None:
    """Make these databases of the folder usable by this newsdesk, where they are there.

    Who comes while another is at it waits; killed anywhere, the next completes it.

    Raises:
        StoreError: a newer newsdesk wrote what is there, it is damaged, there is no room, or another process keeps it.
    """
    make_folder(folder)
    if replacing.is_pending(folder):
        with store_lock(folder, exclusive=True, patience=_UPGRADE_PATIENCE):
            replacing.complete(folder)
    keep_private(folder)
    if _are_current(folder, kinds):
        return
    with store_lock(folder, exclusive=True, patience=_UPGRADE_PATIENCE):
        for kind in kinds:
            if not _are_current(folder, (kind,)):
                _upgrade(kind, folder)


def _upgrade(kind: Kind, folder: Path) -> None:
    """Bring a database up to date, in one transaction, after a copy of it was put beside it.

    What people left is copied out of an old catalogue before it is dropped there: killed in between, it is in both, and is
    copied again, which changes nothing.
    """
    path = folder / kind.file
    at = version(kind, path)
    if at:
        dialect.copy(path, kept_copy(path, at))
    # Rows that are dropped here were people's: they are overwritten.
    engine = dialect.make_engine(path, private=True, linked=False)
    try:
        with dialect.to_write(engine).begin() as connection:
            if kind is CATALOGUE:
                _move_records(connection, folder)
            if at == 1 and not inspect(connection).has_table(kind.revision.name):
                kind.revision.create(connection)
                connection.execute(kind.revision.insert(), {"version_num": name_of(at)})
            migrations.upgrade(connection, kind.line)
            dialect.finish(connection, *kind.extra)
    finally:
        engine.dispose()


def version(kind: Kind, path: Path) -> int | None:
    """The version of the database's tables, 0 for one without any; None where there is no database.

    Raises:
        StoreError: a newer newsdesk wrote it, it is damaged, or cannot be used.
    """
    if not path.exists():
        return None
    if path.stat().st_size == 0:
        raise DamagedStore(path, "the file is empty")
    engine = dialect.make_engine(path)
    try:
        with engine.connect() as connection:
            at = _version(kind, connection)
    finally:
        engine.dispose()
    if at is not None and at > kind.version:
        raise NewerStore(path)
    return at


def kept_copy(path: Path, at: int) -> Path:
    """Where the copy of a database stands that was made before it was upgraded from version ``at``."""
    return path.with_name(f"{path.name}.before-upgrade-{at}")


def forget_copies(folder: Path) -> None:
    """Delete the files that were set aside with what people left in them: who is forgotten is not to stand there any more."""
    for pattern in ("catalogue.sqlite3.before-upgrade-1", "records.sqlite3.before-upgrade-*", "*.sqlite3.damaged-*"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def _are_current(folder: Path, kinds: Iterable[Kind]) -> bool:
    return all(version(kind, folder / kind.file) in (None, kind.version) for kind in kinds)


def _version(kind: Kind, connection: Connection) -> int | None:
    tables = inspect(connection).get_table_names()
    if kind.revision.name in tables:
        return int(connection.execute(select(kind.revision.c.version_num)).scalar() or 0)
    return max(1, dialect.fence(connection)) if kind.began_with in tables else 0


def _move_records(connection: Connection, folder: Path) -> None:
    """Copy what people left in an old catalogue to the records' own database."""
    there = set(inspect(connection).get_table_names())
    tables = [table for table in schema.records.sorted_tables if table.name in there and table is not RECORDS.revision]
    if not tables:
        return
    open_database(RECORDS, folder).close()
    engine = dialect.make_engine(folder / RECORDS.file, private=True, linked=False)
    try:
        with dialect.to_write(engine).begin() as target:
            for table in tables:
                for rows in connection.execute(select(table)).mappings().partitions(500):
                    target.execute(dialect.insert_new(table), [dict(row) for row in rows])
            dialect.keep_numbers(connection, target, [table.name for table in tables])
    finally:
        engine.dispose()


def name_of(version: int) -> str:
    """A version as Alembic calls it."""
    return f"{version:04}"
