"""The time at which a file is read, which knows what it made be left out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self


class Clock(datetime):
    """A time that notes the dates which were left out because they lie after it."""

    left_out: list[datetime]

    @classmethod
    def at(cls, now: datetime) -> Self:
        """A clock that shows this time."""
        clock = cls.fromtimestamp(now.timestamp(), now.tzinfo)
        clock.left_out = []
        return clock


def is_too_late(at: datetime, now: datetime) -> bool:
    """True for more than a day after ``now``, which a ``Clock`` notes."""
    if at <= now + timedelta(days=1):
        return False
    if isinstance(now, Clock):
        now.left_out.append(at)
    return True
