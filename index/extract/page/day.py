"""The day that a reader sees near an article's headline, where the page's data tells none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from index.extract import publication_dates
from index.extract.date_text import FoundDate, find_dates
from index.extract.page.tree import short_text
from index.types import Published
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = (
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "div",
    "span",
    "time",
    "li",
    "a",
    "em",
    "i",
    "b",
    "strong",
    "small",
    "td",
    "dd",
    "address",
)
_HEADINGS = ("h1", "h2", "h3")
_BESIDE = frozenset(("aside", "footer", "nav", "form"))
_ELSEWHERE = re.compile(
    r"related|teaser|sidebar|widget|popular|latest|recommend|comment|footer|event|masthead|site-?header|top-?bar|current-?(?:date|time)|today",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"updat|modif|chang|edit|aktuali|stand\b|geänd|mis à jour|actualiz|aggiorn|bijgewerkt|oppdater|opdater|uppdater|güncel|обновл|atuali",
    re.IGNORECASE,
)
_LONGEST = 110
_HEADLINE = 400
_WORDS_BESIDE = 8
_RIGHT_ABOVE, _ABOVE, _BELOW = 3, 8, 40
"""Lines before and after the headline in which its day may stand."""
_PROSE = 200
_MOST_PROSE = 2
_NEAR = 4
_FIRST_YEAR = 1990
"""Of the web: an older date near a headline is of what the story is about."""


def day(tree: HtmlElement, headline: str, language: str, now: datetime) -> Published | None:
    """The date right above the headline, else the first one between it and the story, else the last one not far above.

    ``language``: the page's; in all but English 04/03/2022 is in March.
    """
    title = squeezed(headline)
    above: Published | None = None
    is_below = False
    lines = at = prose = 0
    for node in tree.iter(*_LINES):
        line = short_text(node, _HEADLINE)
        prose += is_below and node.tag == "p" and len(line or node.text_content()) > _PROSE
        if prose == _MOST_PROSE or (is_below and lines > _BELOW):
            break
        if not line:
            continue
        lines += 1
        if not is_below and node.tag in _HEADINGS and title and title in squeezed(line):
            if above and lines - at <= _RIGHT_ABOVE:
                return above
            above = above if lines - at <= _ABOVE else None
            is_below, lines = True, 0
        elif (found := _date(line, language, now)) and not _is_elsewhere(node):
            if is_below:
                return found
            above, at = found, lines
    return above if is_below else None


def _date(line: str, language: str, now: datetime) -> Published | None:
    """The date of a line that has little else."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)) or _CHANGED.search(line):
        return None
    found = next(find_dates(line), None)
    if found is None or len((line[: found.start] + line[found.end :]).split()) > _WORDS_BESIDE:
        return None
    told = publication_dates.of_text(_settled(found, language), "text", now)
    return told if told and told.at.year >= _FIRST_YEAR else None


def _settled(found: FoundDate, language: str) -> FoundDate:
    """A date that can be meant in two ways, as all but one language write it."""
    return replace(found, swapped=None) if language and language != "en" else found


def _is_elsewhere(node: HtmlElement) -> bool:
    around = [node]
    for above in node.iterancestors():
        if above.tag in _BESIDE:
            return True
        if len(around) < _NEAR:
            around.append(above)
    return any(_ELSEWHERE.search(f"{one.get('class', '')} {one.get('id', '')}") for one in around if one.tag != "body")
