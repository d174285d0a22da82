"""Options that several commands share, and how their words become filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from index.types import Filters


def parse_day(value: str | None) -> str | None:
    """Check that ``value`` is a day; typer calls this for each date option."""
    if value is not None:
        to_day(value)
    return value


def to_day(value: str) -> date:
    """The day that ``value`` names.

    Raises:
        typer.BadParameter: it is not a day of the calendar written YYYY-MM-DD.
    """
    try:
        if len(value) != len("2021-12-30"):
            raise ValueError
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day; write it like 2021-12-30.") from None


Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, and nothing else there.")]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Only this outlet; may be given several times.")
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="YYYY-MM-DD", help="Only articles from this day on.", callback=parse_day),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="YYYY-MM-DD", help="Only articles up to this day.", callback=parse_day),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10, help="Show at most this many quotes.")]


def make_filters(
    outlets: Sequence[str] | None, since: str | None, until: str | None, known_outlets: Sequence[str]
) -> Filters:
    """Filters of the given words, outlets matched to ``known_outlets`` whatever their case.

    Raises:
        typer.BadParameter: the days are the wrong way round, or no article comes from such an outlet.
    """
    from index.types import Filters

    first, last = (to_day(day) if day else None for day in (since, until))
    if first and last and first > last:
        raise typer.BadParameter(f"--since {first} is after --until {last}; swap them.")
    by_folded = {outlet.casefold(): outlet for outlet in known_outlets if outlet}
    chosen = []
    for outlet in outlets or ():
        name = by_folded.get(outlet.strip().casefold())
        if name is None:
            have = ", ".join(sorted(by_folded.values())[:10]) or "none yet"
            raise typer.BadParameter(f"The corpus has no outlet {outlet!r}; it has: {have}.")
        chosen.append(name)
    return Filters(tuple(dict.fromkeys(chosen)), as_number(first), as_number(last))


def as_number(day: date | None) -> int | None:
    """``day`` as the integer YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day if day else None
