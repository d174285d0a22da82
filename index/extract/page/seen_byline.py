"""Who wrote a page's article as its reader sees it: near the headline, marked as a byline, or at either end of the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from index.extract.authors import bare, first_part, persons
from index.extract.byline_marks import after_mark, is_mark
from index.extract.byline_roles import is_desk
from index.extract.bylines import Byline, read_byline
from index.extract.date_text import tells_day
from index.extract.furniture import is_sentence
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import known_name
from index.extract.page.author_marks import author_marks, is_linked, is_marked_for_author, is_named_so, named_within
from index.extract.page.tree import short_text
from index.extract.person_names import usual_name
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAY_BE_MARKED = ".//*[contains(@class, 'yline') or contains(@class, 'uthor')]"
_LABELLED = re.compile(
    r"(?:autorin/autor|autor(?:in)?|author|written by|auteur|autore)\b\s{0,3}:?\s{0,3}", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{1,4}[./-]\d")
_DATED = re.compile(r"(?:\s{0,3}[,•·|–—-])?\s(?:(?:am|on|le|el|op|den)\s)?\d|\sposted\s", re.IGNORECASE)
"""What goes on after a name with a day."""
_BY_AFTER_DAY = re.compile(r"(?=[^\n]{0,30}\d)[^\n]{3,40}?\s[-–—|·•]\s(?=by\s)", re.IGNORECASE)
_NO_BYLINE = re.compile(
    r"(?:filed under|posted in|text size|about (?:our|us|this)|published in|copyright|©)\b|.{0,40}\bcopyright\b",
    re.IGNORECASE,
)
"""Lines that begin like a byline, or have the name of a firm."""
_LONGEST = 80
_SIGNED = 3
"""Blocks of a story at either end that may tell who wrote it."""
_HEADINGS = ("h1", "h2")
_LONGEST_LINE = 500
_AROUND = 3
"""Elements around a headline in which its byline is looked for."""
_BYLINES, _SHORTEST = 160, 4
"""Characters of a byline with several names, and of one more name in it."""
_NEAR = 4
_MOST_PARTS = 8
_LINES = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "span",
    "div",
    "p",
    "address",
    "byline",
    "dd",
    "font",
    "li",
    "td",
    "ul",
    "strong",
    "b",
    "em",
    "i",
    "small",
    "cite",
)
_PROSE = 200
_FEWEST_PROSE = 2


def visible(tree: HtmlElement, headline: str, site: Sequence[str] = (), language: str = "") -> tuple[str, ...]:
    """Whom the line names that a reader sees to tell who wrote it: near the headline one that says so, else one that is marked as such.

    ``site``: what the site goes by, which is nobody; ``language``: the page's.
    """
    title = squeezed(headline)
    is_below = False
    prose = 0
    marked: list[str] = []
    is_announced = False
    for node in tree.iter(*_LINES):
        is_near = is_below and prose < _FEWEST_PROSE
        if len(node) > _MOST_PARTS or not (is_near or node.tag in _HEADINGS or _may_tell(node)):
            continue
        line = short_text(node, _LONGEST_LINE)
        is_below = is_below or (node.tag in _HEADINGS and bool(title) and title in squeezed(line))
        prose += is_near and node.tag == "p" and (not line or len(line) > _PROSE) and bool(node.text_content().strip())
        if not 1 < len(line) <= _LONGEST:
            continue
        is_near = is_below and prose < _FEWEST_PROSE
        if is_near and (told := _told_near(node, line, is_announced=is_announced)):
            if found := persons(told, site, language):
                return found
            continue  # an office, the site itself
        is_announced = is_mark(line) or (is_announced and not line[:1].isalpha())
        text = bare(_not_dated(line))
        if not marked and (label := _LABELLED.match(line)) and looks_like_names(line[label.end() :]):
            marked = [line[label.end() :]]
        name = _DATED.split(text, maxsplit=1)[0]
        if (
            not marked
            and not is_desk(name)
            and (looks_like_names(name) or is_linked(node))
            and is_marked_for_author(node, is_near=is_near)
        ):
            marked = named_within(node) or [name]
            if is_near and (found := persons(marked, site, language)):
                return found
    return persons(marked, site, language)


def more_marked(tree: HtmlElement, known: Sequence[str], site: Sequence[str], language: str) -> list[tuple[str, ...]]:
    """Whom the elements near the headline name that are marked as a byline and have the first of these names."""
    found: list[tuple[str, ...]] = []
    first = known[0].casefold()
    headline = next(tree.iter("h1"), tree)
    around = [headline, *islice(headline.iterancestors(), _AROUND)][-1]
    for node in around.xpath(_MAY_BE_MARKED):
        if not is_named_so(author_marks(node)) or first not in (line := short_text(node, _BYLINES)).casefold():
            continue
        article = next(
            node.iterancestors("article"), None
        )  # one without a headline of its own is another story's teaser
        is_own = article is None or article.find(".//h1") is not None
        if is_own and len(line) > len(first) + _SHORTEST and is_marked_for_author(node):
            read = _read(line)
            found.append(
                persons(named_within(node) or (read.persons if read and read.is_marked else []), site, language)
            )
    return found


def _told_near(node: HtmlElement, line: str, *, is_announced: bool) -> list[str]:
    """Whom a line near the headline says to have written the story, in whatever way."""
    if _NO_BYLINE.match(line):
        return []
    if (read := _read(line)) and read.is_marked and read.persons and (after_mark(line) or _are_full(read.persons)):
        return named_within(node) or list(read.persons)
    if is_announced and looks_like_names(line):
        return [line]
    piece = _not_dated(line)
    text = bare(piece)
    if piece is not line and looks_like_names(piece) and _DIGITS.match(line):
        return [piece]
    if text != piece and looks_like_names(text.split(",", 1)[0]):
        return [text]
    return (_linked_beside(node) or [text]) if is_linked(node) else []


def _are_full(names: Sequence[str]) -> bool:
    """True unless each name is one word, as days and topics are ("Posted: Thursday")."""
    return any(" " in name or not name.isascii() for name in names)


def _linked_beside(node: HtmlElement) -> list[str]:
    """The names of all links to authors that stand together with this one."""
    found: list[str] = []
    for above in islice(node.iterancestors(), _NEAR):
        if not short_text(above, _LONGEST):
            break
        found = named_within(above)
    return found


def signed(blocks: Sequence[str], apart: frozenset[str]) -> tuple[str, ...]:
    """Who signs a story: a line at either end of it that says so, else names set apart above its first sentence or below its last.

    ``apart``: the lines that the page sets apart from the text.
    """
    for line in (*blocks[:_SIGNED], *reversed(blocks[-_SIGNED:])):
        if len(line) <= _LONGEST and (read := _read(line)) and read.is_marked and read.persons:
            return read.persons
    for at in range(min(2, len(blocks))):  # the headline may be the first
        if _is_reprint(blocks[at : at + _SIGNED]):
            return (blocks[at],)
    for line in (*takewhile(lambda block: not is_sentence(block), blocks), *blocks[-1:]):
        names = [name.strip() for name in line.split("/")] if line in apart else []
        if names and all(map(looks_like_names, names)):
            return tuple(names)
    return ()


def _is_reprint(head: Sequence[str]) -> bool:
    """True for a name and, below it or below the paper's, a day, each in a line of its own, as stories taken from elsewhere begin."""
    name, *below = head
    is_name = looks_like_names(name) and bool(usual_name(name, is_marked=False))
    return is_name and not known_name(name) and any(len(line) <= _LONGEST and tells_day(line) for line in below)


@lru_cache(maxsize=256)  # elements within each other hold the same line
def _read(line: str) -> Byline | None:
    return read_byline(first_part(_not_dated(line)))


def _may_tell(node: HtmlElement) -> bool:
    """True for an element far from the headline that is named for who wrote, or begins with a label for it."""
    if is_named_so(author_marks(node)):
        return True
    first = node.text or ""
    if not first or first.isspace():
        first = next((text for text in node.itertext() if not text.isspace()), "")
    return first.lstrip()[:3].casefold() in ("aut", "wri")


def _not_dated(line: str) -> str:
    """The part of a line between bars that has no numbers ("04.02.2022 | 13:10 Uhr | Ann Lee"), else its first; "by" may follow a day."""
    if match := _BY_AFTER_DAY.match(line):
        return line[match.end() :]
    parts = line.split(" | " if " | " in line or not any(map(str.isdigit, line)) else " / ")
    return next((part for part in parts if not any(map(str.isdigit, part))), parts[0]) if len(parts) > 1 else line
