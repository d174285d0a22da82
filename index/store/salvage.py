"""Everything that can still be read of a damaged database goes into a new one, row by row; the damaged file is kept beside it."""

from __future__ import annotations

import mmap
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Integer, LargeBinary, Table, select

from index.store import dialect, pages, schema
from index.store.opening import CATALOGUE, RECORDS, Kind, name_of, open_database

_BATCH = 200
_FARTHEST = 2**48
"""Row numbers that are skipped at most to get past a damaged page."""
_SPARE_NUMBERS = 1000
"""Numbers that may have been given out to rows which cannot be read any more."""
_LASTING = (*schema.records.sorted_tables, schema.meta, schema.sources, schema.files, schema.raws, schema.embeddings)
"""Tables of which any row that is found is as good as ever, wherever it is found: no other one takes its place."""

_Values = tuple[Any, ...]


def salvage(kind: Kind, folder: Path) -> Path:
    """Put a sound database in place of a damaged one; returns where that is kept. The caller holds the folder's lock.

    Killed at any instant, either the one or the other is in place.
    """
    path = folder / kind.file
    fresh, readable = (folder / f".{kind.file}.{name}" for name in ("salvaged", "readable"))
    try:
        for file in (fresh, readable):
            _remove(file)
        size = _page_size(path) or kind.page_size
        tables = kind.metadata if size == kind.page_size else schema.with_row_numbers(kind.metadata)
        dialect.make_database(fresh, tables, kind.revision, name_of(kind.version), *kind.extra, page_size=size)
        _make_readable(path, readable, fresh)
        engine = dialect.make_engine(fresh, private=kind.private, linked=False)
        try:
            _fill(engine, readable, kind)
        finally:
            engine.dispose()
        if kind is CATALOGUE:
            _save_old_records(readable, folder)
        aside = _set_aside(path)
        for suffix in ("-wal", "-shm"):  # they belong to the damaged file
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        fresh.replace(path)
    finally:
        for file in (fresh, readable):
            _remove(file)
    return aside


def _make_readable(path: Path, readable: Path, fresh: Path) -> None:
    """A copy of the damaged file that SQLite opens; where it is lost which tables there are, with the page that tells it of
    a new one: they were made in the same order."""
    shutil.copyfile(path, readable)
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        shutil.copyfile(wal, readable.with_name(readable.name + "-wal"))
    if _can_be_opened(readable):
        return
    size = _page_size(fresh)
    with readable.open("r+b") as file, fresh.open("rb") as new:
        count = max(1, readable.stat().st_size // size)
        first = file.read(size).ljust(size, b"\0")
        file.seek(0)
        file.write(pages.mended_header(first, count))
        file.flush()
        if not _can_be_opened(readable):
            file.seek(0)
            file.write(pages.mended_header(new.read(size), count))


def _page_size(path: Path) -> int:
    """The size of the file's pages; 0 for an empty one."""
    if not path.stat().st_size:
        return 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return pages.page_size(data)


def _can_be_opened(path: Path) -> bool:
    try:
        with dialect.raw_rows(path) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except dialect.UNREADABLE:
        return False


def _fill(engine: Engine, path: Path, kind: Kind) -> None:
    tables = [table for table in kind.metadata.sorted_tables if table is not kind.revision]
    with dialect.to_write(engine).begin() as connection:
        broken = [table for table in tables if not _copy_rows(path, connection, table)]
        lasting = [table for table in broken if table in _LASTING]
        if lasting:
            _scan(path, connection, lasting)
        dialect.spare_numbers(connection, _SPARE_NUMBERS)


def _save_old_records(path: Path, folder: Path) -> None:
    """In an old catalogue stood what people left, too."""
    try:
        with dialect.raw_rows(path) as damaged:
            if not damaged.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchone():
                return
    except dialect.UNREADABLE:
        return
    records = open_database(RECORDS, folder)
    try:
        _fill(records.engine, path, RECORDS)
    finally:
        records.close()


def _copy_rows(path: Path, connection: Connection, table: Table) -> bool:
    """Copy the rows that the table leads to; False where it does not lead to all."""
    losses: list[None] = []
    try:
        with dialect.raw_rows(path) as damaged:
            there = {row[1] for row in damaged.execute(f"PRAGMA table_info({table.name})")}
            if not there:
                return False
            # What came with a later version is 0 in an old one.
            columns = ", ".join(f'"{column.name}"' if column.name in there else "0" for column in table.columns)
            if _has_numbers(damaged, table):
                found = _by_number(damaged, table, columns, losses)
            else:
                owners = connection.execute(select(schema.articles.c.id)).scalars().all()
                found = _by_article(damaged, table, columns, owners, losses)
            _insert(connection, table, found)
    except dialect.UNREADABLE:
        return False
    return not losses


def _has_numbers(damaged: sqlite3.Connection, table: Table) -> bool:
    try:
        damaged.execute(f"SELECT rowid FROM {table.name} LIMIT 0")
    except dialect.UNREADABLE:
        return False
    return True


def _by_number(damaged: sqlite3.Connection, table: Table, columns: str, losses: list[None]) -> Iterator[_Values]:
    """The rows in the order of their numbers; what is damaged is passed over, and noted."""
    wanted = f"SELECT rowid, {columns} FROM {table.name} WHERE rowid > ? ORDER BY rowid"
    last: int | None = -(2**62)
    while last is not None:
        try:
            for number, *values in damaged.execute(wanted, (last,)):
                last = number
                yield tuple(values)
            return
        except dialect.UNREADABLE:
            losses.append(None)
            last = _beyond(damaged, table, last)


def _by_article(
    damaged: sqlite3.Connection, table: Table, columns: str, owners: Iterable[str], losses: list[None]
) -> Iterator[_Values]:
    """The rows of a table without row numbers, of each of these articles as many as can be read."""
    wanted = f"SELECT {columns} FROM {table.name} WHERE article_id = ?"
    for owner in owners:
        try:
            yield from damaged.execute(wanted, (owner,))
        except dialect.UNREADABLE:
            losses.append(None)


def _beyond(damaged: sqlite3.Connection, table: Table, last: int) -> int | None:
    """A row number, as low as can be found, after which rows can be read again; None where there is none."""

    def can_read(after: int) -> bool:
        wanted = f"SELECT rowid FROM {table.name} WHERE rowid > ? ORDER BY rowid LIMIT 1"
        try:
            damaged.execute(wanted, (after,)).fetchone()
        except dialect.UNREADABLE:
            return False
        return True

    first, far = max(last, 0), 1
    while not can_read(first + far):
        far *= 2
        if far > _FARTHEST:
            return None
    near = far // 2
    while far - near > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if can_read(first + middle) else (middle, far)
    return first + far


def _scan(path: Path, connection: Connection, tables: list[Table]) -> None:
    """Copy rows that nothing leads to any more, each to the table that it fits."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found: dict[str, list[_Values]] = {table.name: [] for table in tables}
        for row in pages.rows(data):
            for table in tables:
                if (values := _fitting(table, row)) is not None:
                    found[table.name].append(values)
                    break
    for table in tables:
        _insert(connection, table, found[table.name])


def _fitting(table: Table, row: pages.Row) -> _Values | None:
    """The row's values, if it can be one of the table's."""
    values: list[Any] = list(row.values)
    later = [column for column in table.columns if column.server_default is not None]
    values += [0] * min(len(later), max(0, len(table.columns) - len(values)))
    if len(values) != len(table.columns):
        return None
    for place, column in enumerate(table.columns):
        if column is table.autoincrement_column and values[place] is None:
            values[place] = row.number  # which stands there only
        if values[place] is None:
            if not column.nullable:
                return None
            continue
        kind = (
            int
            if isinstance(column.type, Integer | Boolean)
            else bytes
            if isinstance(column.type, LargeBinary)
            else str
        )
        if type(values[place]) is not kind:
            return None
    if table is schema.sources and not Path(values[0]).is_absolute():
        return None
    return None if table is schema.meta and values[0] != "embedder" else tuple(values)


def _insert(connection: Connection, table: Table, rows: Iterable[_Values]) -> None:
    insert = dialect.insert_any(table)
    batch: list[_Values] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            connection.exec_driver_sql(insert, batch)
            batch = []
    if batch:
        connection.exec_driver_sql(insert, batch)


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        shutil.copy2(path, aside)
    return aside


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
