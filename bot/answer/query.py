"""A question with everything that shapes its answer, and how its asker hears of progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from index.types import Filters

USUAL_QUOTES = 3

Stage = Literal["searching", "reading", "writing", "checking", "judging"]
Progress = Callable[[Stage], None]
"""Told each stage as it begins, from the thread that does the work."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation with what came of it, so that the next one can lean on it."""

    asked: str
    understood: str
    """The question as it was searched: ``asked`` made to stand alone."""
    shown: str
    """The text that the person read, as plain text: claims or quotes; empty for ``not_found``."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, the articles that may answer it, and the conversation that it may lean on."""

    question: str
    filters: Filters = field(default_factory=Filters)
    limit: int = USUAL_QUOTES
    """Quotes that are shown at most."""
    history: tuple[Turn, ...] = ()
    """The conversation so far, oldest turn first."""


def silent(stage: Stage) -> None:
    """Progress that nobody wants to hear of."""
