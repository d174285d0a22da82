"""Which line of a text dump's header names its author: the one that by fitted weights looks most like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log1p
from pathlib import Path

from index.extract.byline_marks import is_mark
from index.extract.byline_roles import has_role, is_role
from index.extract.bylines import Byline
from index.extract.captions import is_caption, is_credit
from index.extract.datelines import is_told_there
from index.extract.dump_header import Header
from index.extract.dump_names import READING_TIME, announces_names, is_prose, is_told_of, tells_of_author
from index.extract.furniture import is_doubted, points
from index.extract.header_lines import HeaderLine, announces_day, is_date_word, is_short_day, is_stamp
from index.extract.line_scorer import read_weights
from index.extract.menu_words import has_menu_word
from index.extract.outlets import is_paper
from index.unicode import squeezed

WEIGHTS = Path(__file__).with_name("byline_weights.toml")
NOTHING = "nothing"
"""The name of the weight of there being no line that names the author."""
_NEAR = 4
_A_MENU = 4
"""Words of a menu's line."""
_A_NAME = 3
_A_WORD = 4
_WORD = re.compile(r"[^\W\d_]+")
_REPORTED = ("\nReporting by ", "\n(Reporting by ")
"""What tells the authors below a story: a name over it that the story tells of is none of theirs."""
_OF_HOUSE = re.compile(
    r"(?:by )?(?P<house>\S[^\n]{2,40}?)(?: (?:web|news|online|digital|sports|city|national|foreign))? (?:desk|staff|team|newsroom|bureau|reporters?|correspondents?)",
    re.IGNORECASE,
)
"""A house and those of it who have no name."""
_IN_TOWNS = ("in", "en", "em", "à", "aus", "w")
"""Words before the names of towns, and no person's."""
_NETWORKS = frozenset("facebook twitter whatsapp telegram linkedin pinterest instagram youtube ".split())
"""Names on buttons, which no line with a person's has."""


def signing_line(
    text: str,
    lines: Sequence[tuple[int, int]],
    found: Mapping[int, HeaderLine],
    ends: Mapping[int, int],
    header: Header,
) -> int:
    """The number of the line that names the author; -1 for none."""
    weights = read_weights(WEIGHTS)
    weighed = {
        at: sum(weights[name] * value for name, value in look.items() if value)
        for at, look in features(text, lines, found, ends, header).items()
    }
    best = max(weighed, key=weighed.__getitem__, default=-1)
    return best if best >= 0 and weighed[best] > weights[NOTHING] else -1


def features(
    text: str,
    lines: Sequence[tuple[int, int]],
    found: Mapping[int, HeaderLine],
    ends: Mapping[int, int],
    header: Header,
) -> dict[int, dict[str, float]]:
    """What each line shows that names somebody and may name the author. A name that is missing counts as 0."""
    named = [
        at
        for at, known in found.items()
        if at not in header.taken
        and _may_be(text[slice(*lines[at])], known.byline, text, is_over=at < header.headline_line)
    ]
    if not named:
        return {}
    said = [text[slice(*line)] for line in lines[: max(named[-1], max(ends.values(), default=0)) + 2 + _NEAR]]
    are_told = (is_prose(line) and points(line) <= 0 and at > header.headline_line for at, line in enumerate(said))
    told = list(accumulate(map(int, are_told)))
    counts = Counter(line.casefold() for line in said)
    whole = "\n".join(said).casefold()
    headline = header.headline.casefold().split()
    is_signed = any(mark in text for mark in _REPORTED)
    over = {line.casefold() for line in said[: max(0, header.headline_line)]}
    shown: dict[int, dict[str, float]] = {}
    for at in named:
        last = ends.get(at, at)
        if (match := _OF_HOUSE.fullmatch(said[at])) and match["house"].casefold() in over:
            continue
        byline = found[at].byline
        told_of = not (byline and byline.is_marked) and is_told_of(text, lines, at)
        if told_of and is_signed:
            continue
        names = [name.casefold() for name in byline.persons] if byline else []
        shown[at] = {
            **_look(said[at], found[at], headline),
            **_place(said, at, last, found, header.headline_line, told),
            "several lines": last > at,
            "again": counts[said[at].casefold()] > 1,
            "named": log1p(whole.count(names[0])) if names else 0,
            "common word": any(f" {word} " in text for name in names for word in name.split() if len(word) >= _A_WORD),
            "told of": told_of,
            "mail": any(f"{squeezed(name.split()[-1])}@" in whole or f"@{squeezed(name)}" in whole for name in names),
        }
    _compare(shown)
    return shown


def _may_be(line: str, byline: Byline | None, text: str, *, is_over: bool) -> bool:
    """True if a line may name the author at all and no place: over the headline one that says so or what the person is."""
    if not byline or not _NETWORKS.isdisjoint(_WORD.findall(line.casefold())):
        return False
    if byline.is_marked or not byline.persons:
        return byline.is_marked
    is_place = len(byline.persons) == 1 and is_told_there(byline.persons[0], text, _IN_TOWNS)
    return not is_place and (has_role(line) or not is_over)


def _look(line: str, known: HeaderLine, headline: Sequence[str]) -> dict[str, float]:
    """What a line looks like by itself."""
    byline = known.byline
    persons = byline.persons if byline else ()
    words = [word for name in persons for word in name.split()]
    names = len(words) / max(1, len(persons))
    return {
        "marked": bool(byline and byline.is_marked),
        "nobody": not persons,
        "marked by": line[:3].casefold() == "by ",
        "dated": known.is_dated,
        "rest": known.rest is not None,
        "house": bool(byline and byline.outlet),
        "role": has_role(line),
        "only role": is_role(line),
        "persons": log1p(len(persons)),
        "one word": names == 1,
        "two words": names == 2,
        "long names": names > _A_NAME,
        "capitals": line.isupper(),
        "paper": any(map(is_paper, persons)),
        "article": any(name.startswith(("The ", "Der ", "Die ", "Das ", "El ", "La ", "Les ")) for name in persons),
        "menu word": any(map(has_menu_word, persons)),
        "doubted": is_doubted(line),
        "caption": is_caption(line) or is_credit(line),
        "in headline": sum(word.casefold() in headline for word in words) / max(1, len(words)),
        "several capitals": line.isupper() and len(persons) > 1,
        "small word": any(word.islower() for word in words),
        "long": log1p(len(line)),
    }


def _place(
    said: Sequence[str],
    at: int,
    last: int,
    found: Mapping[int, HeaderLine],
    headline: int,
    told: Sequence[int],
) -> dict[str, float]:
    """Where a line stands."""
    above, below = said[at - 1] if at else "", said[last + 1] if last + 1 < len(said) else ""
    gap = sum(line.count(" ") >= _A_MENU for line in said[headline + 1 : at]) if at > headline else 0
    return {
        "over": at < headline,
        "right over": at == headline - 1,
        "right under": at == headline + 1,
        "second under": at == headline + 2,
        "far": log1p(max(0, at - headline)),
        "lines between": log1p(gap),
        "far over": log1p(max(0, headline - at)),
        "paragraphs above": log1p(told[at - 1] if at else 0),
        "day above": _is_day(said, at - 1, found),
        "day below": _is_day(said, last + 1, found),
        "day second": _is_day(said, last + 2, found),
        "reading time below": READING_TIME.fullmatch(below.strip(" ·•|")) is not None,
        "prose below": is_prose(below),
        "prose above": is_prose(above),
        "long above": above.count(" ") >= _A_MENU,
        "long below": below.count(" ") >= _A_MENU,
        "announced": is_mark(above) or announces_names(above, said[at]),
        "author below": bool(below) and tells_of_author(below),
        "doubted below": is_doubted(below),
        "doubted above": is_doubted(above),
        "caption above": is_caption(above) or is_credit(above),
        "name above": _is_name(at - 1, found),
        "name below": _is_name(last + 1, found),
    }


def _is_day(said: Sequence[str], at: int, found: Mapping[int, HeaderLine]) -> bool:
    """True for a line that tells when, a whole day or not."""
    if (known := found.get(at)) and known.is_dated:
        return True
    return (
        0 <= at < len(said)
        and len(said[at]) < 60
        and any(map(str.isdigit, said[at]))
        and (is_short_day(said[at]) or is_stamp(said[at]) or announces_day(said[at]) or is_date_word(said[at]))
    )


def _is_name(at: int, found: Mapping[int, HeaderLine]) -> bool:
    known = found.get(at)
    return bool(known and known.byline and known.byline.persons and not known.is_sure)


def _compare(shown: Mapping[int, dict[str, float]]) -> None:
    """Tell of each line whether another is marked, and which of those that are not is first below the headline."""
    marks = sum(bool(look["marked"]) for look in shown.values())
    under = 0
    for look in shown.values():
        look["other marked"] = marks - bool(look["marked"]) > 0
        look["marked over"] = bool(look["marked"]) and bool(look["over"])
        look["first under"] = not look["over"] and not under
        look["names"] = log1p(len(shown))
        under += not look["over"]
