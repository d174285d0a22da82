"""What may tell a part of a story: a window of an article with all that it is chosen by. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from bot.answer.choose.timing import day_told
from bot.answer.cues.aspects import aspects_of
from index.search.terms import terms
from index.search.windows import Window

OPENING = 2
"""The first windows of an article, in which news tell what is new."""
_LEAST_SPOKEN, _BELOW = 0.5, 2.0
"""The share of a story's words that the opening of an article has which is about it, and how far below its best window it then lies."""


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
    def opens(self) -> bool:
        """It is one of the first windows of its article, in which news tell what is new."""
        return self.order < OPENING

    @property
    def day(self) -> date | None:
        """When its article was published."""
        return self.window.article.article.day

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.window.article.id


def development(window: Window, logit: float, order: int, cover: float, named: float = 1.0) -> Development:
    """A development with the words that it is compared by, and its day."""
    day = day_told(window.text, window.article.article.day)
    return Development(window, logit, order, cover, named, terms(window.text), day, aspects_of(window.text))


def openings_of_story(found: Sequence[Development], wanted: Set[str]) -> list[Development]:
    """``found``, the opening of an article about the story nearly as relevant as what else the article tells of it.

    ``wanted`` are the words of the story. An opening tells what happened in other words than a person asks by; that it is of the story
    is told by its headline and by the rest of the article.
    """
    best: dict[str, float] = {}
    opened: dict[str, set[str]] = {}
    for item in found:
        best[item.article] = max(best.get(item.article, item.logit), item.logit)
        if item.opens:
            opened.setdefault(item.article, set(terms(item.window.article.article.headline))).update(item.words)
    about = {key for key, words in opened.items() if len(wanted & words) >= _LEAST_SPOKEN * len(wanted)}
    return [
        replace(item, logit=max(item.logit, best[item.article] - _BELOW))
        if item.opens and item.article in about
        else item
        for item in found
    ]
