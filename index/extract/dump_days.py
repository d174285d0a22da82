"""Days of a text dump's header that several lines tell together: a clock on a line of its own, the same day told more exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from index.extract.header_lines import HeaderLine, read_header_line
from index.types import Published

_A_CLOCK = re.compile(
    r"\W{0,3}(?:(?:at|um|à|alle|ore|às|a las|kl\.?|klo|godz\.?)\s)?(?!0?0:)"
    r"(?:\d{2}[:.h]\d\d(?!\d)(?:\s?(?i:[ap]\.?m)\b\.?)?|\d{1,2}(?:[:.]\d\d)?\s?(?i:[ap]\.?m)\b\.?|\d[:.h]\d\d$)(?:\s?(?:Uhr|hrs?|h)\b)?(?:\s\(?[A-Z]{2,4}\b\)?)?(?=$|\s?[|·•,(]|\s[–—-]\s)"
)
"""A clock at the beginning of a line, but for the length of a recording."""


def join_clocks(
    text: str, lines: Sequence[tuple[int, int]], found: dict[int, HeaderLine], end: int, now: datetime
) -> set[int]:
    """Put the clock that stands alone below a day into that day; the numbers of the clocks' lines."""
    clocks: set[int] = set()
    for at, known in list(found.items()):
        day = known.published or known.updated
        below = text[slice(*lines[at + 1])] if at + 1 < end else ""
        if not known.is_dated or not day or day.precision != "day" or not (clock := _A_CLOCK.match(below)):
            continue
        exact = read_header_line(f"{day.at:%Y-%m-%d} {clock[0]}", now)
        if exact and exact.published and not exact.rest and exact.published.precision != "day":
            exact_day = exact.published
            found[at] = replace(known, published=exact_day) if known.published else replace(known, updated=exact_day)
            found.pop(at + 1, None)
            clocks.add(at + 1)
    return clocks


def finer(first: Published | None, second: Published | None) -> Published | None:
    """The first of two days, or the second where that tells the same day with its clock."""
    if not first or not second or first.precision != "day" or second.precision == "day":
        return first or second
    return second if first.at.date() == second.at.date() else first
