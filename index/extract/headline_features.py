"""What a line of a text dump shows of a headline, in figures of which none knows an outlet: the input of the headline scorer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from index.extract.byline_marks import is_mark
from index.extract.captions import is_caption
from index.extract.dump_top import FAR, Top
from index.extract.furniture import is_doubted, points
from index.extract.header_lines import is_date_word, is_short_day, is_stamp
from index.extract.line_stems import stems, stems_of
from index.extract.menu_words import has_menu_word, is_menus

BULLET = re.compile(r"[•·*►▪]|\d{1,2}[.)]\s")
A_HEADLINE = 250
"""Characters that a headline may have."""
_STORY = 30
"""Paragraphs below a line whose words are its story's, where it is the headline."""
_OPENING = 3
A_SUMMARY = 110
"""Characters that a headline may have that is a sentence."""
_A_STAMP = 10
_A_TITLE = 4
"""Words from which a line is more than a section's name."""
_A_MENU = 4
_NEAR = 4
_AROUND = 6
_DENSE = 15
_UNTOLD = 2
"""Words that each line is taken to have besides, so that a menu's two words do not weigh what a headline's ten do."""
KIND = re.compile(
    r"(?:in )?(?:opinion|analysis|editorial|explainer|fact check|exclusive|live|live updates|updates?|breaking|podcast|watch|video|photos|pictures|gallery|interview|profile|review|column|investigation|special report|report|feature|listen|quiz|poll|map|data|timeline)\s?[:|]\s{1,3}",
    re.IGNORECASE,
)
"""The kind of a story before its headline, which would be a pointer anywhere else."""
_PATH = re.compile(r"\s[›»>/]\s")
"""What stands in the path of sections that lead to a page."""
_CRUMBS = re.compile(r"\s[›»]\s")
"""The same with marks that nothing else has: it stands over the headline."""
_OF_THE_PAGE = re.compile(
    r"(?:already|sign|log|join|subscribe|follow|click|skip|welcome|download|register|here[’']s how|an? official|official|this (?:was|story|article|is)|show|home|support|donate|become)\b",
    re.IGNORECASE,
)
"""The beginning of a line that speaks of the page or to its reader."""


_BROADCAST = re.compile(r"From (?P<name>[^\W\d_][^,\n]{2,40}), \d{1,2}:\d\d")
"""When a piece was on air, in which programme ("From Afternoons, 1:17 pm on 9 March 2016")."""
_COUNTED = re.compile(r"[^\n]{2,60} \(\d{1,5}\)")
"""A feed or a tag with the number of what is in it, and a headline with an age."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the first lines are: sure header lines, those with a day, others that tell when or by whom, and lines longer than a menu's."""

    words: list[int]
    sure: list[bool]
    dated: list[bool]
    marks: list[bool]
    long: list[bool]


def features(top: Top, taken: Container[int] = ()) -> dict[int, dict[str, float]]:
    """What each line shows that may be the headline. A name that is missing counts as 0."""
    said, told, stop = top.said, top.told, top.stop
    read = _read(top)
    paragraphs = [at for at, is_told in enumerate(told) if is_told]
    counts = Counter(line.casefold() for line in said)
    others = (line for line, is_told in zip(said, told, strict=True) if not (is_told or is_caption(line)))
    whole = "\n".join(map(str.casefold, others))
    found: dict[int, dict[str, float]] = {}
    first, story, opening = -1, frozenset[str](), frozenset[str]()
    for at in range(stop):
        line = said[at]
        if (over := bisect_right(paragraphs, at)) != first:
            first = over
            story = stems_of(said[n] for n in paragraphs[over : over + _STORY])
            opening = stems_of(said[n] for n in paragraphs[over : over + _OPENING])
        own = stems(line)
        if at in taken or not _may_be(top, at, read) or (story and read.words[at] < _A_TITLE and own.isdisjoint(story)):
            continue
        low = line.casefold()
        found[at] = {
            **_look(line, read.words[at], is_told=told[at]),
            **_shared(own, story, opening),
            **_place(top, at, read, over),
            **_around(at, read),
            "begins caption": at + 1 < len(said) and said[at + 1].startswith(line) and is_caption(said[at + 1]),
            "again": read.words[at] > 2 and counts[low] > 1,
            "in another": read.words[at] >= _A_TITLE and whole.count(low) > counts[low],
            "day beside": at in top.known and top.known[at].rest is not None,
        }
    _compare(found, read.words)
    return found


def _read(top: Top) -> _Lines:
    near = range(min(top.stop + FAR, len(top.said)))
    words = [len(top.said[at].split()) for at in near]
    sure = [top.is_sure(at) for at in near]
    dated = [is_sure and top.known[at].is_dated for at, is_sure in enumerate(sure)]
    marks = [is_sure or (words[at] <= _A_STAMP and _is_stamp(top.said[at])) for at, is_sure in enumerate(sure)]
    long = [
        words[at] > _A_MENU
        and not (top.told[at] or marks[at] or is_caption(line) or is_doubted(line) or _PATH.search(line))
        for at, line in enumerate(top.said[: len(near)])
    ]
    return _Lines(words, sure, dated, marks, long)


def _is_stamp(line: str) -> bool:
    """True if a line tells when or by whom, without a whole day or name."""
    return is_stamp(line) or is_short_day(line) or is_date_word(line) or is_mark(line)


def _may_be(top: Top, at: int, read: _Lines) -> bool:
    """True if a line may be the headline at all."""
    line = top.said[at]
    if any(map(_CRUMBS.search, top.said[at + 1 : at + 1 + _NEAR])) or _is_over_headline(top, at, read):
        return False
    if (
        len(line) > (A_SUMMARY if top.told[at] else A_HEADLINE)
        or read.sure[at]
        or is_caption(line)
        or _BROADCAST.match(line)
        or _is_counted(top.said, at)
    ):
        return False
    return any(map(str.isalpha, line))


def _is_counted(said: Sequence[str], at: int) -> bool:
    """True for one of several feeds or tags below each other ("Quay Herald (38)")."""
    beside = (said[n] for n in (at - 1, at + 1) if 0 <= n < len(said))
    return _COUNTED.fullmatch(said[at]) is not None and any(map(_COUNTED.fullmatch, beside))


def _is_over_headline(top: Top, at: int, read: _Lines) -> bool:
    """True for a kicker in capitals with slashes over a line in plain case, and for a programme over what says when in it a piece was told."""
    line, below = top.said[at], top.said[at + 1] if at + 1 < len(top.said) else ""
    if line.isupper() and " / " in line:
        return read.words[at + 1] >= _A_TITLE and not (below.isupper() or top.told[at + 1] or read.marks[at + 1])
    programme = _BROADCAST.match(below)
    return programme is not None and line.startswith(programme["name"])


def _look(line: str, words: int, *, is_told: bool) -> dict[str, float]:
    """What a line looks like by itself."""
    return {
        "words 1": words == 1,
        "words 2": words == 2,
        "words 3": words == 3,
        "words 5": 5 <= words <= 7,
        "words 8": 8 <= words <= 16,
        "words 17": words > 16,
        "words 26": words > 25,
        "paragraph": is_told,
        "full stop": line.endswith((".", ".”", '."')),
        "colon": line.endswith(":"),
        "doubted": is_doubted(KIND.sub("", line, count=1)),
        "points": max(0, min(4, points(line))) / 4,
        "menu": is_menus(line),
        "menu word": words < _A_TITLE and has_menu_word(line),
        "of the page": _OF_THE_PAGE.match(line) is not None,
        "bullet": BULLET.match(line) is not None,
        "path": _PATH.search(line) is not None,
        "bars": " | " in line,
        "capitals": line.isupper(),
        "small letter": line[:1].islower(),
    }


def _shared(own: frozenset[str], story: frozenset[str], opening: frozenset[str]) -> dict[str, float]:
    """What a line's words have in common with the paragraphs below it, and with the first of them."""
    shared, at_first = len(own & story), len(own & opening)
    return {
        "share": shared / (len(own) + _UNTOLD),
        "share of opening": at_first / (len(own) + _UNTOLD),
        "shared": log1p(shared),
        "shared with opening": log1p(at_first),
    }


def _place(top: Top, at: int, read: _Lines, over: int) -> dict[str, float]:
    """Where a line stands; ``over``: the number of paragraphs up to it."""
    told, words = top.told, read.words
    below = slice(at + 1, at + 1 + FAR)
    gap = _first(read.sure[below])
    day = _first(read.dated[below])
    above = _first(read.sure[max(0, at - _NEAR + 1) : at][::-1])
    return {
        "mark 1 below": gap == 1,
        "mark 2 below": gap == 2,
        "mark below": gap > 2,
        "day 2 below": day == 2,
        "day below": day > 2,
        "mark 1 above": above == 1,
        "mark above": above > 1,
        "paragraphs above": log1p(over - told[at]),
        "under paragraph": at > 0 and told[at - 1],
        "paragraphs near": log1p(sum(told[max(0, at - _NEAR) : at])),
        "story below": sum(told[at + 1 : at + 1 + _DENSE]) / _DENSE,
        "first": at == 0,
        "at top": at < 3,
        "far": log1p(at),
        "over summary": at + 1 < len(words) and words[at + 1] >= 12 and not told[at + 1],
        "over few words": at + 1 < len(words) and words[at + 1] <= 3,
        "line over mark": any(read.marks[at + 2 : at + 5])
        and any((*read.long[at + 1 : at + 2], *told[at + 1 : at + 2])),
    }


def _first(are: Sequence[bool]) -> int:
    """The number of the first that is true, from 1 on; 0 for none."""
    return next((number for number, is_so in enumerate(are, 1) if is_so), 0)


def _around(at: int, read: _Lines) -> dict[str, float]:
    """What stands above a line, and below it, that is no menu."""
    above = sum(read.long[max(0, at - _AROUND) : at])
    below = slice(at + 1, at + 3)
    return {
        "stamp below": any(mark and not sure for mark, sure in zip(read.marks[below], read.sure[below], strict=True)),
        "lines above": min(3, above),
        "first line": not above,
        "right under line": at > 0 and read.long[at - 1],
        "second line": above == 1,
        "first of lines": not above and any(read.long[at + 1 : at + _NEAR]),
        "first over line": not above and any(read.long[at + 1 : at + 2]),
        "marks above": log1p(sum(read.marks[max(0, at - 2 * _AROUND) : at])),
        "marks above & line": any(read.marks[max(0, at - _AROUND) : at])
        and any(read.long[max(0, at - 2 * _AROUND) : at]),
        "marks below": log1p(sum(read.marks[at + 1 : at + 1 + 2 * _AROUND])),
    }


def _compare(found: Mapping[int, dict[str, float]], words: Sequence[int]) -> None:
    """Tell of each line how it compares with the others."""
    most = max((look["shared"] for look in found.values()), default=0) or 1
    titles = [
        at
        for at, look in found.items()
        if words[at] >= _A_TITLE
        and not (look["paragraph"] or look["full stop"] or look["path"] or look["menu"])
        and look["shared"]
    ]
    for at, look in found.items():
        near = titles[bisect_left(titles, at - FAR) : bisect_right(titles, at + FAR)]
        look["shares most"] = look["shared"] / most
        look["best above"] = max((found[n]["shared"] for n in near if n < at), default=0) / most
        look["best below"] = max((found[n]["shared"] for n in near if n > at), default=0) / most
