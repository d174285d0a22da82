"""Single header lines of a page, whatever their order: dates with their words, bylines, outlets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from index.extract import publication_dates
from index.extract.bylines import Byline, named, read_byline
from index.extract.date_text import FoundDate, find_dates
from index.extract.outlets import known_name
from index.types import Published

_LONGEST = 200
_UPDATED = re.compile(
    r"updated?|modified|actualizado|actualisé|aktualisiert|mis à jour|aggiornato|revised", re.IGNORECASE
)
_WORDS = frozenset(
    """published publish posted post updated update modified revised created date dated first last on at the of and am pm est edt et gmt utc ist uk
    uhr originally pub publicado actualizado publié mis à jour le el a las il veröffentlicht aktualisiert stand am um pubblicato aggiornato
    hours hour minutes minute mins min days day ago read time reading issued filed online print version article story news""".split()
)
_WEEKDAYS = frozenset(
    """mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag
    freitag samstag sonntag lunes martes miércoles jueves viernes sábado domingo lundi mardi mercredi jeudi vendredi samedi dimanche
    mo di mi do fr sa so lun mar mer jeu ven sam dim""".split()
)
_ALONE = re.compile(
    r"(?:date|published|posted|first published|publicado|publié|veröffentlicht|updated?|last updated|last modified|modified|actualizado)(?: on| at)?\s{0,2}[:|]?",
    re.IGNORECASE,
)
_PART = re.compile(r"[|·•]|\s[/–—-]\s|^\s?[/–—-]|[/–—-]\s?$")
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


def is_date_word(line: str) -> bool:
    """A "Published" alone on its line, whose date stands on the next."""
    return _ALONE.fullmatch(line.strip()) is not None


def read_header_line(line: str, now: datetime) -> HeaderLine | None:
    """Read from a line when a story was published, by whom and where; None if it is no such line, or says other things, too."""
    if len(line) > _LONGEST + 60:
        return None
    dates = list(find_dates(line)) if any(map(str.isdigit, line)) else []
    if not dates:
        if name := known_name(line.strip("()[] ")):
            return HeaderLine(outlet=name)
        byline = read_byline(line)
        return HeaderLine(byline=byline, outlet=byline.outlet) if byline else None
    return _dated(line, dates, now)


def _dated(line: str, dates: list[FoundDate], now: datetime) -> HeaderLine | None:
    published = updated = None
    pieces: list[tuple[int, int]] = []
    at = 0
    for date in dates:
        pieces.append((at, date.start))
        before = line[at : date.start]
        found = publication_dates.of_text(date, "text", now)
        if _UPDATED.search(before[-40:]) and not re.search(r"publi|post", before[-14:], re.IGNORECASE):
            updated = updated or found
        else:
            published = published or found
        at = date.end
    pieces.append((at, len(line)))
    byline: Byline | None = None
    outlet = ""
    rest: tuple[int, int] | None = None
    for first, last in (part for piece in pieces for part in _parts(line, *piece)):
        text = line[first:last].strip(" ,.:;()")
        if not text or _is_dating(text):
            continue
        if name := named(text):
            outlet = outlet or name
        elif byline is None and (found_byline := read_byline(text)) and (found_byline.is_marked or last < dates[0].end):
            byline, outlet = found_byline, outlet or found_byline.outlet
        elif rest is None:
            rest = _without_dating(line, first, last)
        else:
            return None
    return HeaderLine(published, updated, True, byline, outlet, rest)


def _parts(line: str, first: int, last: int) -> list[tuple[int, int]]:
    bounds = [first]
    for match in _PART.finditer(line, first, last):
        bounds += [match.start(), match.end()]
    bounds.append(last)
    return [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]


def _is_dating(text: str) -> bool:
    """True if all of a text's words belong to dates: "Last updated on Wednesday", "3 hours ago"."""
    return all(word.isdigit() or word in _WORDS or word in _WEEKDAYS for word in _TOKEN.findall(_glued(text)))


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
    return (first, last) if first < last else None
