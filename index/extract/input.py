"""A file as the readers of formats get it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: the path that it is known by, where its bytes are, and the time of the run."""

    path: Path
    content: Path
    now: datetime

    @property
    def key(self) -> str:
        """The name of an article that tells no address of its own."""
        return str(self.path)

    def record(self, number: int) -> str:
        """The name of the n-th article of several."""
        return f"{self.path}#{number}"
