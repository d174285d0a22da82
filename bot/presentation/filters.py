"""Options for a question, as people write them, become filters or one clear sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from index.days import day_number
from index.errors import UserError

if TYPE_CHECKING:
    from index.types import Filters

_OUTLETS_NAMED = 10
_REPEATED = 60
"""Characters of a name, or of what somebody wrote, that a sentence about it repeats."""


class FilterError(UserError):
    """An option for a question cannot be used."""

    is_for_everybody = True


def parse_day(text: str) -> date:
    """The day that ``text`` names.

    Raises:
        FilterError: it is not a day of the calendar written YYYY-MM-DD.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text := text.strip()):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise FilterError(f"“{_shortened(text)}” is not a day; write it like 2021-12-30.")


def check_days(since: date | None, until: date | None) -> None:
    """Raises FilterError where the days are the wrong way round."""
    if since and until and since > until:
        raise FilterError(f"The first day, {since}, is after the last, {until}; swap them.")


def make_filters(outlets: Sequence[str], since: date | None, until: date | None, known: Iterable[str]) -> Filters:
    """The filters for a question, with the outlets spelled as they are in ``known``, whatever their case.

    Raises:
        FilterError: the days are the wrong way round, or no article comes from such an outlet.
    """
    from index.types import Filters

    check_days(since, until)
    spelled = {outlet.casefold(): outlet for outlet in known if outlet}
    chosen: dict[str, None] = {}
    for outlet in outlets:
        name = spelled.get(outlet.strip().casefold())
        if name is None:
            have = ", ".join(map(_shortened, sorted(spelled.values())[:_OUTLETS_NAMED]))
            others = f"there are some from: {have}" if have else "none of the articles names its outlet"
            raise FilterError(f"There are no articles from the outlet “{_shortened(outlet)}”; {others}.")
        chosen[name] = None
    first, last = (day_number(day) if day else None for day in (since, until))
    return Filters(tuple(chosen), first, last)


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _REPEATED else f"{text[:_REPEATED].rstrip()}…"
