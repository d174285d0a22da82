"""The findings of an examination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "problem"]
"""``warning``: it works, with less than one may expect; ``problem``: something does not work until it is put right."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it is, and what to do about it."""

    level: Level
    what: str
    says: str
