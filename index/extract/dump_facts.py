"""Facts of a text dump that stand in no header line: named fields, and what a page tells below its story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from index.extract import publication_dates
from index.extract.bylines import names
from index.extract.date_text import find_dates
from index.extract.dump_header import Header
from index.extract.dump_names import MARKED
from index.extract.field_lines import FieldLine, field_lines
from index.extract.furniture import is_doubted
from index.extract.header_lines import read_header_line
from index.extract.outlets import clean_headline, known_name
from index.types import Label, Published, Span
from index.unicode import squeezed

_SOURCE = re.compile(r"source\s?:\s?(.{2,80})", re.IGNORECASE)
_REPORTING = re.compile(r"\(?reporting by ([^;.()]{3,160})(?:;|\.?\)?$)", re.IGNORECASE)
_APPEARED = re.compile(
    r"\b(?:(?:originally|first) (?:appeared|published) (?:on|in|by)|published in) (?:the )?"
    r"(?P<name>[A-Z][\w&'’-]{1,20}(?:\.com|\.org)?(?: [A-Z][\w&'’-]{1,20}){0,4})(?=[:,.;]|\s(?:on|as)\b|$)"
)
_NEWS = re.compile(
    r"\b(?:Advertiser|Argus|Bulletin|Chronicle|Citizen|Courier|Daily|Dispatch|Echo|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|"
    r"Inquirer|Journal|Ledger|Mail|Mercury|Mirror|Monitor|Nation|News|Observer|Post|Press|Record|Register|Review|Sentinel|Standard|Star|Sun|"
    r"Telegraph|Times|Tribune|Weekly|Radio|Television|TV)\b"
)
_NAME_WORDS = 5
_OPENING = 1500
"""Characters of a story in which its day may be named."""
_SHORTLY = 14
"""Days before its publication that a story may name."""
_ENGLISH = re.compile(r"\b(?:the|and|of|was|were|said|with)\b", re.IGNORECASE)
_TELLING = 60
"""Words from which a text tells its language."""
_FEW_ENGLISH = 0.02
"""Share of a text's words that these English ones have in one that is not English."""
_LAST_FIRST = re.compile(r"([^\s,;]{2,30}), ([^\s,;]{2,30}(?: [A-Z]\.?)?)(?=;|$)")
"""A name as archives file it ("Dunmore, Craig")."""
_SECTIONS = frozenset(
    "latest local top breaking world more sport sports business live us uk national news all related politics".split()
)
_LABELS = {"headline": Label.HEADLINE, "byline": Label.BYLINE, "published": Label.DATE, "story": Label.BODY}


def take_fields(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Take the lines that name their field, as exports of archives and heads of mails do."""
    for at, field in field_lines(text, lines).items():
        if at in header.taken:
            continue
        start = lines[at][0]
        label = _LABELS.get(field.kind, Label.FURNITURE)
        spans = [Span(start, field.start, Label.FURNITURE)] if start < field.start else []
        header.taken[at] = [*spans, *([Span(field.start, field.end, label)] if field.start < field.end else [])]
        _take(text[field.start : field.end], at, field, now, header)


def _take(value: str, at: int, field: FieldLine, now: datetime, header: Header) -> None:
    """Put a field's value into the header."""
    match field.kind:
        case "headline" if value and not header.headline:
            header.headline, outlet = clean_headline(value)
            header.headline_line = at
            header.outlet = header.outlet or outlet
        case "byline" if value and not header.byline:
            header.byline, header.weight = names(_LAST_FIRST.sub(r"\2 \1", value)), MARKED
        case "outlet" if value and not header.outlet:
            name = re.sub(r"\s?\([^()]{1,40}\)$", "", value.split(";")[0])
            header.outlet = known_name(name) or name
        case "published" if (found := read_header_line(value, now)) and not header.published:
            header.published = found.published or found.updated
        case "language" if value and not header.language:
            header.language = value
        case _:
            pass


def take_late_fields(text: str, lines: Sequence[tuple[int, int]], first: int, now: datetime, header: Header) -> None:
    """Take what a page tells below its story ("Published 6:02 p.m. ET May 9, 2022"), and whose it is by its name over it."""
    for at in range(first, len(lines)):
        line = text[slice(*lines[at])]
        if not header.outlet and (match := _SOURCE.match(line)) and len(line) < 90:
            header.outlet = known_name(re.split(r",|\band\b", match[1])[0])
        if not header.byline and len(line) < 250 and (match := _REPORTING.match(line)):
            header.byline = names(match[1])
        if header.published or header.updated:
            continue
        if len(line) <= 90 and re.match(r"\W{0,3}(?:first )?(?:published|posted|updated)\b", line, re.IGNORECASE):
            found = read_header_line(line, now)
            if found and found.is_dated and not found.rest:
                header.published = header.published or found.published
                header.updated = header.updated or found.updated
                header.taken[at] = [Span(*lines[at], Label.DATE)]
    header.outlet = header.outlet or _told_outlet(text, lines, header)
    header.published = header.published or _settled_day(text, lines, now, header)


def _settled_day(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> Published | None:
    """A day in figures that can be meant in two ways, settled by the days that the story's first paragraphs name or by its language."""
    for at, (start, end) in enumerate(lines[: header.last + 1]):
        if at not in header.taken:
            continue
        for date in find_dates(text, start, end):
            if day := date.swapped and _meant(text[end : end + _OPENING], date.at, date.swapped):
                found = publication_dates.published(day, "text", now)
                return replace(found, precision=date.precision) if found else None
    return None


def _meant(opening: str, first: datetime, second: datetime) -> datetime | None:
    """The reading that a story's opening speaks for: it names the day ("Aug. 3"), or one shortly before; other tongues than English put the day first."""
    for days in (1, _SHORTLY):
        told = [
            day for day in (first, second) if any(_names_day(opening, day - timedelta(days=n)) for n in range(days))
        ]
        if len(told) == 1:
            return told[0]
    words = len(opening.split())
    return first if words >= _TELLING and len(_ENGLISH.findall(opening)) <= _FEW_ENGLISH * words else None


def _names_day(text: str, day: datetime) -> bool:
    """True if a text names this day of this month in English words."""
    month = rf"(?:{day:%B}|{day:%b}\.?|Sept\.?)" if day.month == 9 else rf"(?:{day:%B}|{day:%b}\.?)"
    return re.search(rf"\b(?:{month} {day.day}|{day.day} {month})(?![\w])", text) is not None


def _told_outlet(text: str, lines: Sequence[tuple[int, int]], header: Header) -> str:
    """The outlet that a notice names, or that stands by its name over the story and again in an address or a notice."""
    for start, end in lines:
        if end - start < 200 and (match := _APPEARED.search(text, start, end)) and _NEWS.search(match["name"]):
            return match["name"]
    for at, (start, end) in enumerate(lines[: max(header.last, 0) + 1]):
        name = text[start:end]
        if at == header.headline_line or not _NEWS.search(name) or not _is_name(name):
            continue
        own = squeezed(name.removeprefix("The "))
        others = (squeezed(text[slice(*line)]) for line in lines)
        if any(own in other and other not in (own, f"the{own}") for other in others):
            return name
    return ""


def _is_name(line: str) -> bool:
    """True if a line could be an outlet's name and is no section's."""
    words = line.split()
    if not 2 <= len(words) <= _NAME_WORDS or words[0].casefold() in _SECTIONS or is_doubted(line):
        return False
    return all(word[0].isupper() or word in ("of", "the", "and") for word in words)
