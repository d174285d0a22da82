"""The corpus that there is to answer from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.days import day_of_number

if TYPE_CHECKING:
    from index.store.catalogue import Stats


@dataclass(frozen=True, slots=True)
class Coverage:
    """The contents of the corpus: live articles and teasers, their outlets (most articles first), first and last day."""

    articles: int = 0
    teasers: int = 0
    outlets: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    passages: int = 0
    waiting: int = 0
    """Passages that are not embedded yet, and are found by their words alone."""
    has_unnamed: bool = False
    """Some of the articles are of no outlet that is known."""


def coverage_of(stats: Stats) -> Coverage:
    """The coverage by the catalogue's numbers."""
    first, last = (day_of_number(number) if number else None for number in (stats.oldest, stats.newest))
    return Coverage(
        stats.articles,
        stats.teasers,
        tuple(stats.outlets),
        first,
        last,
        stats.passages,
        stats.waiting,
        has_unnamed=sum(stats.outlets.values()) < stats.articles,
    )
