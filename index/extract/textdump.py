"""Plain text as someone saved it from a page: headline, date, byline and banners first, then the story, then the page's rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from index.extract import publication_dates
from index.extract.bylines import read_byline
from index.extract.date_text import FoundDate, find_dates
from index.extract.furniture import is_furniture, is_list_heading
from index.extract.labels import dateline, label_body, lines, paragraphs
from index.extract.outlets import clean_headline, is_agency, known_name
from index.extract.teasers import bullet, find_lists, indent, teasers
from index.types import Article, Label, Published, Span

_DATE_WORD = re.compile(
    r"(?:date|published|posted|first published|created|(?P<update>(?:last )?(?:updated|modified)))\b(?: on)?\s*[:|]?\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:title|headline)\s*:\s*(?=\S)", re.IGNORECASE)
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,?\s{0,2}")
_MAX_HEADER_LINES = 60
_LONG = 110


@dataclass(slots=True)
class _Header:
    spans: list[Span] = field(default_factory=list)
    headline: str = ""
    published: Published | None = None
    updated: Published | None = None
    byline: tuple[str, ...] = ()
    agency: str = ""
    outlet: str = ""


def read_textdump(text: str, key: str, *, now: datetime) -> list[Article]:
    """The article that a text dump holds, then the stories that its page recommends. ``text`` is kept as it is."""
    found = list(lines(text))
    header, at = _header(text, found, now)
    lists = find_lists(text, found)
    spans = list(header.spans)
    story: list[tuple[int, int]] = []
    place = agency = ""
    taken = at
    for stories in [*lists, None]:
        stop = stories.first if stories else len(found)
        if taken < stop:
            story = list(paragraphs(text, found[taken][0], found[stop - 1][1]))
            labelled = label_body(text, story)
            spans += labelled.spans
            place, agency = place or labelled.dateline, agency or labelled.agency
        if stories and stories.last > taken:
            first = max(stories.first, taken)
            spans += [Span(*line, Label.TEASER) for line in found[first : stories.last]]
            taken = stories.last
    article = Article(
        key=key,
        text=text,
        spans=tuple(spans),
        headline=header.headline,
        outlet=header.outlet,
        agency=agency or header.agency,
        byline=header.byline,
        dateline=place,
        published=header.published or header.updated,
    )
    return [article, *teasers(article, lists)]


def _header(text: str, found: Sequence[tuple[int, int]], now: datetime) -> tuple[_Header, int]:
    """Read the lines before the story; returns what they tell, and the number of the story's first line."""
    header = _Header()
    at = 0
    while at < min(len(found), _MAX_HEADER_LINES):
        start, end = found[at]
        line = text[start:end]
        if is_list_heading(line):
            break
        banner = _banner(text, found, at)
        if banner:
            header.spans += [Span(*span, Label.FURNITURE) for span in found[at : at + banner]]
            at += banner
            continue
        if dateline(text, start, end) or not (_date(text, start, end, header, now) or _credit(text, found, at, header)):
            if (
                header.headline
                or dateline(text, start, end)
                or end - start > 250
                or _is_prose(line, bool(header.spans))
            ):
                break
            first = start + (match.end() if (match := _FIELD.match(line)) else 0)
            _set_headline(text, first, end, header)
        at += 1
    return header, at


def _is_prose(line: str, has_seen_header: bool) -> bool:
    """A first line may be a headline even with a full stop, but not when it is long and goes on after one."""
    return len(line) > _LONG and (line.endswith((".", "”", '"')) or (not has_seen_header and ". " in line))


def _banner(text: str, found: Sequence[tuple[int, int]], at: int) -> int:
    """The number of lines of the furniture at ``at``: with a bullet, all that is indented below it belongs to it."""
    start, end = found[at]
    first = bullet(text, start, end)
    if not is_furniture(text[first:end]):
        return 0
    count = 1
    if first > start:
        while at + count < len(found):
            below = found[at + count]
            if (
                bullet(text, *below) > below[0]
                or indent(text, below[0]) <= indent(text, start)
                or below[1] - below[0] > _LONG
            ):
                break
            count += 1
    return count


def _set_headline(text: str, start: int, end: int, header: _Header) -> None:
    header.spans.append(Span(start, end, Label.HEADLINE))
    header.headline, outlet = clean_headline(text[start:end])
    header.outlet = header.outlet or outlet


def _date(text: str, start: int, end: int, header: _Header, now: datetime) -> bool:
    """Take a line that is a date, or a date and the headline ("date 2021-12-30 Biden, Putin to hold call")."""
    word = _DATE_WORD.match(text, start, end)
    first = word.end() if word else start
    match = next(find_dates(text, start, end), None)
    if not match or (text[first : match.start].strip(" ,|·") and not _WEEKDAY.fullmatch(text[first : match.start])):
        return False
    rest = match.end + len(text[match.end : end]) - len(text[match.end : end].lstrip(" \t|·:,–—-"))
    if rest < end and (header.headline or end - rest > 250):
        return bool(word) and end - start < _LONG and _note(match, word, header, now, Span(start, end, Label.DATE))
    if not _note(match, word, header, now, Span(start, match.end, Label.DATE)):
        return False
    if rest < end:
        _set_headline(text, rest, end, header)
    return True


def _note(match: FoundDate, word: re.Match[str] | None, header: _Header, now: datetime, span: Span) -> bool:
    day = publication_dates.of_text(match, "text", now)
    if word and word["update"]:
        header.updated = header.updated or day
    else:
        header.published = header.published or day
    header.spans.append(span)
    return True


def _credit(text: str, found: Sequence[tuple[int, int]], at: int, header: _Header) -> bool:
    """Take a line that names who wrote the story, or the agency or outlet that it is from."""
    start, end = found[at]
    line = text[start:end]
    if not header.headline:
        return False
    if name := known_name(line):
        if is_agency(name):
            header.agency = header.agency or name
        header.outlet = header.outlet or name
        header.spans.append(Span(start, end, Label.BYLINE))
        return True
    byline = None if header.byline else read_byline(line)
    if not byline or not (
        byline.is_marked or line.isupper() or byline.outlet or _beside_header(text, found, at, header)
    ):
        return False
    header.byline = byline.persons
    header.agency = header.agency or byline.agency
    header.spans.append(Span(start, end, Label.BYLINE))
    return True


def _beside_header(text: str, found: Sequence[tuple[int, int]], at: int, header: _Header) -> bool:
    """True if a line stands among header lines: a name in plain case alone could be a heading of the story."""
    if at + 1 >= len(found):
        return False
    start, end = found[at + 1]
    below = text[start:end]
    word = _DATE_WORD.match(below)
    is_date = any(date.start == (word.end() if word else 0) for date in find_dates(below))
    return is_furniture(below) or bool(known_name(below)) or is_date
