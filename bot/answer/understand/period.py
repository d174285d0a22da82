"""The time that a question speaks of, as days: "last week", "on 11 April 2023", "in 2022". Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.answer.cues.date_mentions import DateMention, mentions
from bot.answer.cues.weekdays import weekday_meant
from index.calendar_names import MONTHS
from index.search.terms import FUNCTION_WORDS

_RELATIVE = re.compile(
    r"\b(?P<which>today|tonight|this morning|yesterday|last night|tomorrow|"
    r"(?P<step>this|last|past|previous|next|coming)\s+(?P<unit>weekend|week(?![’']s)|month|year)|"
    r"(?:in |over |during )?the (?:last|past) (?P<count>\d{1,3}|few|couple of) (?P<units>days|weeks|months))\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\b(?:in|during|since|early|late|mid|from)[ -](?P<month>{'|'.join(MONTHS)})\b(?!\s+\d{{1,2}}\b)(?:(?:\s+of)?,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
"""A month, in small letters as well: "may" is one after "in"."""
_SHORT_YEAR = re.compile(
    rf"\b(?:in|since|early|late|mid)[ -](?P<month>{'|'.join(MONTHS)})\s['’]?(?P<year>\d\d)\b(?!\s?(?:,|-|–|to|and|or)\s?\d|:)",
    re.IGNORECASE,
)
"""A month with its year in two digits: nothing is "in July 22", but for the year 2022."""
_SINCE = re.compile(r"\bsince\b|\bfrom\b.{1,40}\b(?:to|until|till|through|on(?:wards?)?)\b", re.IGNORECASE)
_COUNTS = {"few": 5, "couple of": 2}
_BEFORE = re.compile(
    r"(?:\b(?:back |ever )?(?:in|on|during|from|of|for|since|by|at|around|as of|before|after|until|early|late|mid)[ -](?:the )?){1,2}\Z",
    re.IGNORECASE,
)
"""What stands before words that name a time."""
_NAMES = re.compile(
    rf"\bthe \n\s+(?!(?:{'|'.join(sorted(FUNCTION_WORDS))}|news|headlines?|stor(?:y|ies)|articles?|edition)\b)[^\W\d_]",
    re.IGNORECASE,
)
"""A day, left out, that is a part of a name: "the April 3 hearing", of which any day may tell."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date
    said: str = field(default="", compare=False)
    """The words of the question that name it, with the "in" or "on" before them."""
    is_edition: bool = field(default=False, compare=False)
    """It belongs to something that is named, as in "the 2018 World Cup", or is still to come: what is said of that may be of any day."""
    is_in_name: bool = field(default=False, compare=False)
    """It is a day in a name, as in "the April 3 hearing", which texts mention without it."""

    def distance(self, day: date) -> int:
        """Days from ``day`` to the nearest day of the period; 0 within it."""
        return max((self.first - day).days, (day - self.last).days, 0)

    @property
    def named(self) -> str:
        """As it is named, to stand at the end of a sentence: "in 2021", "for 2018"."""
        return f"for {self.said}" if self.said.isdigit() else self.said

    @property
    def days(self) -> int:
        """The number of its days."""
        return (self.last - self.first).days + 1

    def left_out_of(self, text: str) -> str:
        """``text`` without the words that name it."""
        return " ".join(text.replace(self.said, " ").split()) if self.said else text


_FIGURE = re.compile(
    r"\b(?:revenues?|profits?|loss(?:es)?|sales|turnover|incomes?|earnings|results|inflation|gdp|growth|unemployment|population|deficit|debts?|"
    r"passengers|visitors|emissions|output|exports|imports|deaths|births|rainfall|salary|pay|wages|prices?|costs?|dividend)\s\Z",
    re.IGNORECASE,
)
"""What a year has a figure of: "revenue 2025" is that in 2025, and "world cup 2022" the one that is called so."""


def period_of(question: str, asked_on: date | None) -> Period | None:
    """The period that ``question`` names; None where it names none, or none that can be told.

    Relative times are meant from ``asked_on``. A month or a year stands for all its days; "since" reaches until ``asked_on``.
    """
    found = _named(question, asked_on)
    if found is None or asked_on is None:
        return found
    if found.first > asked_on:
        return replace(found, is_edition=True)
    return replace(found, last=max(found.last, asked_on)) if _SINCE.search(question) else found


def _named(question: str, asked_on: date | None) -> Period | None:
    """The day, month, year or span of days that stands in ``question``."""
    if asked_on and (match := _RELATIVE.search(question)):
        return _said(_relative(match, asked_on), question, *match.span())
    if asked_on and (match := _SHORT_YEAR.search(question)) and int(match["year"]) <= asked_on.year % 100:
        month = _month(asked_on.year // 100 * 100 + int(match["year"]), MONTHS.index(match["month"].casefold()) + 1)
        return _said(month, question, match.start("month"), match.end())
    if match := _MONTH.search(question):
        number = MONTHS.index(match["month"].casefold()) + 1
        if year := int(match["year"] or 0) or _year_of(number, asked_on):
            return _said(_month(year, number), question, match.start("month"), match.end())
    for mention in mentions(question):
        if found := _meant(mention, question, asked_on):
            return _said(found, question, mention.start, mention.end)
    return None


def _said(period: Period, question: str, start: int, end: int) -> Period:
    """``period`` with the words that name it, ``question[start:end]`` and what leads to them."""
    before = _BEFORE.search(question, 0, start)
    by_year = question[start:end].isdigit() and (before is None or before[0].casefold().endswith("the "))
    by_year = by_year and not _FIGURE.search(question, 0, start)
    is_in_name = (
        any(map(str.isdigit, question[start:end]))
        and period.days == 1
        and _NAMES.search(f"{question[:start]}\n{question[end:]}") is not None
    )
    is_edition = by_year or is_in_name
    led = before.start() if before and not is_edition else start
    return replace(period, said=question[led:end], is_edition=is_edition, is_in_name=is_in_name)


def _meant(mention: DateMention, question: str, asked_on: date | None) -> Period | None:
    """The days that one mention of a date means; None where it does not say enough."""
    if mention.absolute:
        return Period(mention.absolute, mention.absolute)
    year, month = mention.year, mention.month
    if mention.weekday is not None and not month and asked_on:
        day = weekday_meant(question, mention.start, mention.end, mention.weekday, asked_on, asking=True)
        return Period(day, day) if day else None
    if month and not year:
        year = _year_of(month, asked_on)
    if year and month and mention.day:
        try:
            day = date(year, month, mention.day)
        except ValueError:
            return None
        return Period(day, day)
    if year and month:
        return _month(year, month)
    return Period(date(year, 1, 1), date(year, 12, 31)) if year else None


def _year_of(month: int, asked_on: date | None) -> int | None:
    """The year of the last ``month`` that began before ``asked_on``."""
    if asked_on is None:
        return None
    return asked_on.year if month <= asked_on.month else asked_on.year - 1


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _relative(match: re.Match[str], asked_on: date) -> Period:
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
