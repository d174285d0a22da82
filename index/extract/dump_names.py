"""Names in the header of a text dump: which of its lines are bylines, and which are a caption's, a button's or the story's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.extract.bylines import Byline, has_role, is_mark, is_role, looks_like_names
from index.extract.furniture import is_doubted, is_sentence
from index.extract.header_lines import HeaderLine, announces_day, is_date_word, is_short_day

MARKED = 3
"""The weight of a byline that says that it is one."""
_A_PLACE = 3
"""Words of the place between an author's name and the date."""
_A_SENTENCE = 6
"""Words from which a line with the end of a sentence is prose, not a button."""
_NEAR = 3
"""Lines below the headline in which a name with a role is its author's."""
_LONG = 110
_A_DATE = 70
"""Characters of a line that tells a day among other words."""
_READING_TIME = re.compile(
    r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?[ -](?:mins?\.?|minutes?|minuten|minutos|minuti)(?: (?:read|listen|de lectura|di lettura))?",
    re.IGNORECASE,
)


def is_prose(line: str) -> bool:
    """True if a line goes on like a story: it is a sentence, or too long for a headline."""
    return (is_sentence(line) and len(line.split()) >= _A_SENTENCE) or len(line) > 2 * _LONG


def weight(text: str, lines: Sequence[tuple[int, int]], at: int, byline: Byline) -> int:
    """How much speaks for a byline: it says so, what the person is stands beside it, or the page names them again at a line's beginning."""
    if byline.is_marked:
        return MARKED
    line = text[slice(*lines[at])]
    below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    if has_role(line) or is_role(below) or (at and is_mark(text[slice(*lines[at - 1])])):
        return 2
    name = line.casefold()
    return int(any(text[first : first + len(name)].casefold() == name for first, _ in (*lines[:at], *lines[at + 1 :])))


def has_place(line: str, below: str) -> tuple[str, str]:
    """The name and the place of a line over the story that holds nothing else ("Ada Obi, Asabor"); else two empty ones."""
    name, comma, place = line.partition(", ")
    is_both = (
        comma and looks_like_names(name) and len(place.split()) <= _A_PLACE and place.istitle() and place.isalpha()
    )
    return (name, place) if is_both and is_prose(below) and not is_role(place) else ("", "")


def stands_right(
    text: str,
    lines: Sequence[tuple[int, int]],
    at: int,
    known: HeaderLine,
    found: Mapping[int, HeaderLine],
    headline: int,
    told: int,
) -> bool:
    """True if a line is no line of the story: a date with other words, or a name in plain case, could be."""
    line = text[slice(*lines[at])]
    if known.is_dated:
        return not known.rest or at == headline or len(line) <= _A_DATE or bool(known.byline) or announces_day(line)
    if not known.byline:
        return headline >= 0
    if at < headline:
        return known.byline.is_marked or has_role(line)
    if known.byline.is_marked or known.outlet:
        return True
    if _is_told_of(text, lines, at):
        return False
    above, below = text[slice(*lines[at - 1])] if at else "", text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    if is_mark(above) or line.isupper() or is_role(below) or (has_role(line) and at <= headline + _NEAR):
        return True
    if told == MARKED:
        return False
    before = found.get(at - 1)
    if before and before.is_dated and 0 <= headline < at - 1 and looks_like_names(line):
        return True
    if at + 2 < len(lines) and looks_like_names(below):
        at, below = at + 1, text[slice(*lines[at + 2])]
    after = found.get(at + 1)
    if (
        not (after and after.is_sure)
        and len(below.split()) <= _A_PLACE
        and below.istitle()
        and (dated := found.get(at + 2))
        and dated.is_dated
    ):
        return looks_like_names(line)
    return (
        bool(after and after.is_sure)
        or is_date_word(below)
        or is_short_day(below)
        or (len(below) < _A_DATE and announces_day(below) and any(map(str.isdigit, below)))
        or _READING_TIME.fullmatch(below) is not None
        or (is_doubted(below) and len(below) < 60)
    )


def _is_told_of(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if the story tells of whoever a line names: its author is named at most at the beginning of a line about them."""
    name = text[slice(*lines[at])]
    told = (text[start:end] for start, end in lines[at + 1 :] if text.find(name, start + 1, end) > start)
    return any(is_prose(line) and not is_doubted(line) for line in told)
