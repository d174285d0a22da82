"""Entries of a chronicle: lines that begin with when it was ("Sept. 10: ...", "June 2022 – ...", "1997: ..."). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.answer.cues.date_mentions import day_of, month_of
from index.calendar_names import ENTRY

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
    month = month_of(match["month"])
    day = int(match["day"] or match["day2"] or 1)
    if match["year"]:
        first = day_of(int(match["year"]), month, day)
    else:
        near = (day_of(published.year - back, month, day) for back in (-1, 0, 1)) if published else ()
        first = next((one for one in near if one and published and one <= published + _AHEAD), None)
    return Entry(said, first) if first else None
