"""The protocol of a database beyond the SQL that all have in common; each database has a module that follows it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Insert, Table

from index.store import dialect as sqlite


class Dialect(Protocol):
    """A database's own ways, as ``index.store.dialect`` has SQLite's."""

    def to_write(self, engine: Engine) -> Engine:
        """The same engine, its transactions waiting for one another from their first statement on."""

    def insert_new(self, table: Table) -> Insert:
        """An insert that passes over rows whose key is there already."""

    def upsert(self, table: Table, *, but: tuple[str, ...] = ()) -> Insert:
        """An insert that gives a row whose key is there already the other columns' values, ``but`` these."""

    def row_order(self, table: Table) -> ColumnElement[int]:
        """The order in which a table's rows were first written."""

    def link_at_the_end(self, connection: Connection) -> None:
        """Have links between rows looked at when the transaction ends."""

    def dangling(self, connection: Connection) -> int:
        """The number of rows that refer to rows that are not there."""

    def erase_deleted(self, engine: Engine) -> None:
        """Have nothing that was deleted stand in the database's files any more, as far as that is in its hands."""

    def last_number(self, connection: Connection, table: Table) -> int:
        """The last number that was given to a row of the table, though it may be gone."""

    def keep_last_number(self, connection: Connection, table: Table, number: int) -> None:
        """Have no number up to this one be given to a row of the table any more."""

    def size(self, connection: Connection, path: Path) -> int:
        """Bytes that the database takes."""

    def spare(self, connection: Connection) -> int:
        """Bytes of these that nothing stands in."""


def dialect_of(engine: Engine) -> Dialect:
    """The ways of the database that the engine leads to."""
    if engine.dialect.name == "postgresql":
        from index.store import postgres  # its parts of SQLAlchemy take a while, which nobody else is to wait for

        return postgres
    return sqlite
