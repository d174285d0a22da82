"""Plain text as someone saved it from a page: headline, date, byline and banners first, then the story, then the page's rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from index.extract.archive_heads import take_archive_head
from index.extract.dump_facts import take_fields, take_late_fields
from index.extract.dump_header import Header, read_header
from index.extract.dump_lines import roles
from index.extract.dump_roles import Role
from index.extract.furniture import is_sentence
from index.extract.furniture_table import asks_to_pay, plain
from index.extract.labels import Labelled, label_body, lines
from index.extract.languages import language_code
from index.extract.outlets import is_agency, known_name
from index.extract.structure import days, structure
from index.extract.teasers import StoryList, find_lists, teasers
from index.types import Article, Label, Span

_LABELS = {Role.FURNITURE: Label.FURNITURE, Role.CAPTION: Label.CAPTION, Role.HEADING: Label.HEADING}
_WRAPPED = 120
"""A page without a longer line may be wrapped at a fixed width."""
_NEARLY_FULL = 0.85
_HALF_FULL = 0.55
"""Shares of the width from which a line may go on in the next: whatever that begins with, or where that is a small letter."""
_IN_COLUMN = 0.25
"""Share of a page's lines that go on in the next, from which it stands in a column."""
_PLACE_WORDS = 3
_STUB, _OFFER = 600, 300
"""Characters of a story below which it may be no more than its beginning, and of a line that offers the rest for money."""
_HEADER = re.compile(r"(?:by|date|created|written|published|posted|updated|https?|\d{1,2}:\d\d|\d{4})\b", re.IGNORECASE)
_DASH = re.compile(r"[—–-]{1,2}")


@dataclass(frozen=True, slots=True)
class Head:
    """A dump's lines, its header, the lists of other stories with the numbers of their lines, and the lines that have a structure."""

    lines: list[tuple[int, int]]
    header: Header
    lists: list[StoryList]
    listed: frozenset[int]
    formed: dict[int, list[Span]]


def read_head(text: str, now: datetime) -> Head:
    """What of a dump is told before its lines are judged one by one."""
    found = _unwrapped(text, list(lines(text)))
    shaped = structure(text, found)
    header = Header()
    take_archive_head(text, found, now, header)
    take_fields(text, found, now, header)
    first = (at for at, spans in shaped.items() if any(span.label is not Label.HEADING for span in spans))
    read_header(text, found[: min(first, default=len(found))], now, header)
    take_late_fields(text, found, header.last + 1, now, header)
    lists = [stories for stories in find_lists(text, found) if stories.last > header.last]
    listed = frozenset(at for stories in lists for at in range(max(stories.first, header.last + 1), stories.last))
    shaped = days(text, found, besides=header.taken) | shaped
    formed = {at: made for at, made in shaped.items() if at not in listed and at not in header.taken}
    return Head(found, header, lists, listed, formed)


def read_textdump(text: str, key: str, *, now: datetime) -> list[Article]:
    """The article that a text dump holds, then the stories that its page recommends. ``text`` is kept as it is."""
    read = read_head(text, now)
    found, header, listed, formed = read.lines, read.header, read.listed, read.formed
    body, spans = _body(text, found, header, listed, formed)
    spans += [span for taken in header.taken.values() for span in taken]
    is_stub = _is_stub(text, body.spans, spans)
    spans += [Span(*found[at], Label.TEASER) for at in listed]
    article = Article(
        key=key,
        text=text,
        spans=tuple(sorted([*body.spans, *spans], key=lambda span: span.start)),
        headline=header.headline,
        outlet=header.outlet,
        agency=body.agency or header.agency,
        byline=header.byline,
        dateline=body.dateline or header.dateline,
        published=header.published or header.updated,
        language=language_code(header.language),
        updated=_updated(header),
        access="paid" if is_stub else "",
        is_excerpt=is_stub,
    )
    return [article, *teasers(article, read.lists)]


def _is_stub(text: str, story: Sequence[Span], others: Sequence[Span]) -> bool:
    """True for a story of a few lines, or one that breaks off, on a page that offers its rest for money."""
    told = [text[span.start : span.end] for span in story if span.label is Label.BODY]
    if not told or (is_sentence(told[-1]) and sum(map(len, told)) >= _STUB):
        return False
    rest = (text[span.start : span.end] for span in (*others, *story) if span.label is Label.FURNITURE)
    return any(len(line) <= _OFFER and asks_to_pay(plain(line)) for line in rest)


def _updated(header: Header) -> datetime | None:
    """When the header says that the story was last changed, if that is later than its publication."""
    first, last = header.published, header.updated
    if not first or not last:
        return None
    is_later = last.at.date() > first.at.date() if last.precision == "day" else last.at >= first.at
    return last.at if is_later else None


def _body(
    text: str,
    found: Sequence[tuple[int, int]],
    header: Header,
    listed: frozenset[int],
    formed: Mapping[int, list[Span]],
) -> tuple[Labelled, list[Span]]:
    """The labelled story, and the spans of the other lines."""
    told = roles(text, found, header, frozenset(formed), listed)
    spans: list[Span] = []
    story: list[tuple[int, int]] = []
    outlet = _dateline_alone(text, found, told)
    place = _place_alone(text, found, told, header.last)
    for at, (line, role) in enumerate(zip(found, told, strict=True)):
        if at in header.taken or at in listed:
            continue
        if at in outlet or at == place:
            spans.append(Span(*line, Label.DATELINE))
        elif label := _LABELS.get(role):
            spans.append(Span(*line, label))
        elif at in formed:
            spans += formed[at]
        else:
            story.append(line)
    labelled = label_body(text, story)
    agency = next((name for at in outlet if is_agency(name := known_name(text[slice(*found[at])]))), "")
    if outlet:
        header.outlet = header.outlet or known_name(text[slice(*found[min(outlet)])])
    named = labelled.dateline or (text[slice(*found[place])] if place >= 0 else "")
    return Labelled(labelled.spans, named, labelled.agency or agency), spans


def _dateline_alone(text: str, found: Sequence[tuple[int, int]], told: Sequence[Role]) -> set[int]:
    """A dateline that lost its line: the outlet's name, and a dash on the next."""
    for at in range(len(found) - 2):
        if _DASH.fullmatch(text[slice(*found[at + 1])]) and known_name(text[slice(*found[at])]):
            return {at, at + 1} if told[at + 2] is Role.STORY else set()
    return set()


def _place_alone(text: str, found: Sequence[tuple[int, int]], told: Sequence[Role], last: int) -> int:
    """The number of the line, right over the story's first, that is a place in capitals and named by the story, too; -1 for none."""
    first = next((at for at, role in enumerate(told) if role is Role.STORY and at > last), 0)
    place = text[slice(*found[first - 1])] if first else ""
    is_place = place.isupper() and len(place.split()) <= _PLACE_WORDS and place.replace(" ", "").isalpha()
    return first - 1 if is_place and place.title() in text[found[first][0] :] else -1


def _unwrapped(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, those of paragraphs put together again where the page was wrapped at a fixed width."""
    longest = max((end - start for start, end in found), default=0)
    if longest > _WRAPPED:
        return found
    width = _width(text, found) or longest
    if not _is_wrapped(text, found, width):
        return found
    joined: list[tuple[int, int]] = []
    filled = 0.0
    for start, end in found:
        if joined and _goes_on(text, joined[-1][1], start, filled):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        filled = (end - start) / width
    return joined


def _width(text: str, found: Sequence[tuple[int, int]]) -> int:
    """The width of a column that most of a page stands in: the length of its longest line that goes on with a small letter in the next."""
    sizes = [
        end - start
        for (start, end), (first, _) in pairwise(found)
        if text[first].islower() and _goes_on(text, end, first, 1.0)
    ]
    return max(sizes) if len(sizes) > _IN_COLUMN * len(found) else 0


def _is_wrapped(text: str, found: Sequence[tuple[int, int]], width: int) -> bool:
    """True if most of the nearly full lines break off within a sentence, as those of a page do that was wrapped."""
    full = [at for at, (start, end) in enumerate(found[:-1]) if end - start > _NEARLY_FULL * width]
    broken = sum(_goes_on(text, found[at][1], found[at + 1][0], 1.0) for at in full)
    return 2 * broken > len(full)


def _goes_on(text: str, end: int, start: int, filled: float) -> bool:
    """True if the line at ``start`` goes on in the sentence of the one above, which fills so much of the page's width."""
    if text[end - 1] in '.!?:”"…' or not text[start].isalnum() or text.count("\n", end, start) > 1:
        return False
    if filled <= (_HALF_FULL if text[start].islower() else _NEARLY_FULL):
        return False
    match = _HEADER.match(text, start)
    return not match or (match[0].isdigit() and text[match.end() : match.end() + 2].lstrip(" ")[:1].islower())
