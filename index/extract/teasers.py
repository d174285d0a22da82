"""Lists of other stories on a page ("Recommended Stories"): where they are, and each story as an article of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.extract.furniture import is_furniture, is_list_heading, promotions
from index.extract.labels import label_paragraph
from index.extract.outlets import is_agency, named_in
from index.types import Article, Label, Published, Span, digest

_BULLET = re.compile(r"(?:[•·▪‣◦●○►▶*+–—-]|\d{1,2}[.)])\s+(?=\S)")
_HEADLINE_LIMIT = 200
_PLAIN_ITEMS = 10
_TELLING_WORDS = 4
"""A headline without a blurb tells something from this many words on; shorter ones are names of sections and buttons."""


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a list: offsets of its headline and of its blurb's lines."""

    headline: tuple[int, int]
    blurb: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class StoryList:
    """A list of other stories: the lines ``[first, last)`` that it takes, its heading among them, and its items."""

    first: int
    last: int
    items: tuple[Item, ...]


def find_lists(text: str, lines: Sequence[tuple[int, int]]) -> list[StoryList]:
    """Every list of stories among a text's lines."""
    found: list[StoryList] = []
    at = 0
    while at < len(lines):
        start, end = lines[at]
        if is_list_heading(text[start:end]):
            items, last = _items(text, lines, at + 1)
            if items:
                found.append(StoryList(at, last, items))
                at = last
                continue
        at += 1
    return found


def bullet(text: str, start: int, end: int) -> int:
    """Where a line's text starts, after its bullet if it has one."""
    match = _BULLET.match(text, start, end)
    return match.end() if match else start


def indent(text: str, start: int) -> int:
    """The indentation of a line, in characters."""
    at = start
    while at > 0 and text[at - 1] in " \t\xa0":
        at -= 1
    return start - at


def _items(text: str, lines: Sequence[tuple[int, int]], at: int) -> tuple[tuple[Item, ...], int]:
    if at >= len(lines):
        return (), at
    is_bulleted = bullet(text, *lines[at]) > lines[at][0]
    base = indent(text, lines[at][0])
    deeper = any(_kind(text, line, is_bulleted, base) == "deep" for line in lines[at : at + 2])
    if not is_bulleted and not deeper and base == 0:
        return _plain_items(text, lines, at)
    has_loose_blurbs = is_bulleted and not deeper and _alternates(text, lines, at)
    items: list[Item] = []
    while at < len(lines):
        kind = _kind(text, lines[at], is_bulleted, base)
        if kind != "head" or is_list_heading(text[slice(*lines[at])]):
            break
        start, end = bullet(text, *lines[at]), lines[at][1]
        if end - start > _HEADLINE_LIMIT:
            break
        at += 1
        blurb: list[tuple[int, int]] = []
        while at < len(lines) and _kind(text, lines[at], is_bulleted, base) != "head":
            if not (_kind(text, lines[at], is_bulleted, base) == "deep" or (has_loose_blurbs and not blurb)):
                break
            blurb.append(lines[at])
            at += 1
        if not is_bulleted and base == 0 and not blurb:
            at -= 1
            break
        items.append(Item((start, end), tuple(blurb)))
    return tuple(items), at


def _plain_items(text: str, lines: Sequence[tuple[int, int]], at: int) -> tuple[tuple[Item, ...], int]:
    """Headlines on lines of their own, up to a blank line between them or a line that is none."""
    items: list[Item] = []
    while at < len(lines) and len(items) < _PLAIN_ITEMS:
        start, end = lines[at]
        line = text[start:end]
        if (
            not len(line.split()) >= _TELLING_WORDS
            or end - start > _HEADLINE_LIMIT
            or line[-1] in '.:,;”"'
            or line[0].islower()
        ):
            break
        if is_furniture(line) or is_list_heading(line) or (items and text.count("\n", lines[at - 1][1], start) > 1):
            break
        items.append(Item((start, end), ()))
        at += 1
    return tuple(items), at


def _kind(text: str, line: tuple[int, int], is_bulleted: bool, base: int) -> str:
    """The part of a line in its list: an item's "head", "deep" (belongs to the item above), or "outside"."""
    if is_bulleted and bullet(text, *line) > line[0]:
        return "head"
    depth = indent(text, line[0])
    if depth > base or (is_bulleted and depth == base > 0):
        return "deep"
    return "head" if not is_bulleted and depth == base else "outside"


def _alternates(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if bullets and lines that are not indented take turns, twice at least."""
    flags = [bullet(text, *line) > line[0] for line in lines[at : at + 4]]
    return flags[:3] == [True, False, True]


def teasers(host: Article, lists: Sequence[StoryList]) -> list[Article]:
    """An article of its own for each story that a page recommends; of one without a blurb the headline is what can be cited.

    Its day is the page's: nothing on the page says when that story was published.
    """
    found: dict[str, Article] = {}
    for item in (item for stories in lists for item in stories.items):
        blurb = [line for line in item.blurb if not is_furniture(host.text[slice(*line)])]
        start = item.headline[0]
        headline = host.text[slice(*item.headline)]
        if not blurb and len(headline.split()) < _TELLING_WORDS:
            continue
        text = host.text[start : blurb[-1][1]] if blurb else headline
        spans = [Span(0, len(headline), Label.HEADLINE if blurb else Label.BODY)]
        promotion = ""
        for first, last in blurb:
            spans += label_paragraph(text, first - start, last - start)
            promotion += " ".join(text[slice(*p)] for p in promotions(text, first - start, last - start))
        outlet = named_in(text, promotion)
        key = f"{host.key}#{digest(headline)[:10]}"
        found.setdefault(
            key,
            Article(
                key=key,
                text=text,
                spans=tuple(spans),
                headline=" ".join(headline.split()),
                outlet=outlet,
                agency=outlet if is_agency(outlet) else "",
                published=_host_day(host.published),
                language=host.language,
                kind="teaser",
                seen_on=host.key,
            ),
        )
    return [teaser for teaser in found.values() if teaser.body]


def _host_day(day: Published | None) -> Published | None:
    midnight = day.at.replace(hour=0, minute=0, second=0, microsecond=0) if day else None
    return replace(day, at=midnight, precision="day", source="host") if day and midnight else None
