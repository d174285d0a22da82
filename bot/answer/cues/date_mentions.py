"""Dates that a text names, made absolute by the day on which its article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answer.cues.weekdays import weekday_meant
from index.calendar_names import MONTH, MONTHS, WEEKDAY, WEEKDAYS

_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<{}>(?:1[89]|20)\d\d)\b"
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|(?:\b(?P<w1>{WEEKDAY}),?\s+(?:the\s+)?)?\b{_DAY.format('d1')}\s+(?:of\s+)?(?P<m1>{MONTH})(?:,?\s+{_YEAR.format('y1')})?"
    rf"|(?:\b(?P<w2>{WEEKDAY}),?\s+)?\b(?P<m2>{MONTH})\s+{_DAY.format('d2')}(?![,.]?\d)(?:,?\s+{_YEAR.format('y2')})?"
    rf"|\b(?P<m3>{MONTH})(?:\s+of)?,?\s+{_YEAR.format('y3')}"
    rf"|\b(?P<w4>{WEEKDAY})\b"
    rf"|\b(?P<relative>today|tonight|yesterday|tomorrow)\b"
    rf"|\b{_YEAR.format('y5')}(?![,.]\d|%)",
    re.IGNORECASE,
)


_VERBS = ("may", "march", "mar")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that ``text[start:end]`` names; parts that are not said, or cannot be told, are None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    shift: int | None = None
    """Days from the day of publication, for "yesterday" and the like."""

    @property
    def absolute(self) -> date | None:
        """The day, where year, month and day are all said."""
        return day_of(self.year, self.month, self.day)


def mentions(text: str) -> Iterator[DateMention]:
    """The dates that ``text`` names, in order."""
    for found in _DATE.finditer(text):
        part = found.groupdict()
        if part["iso"]:
            year, number, day = map(int, part["iso"].split("-"))
            if day_of(year, number, day):
                yield DateMention(*found.span(), year, number, day)
            continue
        month = month_of(part["m1"] or part["m2"] or part["m3"])
        if part["m3"] in _VERBS:
            continue  # "may 2021" is a verb more often than a month
        weekday = part["w1"] or part["w2"] or part["w4"]
        yield DateMention(
            *found.span(),
            year=_number(part["y1"] or part["y2"] or part["y3"] or part["y5"]),
            month=month,
            day=_number(part["d1"] or part["d2"]),
            weekday=WEEKDAYS.index(weekday.casefold()) if weekday else None,
            shift=_SHIFTS.get((part["relative"] or "").casefold()),
        )


_SHIFTS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def resolve(mention: DateMention, text: str, published: date | None) -> date | None:
    """The day that ``mention`` in ``text`` means in an article of ``published``; None where that cannot be told.

    A bare weekday is what the words around it say, see ``weekday_meant``. A day without a year is the one nearest to publication.
    """
    if mention.absolute:
        return mention.absolute
    if published is None:
        return None
    if mention.shift is not None:
        return published + timedelta(days=mention.shift)
    if mention.month and mention.day:
        days = [day_of(published.year + step, mention.month, mention.day) for step in (-1, 0, 1)]
        return min((day for day in days if day), key=lambda day: abs((day - published).days), default=None)
    if mention.weekday is None:
        return None
    return weekday_meant(text, mention.start, mention.end, mention.weekday, published)


_PERIOD = re.compile(r"\b(this|last|next) (month|year)\b", re.IGNORECASE)
_STEPS = {"this": 0, "last": -1, "next": 1}


def periods(text: str, published: date | None) -> set[tuple[int | None, int | None]]:
    """Years and months (None for a year as a whole) that "last month", "this year" and the like mean."""
    found: set[tuple[int | None, int | None]] = set()
    if published is None:
        return found
    for match in _PERIOD.finditer(text):
        step = _STEPS[match[1].casefold()]
        if match[2].casefold() == "year":
            found.add((published.year + step, None))
        else:
            months = published.year * 12 + published.month - 1 + step
            found |= {(months // 12, months % 12 + 1), (months // 12, None)}
    return found


def made_absolute(claim: str, quotes: list[tuple[str, date | None]]) -> str:
    """``claim`` with its bare weekdays, "yesterday" and the like as "Thursday 30 December 2021".

    Each is read as the quoted sentence (with its article's day of publication) that holds the same word means it; what none
    of them settles stays as it is.
    """
    pieces: list[str] = []
    position = 0
    for mention in mentions(claim):
        word = claim[mention.start : mention.end]
        owns = re.match(r"[’']s\b", claim[mention.end :])
        if mention.month or mention.year or (mention.weekday is None and mention.shift is None):
            continue
        days = {
            day
            for text, published in quotes
            for other in mentions(text)
            if text[other.start : other.end].casefold() == word.casefold() and (day := resolve(other, text, published))
        }
        if len(days) != 1:
            continue
        said = long_day(days.pop())
        if owns:  # "Thursday's (30 December 2021) call"
            after = mention.end + owns.end()
            pieces += [claim[position:after], f" ({said if mention.weekday is None else said.partition(' ')[2]})"]
            position = after
        else:
            pieces += [claim[position : mention.start], said]
            position = mention.end
    return "".join([*pieces, claim[position:]])


def long_day(day: date) -> str:
    """Such as ``Thursday 30 December 2021``."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, where all of it is known and there is such a day."""
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(name: str | None) -> int | None:
    """The number of a month, 1 for January, by its name or the beginning of it."""
    if not name:
        return None
    return next(
        number for number, full in enumerate(MONTHS, start=1) if full.startswith(name.rstrip(".").casefold()[:3])
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
