"""Lists of other stories on a page ("Recommended Stories"): where they are, and each story as an article of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.extract.furniture import is_furniture, is_list_heading, is_sentence, promotions
from index.extract.labels import label_paragraph
from index.extract.line_stems import stems
from index.extract.outlets import is_agency, named_in
from index.types import Article, Label, Published, Span, digest

_BULLET = re.compile(r"(?:[•·▪‣◦●○►▶*+–—-]|\d{1,2}[.)])\s+(?=\S)")
_HEADLINE_LIMIT = 200
_PLAIN_ITEMS = 10
_A_BLURB, _OWN_WORDS, _TOLD_TWICE = 240, 2, 2
"""Characters of a blurb, the words that it shares with its headline alone, and how often such a word stands on the page."""
_Told = Callable[[], Counter[str]]
"""In how many lines of a text each word stands."""
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
    told = cache(lambda: Counter(stem for line in lines for stem in stems(text[slice(*line)])))
    at = 0
    while at < len(lines):
        start, end = lines[at]
        if is_list_heading(text[start:end]):
            items, last = _items(text, lines, at + 1, told)
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


def _items(text: str, lines: Sequence[tuple[int, int]], at: int, told: _Told) -> tuple[tuple[Item, ...], int]:
    if at >= len(lines):
        return (), at
    is_bulleted = bullet(text, *lines[at]) > lines[at][0]
    base = indent(text, lines[at][0])
    deeper = any(_kind(text, line, is_bulleted, base) == "deep" for line in lines[at : at + 2])
    if not is_bulleted and not deeper and base == 0:
        return _plain_items(text, lines, at, told)
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


def _plain_items(text: str, lines: Sequence[tuple[int, int]], at: int, told: _Told) -> tuple[tuple[Item, ...], int]:
    """Headlines on lines of their own, up to a blank line between them or a line that is none."""
    items: list[Item] = []
    while at < len(lines) and len(items) < _PLAIN_ITEMS:
        start = lines[at][0]
        if not _is_headline(text, lines[at]) or (items and text.count("\n", lines[at - 1][1], start) > 1):
            break
        blurb = lines[at + 1 : at + 2] if _has_blurb(text, lines, at, told) else ()
        items.append(Item(lines[at], tuple(blurb)))
        at += 1 + len(blurb)
    return tuple(items), at


def _is_headline(text: str, line: tuple[int, int]) -> bool:
    """True for a line that may be the headline of another story."""
    start, end = line
    said = text[start:end]
    if len(said.split()) < _TELLING_WORDS or end - start > _HEADLINE_LIMIT or said[-1] in '.:,;”"' or said[0].islower():
        return False
    return not (is_furniture(said) or is_list_heading(said))


def _has_blurb(text: str, lines: Sequence[tuple[int, int]], at: int, told: _Told) -> bool:
    """True if the sentence right below a headline tells its story: they share words that nothing else on the page has, two of them where the
    page's own story may go on below.
    """
    if at + 1 >= len(lines) or not is_sentence(said := text[slice(*lines[at + 1])]) or len(said) > _A_BLURB:
        return False
    if text.count("\n", lines[at][1], lines[at + 1][0]) > 1:
        return False
    shared = stems(text[slice(*lines[at])]) & stems(said)
    own = sum(told()[stem] <= _TOLD_TWICE for stem in shared) if shared else 0
    goes_on = at + 2 < len(lines) and _is_headline(text, lines[at + 2])
    return own >= (1 if goes_on else _OWN_WORDS)


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
