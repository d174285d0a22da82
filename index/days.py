"""Days as the integers YYYYMMDD that the stores keep and compare."""

from __future__ import annotations

from datetime import date


def day_number(day: date) -> int:
    """``day`` as the integer YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of_number(number: int) -> date:
    """The day that the integer YYYYMMDD stands for."""
    return date(number // 10_000, number // 100 % 100, number % 100)
