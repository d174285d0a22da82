"""All that is said to SQLite alone; ``postgres`` is its counterpart, and ``dialects`` what both have in common.

Transactions are begun by SQLAlchemy, not by Python's driver, so that tables, too, change all or nothing: one that reads sees one
state from its first to its last statement, one that writes has no other beside it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    create_engine,
    event,
    exc,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.pool import QueuePool
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from index.store.errors import DamagedStore, NoRoom, StoreError, StoreInUse, Unusable, is_full

_BUSY_SECONDS = 30
_PAUSE_SECONDS = 0.02
_FENCE = 2
"""A newsdesk from before there were migrations refuses a file with this ``user_version``, as it has to."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNUSABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY)
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""The driver's errors over a damaged file, the latter where not even its message can be read."""
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ROOM = (sqlite3.SQLITE_FULL,)


def make_engine(path: Path, *, private: bool = False, linked: bool = True) -> Engine:
    """An engine for the database at ``path``, which is there already. What is wrong with the file comes as a StoreError.

    ``private``: people wrote what is in it. What is deleted is overwritten, not merely unlinked, and errors carry no values.
    ``linked``: rows may not refer to rows that are not there, and go with them.
    """
    pragmas = [f"foreign_keys = {'ON' if linked else 'OFF'}", f"synchronous = {'NORMAL' if private else 'FULL'}"]
    if private:
        pragmas.append("secure_delete = ON")

    def connect() -> sqlite3.Connection:
        try:
            connection = _connect(path)
            _write_ahead(connection)
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
        except UNREADABLE as error:
            raise explained(error, path) or error from error
        return connection

    # Each question keeps a connection for as long as it takes, and any number may be answered at a time.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1, hide_parameters=private)

    @event.listens_for(engine, "connect")
    def _remember(_: sqlite3.Connection, record: Any) -> None:  # noqa: ANN401 - the pool's own
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def _look_again(_: sqlite3.Connection, record: Any, __: Any) -> None:  # noqa: ANN401
        if _identity(path) not in (None, record.info["file"]):
            raise exc.DisconnectionError("another file was put in this one's place")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    @event.listens_for(engine, "handle_error")
    def _say(context: Any) -> None:  # noqa: ANN401
        if said := explained(context.original_exception, path):
            raise said from context.original_exception

    return engine


def to_write(engine: Engine) -> Engine:
    """The same engine, its transactions waiting for one another from their first statement on."""
    return engine.execution_options(begin="IMMEDIATE")


def explained(error: BaseException, path: Path) -> StoreError | None:
    """The words for a person about SQLite's error; None for one that is a mistake of the program."""
    if isinstance(error, UnicodeDecodeError):
        return DamagedStore(path, "a text in it is none")
    if not isinstance(error, sqlite3.Error):
        return None
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:  # the high bits hold a detail
        case code if code in _DAMAGED:
            return DamagedStore(path, str(error))
        case code if code in _NO_ROOM:
            return NoRoom(path)
        case code if code in _UNUSABLE:
            return NoRoom(path) if is_full(error, path) else Unusable(path, str(error))
        case code if code in _IN_USE:
            return StoreInUse(path)
    return None


def make_database(path: Path, metadata: MetaData, revision: Table, version: str, *extra: str, page_size: int) -> None:
    """Make the database at ``path`` unless there is one by now: whole, or not at all. ``extra`` are further tables."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        fresh.touch(mode=0o600)
        with closing(_connect(fresh)) as connection:
            connection.execute(f"PRAGMA page_size = {page_size}")
            _write_ahead(connection)  # writes the first page, after which the size is settled
        engine = make_engine(fresh)
        try:
            make_tables(engine, metadata, revision, version, *extra)
        finally:
            engine.dispose()
        _put(fresh, path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def make_tables(engine: Engine, metadata: MetaData, revision: Table, version: str, *extra: str) -> None:
    """Make all tables, and note the version, in one transaction."""
    with to_write(engine).begin() as connection:
        metadata.create_all(connection)
        connection.execute(revision.insert(), {"version_num": version})
        finish(connection, *extra)


def finish(connection: Connection, *extra: str) -> None:
    """Make the tables that SQLAlchemy knows nothing of, and have newsdesks refuse the file that know of no migrations."""
    for statement in extra:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {_FENCE}")


def keep_numbers(source: Connection, target: Connection, tables: Sequence[str]) -> None:
    """Have the target never give out a row number again that the source gave out."""
    for name, number in source.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all():
        if name in tables:
            known = target.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).scalar()
            target.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            highest = (name, max(number, known or 0))
            target.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", highest)


def fence(connection: Connection) -> int:
    """The version that a newsdesk from before there were migrations looks at."""
    number: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return number


@cache
def insert_new(table: Table) -> Insert:
    """An insert that passes over rows whose key is there already."""
    return insert(table).on_conflict_do_nothing()


@cache
def upsert(table: Table, *, but: tuple[str, ...] = ()) -> Insert:
    """An insert that gives a row whose key is there already the other columns' values, ``but`` these."""
    wanted = insert(table)
    names = [column.name for column in table.columns if not column.primary_key and column.name not in but]
    changed = {name: wanted.excluded[name] for name in names}
    return wanted.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)


def insert_any(table: Table) -> str:
    """An insert for the driver, which takes rows as they are and passes over those that break a rule."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.columns))})"


def erase_deleted(engine: Engine) -> None:
    """Have nothing that was deleted stand in the database's files any more, unless somebody keeps reading them.

    ``secure_delete`` overwrites rows, but not what moved within the tree before; the write-ahead log holds pages as they were.
    """
    with engine.connect() as connection:
        connection.commit()
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        with suppress(sqlite3.OperationalError):  # no room for a second copy: the rows themselves are overwritten
            driver.execute("VACUUM")
        with suppress(sqlite3.OperationalError):
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def spare_numbers(connection: Connection, count: int) -> None:
    """Have the next row numbers of tables that never give one out twice begin ``count`` later."""
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").first():
        connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = seq + ?", (count,))


def row_order(table: Table) -> ColumnElement[int]:
    """The order in which a table's rows were first written."""
    return literal_column(f"{table.name}.rowid", Integer)


def last_number(connection: Connection, table: Table) -> int:
    """The last number that was given to a row of the table; of those that give numbers again, of a row that is there."""
    if _gives_no_number_twice(table):
        wanted = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        return connection.exec_driver_sql(wanted, (table.name,)).scalar() or 0
    (key,) = table.primary_key
    return int(connection.execute(select(func.max(key))).scalar() or 0)


def keep_last_number(connection: Connection, table: Table, number: int) -> None:
    """Have no number up to this one be given to a row of the table any more, where it never gives one twice."""
    if _gives_no_number_twice(table):
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, number))


def _gives_no_number_twice(table: Table) -> bool:
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def size(_: Connection, path: Path) -> int:
    """Bytes that the folder of the database takes."""
    return sum(file.stat().st_size for file in path.parent.rglob("*") if file.is_file())


def spare(connection: Connection) -> int:
    """Bytes of the database's file that nothing stands in."""
    pages, size = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("freelist_count", "page_size")
    )
    return int(pages) * int(size)


def may_be_written(path: Path) -> bool:
    """The permissions of the database file and of its folder, beside which SQLite writes, allow it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def damage(path: Path, *, quick: bool = False) -> str | None:
    """The damage of the database file, in SQLite's words; None for a sound one. ``quick``: without its indexes."""
    if path.stat().st_size == 0:
        return "the file is empty"
    try:
        with closing(_connect(path, "mode=rw" if may_be_written(path) else "immutable=1")) as connection:
            said = connection.execute(f"PRAGMA {'quick_check' if quick else 'integrity_check'}(1)").fetchall()
    except UNREADABLE as error:
        known = explained(error, path)
        if isinstance(known, DamagedStore):
            return known.reason
        raise known or error from error
    first = str(said[0][0]) if said else "no reply"
    return None if first == "ok" else first.removeprefix("*** in database main ***").strip().replace("\n", ", ")


def link_at_the_end(connection: Connection) -> None:
    """Have links between rows looked at when the transaction ends."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def dangling(connection: Connection) -> int:
    """The number of rows that refer to rows that are not there."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def copy(path: Path, target: Path) -> None:
    """Write the database as it is at this moment, whoever uses it, to ``target``: whole, or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with closing(_connect(path)) as source, closing(sqlite3.connect(part)) as copied:
            source.backup(copied)
        part.replace(target)
    except UNREADABLE as error:
        raise explained(error, path) or error from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def raw_rows(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads what it can of a database that may be damaged."""
    with closing(_connect(path)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        with suppress(*UNREADABLE):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA query_only = ON")
        yield connection


def _connect(path: Path, how: str = "mode=rw") -> sqlite3.Connection:
    """Without ``mode=rw`` SQLite would make an empty file in place of one that is lost; ``immutable=1`` writes nothing beside it, either."""
    return sqlite3.connect(
        f"file:{quote(str(path))}?{how}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _put(fresh: Path, path: Path) -> None:
    """Give the file its name, unless another opener was faster."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            fresh.rename(path)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. A file without one is converted by one opener alone, and SQLite makes the others fail
    at once, whatever their timeout (https://sqlite.org/wal.html, "Sometimes Queries Return SQLITE_BUSY")."""
    attempts = Retrying(
        retry=retry_if_exception(_busy),
        stop=stop_after_delay(_BUSY_SECONDS),
        wait=wait_fixed(_PAUSE_SECONDS),
        reraise=True,
    )
    attempts(connection.execute, "PRAGMA journal_mode = WAL")


def _busy(error: BaseException) -> bool:
    """Another opener is at work, with or without a detail in the high bits of the code."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
