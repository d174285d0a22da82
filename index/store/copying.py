"""Copying a database to another place, row for row: cut off anywhere it goes on where it was, and proves itself at the end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Connection, Table, delete, insert, select, tuple_

from index.store import schema
from index.store.database import Database
from index.store.errors import StoreError
from index.store.opening import Kind

_BATCH, _LARGE_BATCH = 1000, 20
_LARGE = (schema.raws, schema.versions)
_ORDERED = (schema.addresses,)
"""Tables of which it is kept in which order their rows were written."""
_OF_THE_PLACE: tuple[Column[Any], ...] = (schema.passages.c.in_vectors,)
"""Columns about what else is there: a copy begins with none of it."""
_LEFT_OUT = (schema.tombstones,)
"""Of vectors that the copy never had."""

Row = dict[str, Any]
Tell = Callable[[str, int], object]
"""Called with the name of a table, and how many of its rows are there by now."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table that is the same in both places."""

    name: str
    rows: int
    sha256: str
    replaced: bool
    """Rows that were there already were other ones."""


class CopyDiffers(StoreError):
    """The copy is not what it was made of."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"The table {table} is not the same in both places, because somebody wrote to one of them meanwhile; "
            "stop all bots and indexers, and run `newsdesk migrate` again, which goes on where it was."
        )


def copy_database(kind: Kind, source: Database, target: Database, tell: Tell) -> list[CopiedTable]:
    """Make the target's tables the same as the source's. Batches that are the same already are not sent again.

    Raises:
        CopyDiffers: one of them was written to meanwhile.
    """
    tables = [item for item in kind.metadata.sorted_tables if item is not kind.revision and item not in _LEFT_OUT]
    replaced = {table: _copy(table, source, target, tell) for table in tables}
    with source.reading() as reading, target.writing() as writing:
        for table in tables:
            if table.autoincrement_column is not None:
                number = source.dialect.last_number(reading, table)
                target.dialect.keep_last_number(writing, table, number)
    return [_proven(table, source, target, replaced[table]) for table in tables]


def _copy(table: Table, source: Database, target: Database, tell: Tell) -> bool:
    if table in _ORDERED:
        return _copy_in_order(table, source, target, tell)
    replaced, done = False, 0
    last: tuple[Any, ...] | None = None
    for rows in _batches(table, source):
        beyond = tuple(rows[-1][column.name] for column in table.primary_key)
        key = tuple_(*table.primary_key)
        within = [key <= tuple_(*beyond)] if last is None else [key > tuple_(*last), key <= tuple_(*beyond)]
        replaced |= _make_same(table, target, rows, within)
        last, done = beyond, done + len(rows)
        tell(table.name, done)
    rest = [] if last is None else [tuple_(*table.primary_key) > tuple_(*last)]
    return _make_same(table, target, [], rest) or replaced


def _make_same(table: Table, target: Database, rows: Sequence[Row], within: Sequence[ColumnElement[bool]]) -> bool:
    """Have exactly these rows be there within these bounds; True where other ones were."""
    with target.reading() as connection:
        wanted = select(table).where(*within).order_by(*table.primary_key)
        there = [dict(row) for row in connection.execute(wanted).mappings()]
    if [_canonical(table, row) for row in there] == [_canonical(table, row) for row in rows]:
        return False
    with target.writing() as connection:
        connection.execute(delete(table).where(*within))
        if rows:
            connection.execute(insert(table), [_fresh(table, row) for row in rows])
    return bool(there)


def _copy_in_order(table: Table, source: Database, target: Database, tell: Tell) -> bool:
    """Copy a table as a whole, in the order in which its rows were written; all or nothing."""

    def ordered(database: Database, connection: Connection) -> Iterator[Row]:
        wanted = select(table).order_by(database.dialect.row_order(table))
        for part in connection.execute(wanted).mappings().partitions(_BATCH):
            yield from (dict(row) for row in part)

    with source.reading() as reading, target.writing() as writing:
        if _sum(table, ordered(source, reading)) == (of_target := _sum(table, ordered(target, writing))):
            return False
        writing.execute(delete(table))
        batch: list[Row] = []
        done = 0
        for row in ordered(source, reading):
            batch.append(_fresh(table, row))
            if len(batch) == _BATCH:
                writing.execute(insert(table), batch)
                done += len(batch)
                batch = []
                tell(table.name, done)
        if batch:
            writing.execute(insert(table), batch)
    return of_target[0] > 0


def _batches(table: Table, database: Database) -> Iterator[list[Row]]:
    """All rows in the order of their keys, by which both databases sort alike: bytes."""
    size = _LARGE_BATCH if table in _LARGE else _BATCH
    last: tuple[Any, ...] | None = None
    while True:
        wanted = select(table).order_by(*table.primary_key).limit(size)
        if last is not None:
            wanted = wanted.where(tuple_(*table.primary_key) > tuple_(*last))
        with database.reading() as connection:
            rows = [dict(row) for row in connection.execute(wanted).mappings()]
        if not rows:
            return
        yield rows
        last = tuple(rows[-1][column.name] for column in table.primary_key)


def _proven(table: Table, source: Database, target: Database, replaced: bool) -> CopiedTable:
    sums = [_sum(table, (row for rows in _batches(table, each) for row in rows)) for each in (source, target)]
    if sums[0] != sums[1]:
        raise CopyDiffers(table.name)
    return CopiedTable(table.name, *sums[0], replaced)


def _sum(table: Table, rows: Iterator[Row]) -> tuple[int, str]:
    hasher, count = hashlib.sha256(), 0
    for row in rows:
        hasher.update(repr(_canonical(table, row)).encode("utf-8", "surrogatepass"))
        count += 1
    return count, hasher.hexdigest()


def _canonical(table: Table, row: Row) -> list[object]:
    """The row as it is the same in every database: PostgreSQL's texts hold no NUL, and a number may be of another type."""
    values: list[object] = []
    for column in table.columns:
        value = row[column.name]
        if any(column is other for other in _OF_THE_PLACE):
            continue
        if isinstance(column.type, JSON):
            value = json.dumps(value, sort_keys=True)
        elif isinstance(value, str):
            value = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
        elif isinstance(value, bytes | memoryview):
            value = bytes(value)
        values.append(value)
    return values


def _fresh(table: Table, row: Row) -> Row:
    return row | {column.name: False for column in _OF_THE_PLACE if column.table is table}
