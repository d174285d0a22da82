"""The time that a question speaks of, as days: "last week", "on 11 April 2023", "in 2022". Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answer.date_mentions import mentions
from bot.answer.weekdays import weekday_meant
from index.calendar_names import MONTHS

_RELATIVE = re.compile(
    r"\b(?P<which>today|tonight|this morning|yesterday|last night|tomorrow|"
    r"(?P<step>this|last|past|previous|next|coming)\s+(?P<unit>weekend|week(?![’']s)|month|year)|"
    r"(?:in |over |during )?the (?:last|past) (?P<count>\d{1,3}|few|couple of) (?P<units>days|weeks|months))\b",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\b(?:in|during|early|late|mid)[ -](?P<month>{'|'.join(MONTHS)})\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_COUNTS = {"few": 5, "couple of": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def distance(self, day: date) -> int:
        """Days from ``day`` to the nearest day of the period; 0 within it."""
        return max((self.first - day).days, (day - self.last).days, 0)


def period_of(question: str, asked_on: date | None) -> Period | None:
    """The period that ``question`` names; None where it names none, or none that can be told.

    Relative times are meant from ``asked_on``. A month or a year stands for all its days; "since" reaches until ``asked_on``.
    """
    found = _named(question, asked_on)
    if found and asked_on and found.first <= asked_on and _SINCE.search(question):
        return Period(found.first, max(found.last, asked_on))
    return found


def _named(question: str, asked_on: date | None) -> Period | None:
    """The day, month, year or span of days that stands in ``question``."""
    if asked_on and (match := _RELATIVE.search(question)):
        return _relative(match, asked_on)
    for mention in mentions(question):
        if mention.absolute:
            return Period(mention.absolute, mention.absolute)
        year, month = mention.year, mention.month
        if mention.weekday is not None and not month and asked_on:
            day = weekday_meant(question, mention.start, mention.end, mention.weekday, asked_on, asking=True)
            if day:
                return Period(day, day)
            continue
        if month and not year and asked_on:
            year = asked_on.year if month <= asked_on.month else asked_on.year - 1
        if year and month and mention.day:
            try:
                day = date(year, month, mention.day)
            except ValueError:
                continue
            return Period(day, day)
        if year and month:
            return _month(year, month)
        if year:
            return Period(date(year, 1, 1), date(year, 12, 31))
    if asked_on and (match := _MONTH_ALONE.search(question)):
        month = MONTHS.index(match["month"].casefold()) + 1
        return _month(asked_on.year if month <= asked_on.month else asked_on.year - 1, month)
    return None


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _relative(match: re.Match[str], asked_on: date) -> Period | None:
    which = match["which"].casefold()
    if which in ("today", "tonight", "this morning"):
        return Period(asked_on, asked_on)
    if which in ("yesterday", "last night"):
        return Period(asked_on - timedelta(1), asked_on - timedelta(1))
    if which == "tomorrow":
        return Period(asked_on + timedelta(1), asked_on + timedelta(1))
    if match["units"]:
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        days = count * {"days": 1, "weeks": 7, "months": 30}[match["units"].casefold()]
        return Period(asked_on - timedelta(days), asked_on)
    step = {"this": 0, "next": 1, "coming": 1}.get(match["step"].casefold(), -1)
    unit = match["unit"].casefold()
    if unit in ("week", "weekend"):
        monday = asked_on - timedelta(asked_on.weekday()) + timedelta(7 * step)
        return Period(monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6))
    if unit == "month":
        months = asked_on.year * 12 + asked_on.month - 1 + step
        return _month(months // 12, months % 12 + 1)
    return Period(date(asked_on.year + step, 1, 1), date(asked_on.year + step, 12, 31))
