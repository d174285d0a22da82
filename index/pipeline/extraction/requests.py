"""The messages between a run and its readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from index.extract.field_table import Table
from index.types import Article, Skipped


@dataclass(frozen=True, slots=True)
class ExtractionRequest:
    """A file whose articles are wanted; ``content``: the file that its bytes are in, where it is not there itself any more."""

    path: Path
    now: datetime
    content: Path | None = None
    fields: Table = field(default_factory=dict)
    """Names of fields that the operator adds to newsdesk's own."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of what was found in a file, in its order; ``is_last`` where that was all."""

    items: tuple[Article | Skipped, ...]
    is_last: bool
    ends_reader: bool = False
    """The process that read it is no longer sound, and takes no other file."""
