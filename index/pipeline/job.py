"""What the stages of one run of re-indexing share: the store, the report, and how they write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, text

from index.store import Store
from index.types import Embedder, Skipped

Stage = Literal["reading", "embedding"]
Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that no file gives any more."""

    id: str
    key: str
    headline: str


@dataclass(slots=True)
class Report:
    """What a run did, or with ``dry_run`` would do."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    passages_embedded: int = 0
    gone: list[Gone] = field(default_factory=list)
    """The removed articles."""
    seconds: float = 0.0
    dry_run: bool = False

    @property
    def has_errors(self) -> bool:
        return any(skip.is_error for skip in self.skipped)


@dataclass(slots=True)
class Job:
    """One run: what it works on, what it was asked for, and what it did so far."""

    store: Store
    embedder: Embedder
    now: datetime
    full: bool
    dry_run: bool
    progress: Progress
    report: Report = field(default_factory=Report)
    touched: set[str] = field(default_factory=set)
    """Ids of the articles that were written, or lost an address."""
    shared: Connection | None = None

    @property
    def engine(self) -> Engine:
        """Of the catalogue."""
        return self.store.catalogue.engine

    def execute(self, statement: str, values: dict[str, object]) -> None:
        """One statement as a transaction of its own."""
        with self.transaction() as connection:
            connection.execute(text(statement), values)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """A dry run goes the same way, in one transaction that is taken back."""
        if not self.dry_run:
            yield
            return
        with self.engine.connect() as connection:
            self.shared = connection
            try:
                yield
            finally:
                self.shared = None
                connection.rollback()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction; in a dry run, the one that is taken back."""
        if self.shared is not None:
            yield self.shared
            return
        with self.engine.begin() as connection:
            yield connection
