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
_CLOCK = r"(?:,?\s(?:(?:around|about|at|before|after|by)\s)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|,?\s(?:early\s|late\s)?(?:morning|afternoon|evening|night))?"
ENTRY = re.compile(
    rf"(?:{WEEKDAY},?\s)?(?:(?P<day>\d{{1,2}})\s)?(?P<month>{MONTH})(?:\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s(?P<year>\d{{4}}))?{_CLOCK}(?:\s?:|\s[–—-])\s(?=\S)"
    rf"|(?P<only>(?:1[5-9]|20)\d\d)(?:[-–/]\d{{2,4}})?(?:\s?:|\s[–—-])\s(?=\S)",
    re.IGNORECASE,
)
"""What begins an entry of a chronicle: when it was, and a mark ("June 2024: ...", "Sept. 3 – ...", "1997: ...")."""
_CALENDAR = re.compile(rf"(?:{MONTH}|{WEEKDAY})\.?\Z", re.IGNORECASE)


def is_of_calendar(word: str) -> bool:
    """``word`` is a month or a weekday, which is written with a capital as names are."""
    return _CALENDAR.match(word) is not None
