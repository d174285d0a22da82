"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from bot.presentation.filters import FilterError, parse_day


def to_day(value: str) -> date:
    """The day that an option gives; typer calls this for each of them. Raises typer.BadParameter."""
    try:
        return parse_day(value)
    except FilterError as error:
        raise typer.BadParameter(str(error)) from None


Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, and nothing else there.")]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Only this outlet; may be given several times.")
]
Since = Annotated[
    date | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Only articles from this day on.", parser=to_day)
]
Until = Annotated[
    date | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Only articles up to this day.", parser=to_day)
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10, help="Show at most this many quotes.")]
