"""SQLite as the catalogue and the records use it: a write-ahead log, and openers that wait for one another."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine, event, inspect, text

_BUSY_SECONDS = 30
_PAUSE_SECONDS = 0.02


def sqlite_engine(path: Path, *pragmas: str, hide_parameters: bool = False) -> Engine:
    """An engine for the file at ``path``, with foreign keys, patience with other processes, and ``pragmas``.

    ``hide_parameters``: errors do not carry the values of a statement.
    """
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=hide_parameters
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401 - the pool's record, unused
        _write_ahead(connection)
        for pragma in ("foreign_keys = ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def make_tables(engine: Engine, metadata: MetaData, version: str) -> None:
    """Make the tables that are missing and run ``version``, the statement that notes which they are, all or nothing.

    Where none is missing nothing is written, so that no writer has to be waited for.
    """
    if not metadata.tables.keys() - set(inspect(engine).get_table_names()):
        return
    with engine.begin() as connection:
        connection.execute(text("BEGIN IMMEDIATE"))  # who else makes them waits, and then finds them
        metadata.create_all(connection)
        connection.execute(text(version))


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. A new file is converted by one opener alone, and SQLite makes the others fail
    at once, whatever their timeout (https://sqlite.org/wal.html, "Sometimes Queries Return SQLITE_BUSY")."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # with or without a detail in the high bits
            if not busy or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
