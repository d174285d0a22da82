"""Heads of press archives' documents, whose lines tell by their order what they are: headline, outlet and day of Nexis and Factiva."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from index.extract.bylines import names
from index.extract.dump_facts import LAST_FIRST
from index.extract.dump_header import Header
from index.extract.dump_names import MARKED
from index.extract.header_lines import read_header_line
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import known_name
from index.types import Label, Span

_LENGTH = re.compile(r"(?:Length|Länge|Longueur):\s{0,3}[\d.,]{1,7} (?:words|Wörter|mots)")
_WORDS = re.compile(r"[\d.,]{1,7} (?:words|Wörter|mots|palabras|parole)")
_BODY = re.compile(r"(?:Body|Haupttext|Corps)")
_TAIL = re.compile(r"(?:Classification|Klassifizierung|Load-Date: .{4,40}|Graphic|Notes)")
_END = re.compile(r"End of Document|(?:Document|Dokument|Documento) [A-Z]{2,8}\w{12,30}")
_BYLINE = re.compile(r"Byline:\s{0,3}(?=\S)")
_DATELINE = re.compile(r"Dateline:\s{0,3}(?=\S)")
_BY = re.compile(r"(?:By|Von|Par|Por) (?=\S)")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright\b).{4,200}", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2,8}|\d{1,4}|\w{1,3}\d{1,4}")
_LANGUAGE = re.compile(r"Language:\s{0,3}([A-Za-z]{4,20})\b.{0,40}")
_PLACE = re.compile(r"\s?\([^()]{2,40}\)$")
_CITED = re.compile(
    r"(?:: (?P<day>[A-Z][a-z]{2,8} \d{1,2}, \d{4})\. pg?\.|; (?P<place>[^;\[\n]{2,40}\[[^\[\]\n]{2,40}\])\.? ?(?P<when>\d{1,2} [A-Z][a-z]{2} \d{4}):) ?\S{1,9}$"
)
"""The end of a citation: the day and the page, in the later form with the place before it."""
_STOP = re.compile(r"(?<!\bSt)(?<!\b[A-Z])\. ")
"""What ends each part of a citation, and no name's initial."""
_TOP = 40
_HEAD = 14
"""Lines of a head, from the headline to the story."""
_FOOT = 16
"""Lines that a printed page may have below the document's end: its number, the headline again, and what was searched for."""
_A_HEADLINE = 4
"""Words from which a line over a name is the headline, and no section's."""

Lines = Sequence[tuple[int, int]]


def take_archive_head(text: str, lines: Lines, now: datetime, header: Header) -> None:
    """Take the lines around the story that an archive wrote, if the text is one of its documents."""
    last = len(lines) - 1
    end = next((at for at in range(last, max(-1, last - _FOOT), -1) if _END.fullmatch(text, *lines[at])), 0)
    for at, line in enumerate(lines[:end]):
        if _LENGTH.fullmatch(text, *line):
            return _take_nexis(text, lines, at, now, header)
        if _WORDS.fullmatch(text, *line):
            return _take_factiva(text, lines, at, end, now, header)
    for at, line in enumerate(lines[:_TOP]):
        if match := _CITED.search(text, *line):
            return _take_citation(text, lines, at, match, now, header)


def _take_nexis(text: str, lines: Lines, length: int, now: datetime, header: Header) -> None:
    """Headline, outlet, day, the archive's own lines and "Body", below what an export's cover says."""
    body = next(
        (at for at in range(length, min(length + _HEAD, len(lines))) if _BODY.fullmatch(text, *lines[at])), None
    )
    day = next((at for at in range(length - 1, max(length - _HEAD, 1), -1) if _is_day(text, lines[at], now)), None)
    if body is None or day is None:
        return
    tail = next((at for at in range(len(lines) - 1, body, -1) if text.startswith("Classification", lines[at][0])), None)
    tail = tail or next((at for at in range(body + 1, len(lines)) if _TAIL.fullmatch(text, *lines[at])), len(lines) - 1)
    for at in (*range(body + 1), *range(tail, len(lines))):
        _set_aside(at, lines[at], header)
        if match := _LANGUAGE.fullmatch(text, *lines[at]):
            header.language = match[1]
        if at < body and (match := _BYLINE.match(text, *lines[at])):
            _take_byline(text, lines[at], match.end(), at, header)
        if at < body and (match := _DATELINE.match(text, *lines[at])):
            header.dateline = text[match.end() : lines[at][1]]
            header.taken[at] = [Span(match.end(), lines[at][1], Label.DATELINE)]
    outlet = day - 1
    while outlet > 1 and _is_edition(text[slice(*lines[outlet])]):
        outlet -= 1
    _take_facts(text, lines, outlet - 1, outlet, day, now, header)


def _take_factiva(text: str, lines: Lines, count: int, end: int, now: datetime, header: Header) -> None:
    """Headline, byline, number of words, day, outlet, the archive's codes and the notice of rights."""
    if count < 1 or count + 2 >= len(lines) or not _is_day(text, lines[count + 1], now):
        return
    rights = next(
        (at for at in range(count + 3, min(count + _HEAD, len(lines))) if _RIGHTS.fullmatch(text, *lines[at])), None
    )
    if rights is None:
        return
    outlet = next((at for at in range(count + 2, rights) if not text[lines[at][0]].isdigit()), count + 2)
    for at in (*range(rights + 1), *range(end, len(lines))):
        _set_aside(at, lines[at], header)
        said = text[slice(*lines[at])]
        if outlet < at < rights and said.isalpha() and not _CODE.fullmatch(said):
            header.language = said
    headline = count - 1
    line, above = (text[slice(*lines[at])] for at in (headline, max(0, headline - 1)))
    match = _BY.match(line)
    if headline and (match or (looks_like_names(line) and len(above.split()) >= _A_HEADLINE)):
        _take_byline(text, lines[headline], lines[headline][0] + (match.end() if match else 0), headline, header)
        headline -= 1
    _take_facts(text, lines, headline, outlet, count + 1, now, header)


def _take_citation(text: str, lines: Lines, at: int, match: re.Match[str], now: datetime, header: Header) -> None:
    """Author, outlet and place in one line with the day and the page, as ProQuest's older pages have it below the headline."""
    start, end = lines[at]
    said = text[start : match.start()]
    if match["place"]:
        authors, _, outlet = said.partition(". ") if ", " in said else ("", "", said)
    else:
        *persons, outlet, _ = ["", "", *_STOP.split(said)]
        authors = ". ".join(filter(None, persons))
    found = read_header_line(match["day"] or match["when"], now)
    if not outlet or ":" in outlet or not found or not found.published:
        return
    header.published, header.outlet = found.published, known_name(outlet) or outlet
    header.byline, header.weight = names(LAST_FIRST.sub(r"\2 \1", authors).replace(";", ",")), MARKED
    header.taken[at] = [Span(start, end, Label.DATE)]


def _take_facts(text: str, lines: Lines, headline: int, outlet: int, day: int, now: datetime, header: Header) -> None:
    header.headline = text[slice(*lines[headline])]
    header.headline_line = headline
    header.taken[headline] = [Span(*lines[headline], Label.HEADLINE)]
    name = _PLACE.sub("", text[slice(*lines[outlet])])
    header.outlet = known_name(name) or name
    found = read_header_line(text[slice(*lines[day])], now)
    header.published = found.published if found else None
    header.taken[day] = [Span(*lines[day], Label.DATE)]


def _take_byline(text: str, line: tuple[int, int], start: int, at: int, header: Header) -> None:
    header.byline, header.weight = names(text[start : line[1]]), MARKED
    header.taken[at] = [Span(*line, Label.BYLINE)]


def _set_aside(at: int, line: tuple[int, int], header: Header) -> None:
    header.taken[at] = [Span(*line, Label.FURNITURE)]


def _is_day(text: str, line: tuple[int, int], now: datetime) -> bool:
    found = read_header_line(text[slice(*line)], now)
    return found is not None and found.is_dated and found.published is not None


def _is_edition(line: str) -> bool:
    """True for the edition, which may stand between outlet and day: "Final Edition", "1 - National Edition"."""
    return line.endswith(("Edition", "edition", "Ausgabe"))
