"""Facts of a text dump that stand in no header line: named fields, and what a page tells below its story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from index.extract import publication_dates
from index.extract.amendments import amended
from index.extract.bylines import names, read_byline
from index.extract.date_text import find_dates
from index.extract.dump_header import Header
from index.extract.dump_names import MARKED
from index.extract.feed_lines import ends_entry
from index.extract.field_lines import FieldLine, field_lines
from index.extract.header_lines import is_date_word, is_only_day, is_update_word, read_header_line, tells_update
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import clean_headline, is_agency, known_name, signing_name
from index.types import Label, Span

_SOURCE = re.compile(r"source\s?:\s?(.{2,80})", re.IGNORECASE)
_FROM = re.compile(
    r"(?:source|quelle|bron|fuente|fonte|kilde|källa|źródło|zdroj|sursa|(?:haber )?kayna[kğ]ı?)n?\s?:\s?(.{2,80})",
    re.IGNORECASE,
)
"""Where a story is from, in several languages."""
_SOURCES = re.compile(r",\s|\s?/\s?")
_REPORTING = re.compile(r"\(?reporting by ([^;.()]{3,160})(?:;|\.?\)?$)", re.IGNORECASE)
_TELLS_DAY = re.compile(r"\W{0,3}(?:first )?(?:published|posted|updated)\b", re.IGNORECASE)
_A_MARK = 30
"""Characters of an agency's mark below a story ("/ritzau/", "(AFP)")."""
_A_STAMP = 140
"""Characters of a line that tells when a story was published and changed."""
_A_SIGNATURE = 90
"""Characters of a line below a story that tells who wrote it and where to write to them."""
_OPENING = 1500
"""Characters of a story in which its day may be named."""
_A_WORD = 40
"""Characters before a day in which a word may say that the story was changed then."""
_SOON = 6
"""Lines below the header in which its day may stand."""
_SHORTLY = 14
"""Days before its publication that a story may name."""
_IN_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?!\d)")
_MONTHS = 12
_HALF = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
"""The half of the day, behind hours that are counted to 12."""
_ENGLISH = re.compile(r"\b(?:the|and|of|was|were|said|with)\b", re.IGNORECASE)
_TELLING = 60
"""Words from which a text tells its language."""
_FEW_ENGLISH = 0.02
"""Share of a text's words that these English ones have in one that is not English."""
_WIRE_STAMP = re.compile(r"AP-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d) \d{4}(?:GMT|E[SD]T)<?")
"""When a wire sent a story, over and below it ("AP-WF-08-16-12 2214GMT")."""
_FIRST_YEAR = "70"
"""The first of the years of the last century that wires write with two figures."""
LAST_FIRST = re.compile(r"([^\s,;]{2,30}), ([^\s,;]{2,30}(?: [A-Z]\.?)?)(?=;|$)")
"""A name as archives file it ("Dunmore, Craig")."""
_HOUSE = re.compile(r",\sThe\s[A-Z][^,;]{2,60}$")
"""The paper behind a name."""
_A_SUBJECT = 3
"""Words of a mail's subject that is a headline."""
_LABELS = {
    "headline": Label.HEADLINE,
    "byline": Label.BYLINE,
    "published": Label.DATE,
    "sent": Label.DATE,
    "dateline": Label.DATELINE,
    "story": Label.BODY,
}


def take_fields(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Take the lines that name their field, as exports of archives and heads of mails do."""
    for at, field in field_lines(text, lines).items():
        if at in header.taken:
            continue
        start = lines[at][0]
        _take(text[field.start : field.end], at, field, now, header)
        label = Label.HEADLINE if header.headline_line == at else _LABELS.get(field.kind, Label.FURNITURE)
        spans = [Span(start, field.start, Label.FURNITURE)] if start < field.start else []
        header.taken[at] = [*spans, *([Span(field.start, field.end, label)] if field.start < field.end else [])]
    for at, line in enumerate(lines):
        if match := _WIRE_STAMP.fullmatch(text, *line):
            month, day, year = match.groups()
            century = "19" if year >= _FIRST_YEAR else "20"
            sent = publication_dates.published(f"{century}{year}-{month}-{day}", "text", now)
            header.printed = header.printed or sent
            header.taken[at] = [Span(*line, Label.FURNITURE)]


def _take(value: str, at: int, field: FieldLine, now: datetime, header: Header) -> None:
    """Put a field's value into the header."""
    match field.kind:
        case "headline" | "subject" if value and not header.headline and _may_be_headline(value, field.kind):
            header.headline, outlet = clean_headline(value)
            header.headline_line = at
            header.outlet = header.outlet or outlet
        case "byline" if value and not header.byline:
            header.byline, header.weight = names(LAST_FIRST.sub(r"\2 \1", _HOUSE.sub("", value))), MARKED
        case "outlet" if value and not header.outlet:
            name = re.sub(r"\s?\([^()]{1,40}\)$", "", value.split(";")[0].strip())
            header.outlet = known_name(name) or name
        case "published" if (found := read_header_line(value, now)) and not header.published:
            header.published = found.published or found.updated
        case "sent" if found := read_header_line(value, now):
            header.printed = header.printed or found.published
        case "dateline" if value and not header.dateline:
            header.dateline = value
        case "language" if value and not header.language:
            header.language = value
        case _:
            pass


def _may_be_headline(value: str, kind: str) -> bool:
    """False for the subject of a mail that is no more than a word or two: what it forwards has its own headline."""
    return kind == "headline" or len(value.split()) >= _A_SUBJECT


def take_late_fields(text: str, lines: Sequence[tuple[int, int]], first: int, now: datetime, header: Header) -> None:
    """Take what a page tells below its story ("Published 6:02 p.m. ET May 9, 2022"), and when by its first sentences."""
    for line in (text[slice(*line)] for line in lines if not header.agency):
        if ":" in line[:_A_MARK] and len(line) < _A_SIGNATURE and (match := _FROM.match(line)):
            _take_source(_SOURCES.split(match[1]), header)
    for at in range(first, len(lines)):
        line = text[slice(*lines[at])]
        if ends_entry(line):
            header.taken[at] = [Span(*lines[at], Label.FURNITURE)]
        if not header.named_outlet and (match := _SOURCE.match(line)) and len(line) < 90:
            header.named_outlet = known_name(re.split(r",|\band\b", match[1])[0])
        if not header.byline and len(line) < 250 and (match := _REPORTING.match(line)):
            header.byline = names(match[1])
        if not header.agency and len(line) < _A_MARK and line[0] in "(/" and line[-1] in ")/":
            header.agency = name if is_agency(name := known_name(line.strip("()/ "))) else ""
        if not header.byline and "@" in line and len(line) < _A_SIGNATURE and (byline := read_byline(line)):
            header.byline = byline.persons if byline.is_marked else ()
        if not header.published and is_date_word(line) and not is_update_word(line) and at + 1 < len(lines):
            below = text[slice(*lines[at + 1])]
            found = read_header_line(below, now) if is_only_day(below) else None
            header.published = found.published if found and not found.rest else None
        if not header.updated and header.published:
            header.updated = amended(line, header.published, now)
        if (header.updated and header.published) or len(line) > _A_STAMP or not _TELLS_DAY.match(line):
            continue
        found = read_header_line(line, now)
        is_again = (
            found and found.published and header.published and found.published.at.date() == header.published.at.date()
        )
        if found and found.is_dated and not found.rest and (is_again or not (header.published and found.published)):
            header.published = header.published or found.published
            header.updated = header.updated or found.updated
            header.taken[at] = [Span(*lines[at], Label.DATE)]
    if not header.published and not header.updated:
        _take_signed_day(text, lines, first, now, header)
    if not header.published and not header.updated:
        _take_day(text, lines, first, now, header)
    if not header.published or header.published is header.printed:
        _settle_days(text, lines, now, header)


def _take_source(parts: Sequence[str], header: Header) -> None:
    """Take the agency that a story is from by its own words, and the person who is named right behind it ("Source: AFP / Ada Obi")."""
    at = next((at for at, part in enumerate(parts) if is_agency(signing_name(part))), -1)
    if at < 0:
        return
    header.agency = signing_name(parts[at])
    behind = parts[at + 1] if at + 1 < len(parts) else ""
    if not header.byline and looks_like_names(behind) and not known_name(behind):
        header.byline = names(behind)


def _take_signed_day(text: str, lines: Sequence[tuple[int, int]], first: int, now: datetime, header: Header) -> None:
    """Take a name and a day, on one line or two, among the story's first, as they stand below a summary that begins with a wire's dateline."""
    for at in range(first, min(first + _SOON, len(lines) - 1)):
        line, below = text[slice(*lines[at])], text[slice(*lines[at + 1])]
        found = read_header_line(line, now) if len(line) <= _A_STAMP else None
        if not found or not found.byline or found.rest or header.byline:
            continue
        day = found if found.is_dated else read_header_line(below, now) if is_only_day(below) else None
        if day and day.is_dated and not day.rest and found.byline.persons:
            header.byline = found.byline.persons
            header.published, header.updated = day.published, day.updated
            header.taken[at] = [Span(*lines[at], Label.DATE if day is found else Label.BYLINE)]
            if day is not found:
                header.taken[at + 1] = [Span(*lines[at + 1], Label.DATE)]
            return


def _take_day(text: str, lines: Sequence[tuple[int, int]], first: int, now: datetime, header: Header) -> None:
    """Take a day that stands alone among the story's first lines, as it does below a summary and a picture."""
    for at in range(first, min(first + _SOON, len(lines))):
        line = text[slice(*lines[at])]
        found = read_header_line(line, now) if is_only_day(line) else None
        if found and found.is_dated and not found.rest:
            header.published, header.updated = found.published, header.updated or found.updated
            header.taken[at] = [Span(*lines[at], Label.DATE)]
            return


def _settle_days(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Take days in figures that can be meant in two ways, settled by the days that the story's first paragraphs name or by its language."""
    for start, end in (lines[at] for at in sorted(header.taken)):
        for date in find_dates(text, start, end):
            if not date.swapped:
                continue
            day = _meant(text[end : end + _OPENING], date.at, date.swapped)
            if (
                not day
                and date.precision != "day"
                and date.at.hour > _MONTHS
                and not _HALF.search(text, date.start, end)
            ):
                day = date.at  # who counts the hours to 24 puts the day first
            if not day and (order := _order(text)) is not None:
                day = date.at if order else date.swapped
            found = publication_dates.published(day, "text", now) if day else None
            found = replace(found, precision=date.precision) if found else None
            if tells_update(text[max(start, date.start - _A_WORD) : date.start]):
                header.updated = header.updated or found
            elif not header.published or header.published is header.printed:
                header.published = found or header.published


def _order(text: str) -> bool | None:
    """True if a page puts the day before the month in its days in figures, false for the other way; None where it shows neither or both."""
    pairs = [(int(match[1]), int(match[2])) for match in _IN_FIGURES.finditer(text)]
    found = {one > other for one, other in pairs if max(one, other) > _MONTHS >= min(one, other)}
    return found.pop() if len(found) == 1 else None


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
