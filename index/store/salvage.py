"""Everything that can still be read of a damaged database goes into a new one, row by row; the damaged file is kept beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, Table

from index.store import dialect
from index.store.opening import CATALOGUE, RECORDS, Kind, name_of, open_database

_BATCH = 200
_FARTHEST = 2**48
"""Row numbers that are skipped at most to get past a damaged page."""
_SPARE_NUMBERS = 1000
"""Numbers that may have been given out to rows which cannot be read any more."""


def salvage(kind: Kind, folder: Path) -> Path:
    """Put a sound database in place of a damaged one; returns where that is kept. The caller holds the folder's lock.

    Killed at any instant, either the one or the other is in place.
    """
    path = folder / kind.file
    fresh = folder / f".{kind.file}.salvaged"
    _remove(fresh)
    dialect.make_database(fresh, kind.metadata, kind.revision, name_of(kind.version), *kind.extra)
    engine = dialect.make_engine(fresh, private=kind.private, linked=False)
    try:
        _fill(engine, path, kind)
    finally:
        engine.dispose()
    if kind is CATALOGUE:
        _save_old_records(path, folder)
    aside = _set_aside(path)
    for suffix in ("-wal", "-shm"):  # they belong to the damaged file
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    fresh.replace(path)
    return aside


def _fill(engine: Engine, path: Path, kind: Kind) -> None:
    with dialect.to_write(engine).begin() as connection:
        with contextlib.suppress(sqlite3.Error), dialect.raw_rows(path) as damaged:
            for table in kind.metadata.sorted_tables:
                if table is not kind.revision:
                    _copy(damaged, connection, table)
        dialect.spare_numbers(connection, _SPARE_NUMBERS)


def _save_old_records(path: Path, folder: Path) -> None:
    """In an old catalogue stood what people left, too."""
    try:
        with dialect.raw_rows(path) as damaged:
            if not damaged.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchone():
                return
    except sqlite3.Error:
        return
    records = open_database(RECORDS, folder)
    try:
        _fill(records.engine, path, RECORDS)
    finally:
        records.close()


def _copy(damaged: sqlite3.Connection, connection: Connection, table: Table) -> None:
    names = [column.name for column in table.columns]
    insert = dialect.insert_any(table)
    batch: list[tuple[object, ...]] = []
    for row in _rows(damaged, table.name, names):
        batch.append(row)
        if len(batch) == _BATCH:
            connection.exec_driver_sql(insert, batch)
            batch = []
    if batch:
        connection.exec_driver_sql(insert, batch)


def _rows(damaged: sqlite3.Connection, table: str, names: list[str]) -> Iterator[tuple[object, ...]]:
    """The rows that can be read, in order; columns that an older version has not are left out of none, but empty."""
    try:
        there = {row[1] for row in damaged.execute(f"PRAGMA table_info({table})")}
    except sqlite3.Error:
        return
    chosen = ", ".join(f'"{name}"' if name in there else "0" for name in names)
    last: int | None = -(2**62) if there else None
    while last is not None:
        try:
            wanted = f"SELECT rowid, {chosen} FROM {table} WHERE rowid > ? ORDER BY rowid"
            for number, *values in damaged.execute(wanted, (last,)):
                last = number
                yield tuple(values)
            return
        except sqlite3.Error:
            last = _beyond(damaged, table, last)


def _beyond(damaged: sqlite3.Connection, table: str, last: int) -> int | None:
    """A row number, as low as can be found, after which rows can be read again; None where there is none."""

    def can_read(after: int) -> bool:
        try:
            damaged.execute(f"SELECT rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1", (after,)).fetchone()
        except sqlite3.Error:
            return False
        return True

    first = max(last, 0)
    far = 1
    while not can_read(first + far):
        far *= 2
        if far > _FARTHEST:
            return None
    near = far // 2
    while far - near > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if can_read(first + middle) else (middle, far)
    return first + far


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
