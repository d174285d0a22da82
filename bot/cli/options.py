"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.presentation.filters import FilterError, parse_day

_MOST_DIGITS = 9


def to_day(value: str) -> date:
    """The day that an option gives; typer calls this for each of them. Raises typer.BadParameter."""
    try:
        return parse_day(value)
    except FilterError as error:
        raise typer.BadParameter(str(error)) from None


def to_path(value: str | Path) -> Path:
    """The path that an argument gives; an empty one, as of a variable that is not set, would be the folder one is in. Raises
    typer.BadParameter.
    """
    if not str(value).strip():
        raise typer.BadParameter("a path is empty; name a file or a folder, or “.” for this one.")
    return Path(value)


def whole_number(what: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """A parser for an option that is a number of ``what``, which says what is wanted in words of its own."""
    wanted = f"a whole number from {least} to {most}" if most else f"a whole number, {least} or more"

    def number(value: str) -> int:
        text = str(value).strip()
        found = int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else -1
        if found < least or (most is not None and found > most):
            raise typer.BadParameter(f"“{text}” is no number of {what}; give {wanted}.")
        return found

    return number


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
Limit = Annotated[
    int,
    typer.Option(
        "--limit", metavar="1-10", help="Show at most this many quotes.", parser=whole_number("quotes", 1, 10)
    ),
]
