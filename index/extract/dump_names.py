"""Names in the header of a text dump: which of its lines are bylines, and which are a caption's, a button's or the story's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.extract.byline_marks import is_mark
from index.extract.byline_roles import has_role, is_role
from index.extract.byline_words import has_role_word, is_of_another
from index.extract.bylines import Byline, read_byline
from index.extract.captions import is_caption, is_credit
from index.extract.dump_tail import introduces
from index.extract.furniture import is_doubted, is_sentence
from index.extract.header_lines import HeaderLine, announces_day, is_date_word, is_short_day
from index.extract.menu_words import is_menus
from index.extract.name_shapes import is_small, looks_like_names
from index.extract.outlets import is_paper

MARKED = 9
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
_AUTHORS = 12
"""Lines that the authors of a story may take."""
_BETWEEN = frozenset((",", "&", "and", "und", "et", "y", "e", "og", "och", "en"))
"""What stands alone on a line between the names of two authors."""
_A_NAME = 3
"""Words of an author's name among several on lines of their own."""
_WHERE = re.compile(r"@\w[\w./]{1,40}|[\w.+-]{1,40}@[\w.-]{3,40}")
"""Where to write to somebody."""
_BESIDE = 2
"""Lines that tell what an author is, before the next one's name."""
_LABEL = re.compile(r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15})?\s?:")
FOR_HOUSE = re.compile(r"(?i:for|para|per|pour|für|voor|special to|especial para)(?: [^\W\d_a-z][\w.'’-]{0,20}){1,4}")
"""Whom somebody writes for."""
_A_HOUSE = 5
_COUNT = re.compile(r"\d[\d.,]{0,8}\s?[kKmM]?(?: (?:views|comments|shares))?")
"""How often a page was seen, shared or spoken of."""
READING_TIME = re.compile(
    r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?[ -](?:mins?\.?|minutes?|minuten|minutos|minuti)(?: (?:read|listen|de lectura|di lettura))?",
    re.IGNORECASE,
)


def is_prose(line: str) -> bool:
    """True if a line goes on like a story: it is a sentence, or too long for a headline."""
    return tells_something(line) or len(line) > 2 * _LONG


def tells_something(line: str) -> bool:
    """True for a sentence of some words."""
    return is_sentence(line) and len(line.split()) >= _A_SENTENCE


def join_names(text: str, lines: Sequence[tuple[int, int]], found: dict[int, HeaderLine], first: int) -> dict[int, int]:
    """Put the names of several authors, each on a line, perhaps with what the person is, into the first of them; the last line of each first one."""
    ends: dict[int, int] = {}
    at = first
    while at < len(lines) and at <= max(found, default=-1):
        last = _last_name(text, lines, found, at)
        last = max(last, _next_named(text, lines, found, at))
        if last > at:
            members = [line.byline for n in range(at, last + 1) if (line := found.get(n)) and line.byline]
            persons = tuple(dict.fromkeys(name for byline in members for name in byline.persons))
            is_marked = any(one.is_marked for one in members)
            agency = next((one.agency for one in members if one.agency), "")
            found[at] = HeaderLine(byline=Byline(persons, agency, is_marked=is_marked))
            for n in range(at + 1, last + 1):
                found.pop(n, None)
            ends[at] = last
        at = last + 1
    return ends


def _next_named(text: str, lines: Sequence[tuple[int, int]], found: Mapping[int, HeaderLine], at: int) -> int:
    """The line in which a byline that says so goes on ("By Ada Marr &", "and Jon Holm"), perhaps below what the first person is; the line itself for none."""
    known = found.get(at)
    if not (known and known.byline and known.byline.is_marked and known.byline.persons):
        return at
    last = text[slice(*lines[at])].split()[-1]
    is_open = last in _BETWEEN or last.endswith(",")
    for n in range(at + 1, min(at + 2 + _BESIDE, len(lines))):
        line, below = text[slice(*lines[n])], found.get(n)
        if line in _BETWEEN:
            is_open = True
        elif is_open or line.split()[0] in _BETWEEN:
            is_named = below is not None and below.byline is not None and not below.is_dated
            return n if is_named and below and below.byline and below.byline.persons else at
        elif not tells_of_author(line):
            return at
    return at


def _last_name(text: str, lines: Sequence[tuple[int, int]], found: Mapping[int, HeaderLine], at: int) -> int:
    """The last of the lines from this one on that are names, or what whoever is named above is; the line itself for none."""
    last, names, beside = at, 0, 0
    case, is_role_told = text[slice(*lines[at])].isupper(), has_role(text[slice(*lines[at])])
    for n in range(at, min(at + _AUTHORS, len(lines))):
        line = text[slice(*lines[n])]
        known = found.get(n)
        if (
            known
            and known.byline
            and known.byline.persons
            and not (known.is_sure or is_credit(line) or is_told_of(text, lines, n))
            and (line.isupper(), has_role(line)) == (case, is_role_told)
            and not (any(map(is_paper, known.byline.persons)) or is_role(line) or is_doubted(line))
            and all(len(person.split()) <= _A_NAME and not person.startswith("The ") for person in known.byline.persons)
            and (
                n in (at, last + 1)
                or (n == last + 2 and text[slice(*lines[n - 1])] in _BETWEEN)
                or (beside == names and n + 1 < len(lines) and tells_of_author(text[slice(*lines[n + 1])]))
            )
        ):
            last, names = n, names + 1
        elif names and line in _BETWEEN:
            continue
        elif names and tells_of_author(line):
            beside = max(beside + 1, names)
        else:
            break
    return last


def tells_of_author(line: str) -> bool:
    """True for a line that is what somebody is, whom they write for, or where to write to them."""
    is_house = len(line.split()) <= _A_HOUSE and is_paper(line) and not is_sentence(line) and not is_menus(line)
    return is_house or is_role(line) or _WHERE.fullmatch(line) is not None or FOR_HOUSE.fullmatch(line) is not None


def announces_names(line: str, below: str) -> bool:
    """True for a word and a colon over names ("Oleh:", "Piše:"), unless it tells another part than the author's."""
    return _LABEL.fullmatch(line) is not None and not is_of_another(line) and looks_like_names(below)


def has_place(line: str, below: str, *, is_dated: bool) -> tuple[str, str]:
    """The name and the place of a line over the story or a day that holds nothing else ("Ada Obi, Asabor"); else two empty ones."""
    goes_on = is_dated or is_prose(below)
    name, comma, place = line.partition(", ")
    byline = read_byline(name) if comma and looks_like_names(name) else None
    is_both = byline and byline.persons and len(place.split()) <= _A_PLACE and place.istitle() and place.isalpha()
    return (name, place) if is_both and goes_on and not is_role(place) else ("", "")


def stands_right(
    text: str,
    lines: Sequence[tuple[int, int]],
    at: int,
    known: HeaderLine,
    found: Mapping[int, HeaderLine],
    headline: int,
    told: int,
    last: int,
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
    above, below = (
        text[slice(*lines[at - 1])] if at else "",
        text[slice(*lines[last + 1])] if last + 1 < len(lines) else "",
    )
    if is_mark(above) or announces_names(above, line):
        return True
    if any(map(is_paper, known.byline.persons)) or is_told_of(text, lines, at):
        return False
    if line.isupper() or tells_of_author(below) or (has_role(line) and at <= headline + _NEAR):
        return True
    if told == MARKED:
        return False
    if (
        told < 0
        and sum(not is_small(word) for word in line.split()) <= _A_NAME
        and (at == headline + 1 or (is_prose(below) and headline >= 0))
    ):
        return True
    over = next(
        (n for n in range(at - 1, max(-1, at - _NEAR - 1), -1) if not _COUNT.fullmatch(text[slice(*lines[n])])), 0
    )
    before = found.get(over)
    if before and before.is_dated and 0 <= headline < over:
        return True
    if _WHERE.fullmatch(below) or (last > at and below.isupper() and len(below.split()) <= _A_PLACE):
        return True
    at = last + (last + 2 < len(lines) and is_paper(below))
    below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    after = found.get(at + 1)
    if (
        not (after and after.is_sure)
        and len(below.rstrip(" —–-").split()) <= _A_PLACE + below.startswith("in ")
        and (below.removeprefix("in ").istitle() or below.isupper())
        and (dated := found.get(at + 2))
        and dated.is_dated
    ):
        return True
    return (
        bool(after and after.is_sure)
        or is_date_word(below)
        or is_short_day(below)
        or (len(below) < _A_DATE and announces_day(below) and any(map(str.isdigit, below)))
        or READING_TIME.fullmatch(below) is not None
        or (is_doubted(below) and len(below) < 60)
    )


def is_told_of(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if the story tells of whoever a line names: its author is named at most where they are introduced."""
    name = text[slice(*lines[at])]
    told = (text[start:end] for start, end in lines[at + 1 :] if text.find(name, start + 1, end) > start)
    is_told = any(is_prose(line) and not (is_doubted(line) or is_caption(line)) for line in told)
    return is_told and not any(
        introduces(line, name) and has_role_word(line) for line in (text[slice(*line)] for line in lines[at + 1 :])
    )
