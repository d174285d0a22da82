"""What an answer is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from index.model import Article

Stage = Literal["searching", "reading", "checking"]
Progress = Callable[[Stage], None]
"""Told each stage as it begins, from the thread that does the work."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation with what came of it, so that the next one can lean on it."""

    asked: str
    understood: str
    """The question as it was searched: ``asked`` made to stand alone."""
    shown: str
    """What the person read, as plain text: claims or quotes; empty for ``not_found``."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote: ``article.text[start:end] == quote``, checked just before it is handed out.

    ``marks`` are the telling words, as ``[start, end)`` offsets into ``quote``.
    """

    number: int
    quote: str
    start: int
    end: int
    article_id: str
    version: int
    article: Article
    score: float
    marks: tuple[tuple[int, int], ...] = ()
    seen_on: str | None = None
    """For a teaser: the headline of the page that it was seen on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question. ``not_found`` never carries evidence."""

    question: str
    """As it was understood: standing alone, whatever conversation it came from."""
    verdict: Literal["answered", "not_found"]
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    as_of: date | None = None
    """The newest evidence's date."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Time by stage: embed, search, rerank, read."""
