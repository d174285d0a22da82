"""What stands between a note's headline and its story: whose and of when it is, and where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from index.extract import publication_dates
from index.extract.date_text import find_dates, tells_day
from index.extract.fields import Fields
from index.extract.header_lines import HeaderLine, read_header_line
from index.extract.labels import lines
from index.extract.outlets import known_name
from index.extract.unnamed_fields import address_in
from index.types import Label, Published, Span

_SPANS = 5
"""Paragraphs, the headline's and furniture included, among which an imprint stands."""
_LONGEST = 90
_LINK = re.compile(r"\]\((https?://[^\s()]{4,2000})\)|(?<![\w(])(https?://[^\s()<>]{4,2000})")
_MARKS = " ,;:|·•–—-()*_"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the lines say, and the spans with the lines that say nothing else."""

    spans: tuple[Span, ...]
    published: Published | None = None
    updated: datetime | None = None
    byline: tuple[str, ...] = ()
    outlet: str = ""
    url: str | None = None


def read_imprint(text: str, spans: Sequence[Span], now: datetime) -> Imprint:
    """What the first lines say of the article: who wrote it, a day, with an outlet or without, and an address that is its own."""
    kept: list[Span] = []
    found = Imprint(())
    above, is_over = 0, False
    for span in spans:
        above = above if is_over else span.start
        if is_over or span.label in (Label.HEADLINE, Label.FURNITURE):
            kept.append(span)
            continue
        is_near = span.label is Label.BODY and len(kept) < _SPANS
        told = told_in_lines(text, lines(text, span.start, span.end), now) if is_near else []
        is_over = not told
        kept += [Span(*line, Label.DATE if known.is_dated else Label.BYLINE) for line, known in told] or [span]
        for line, known in told:
            found = _with(found, known, text[slice(*line)], now)
    links = {f"link {number}": one or other for number, (one, other) in enumerate(_LINK.findall(text, 0, above))}
    return replace(found, spans=tuple(kept), url=address_in(Fields(links), text))


def told_in_lines(text: str, of: Iterable[tuple[int, int]], now: datetime) -> list[tuple[tuple[int, int], HeaderLine]]:
    """The lines ``of`` a paragraph with what each tells; none where one of them tells nothing, or all are no more than a name."""
    found: list[tuple[tuple[int, int], HeaderLine]] = []
    for start, end in of:
        line = text[start:end].strip(_MARKS)
        known = read_header_line(line, now) if 0 < len(line) <= _LONGEST else None
        if known is None and line and len(line) <= _LONGEST and tells_day(line):
            known = HeaderLine(is_dated=True)
        if known is None or (known.rest and not tells_day(line)):
            return []
        found.append(((start, end), known))
    is_sure = any(known.is_dated or (known.byline and known.byline.is_marked) for _, known in found)
    return found if is_sure else []


def _with(found: Imprint, known: HeaderLine, line: str, now: datetime) -> Imprint:
    """``found`` with what a line tells that none above it did."""
    day = next(iter(find_dates(line)), None)
    published = known.published or (publication_dates.of_text(day, "text", now) if day and not known.updated else None)
    beside = (line[: day.start] + line[day.end :]).strip(_MARKS) if day else ""
    return replace(
        found,
        published=found.published or published,
        updated=found.updated or (known.updated.at if known.updated else None),
        byline=found.byline or (known.byline.persons if known.byline else ()),
        outlet=found.outlet or known.outlet or known_name(beside),
    )
