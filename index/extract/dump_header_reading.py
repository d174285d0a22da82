"""The header of a text dump read: headline, dates, byline, agency and outlet out of lines in any order, whatever stands among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from index.calendar_names import is_of_calendar
from index.extract.byline_marks import is_mark
from index.extract.byline_words import has_role_word
from index.extract.datelines import is_named_there, is_told_there
from index.extract.dump_byline import signing_line
from index.extract.dump_days import finer, join_clocks
from index.extract.dump_header import Header
from index.extract.dump_header_end import header_end
from index.extract.dump_headline import take_headline
from index.extract.dump_names import MARKED, announces_names, has_place, join_names, stands_right
from index.extract.furniture import is_doubted, is_sentence
from index.extract.header_lines import (
    HeaderLine,
    announces_day,
    change_that_day,
    is_date_word,
    is_update_word,
    published_that_day,
    published_word,
    read_yearless,
)
from index.extract.menu_words import is_menus
from index.extract.outlets import is_agency, is_paper, known_name
from index.extract.sign_offs import agency_mark, of_agency
from index.types import Label, Span
from index.unicode import plain

_BESIDE_AGENCY = re.compile(r"\s?[,(]")
"""What parts the place from the agency behind an author's name."""
_FIRST = re.compile(r"\W{0,3}first published\b", re.IGNORECASE)
_A_PLACE = 3
"""Words of the place before a date."""
_WHERE = re.compile(r"^(?:in|at) ")
_A_MARK = 4
"""Letters of the mark of an agency or a house."""
_NEXT_AUTHOR = 3
"""Lines below the one that names the author in which another may be named so, too."""
_STORY_LINES = 30
"""Lines below in which the story names the place, too."""
_ZONE = re.compile(r"\d\s(?:[ap]m\s)?[A-Z]{3,4}\s[–—-]\s$")
"""A clock and its zone before the place, as Indian papers have it."""
_A_CHANGE = 80
"""Characters of a line that tells when a story was changed."""
_BEHIND = re.compile(
    r"(?:, | — | in | aus | à | em | en | \()(?P<place>[^\W\d_][^,—()]{2,30}(?: \([^()]{2,30}\))?)(?:(?:, (?i:envoyée? spéciale?|enviad[oa] especial|inviat[oa](?: speciale)?|correspondante?|corresponsal))?\))?$"
)
"""What may be the place behind an author's name."""


def read_header(
    text: str, lines: Sequence[tuple[int, int]], formed: Sequence[int], now: datetime, header: Header
) -> None:
    """Read the lines before the story, and among its first, but for those that are taken, into ``header``; ``formed``: a table's or another
    structure's, which are none, and end the header below the headline.
    """
    found, ends, end = find_header_lines(text, lines, formed, now, header)
    given = frozenset(header.taken)
    signed = -1 if header.weight >= 0 else signing_line(text, lines, found, ends, header)
    for at in range(end):
        if (at in given and at != header.headline_line) or (
            at == header.headline_line and not (at in found and found[at].is_dated)
        ):
            continue
        _take(text, lines, at, found, header, ends.get(at, at), signed)
    _take_yearless(text, lines[:end], now, header)
    header.published = header.published or header.printed
    header.last = max([header.headline_line, *(at for at in header.taken if at < end)])


def find_header_lines(
    text: str, lines: Sequence[tuple[int, int]], formed: Sequence[int], now: datetime, header: Header
) -> tuple[dict[int, HeaderLine], dict[int, int], int]:
    """What the lines tell each that may be the header's, the last lines of those that were joined, and the number of the first that is none."""
    found: dict[int, HeaderLine] = {}
    if not header.headline:
        take_headline(text, lines, frozenset(formed), now, header)
    stop = next((at for at in formed if at > header.headline_line), len(lines))
    given = frozenset(header.taken)
    end = header_end(text, lines[:stop], found, now, header)
    for at in join_clocks(text, lines, found, end, now) - given:
        header.taken[at] = [Span(*lines[at], Label.DATE)]
    return found, join_names(text, lines, found, header.headline_line + 1), end


def _take_yearless(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Take the days without a year that stand beside one with it: that of a change, or the clock of the story's own."""
    day = header.published or header.updated or header.printed
    for at, line in enumerate(lines if day else ()):
        if at > header.headline_line and is_sentence(text[slice(*line)]):
            break  # days below are over what takes place then
        known = read_yearless(text[slice(*line)], day, now) if day and at not in header.taken else None
        if not known:
            continue
        header.taken[at] = [Span(*line, Label.DATE)]
        told = known.published
        if told and header.published and told.at.date() > header.published.at.date():
            told, header.updated = None, header.updated or told
        header.updated = finer(header.updated, known.updated)
        if header.published or header.updated:
            header.published = finer(header.published, told)


def _take(
    text: str,
    lines: Sequence[tuple[int, int]],
    at: int,
    found: dict[int, HeaderLine],
    header: Header,
    last: int,
    signed: int,
) -> None:
    """Take what a line tells, if it is a header line where it stands.

    ``last``: the last of the lines that it was joined with; ``signed``: the number of the one that names the author.
    """
    start, end = lines[at]
    line = text[start:end]
    around = [*lines[max(0, header.headline_line) : at], *lines[at + 1 : at + 1 + _STORY_LINES]]
    if is_date_word(line) and at + 1 in found and found[at + 1].is_dated:
        header.taken.setdefault(at, [Span(start, end, Label.DATE)])
        return
    below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    if (is_mark(line) or announces_names(line, below)) and header.headline_line < at:
        header.taken.setdefault(at, [Span(start, end, Label.BYLINE)])
        return
    known = found.get(at)
    if signed < 0 and header.weight < 0 and header.headline_line < at and (name := of_agency(line, (text,))):
        place = _BESIDE_AGENCY.split(line.partition("/")[2], maxsplit=1)[0]
        header.byline, header.weight = (name,), MARKED
        header.dateline = header.dateline or _told_place(text, place, around)
        header.agency = header.agency or agency_mark(line.rpartition(",")[2])
        header.taken[at] = [Span(start, end, Label.BYLINE)]
        return
    if not known and signed < 0 and header.weight < 0 and header.headline_line < at < len(lines) - 1:
        name, place = has_place(line, text[slice(*lines[at + 1])], is_dated=at + 1 in found and found[at + 1].is_dated)
        if name:
            header.byline, header.dateline, header.weight = (name,), header.dateline or place, 0
            header.taken[at] = [Span(start, end, Label.BYLINE)]
            return
    if not known and header.published and not header.updated and len(line) <= _A_CHANGE:
        header.updated = change_that_day(line, header.published)
    if not known and header.updated and not header.published and len(line) <= _A_CHANGE:
        header.published = published_that_day(line, header.updated)
    if not known or not (
        at == signed or stands_right(text, lines, at, known, found, header.headline_line, header.weight, last)
    ):
        return
    is_signed = bool(known.byline and known.byline.is_marked)
    if known.is_dated:
        above = text[slice(*lines[at - 1])] if at else ""
        published, updated = known.published, known.updated
        if is_update_word(above):
            published, updated = None, published or updated
        if published and header.published and _FIRST.match(line) and published.at < header.published.at:
            published, header.published, updated = None, published, updated or header.published
        is_later = published and header.published and published.at.date() > header.published.at.date()
        if is_later and not updated and not published_word(line):
            published, updated = None, published
        if at < header.headline_line and not is_signed and not announces_day(above if is_date_word(above) else line):
            header.printed = finer(header.printed, published)
        else:
            header.published = finer(header.published, published)
        header.updated = finer(header.updated, updated)
    if known.byline and at == signed:
        persons = known.byline.persons
        if persons and f", {persons[-1]}" in line and is_named_there(persons[-1], text):
            header.dateline = header.dateline or persons[-1]  # what looks like a person
            persons = persons[:-1]
        header.byline, header.weight = persons, MARKED if is_signed else 0
    elif known.byline and is_signed and 0 <= signed < at <= signed + _NEXT_AUTHOR and header.weight == MARKED:
        header.byline = tuple(dict.fromkeys([*header.byline, *known.byline.persons]))
    if known.byline and (at > header.headline_line or is_signed):
        header.agency = header.agency or known.byline.agency
    if (is_signed or at == signed) and known.byline and not header.dateline and (match := _BEHIND.search(line)):
        place = match["place"]
        if place not in known.byline.persons and not (known_name(place) or is_paper(place) or has_role_word(place)):
            header.dateline = _told_place(text, place, around)
    if known.is_dated and known.byline and not known.byline.is_marked and at > max(signed, header.headline_line) >= 0:
        places = known.byline.persons  # what looks like a person's name
        if not header.dateline and len(places) == 1:
            is_told = is_named_there(places[0], text) or (signed >= 0 and is_told_there(places[0], text))
            header.dateline = places[0] if is_told else ""
    if known.is_dated and known.rest and at > header.headline_line:
        header.dateline = header.dateline or _place(text, start, *known.rest, around)
    if known.outlet:
        header.agency = header.agency or (known.outlet if is_agency(known.outlet) else "")
        is_credited = line[:1] in "([" and is_agency(known.outlet)
        header.named_outlet = header.named_outlet or ("" if is_credited else known.outlet)
    stop = header.taken[at][0].start if at in header.taken else end
    label = Label.DATE if known.is_dated else Label.BYLINE
    while stop > start and text[stop - 1] in " \t|·:,–—-":
        stop -= 1
    if stop > start:
        header.taken[at] = [Span(start, stop, label), *header.taken.get(at, [])]
    for under in range(at + 1, last + 1):
        header.taken[under] = [Span(*lines[under], Label.BYLINE)]
    if (
        (known.is_dated or known.outlet)
        and at - 1 not in found
        and at - 1 not in header.taken
        and at - 1 > header.headline_line
    ):
        _take_place(text, lines, at - 1, header)


def _take_place(text: str, lines: Sequence[tuple[int, int]], at: int, header: Header) -> None:
    """Take the line over a date that is a place alone, which the story names, too."""
    line = text[slice(*lines[at])]
    where = _WHERE.sub("", line)
    is_signed = any(span.label is Label.BYLINE for span in header.taken.get(at - 1, ()))
    town = re.split(r"[,/]", where, maxsplit=1)[0]
    if is_signed:
        place = _told_place(text, where, [lines[header.headline_line], *lines[at + 1 : at + 1 + _STORY_LINES]])
    else:
        place = where if len(where.split()) <= _A_PLACE and is_named_there(town, text) else ""
    if where != line and where.istitle():
        place = where
    if place and not header.dateline:
        header.dateline = place
        header.taken[at] = [Span(*lines[at], Label.DATELINE)]


def _place(text: str, start: int, first: int, last: int, below: Sequence[tuple[int, int]]) -> str:
    """The place that stands before or behind a line's dates, where the story names it, too."""
    place = text[start + first : start + last].strip(" ,–—-|")
    is_inside = (
        first
        and text[start + last : start + last + 1] not in ("", "\n")
        and text[start + last : start + last + 3] != " | "
    )
    is_sure = place.isupper() and _ZONE.search(text, start, start + first) is not None
    return "" if is_inside else _told_place(text, place, below, is_sure=is_sure)


def _told_place(text: str, place: str, below: Sequence[tuple[int, int]], *, is_sure: bool = False) -> str:
    """A place where the story names it, too, or that stands where nothing but a place does; else empty."""
    is_mark = place.isupper() and len(place) <= _A_MARK  # an agency's or a house's
    if is_mark or not 1 <= len(place.split()) <= _A_PLACE or not place[:1].isupper():
        return ""
    if is_doubted(place) or is_menus(place) or is_of_calendar(place):
        return ""
    town = re.split(r"[,\[(/]", place, maxsplit=1)[0].rstrip()
    is_told = is_sure or any(town in text[slice(*line)] for line in below[:_STORY_LINES])
    return place if is_told or (town.isupper() and plain(town) in plain(text.replace(town, ""))) else ""
