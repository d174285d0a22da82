"""What may tell a part of a story: a window of an article with all that it is chosen by. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.answer.choose.timing import day_told
from bot.answer.cues.aspects import aspects_of
from index.search.terms import terms
from index.search.windows import Window


@dataclass(frozen=True, slots=True)
class Development:
    """A window that may tell a part of the story. ``order`` is its position (from 0) among the windows of its article."""

    window: Window
    logit: float
    order: int
    cover: float
    """Share of the subject's words that its article speaks of, by weight."""
    named: float = 1.0
    """Share of them that the window itself has."""
    words: frozenset[str] = field(default_factory=frozenset)
    told_on: date | None = None
    """The day of what it tells."""
    aspects: frozenset[str] = field(default_factory=frozenset)

    @property
    def day(self) -> date | None:
        """When its article was published."""
        published = self.window.article.article.published
        return published.at.date() if published else None

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.window.article.id


def development(window: Window, logit: float, order: int, cover: float, named: float = 1.0) -> Development:
    """A development with the words that it is compared by, and its day."""
    published = window.article.article.published
    day = day_told(window.text, published.at.date() if published else None)
    return Development(window, logit, order, cover, named, terms(window.text), day, aspects_of(window.text))
