"""What stands between a note's headline and its story: whose and of when it is, and where it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from index.extract import publication_dates
from index.extract.date_text import find_dates, tells_day
from index.extract.fields import Fields
from index.extract.outlets import known_name
from index.extract.unnamed_fields import address_in
from index.types import Label, Published, Span

_LINES = 3
_LONGEST = 90
_LINK = re.compile(r"\]\((https?://[^\s()]{4,2000})\)|(?<![\w(])(https?://[^\s()<>]{4,2000})")
_MARKS = " ,;:|·•–—-()*_"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the lines say, and the spans with the lines that say nothing else."""

    spans: tuple[Span, ...]
    published: Published | None = None
    outlet: str = ""
    url: str | None = None


def read_imprint(text: str, spans: Sequence[Span], now: datetime) -> Imprint:
    """What the first lines say of the article: a day, with an outlet or without, and an address that is its own."""
    kept = list(spans)
    published, outlet, above = None, "", 0
    for number, span in enumerate(kept):
        above = span.start
        if span.label in (Label.HEADLINE, Label.FURNITURE):
            continue
        line = text[span.start : span.end]
        if number >= _LINES or len(line) > _LONGEST or not tells_day(line):
            break
        day = next(iter(find_dates(line)))
        published = published or publication_dates.published(line[day.start : day.end], "text", now)
        outlet = outlet or known_name((line[: day.start] + line[day.end :]).strip(_MARKS))
        kept[number] = Span(span.start, span.end, Label.DATE)
    links = {f"link {number}": one or other for number, (one, other) in enumerate(_LINK.findall(text, 0, above))}
    return Imprint(tuple(kept), published, outlet, address_in(Fields(links), text))
