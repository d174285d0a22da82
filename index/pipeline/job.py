"""Things that the stages of one run of re-indexing share: the store, what was asked for, and the report."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from index.extract.field_table import Table
from index.store import Store
from index.store.trimming import Limits
from index.types import Embedder, Skipped

Stage = Literal["reading", "cutting", "embedding"]
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
    """The outcome of a run, or of one that ``dry_run`` only tries."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    passages_embedded: int = 0
    waiting: int = 0
    """Passages that are still to be embedded: until then their words alone find them."""
    gone: list[Gone] = field(default_factory=list)
    """The removed articles."""
    seconds: float = 0.0
    """Until all of it could be asked."""
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
    prune: bool
    limits: Limits
    progress: Progress
    fields: Table = field(default_factory=dict)
    """Names of fields that the operator adds to newsdesk's own."""
    own: tuple[Path, ...] = ()
    """Folders that the program itself puts files into: what these tell no more is not wanted any more."""
    within: tuple[Path, ...] = ()
    """Folders that no link may lead out of; empty where it may lead anywhere."""
    report: Report = field(default_factory=Report)
    touched: set[str] = field(default_factory=set)
    """Ids of the articles that were written, or lost an address."""

    def scope(self) -> AbstractContextManager[None]:
        """A dry run goes the same way, in one transaction that is taken back."""
        return self.store.tentative() if self.dry_run else nullcontext()
