"""The coverage of several stores together; an article that several hold counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.answer.coverage import Coverage
from index.days import day_of_number
from index.store import Catalogue


def coverage(catalogues: Sequence[Catalogue]) -> Coverage:
    """Articles, teasers, outlets and days of all."""
    counts: Counter[str] = Counter()
    days: list[date] = []
    unnamed = 0
    for number, catalogue in enumerate(catalogues):
        kinds = catalogue.kinds()
        counts.update(kinds)
        unnamed += kinds.total() - sum(outlet.entries for outlet in catalogue.outlets())
        days += [day_of_number(end) for end in catalogue.days() if end]
        for earlier in catalogues[:number]:
            counts.subtract(catalogue.kinds(among=earlier.ids()))
    return Coverage(
        articles=counts["article"],
        teasers=counts["teaser"],
        outlets=tuple(outlets(catalogues)),
        first=min(days, default=None),
        last=max(days, default=None),
        passages=sum(catalogue.count_passages() for catalogue in catalogues),
        waiting=sum(catalogue.count_waiting() for catalogue in catalogues),
        has_unnamed=unnamed > 0,
    )


def outlets(catalogues: Sequence[Catalogue]) -> list[str]:
    """Outlets, most articles first, whatever the case that a store writes them in."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for catalogue in catalogues:
        for outlet in catalogue.outlets():
            names.setdefault(outlet.folded, outlet.name)
            counts[outlet.folded] += outlet.entries
    return [names[folded] for folded in sorted(counts, key=lambda key: (-counts[key], names[key]))]
