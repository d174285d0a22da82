"""One database and its transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from index.store.dialects import Dialect, dialect_of


class Database:
    """An open database. Within ``writing`` or ``tentative`` all that the same thread does is part of that one transaction.

    Within ``one_state`` all that it reads comes from one state, whoever writes meanwhile.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self.dialect: Dialect = dialect_of(engine)
        self._to_write = self.dialect.to_write(engine)
        self._open = threading.local()
        self.fence: Callable[[Connection], None] | None = None
        """Raises where a transaction must not write any more, because another process has the right to."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database, or the transaction that the thread is in."""
        held: Connection | None = getattr(self._open, "connection", None) or getattr(self._open, "state", None)
        if held is not None:
            yield held
            return
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Have all that the thread reads while the block runs be as it was at the first reading."""
        with self.engine.connect() as connection:
            self._open.state = connection
            try:
                yield
            finally:
                self._open.state = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, or a part of the one that the thread is in."""
        held: Connection | None = getattr(self._open, "connection", None)
        if held is not None:
            yield held
            return
        with self._to_write.begin() as connection, self._held(connection):
            if self.fence is not None:
                self.fence(connection)
            yield connection

    def require_right_to_write(self) -> None:
        """Raises StoreError where another process has it by now: what is not in this database must not be written either."""
        if self.fence is not None:
            with self.writing():
                pass

    @contextmanager
    def tentative(self) -> Iterator[None]:
        """Have all that the thread writes while the block runs taken back at its end."""
        with self._to_write.connect() as connection, self._held(connection):
            try:
                yield
            finally:
                connection.rollback()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def _held(self, connection: Connection) -> Iterator[None]:
        self._open.connection = connection
        try:
            yield
        finally:
            self._open.connection = None
