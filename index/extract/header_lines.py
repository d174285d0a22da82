"""Single header lines of a page, whatever their order: dates with their words, bylines, outlets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from index.extract import publication_dates
from index.extract.byline_houses import named
from index.extract.bylines import Byline, read_byline
from index.extract.date_text import FoundDate, find_dates
from index.extract.date_words import date_words
from index.extract.emphasis import blanked
from index.extract.feed_lines import byline_in_reader, feed_of
from index.extract.month_names import month_numbers
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import is_paper, known_name
from index.types import Published

_BULLETS = ("• ", "▪ ", "► ", "* ")
"""Marks of a list, whose items are names at times."""
_REMEMBERED = 1024
"""Lines whose reading is kept: the first ones of a page are read for its headline, and again for its header."""
_LONGEST = 200
_A_SHORT_DAY = 60
_A_YEARLESS_DAY = 80
_PART = re.compile(r"[|·•]|\s[/–—-]\s|^\s?[/–—-]|[/–—-]\s?$")
_A_TIME = 40
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?:[:.h]\d{2}(?![\d.])|\s?[ap]\.?m\b)", re.IGNORECASE)
_AROUND_CLOCK = frozenset("a p m am pm h hrs kl uhr".split())
_AGO = frozenset("ago vor hace há geleden temu fa today yesterday heute gestern hoy hoje oggi vandaag".split())
_UPDATED_BEHIND = re.compile(r"[\s(]{1,3}[^\W\d_]{2,20}\)?$|[\s(]{0,2}[^\W\d_]{2,20}\)")
"""A word in brackets or at the end, behind a day."""
_A_WORD = 24
_A_SECTION = 3
"""Words behind an author and a day that name a section, or count comments."""
_A_PERSON = 2
"""Words of a person's name."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The facts of a header line. ``rest``: the piece of it that is none of that, and where it starts; it may be the headline."""

    published: Published | None = None
    updated: Published | None = None
    is_dated: bool = False
    byline: Byline | None = None
    outlet: str = ""
    rest: tuple[int, int] | None = None

    @property
    def is_sure(self) -> bool:
        """True if it is no line of a story, wherever it stands in the header."""
        return self.is_dated or bool(self.outlet) or bool(self.byline and self.byline.is_marked)


def is_date_word(line: str) -> bool:
    """A "Published" alone on its line, whose date stands on the next."""
    return date_words().alone.fullmatch(line.strip()) is not None


def is_update_word(line: str) -> bool:
    """An "Updated" alone on its line."""
    return is_date_word(line) and date_words().updated.search(line) is not None


def is_short_day(line: str) -> bool:
    """True for a day without its year ("Monday 11 September, 16:08"), which tells no day, but is no headline either."""
    words = _TOKEN.findall(_glued(line)) if len(line) <= _A_SHORT_DAY and any(map(str.isdigit, line)) else []
    named = [word for word in words if word in month_numbers()]
    return bool(named) and all(word.isdigit() or word in named or word in date_words().known for word in words)


def is_only_day(line: str) -> bool:
    """True for a day and the words that belong to it, and nothing else."""
    if len(line) > _A_SHORT_DAY or not any(map(str.isdigit, line)):
        return False
    dates = list(find_dates(line))
    others = [line[first.end : second.start] for first, second in pairwise(dates)]
    return bool(dates) and all(map(_is_dating, (line[: dates[0].start], line[dates[-1].end :], *others)))


def is_stamp(line: str) -> bool:
    """True for a line that only says when something was published or changed, without a whole day ("3 hours ago", "Updated at 18:12")."""
    if len(line) > _A_SHORT_DAY or not any(map(str.isdigit, line)) or not _is_dating(line):
        return False
    words = set(_TOKEN.findall(_glued(line)))
    return bool(words & _AGO) or announces_day(line)


def is_time(line: str) -> bool:
    """True for a line that tells a time, perhaps with its day, and nothing else ("18.05 Uhr", "13 Nov 2024, 6:05 PM")."""
    if len(line) > _A_TIME or not _CLOCK.search(line):
        return False
    known, months = date_words().known, month_numbers()
    return all(
        word.isdigit() or word in known or word in months or word in _AROUND_CLOCK
        for word in _TOKEN.findall(_glued(line))
    )


def announces_day(line: str) -> bool:
    """True if a line has a word that announces the day of a story or of its change."""
    return published_word(line) or date_words().updated.search(_glued(line)) is not None


def published_word(line: str) -> bool:
    """True if a line has a word that announces the day of a story."""
    return date_words().published.search(_glued(line)) is not None


def published_that_day(line: str, day: Published) -> Published | None:
    """When a line says by its clock alone that a story was first published ("first published at 6.12am"), where it was changed on this day."""
    return None if date_words().updated.search(line) else change_that_day(line, day, date_words().published)


def change_that_day(line: str, day: Published, words: re.Pattern[str] | None = None) -> Published | None:
    """The change that a line tells by its clock alone ("Updated 16:31"), or by a day without the year, where a story is of this day."""
    for match in (words or date_words().updated).finditer(line) if any(map(str.isdigit, line)) else ():
        rest = line[match.end() :].lstrip(" :|(,–—-")
        told = with_year(rest, day.at.year)
        date = next(find_dates(told or f"{day.at:%Y-%m-%d} {rest}"), None)
        if date and not date.swapped and (told or date.precision != "day"):
            return replace(day, at=date.at.replace(tzinfo=date.at.tzinfo or day.at.tzinfo), precision=date.precision)
    return None


def read_yearless(line: str, day: Published, now: datetime) -> HeaderLine | None:
    """A line that tells a day without its year, and nothing else, beside a day of that year."""
    may_tell = len(line) <= _A_YEARLESS_DAY and any(map(str.isdigit, line))
    told = with_year(line, day.at.year) if may_tell else ""
    known = read_header_line(told, now) if told else None
    return known if known and known.is_dated and not (known.rest or known.byline or known.outlet) else None


def with_year(text: str, year: int) -> str:
    """A text with this year behind the day and month that it tells without one; empty if it tells none."""
    for first, second in pairwise(_TOKEN.finditer(text)):
        one, other = first[0].casefold(), second[0].casefold()
        if (one.isdigit() and other in month_numbers()) or (one in month_numbers() and other.isdigit()):
            behind = text[second.end() :].lstrip(".")
            return f"{text[: second.end()]} {year}{behind}" if not behind[:1].isdigit() else ""
    return ""


@lru_cache(maxsize=_REMEMBERED)
def read_header_line(line: str, now: datetime) -> HeaderLine | None:
    """Read from a line when a story was published, by whom and where; None if it is no such line, or says other things, too."""
    if len(line) > _LONGEST + 60:
        return None
    line = blanked(line)
    dates = list(find_dates(line)) if any(map(str.isdigit, line)) else []
    if not dates:
        if name := known_name(line.strip("()[] ")):
            return HeaderLine(outlet=name)
        byline = read_byline(byline_in_reader(line) or line) or _beside_stamp(line)
        is_item = line.startswith(_BULLETS) and byline is not None and not byline.is_marked
        return HeaderLine(byline=byline, outlet=byline.outlet) if byline and not is_item else None
    if author := byline_in_reader(line):
        return HeaderLine(
            publication_dates.of_text(dates[0], "text", now),
            is_dated=True,
            byline=read_byline(author),
            outlet=feed_of(line),
        )
    return _dated(line, dates, now)


def _beside_stamp(line: str) -> Byline | None:
    """The byline that stands beside a time without its day ("Vandaag om 05:00 • door Ada Marr")."""
    parts = [line[first:last].strip() for first, last in _parts(line, 0, len(line))] if _CLOCK.search(line) else []
    others = [part for part in parts if not is_stamp(part)]
    byline = read_byline(others[0]) if len(parts) > 1 and len(others) == 1 else None
    return byline if byline and byline.is_marked else None


def _dated(line: str, dates: list[FoundDate], now: datetime) -> HeaderLine | None:
    dates = _with_zone(dates)
    published = updated = None
    pieces: list[tuple[int, int]] = []
    at = 0
    for date in dates:
        pieces.append((at, date.start))
        before = line[at : date.start]
        found = publication_dates.of_text(date, "text", now)
        if tells_update(before[-40:]) or (
            _UPDATED_BEHIND.match(line, date.end) and tells_update(line[date.end :][:_A_WORD])
        ):
            updated = updated or found
        else:
            published = published or found
        at = date.end
    if published and not updated:
        updated = change_that_day(line[at:], published)
    elif updated and not published and announces_day(line[at:]):
        published = published_that_day(line[at:], updated)
    if published and updated and all(date.at.tzinfo is None for date in dates):
        published = replace(published, at=published.at.replace(tzinfo=updated.at.tzinfo))
    pieces.append((at, len(line)))
    byline: Byline | None = None
    outlet = ""
    rest: tuple[int, int] | None = None
    for first, last in (part for piece in pieces for part in _parts(line, *piece)):
        text = _without_weekday(line[first:last].strip(" ,.:;()"))
        if not text or _is_dating(text):
            continue
        if name := named(text):
            outlet = outlet or name
        elif (
            byline is None
            and (found_byline := _byline(text))
            and (
                found_byline.is_marked
                or last < dates[0].end
                or (looks_like_names(text.rstrip(" 0123456789")) and not text.isupper())
            )
        ):
            byline, outlet = found_byline, outlet or found_byline.outlet
        elif byline and not byline.is_marked and (other := _byline(text)) and other.is_marked:
            house = " ".join(byline.persons)  # what looked like a name before it
            byline, outlet = other, outlet or (house if is_paper(house) else "")
        elif byline and not byline.is_marked and looks_like_names(text) and (other := _byline(text)) and other.persons:
            byline = replace(byline, persons=tuple(dict.fromkeys((*byline.persons, *other.persons))))
        elif rest is None:
            rest = _without_dating(line, first, last)
        elif line[rest[1] : first].strip() == "/":  # two places
            rest = (rest[0], last)
        elif not (announces_day(line) or (byline and byline.is_marked and len(text.split()) <= _A_SECTION)):
            return None
    return HeaderLine(published, updated, True, byline, outlet, rest)


def _with_zone(dates: list[FoundDate]) -> list[FoundDate]:
    """Dates of one line, of which the zone of one is that of all."""
    zone = next((date.at.tzinfo for date in reversed(dates) if date.precision != "day" and date.at.tzinfo), None)
    return [replace(date, at=date.at.replace(tzinfo=date.at.tzinfo or zone)) for date in dates]


def _byline(text: str) -> Byline | None:
    """The byline beside a day, perhaps with the place behind the name."""
    name, comma, place = text.rpartition(", ")
    if comma and looks_like_names(name) and place.istitle() and place.isalpha():
        return read_byline(name)
    return read_byline(text)


def tells_update(before: str) -> bool:
    """True if the last of the words before a day that announce one says that the story was changed then."""
    words, before = date_words(), _glued(before)
    last = max((match.end() for match in words.updated.finditer(before)), default=-1)
    return last > max((match.end() for match in words.published.finditer(before)), default=-1)


def _parts(line: str, first: int, last: int) -> list[tuple[int, int]]:
    bounds = [first]
    for match in _PART.finditer(line, first, last):
        bounds += [match.start(), match.end()]
    bounds.append(last)
    return [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]


def _is_dating(text: str) -> bool:
    """True if all of a text's words belong to dates: "Last updated on Wednesday", "3 hours ago"."""
    known = date_words().known
    return all(word.isdigit() or word in known for word in _TOKEN.findall(_glued(text)))


def _without_weekday(text: str) -> str:
    """A piece without the words at its end that belong to the date behind it ("Ada Marr, Friday", "Par Ada Marr le")."""
    before, comma, last = text.rpartition(",")
    if comma and last.strip().casefold() in date_words().known:
        return before.rstrip()
    words = text.split(" ")
    size = len(words)
    while size > _A_PERSON and words[size - 1].casefold() in date_words().known:
        if size == len(words) and not (words[-1].islower() or announces_day(words[-1])):
            break
        size -= 1
    return " ".join(words[:size])


def _glued(text: str) -> str:
    """Words in small letters, those apart that lost their space ("UTCUpdated")."""
    return re.sub(r"(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", " ", text).casefold()


def _without_dating(line: str, first: int, last: int) -> tuple[int, int] | None:
    """A piece without the words at its start that belong to the date before it."""
    while match := re.compile(r"[\W_]*([^\W\d_]+)\b").match(line, first, last):
        if not _is_dating(match[1]):
            break
        first = match.end()
    while first < last and not line[first].isalnum() and line[first] not in "“‘\"'«(":
        first += 1
    while first < last and line[last - 1] in " \t,|·:–—-":
        last -= 1
    before, comma, words = line[first:last].rpartition(", ")
    if comma and announces_day(words) and _is_dating(words):
        last = first + len(before)
    return (first, last) if first < last else None
