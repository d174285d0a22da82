"""Months and weekdays as English news writes them: names, and patterns for use with ``re.IGNORECASE``."""

from __future__ import annotations

import re

MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_CALENDAR = re.compile(rf"(?:{MONTH}|{WEEKDAY})\.?\Z", re.IGNORECASE)


def is_of_calendar(word: str) -> bool:
    """``word`` is a month or a weekday, which is written with a capital as names are."""
    return _CALENDAR.match(word) is not None
