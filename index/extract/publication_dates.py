"""When something was published: strict, because a wrong date is worse than none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timezone, tzinfo
from typing import Literal

from dateutil import parser, tz

from index.calendar_names import MONTH
from index.extract.clock import is_too_late
from index.extract.date_text import FoundDate, find_dates, known_zone
from index.types import Published

DateSource = Literal["field", "metadata", "text", "url", "filename", "host"]

EARLIEST_YEAR = 1800

_WEST, _FAR_EAST, _EAST = 8, 12, 15
"""Hours in UTC before which it is the day before in some lands of news, and from which it is the next in others: in New Zealand, and in Japan."""
_NUMERIC = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_URL_DATE = re.compile(rf"/(\d{{4}})[/-](\d{{1,2}}|{MONTH})[/-](\d{{1,2}})(?=[/.\-_?]|$)", re.IGNORECASE)
_FILE_DATE = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def published(value: object, source: DateSource, now: datetime) -> Published | None:
    """A date given as text, number (seconds or milliseconds since 1970), ``date`` or ``datetime``.

    None if it is not whole (day, month and year), before 1800, or more than a day after ``now``; nor is 04/03/2022 one, which can be meant
    in two ways. A time without a zone is taken as UTC.
    """
    try:
        found = _read(value)
        if found is None:
            return None
        at, precision = found
        offset = at.utcoffset()
        at = at.replace(tzinfo=timezone(offset) if offset else UTC)
        if precision == "day":
            at = datetime(at.year, at.month, at.day, tzinfo=UTC)
        if at.year < EARLIEST_YEAR or is_too_late(at, now):
            return None
    except (ValueError, OverflowError, TypeError, AttributeError, ArithmeticError, LookupError, OSError):
        return None  # dateutil lets all of these through on odd input
    return Published(at, precision, source)


def from_url(url: str | None, now: datetime) -> Published | None:
    """The day in an address such as ``/2022/04/09/`` or ``/2022/apr/09/``."""
    match = _URL_DATE.search(url or "")
    return published(" ".join(match.groups()) if match and match[2].isalpha() else _ymd(match), "url", now)


def at_place(told: Published | None, in_url: Published | None) -> Published | None:
    """A date of a page's data; its address, or what is seen on it, tells the publisher's day where the data tells the instant in UTC, which may be a day off."""
    if told is None or in_url is None:
        return told or in_url
    days = (in_url.at.date() - told.at.date()).days
    is_near = (days == 1 and told.at.hour >= _FAR_EAST) or (days == -1 and told.at.hour < _WEST)
    return in_url if is_near and _is_instant(told) else told


def may_be_elsewhere(told: Published) -> bool:
    """True for an instant in UTC at an hour at which it is another day where the publisher is, perhaps."""
    return _is_instant(told) and told.at.time() != time.min and not _WEST <= told.at.hour < _EAST


def _is_instant(told: Published) -> bool:
    return told.precision != "day" and not told.at.utcoffset()


def from_filename(name: str, now: datetime) -> Published | None:
    """The day in a file name such as ``2022-04-09_storm.txt``."""
    for match in _FILE_DATE.finditer(name):
        if day := published(f"{match[1]}-{match[3]}-{match[4]}", "filename", now):
            return day
    return None


def _ymd(match: re.Match[str] | None) -> str | None:
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}" if match else None


def of_text(date: FoundDate, source: DateSource, now: datetime) -> Published | None:
    """A date that was found in a line; None where it can be meant in two ways."""
    found = None if date.swapped else published(date.at, source, now)
    return replace(found, precision=date.precision) if found else None


_Read = tuple[datetime, Literal["day", "minute", "second"]]


def _read(value: object) -> _Read | None:
    if isinstance(value, datetime):
        return value, "second"
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC), "day"
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if isinstance(value, str):
        value = value.strip()
        if not re.fullmatch(r"\d{9,13}(?:\.\d{1,9})?", value):
            return _read_text(value)
    seconds = float(value)
    if seconds > 1e11:
        seconds /= 1000
    return (datetime.fromtimestamp(seconds, UTC), "second") if seconds > 1e7 else None


def _read_text(text: str) -> _Read | None:
    if not 6 <= len(text) <= 80 or not re.search(r"\d", text) or not text.isprintable():
        return None
    if found := next(find_dates(text), None):
        return None if found.swapped else (found.at, found.precision)
    return None if _NUMERIC.search(text) else _read_other(text)


def _read_other(text: str) -> _Read | None:
    """Forms of machines, by dateutil with two different defaults: what differs between the readings was not in the text."""
    if re.fullmatch(r"\d+", text) and len(text) != 8:
        return None
    one, other = (parser.parse(text, default=day, tzinfos=_zone) for day in _DEFAULTS)
    if one.date() != other.date():
        return None
    clock = re.search(r"\d:\d{2}(:\d{2})?|T\d{4}(\d{2})?", text)
    if clock is None:
        return (one.replace(tzinfo=UTC), "day") if one.hour == other.hour == 0 or one.hour != other.hour else None
    return one, "second" if clock[1] or clock[2] else "minute"


_DEFAULTS = (datetime(2001, 1, 1), datetime(2004, 2, 2))


def _zone(name: str | None, offset: int | None) -> tzinfo:
    """A zone by its usual abbreviation. Names that are not known count as UTC."""
    if offset is not None:
        return tz.tzoffset(name, offset)
    return known_zone(name or "") or UTC
