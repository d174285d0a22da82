"""Entries of a chronicle: lines that begin with when it was ("Sept. 10: ...", "June 2022 – ...", "1997: ..."). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from index.calendar_names import ENTRY, MONTHS

_AHEAD = timedelta(days=45)
"""How far after its article what is told without a year may lie: later it is of the year before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """When an entry was: as it says itself, and the first day that this may mean."""

    said: str
    first: date


def entry_of(text: str, published: date | None) -> Entry | None:
    """When an entry was that begins with it; None for any other text, and where its year cannot be told."""
    match = ENTRY.match(text)
    if match is None:
        return None
    said = match.group().rstrip().rstrip(":–—-").rstrip()
    if match["only"]:
        return Entry(said, date(int(match["only"]), 1, 1))
    month = next(
        number for number, name in enumerate(MONTHS, start=1) if name.startswith(match["month"][:3].casefold())
    )
    day = int(match["day"] or match["day2"] or 1)
    if match["year"]:
        first = _day(int(match["year"]), month, day)
    else:
        near = (_day(published.year - back, month, day) for back in (-1, 0, 1)) if published else ()
        first = next((one for one in near if one and published and one <= published + _AHEAD), None)
    return Entry(said, first) if first else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
