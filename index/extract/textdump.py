"""Scraped text: a headline, its page's furniture, a body, and the stories that the page recommends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from index.extract.body import labelled, paragraphs
from index.extract.dates import from_filename, in_text
from index.extract.furniture import is_furniture, is_promotion
from index.extract.outlets import named_outlet
from index.model import Article, Label, Published, Span, digest
from index.sentences import sentences, trimmed

_BULLET = re.compile(r"[•‣▪●◦·*–-]\s+")
_LIST_HEADING = re.compile(
    r"^(?:recommended(?:\s(?:stories|articles|reading|for you))?|related(?:\s(?:stories|articles|coverage|news|content))?|"
    r"more (?:stories|news|headlines|coverage|from .{2,40}|on .{2,40}|in .{2,40})|you (?:may|might) (?:also )?like|"
    r"most (?:read|popular|viewed)|trending(?: now| stories)?|read next|also read|see also|(?:latest|top) (?:stories|news|headlines)|"
    r"what to read next|up next|in other news|elsewhere)\s*:?$",
    re.I,
)
_LEADING_DATE = re.compile(r"^(?:date|published|posted|updated|last updated)?\s*:?\s*$", re.I)
_BYLINE = re.compile(r"^(?:by|von|par)\s+(.{3,80})$", re.I)
_LONGEST_HEADER_LINE = 200


@dataclass(slots=True)
class _Header:
    spans: list[Span] = field(default_factory=list)
    headline: str = ""
    byline: tuple[str, ...] = ()
    published: Published | None = None
    body_start: int = 0


def extract_text_dump(text: str, path: Path, now: datetime) -> list[Article]:
    """The article of a text dump, then a teaser for each story that its page recommends. Offsets are into ``text``."""
    lines = paragraphs(text)
    header = _header(text, lines, now)
    listed = _listed(text, [line for line in lines if line[0] >= header.body_start])
    spans = list(header.spans)
    place = wire = ""
    position = header.body_start
    for start, end, _ in [*listed, (len(text), len(text), [])]:
        found, here, by = labelled(text, position, start)
        place, wire = place or here, wire or by
        spans += found
        if start < end:
            spans.append(Span(start, end, Label.TEASER))
        position = end
    host = Article(
        key=str(path),
        text=text,
        spans=tuple(spans),
        headline=header.headline,
        outlet="",
        agency=wire,
        byline=header.byline,
        dateline=place,
        published=header.published or from_filename(path.name, now),
    )
    teasers = [_teaser(host, item) for _, _, items in listed for item in items]
    return [host, *{teaser.key: teaser for teaser in teasers}.values()]


def _header(text: str, lines: Sequence[tuple[int, int]], now: datetime) -> _Header:
    """Everything above the body: the first line that reads like a sentence and is nothing else opens it."""
    header = _Header()
    for start, end in lines:
        line = text[start:end]
        header.body_start = start
        dated = in_text(line[:_LONGEST_HEADER_LINE], "text", now) if header.published is None else None
        if is_furniture(line) or _BULLET.match(line):
            header.spans.append(Span(start, end, Label.FURNITURE))
        elif (
            not header.headline
            and dated
            and _LEADING_DATE.match(line[: dated[0]])
            and end - start <= 2 * _LONGEST_HEADER_LINE
        ):
            header.published = dated[2]
            header.spans.append(Span(start, start + dated[1], Label.DATE))
            _take_headline(header, text, start + dated[1], end)
        elif not header.headline and end - start <= 2 * _LONGEST_HEADER_LINE:
            _take_headline(header, text, start, end)
        elif (names := _names(line)) and not header.byline:
            header.byline = names
            header.spans.append(Span(start, end, Label.BYLINE))
        elif dated and end - start <= 100:
            header.published = dated[2]
            header.spans.append(Span(start, end, Label.DATE))
        elif end - start <= 60 and not re.search(r"[.!?”\"’]$", line):
            header.spans.append(Span(start, end, Label.FURNITURE))
        else:
            return header
    header.body_start = len(text)
    return header


def _take_headline(header: _Header, text: str, start: int, end: int) -> None:
    start, end = trimmed(text, start, end)
    if start < end:
        header.headline = text[start:end].lstrip("#:|–—- ")
        header.spans.append(Span(start, end, Label.HEADLINE))


def _names(line: str) -> tuple[str, ...]:
    """The authors that a byline names: "By ..." or a line of two to eight words in capitals."""
    match = _BYLINE.match(line)
    if match:
        line = match.group(1)
    elif not (
        line == line.upper()
        and re.search(r"[A-Z]{2}", line)
        and 2 <= len(line.split()) <= 8
        and not re.search(r"[\d!?:]", line)
    ):
        return ()
    names = [
        re.sub(r"\s*[|·].*$", "", name).strip() for name in re.split(r",\s*|\s+and\s+|\s+AND\s+|\s*&\s*|;\s*", line)
    ]
    return tuple(_titled(name) for name in names if 2 < len(name) <= 60)


def _titled(name: str) -> str:
    return re.sub(r"\w[\w’']*", lambda m: m.group().capitalize(), name.lower()) if name == name.upper() else name


def _listed(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int, list[list[tuple[int, int]]]]]:
    """Lists of recommended stories: start and end with their heading, and the lines of each story without its bullet."""
    lists: list[tuple[int, int, list[list[tuple[int, int]]]]] = []
    position = 0
    while position < len(lines):
        start, end = lines[position]
        position += 1
        if not _LIST_HEADING.match(text[start:end]):
            continue
        items: list[list[tuple[int, int]]] = []
        stop = end
        rest = lines[position:]
        indented = any(_indent(text, a) and not _BULLET.match(text[a:b]) for a, b in rest)
        for left, right in rest:
            bullet = _BULLET.match(text[left:right])
            if bullet:
                items.append([(left + bullet.end(), right)])
            elif items and (_indent(text, left) or not indented):
                items[-1].append((left, right))
            elif not is_furniture(text[left:right]):
                break
            stop = right
            position += 1
        if items:
            lists.append((start, stop, items))
    return lists


def _indent(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in " \t\u00a0"


def _teaser(host: Article, lines: Sequence[tuple[int, int]]) -> Article:
    """A recommended story as an article of its own; its text is its slice of the host's."""
    base, end = lines[0][0], lines[-1][1]
    text = host.text[base:end]
    headline = host.text[slice(*lines[0])].strip()
    spans = [Span(0, lines[0][1] - base, Label.HEADLINE)]
    for left, right in lines[1:]:
        for start, stop in _pieces(text, left - base, right - base):
            label = Label.FURNITURE if is_promotion(text[start:stop]) or is_furniture(text[start:stop]) else Label.BODY
            spans.append(Span(start, stop, label))
    published = replace(host.published, source="host") if host.published else None
    return Article(
        key=f"{host.key}#{digest(headline)}",
        text=text,
        spans=tuple(spans),
        headline=headline,
        outlet=named_outlet(text[spans[0].end :]),
        published=published,
        kind="teaser",
        seen_on=host.key,
    )


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The line as it is, or sentence by sentence where one of them is promotion."""
    found = sentences(text, start, end)
    return found if any(is_promotion(text[a:b]) for a, b in found) else [(start, end)]
