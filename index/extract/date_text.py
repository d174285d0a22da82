"""Dates as news write them, in many languages and orders, with their clock and zone: found in a line, and read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from index.extract.date_words import any_by_letter, date_words
from index.extract.month_names import folded, month_numbers

Precision = Literal["day", "minute", "second"]
_REMEMBERED = 1024
_MONTHS = 12
LONGEST = 200
"""Characters of a line in which dates are looked for."""

_ZONES = {
    **dict.fromkeys(("ET", "EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("CT", "CST", "CDT"), "America/Chicago"),
    **dict.fromkeys(("MT", "MST", "MDT"), "America/Denver"),
    **dict.fromkeys(("PT", "PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("AKST", "AKDT"), "America/Anchorage"),
    **dict.fromkeys(("AST", "ADT"), "America/Halifax"),
    **dict.fromkeys(("NT", "NST", "NDT"), "America/St_Johns"),
    **dict.fromkeys(("BST", "UK"), "Europe/London"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Paris"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Athens"),
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Brisbane",
    **dict.fromkeys(("NZST", "NZDT"), "Pacific/Auckland"),
    "AWST": "Australia/Perth",
    "HST": "Pacific/Honolulu",
    "EASTERN": "America/New_York",
    "CENTRAL": "America/Chicago",
    "MOUNTAIN": "America/Denver",
    "PACIFIC": "America/Los_Angeles",
    "EAT": "Africa/Nairobi",
    "CAT": "Africa/Harare",
    "GST": "Asia/Dubai",
    "BDT": "Asia/Dhaka",
    "HKT": "Asia/Hong_Kong",
    "ICT": "Asia/Bangkok",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MSK": "Europe/Moscow",
    "MYT": "Asia/Kuala_Lumpur",
    "NPT": "Asia/Kathmandu",
    "PHT": "Asia/Manila",
    "PKT": "Asia/Karachi",
    "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore",
    "WAT": "Africa/Lagos",
    "TRT": "Europe/Istanbul",
    "WIB": "Asia/Jakarta",
}
_AMERICAN = frozenset(
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT AKST AKDT HST EASTERN CENTRAL MOUNTAIN PACIFIC".split()
)
"""Zones whose people write the month first."""
_WEEKDAY = r"[^\W\d_]{2,12}\.?,?\s{1,2}"
_ZONE = r"(?:\s?,?\s?\(?(?P<zone{0}>Z\b|(?:GMT|UTC)?[+-]\d{{2}}:?\d{{2}}\b|(?:GMT|UTC)\s?[+-]\d{{1,2}}(?::?\d{{2}})?\b|(?-i:[A-Z]{{2,4}})\b|(?:Eastern|Central|Mountain|Pacific)\b(?:\sTime\b)?|(?:gmt|utc|est|edt|ist|bst)\b))?"
_HALF = r"[ap]\.?\s?m\b\.?"
_CLOCK_BEHIND = re.compile(
    r"(?P<words>[\s,|/·•●@(\[–—-]{0,4}(?:[^\W\d_]{1,10}[.,)]{0,2}\s{1,2}){0,2})(?P<hour>\d{1,2})(?:\s?[:.hu時]\s?(?P<minute>\d\d)(?::(?P<second>\d\d))?分?)?"
    rf"(?P<mark>\s?(?:Uhr|uur|hrs?|hs|h)\b)?(?![\w:])(?:\s?(?P<half>{_HALF}))?{_ZONE.format('')}[)\]]?",
    re.IGNORECASE,
)
_TIME = (
    r"(?P<hour{0}>\d{{1,2}})(?:[:.h](?P<minute{0}>\d{{2}})(?::(?P<second{0}>\d{{2}})(?:\.\d{{1,9}})?)?)?"
    rf"(?(minute{{0}})(?:\s?(?P<half{{0}}>{_HALF}))?|\s?(?P<only{{0}}>{_HALF}))(?:\s?Uhr\b)?"
)
"""A clock's time; the hour alone only with "am" or "pm"."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A whole date, day to year, at ``[start, end)`` of a text, its clock included.

    ``at`` has no zone where none is told. ``swapped`` is the other reading of a day and month that may be meant either way.
    """

    start: int
    end: int
    at: datetime
    precision: Precision
    swapped: datetime | None = None
    is_day_first: bool | None = None
    """The order of day and month that a date in figures shows, where it can be meant in one way only."""


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """The dates in a line, in order. Those that can be meant in two ways are settled by others of the same line, if any do."""
    end = len(text) if end is None else end
    if end - start > LONGEST:
        return iter(())
    return iter(_found(text) if end - start == len(text) else _find(text, start, end))


def _find(text: str, start: int, end: int) -> list[FoundDate]:
    found = [date for match in _pattern().finditer(text, start, end) if (date := _read(match))]
    return settled([_with_clock(text, date, end) if date.precision == "day" else date for date in found])


def _with_clock(text: str, date: FoundDate, end: int) -> FoundDate:
    """A day with the clock behind it, where words that belong to dates or a bracket stand between them ("4 marca, godz. 18:12")."""
    match = _CLOCK_BEHIND.match(text, date.end, end)
    if not match or not date_words().around.issuperset(re.findall(r"[^\W\d_]+", match["words"].casefold())):
        return date
    clock = _clock({"only": None, **match.groupdict()}, "")
    if not clock or not (match["minute"] or match["mark"]):
        return date
    hour, minute, second, zone = clock
    at, swapped = (
        day and day.replace(hour=hour, minute=minute, second=second or 0, tzinfo=zone)
        for day in (date.at, date.swapped)
    )
    return replace(date, end=match.end(), at=at or date.at, swapped=swapped, precision="second" if second else "minute")


@lru_cache(maxsize=_REMEMBERED)
def _found(line: str) -> tuple[FoundDate, ...]:
    """The dates of a whole line: several rules look for them."""
    return tuple(_find(line, 0, len(line)))


def tells_day(line: str) -> bool:
    """True for a line that is a date, with two words besides at most."""
    dates = list(find_dates(line))
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + rest[date.end :]
    return bool(dates) and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def settled(found: list[FoundDate]) -> list[FoundDate]:
    """Read each date that can be meant in two ways as another one of them says: the same day, or the same order."""
    sure = {date.at.date() for date in found if not date.swapped}
    orders = {date.is_day_first for date in found} - {None}
    kept: list[FoundDate] = []
    for date in found:
        if date.swapped and (date.at.date() in sure) != (date.swapped.date() in sure):
            at = date.at if date.at.date() in sure else date.swapped
            date = FoundDate(date.start, date.end, at, date.precision)
        elif date.swapped and len(orders) == 1:
            date = FoundDate(date.start, date.end, date.at if orders == {True} else date.swapped, date.precision)
        kept.append(date)
    return kept


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    month = any_by_letter(sorted(month_numbers(), key=len, reverse=True))
    named = rf"(?:{month})(?![^\W\d_])\.?"
    year = r"(?:1[89]|20)\d{2}"
    clock = rf"(?:[\s,|/·•–—-]{{0,4}}(?:(?:at|um|à|a las|às|ás|alle|om|ob|o|kl\.?|klo)\s)?T?{_TIME.format(2)}{_ZONE.format(2)})?"
    return re.compile(
        rf"(?:(?:(?<![\w:/.-])|(?-i:(?<=[a-z])(?=\d\d?:))){_TIME.format(1)}{_ZONE.format(1)},?\s{{1,2}}(?:[|–—-]\s{{1,2}}|on\s)?(?:{_WEEKDAY})?)?"
        r"(?:(?<![\w/.:-])|(?<=[a-z](?=\d))|(?<=[a-z]-(?=\d))|(?<=\d(?=[A-Z]))|(?-i:(?<=[a-z])(?=[A-Z])))(?:"
        r"(?P<y1>\d{4})(?P<s1>[-/.])\s?(?P<m1>\d{1,2})(?P=s1)\s?(?P<d1>\d{1,2})\.?"
        rf"|(?P<m2>{named})[\s-]{{0,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]{{1,3}}(?P<y2>{year})"
        rf"|(?P<d3>\d{{1,2}})(?:(?:st|nd|rd|th|er|º|\.)?[\s/-]{{1,3}}|\.)(?:(?:de|of)\s|d['’])?(?P<m3>{named})(?:,?[\s/-]{{1,3}}|(?<=\.))(?:(?:de|del)\s)?(?P<y3>{year}|\d{{2}}(?=,?\s{{1,3}}\d{{1,2}}:\d\d))"
        rf"|(?P<a4>\d{{1,2}})(?P<s4>[/.-])\s?(?P<b4>\d{{1,2}})(?P=s4)\s?(?P<y4>{year}|\d{{2}}(?=,?\s{{1,3}}\d{{1,2}}:\d\d))"
        r"|(?P<y5>\d{4})[年년]\s?(?P<m5>\d{1,2})[月월]\s?(?P<d5>\d{1,2})[日일]"
        rf"|(?P<y6>{year})(?:\.|,| m\.)?\s(?P<m6>{named})\s(?P<d6>\d{{1,2}})(?:\.| d\.)?"
        rf")(?=\D|$|\d{{1,2}}[:.]\d\d|\d{{1,2}}\. ){clock}",
        re.IGNORECASE,
    )


def _read(match: re.Match[str]) -> FoundDate | None:
    part = match.groupdict()
    is_dotted = part["s4"] == "."
    is_day_first = None
    if part["y4"]:
        first, second = int(part["a4"]), int(part["b4"])
        is_american = (part["zone1"] or part["zone2"] or "").upper() in _AMERICAN
        orders = [(first, second)] if is_dotted else [(first, second), (second, first)]
        is_day_first = None if is_dotted or max(first, second) <= _MONTHS else first > _MONTHS
        days = [
            (_year(part["y4"]), month, day) for day, month in (orders[1:] if is_american and not is_dotted else orders)
        ]
    else:
        number = next(n for n in "12356" if part[f"y{n}"])
        month = part[f"m{number}"]
        value = int(month) if month.isdigit() else month_numbers()[folded(month).rstrip(".")]
        days = [(_year(part[f"y{number}"]), value, int(part[f"d{number}"]))]
    clock = _clock(part, "1") or _clock(part, "2")
    readings = [at for day in days if (at := _at(day, clock))]
    if not readings:
        return None
    swapped = readings[1] if len(readings) > 1 and readings[1] != readings[0] else None
    precision: Precision = "day" if clock is None else "minute" if clock[2] is None else "second"
    return FoundDate(match.start(), match.end(), readings[0], precision, swapped, is_day_first)


def _year(digits: str | None) -> int:
    return int(digits or 0) + (2000 if len(digits or "") == 2 else 0)


_Clock = tuple[int, int, int | None, tzinfo | None]


def _clock(part: dict[str, str | None], which: str) -> _Clock | None:
    hour, minute, second = part["hour" + which], part["minute" + which], part["second" + which]
    half = (part["half" + which] or part["only" + which] or "")[:1].lower()
    if hour is None:
        return None
    value = int(hour)
    if half:
        if not 1 <= value <= 12:
            half = ""
        else:
            value = value % 12 + (12 if half == "p" else 0)
    if value > 23 or int(minute or 0) > 59:
        return None
    return value, int(minute or 0), int(second) if second else None, _zone(part["zone" + which])


def _at(day: tuple[int, int, int], clock: _Clock | None) -> datetime | None:
    hour, minute, second, zone = clock or (0, 0, 0, UTC)
    try:
        return datetime(*day, hour, minute, second or 0, tzinfo=zone)
    except ValueError:
        return None


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    name = name.upper().removesuffix(" TIME")
    if name in ("Z", "UTC", "GMT"):
        return UTC
    if offset := re.search(r"([+-])(\d{1,2}?):?(\d{2})?$", name):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)) if minutes < 1440 else None
    return known_zone(name)


def known_zone(name: str) -> tzinfo | None:
    """A zone by its usual abbreviation ("EDT", "IST")."""
    return ZoneInfo(_ZONES[name]) if name in _ZONES else None
