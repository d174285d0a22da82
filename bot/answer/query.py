"""A question with everything that shapes its answer, and how its asker hears of progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from index.errors import UserError
from index.types import Filters

USUAL_QUOTES = 3
LONGEST_QUESTION = 1_000
"""Characters; nobody's question about the news is longer, and the models read no more than about that."""

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


class QuestionTooLong(UserError):
    """More than is read of a question."""

    is_for_everybody = True

    def __init__(self, question: str) -> None:
        super().__init__(
            f"That is too long ({len(question):,} characters); ask one question of at most {LONGEST_QUESTION:,}."
        )


def silent(stage: Stage) -> None:
    """Progress that nobody wants to hear of."""
