"""Which of two numbers is the day in a table's dates: "10/11/2026" is settled by "14/11/2026" in another row. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

_NUMBERS = re.compile(r"\s{0,3}(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?P<rest>(?:[ T,].{0,30})?)", re.DOTALL)
_MONTHS = 12
A_DATE = 48
"""Characters that such a date with its clock may have."""
Order = Literal["day", "month", ""]


def first_of(value: str) -> Order:
    """What comes first in ``value``, if that is a date in numbers which tells it by itself."""
    match = _NUMBERS.fullmatch(value)
    first, second = (int(match[1]), int(match[3])) if match else (0, 0)
    if (first > _MONTHS) == (second > _MONTHS):
        return ""
    return "day" if first > _MONTHS else "month"


def order_of(told: Iterable[Order]) -> Order:
    """What comes first in all of a column, whose values ``told`` it each; empty where none did, or some told another."""
    firsts = set(told) - {""}
    return firsts.pop() if len(firsts) == 1 else ""


def settled(value: str, order: Order) -> str:
    """``value`` with its date in numbers as year, month and day, where it is one and ``order`` tells which is which; else as it is."""
    match = _NUMBERS.fullmatch(value) if order else None
    if match is None:
        return value
    day, month = (match[1], match[3]) if order == "day" else (match[3], match[1])
    return f"{match[4]}-{month:0>2}-{day:0>2}{match['rest']}" if 0 < int(month) <= _MONTHS else value
