"""The header of a text dump: headline, dates, byline, agency and outlet out of lines in any order, whatever stands among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from index.extract.bylines import has_role, is_mark, is_role, looks_like_names
from index.extract.captions import is_caption
from index.extract.furniture import is_doubted, is_list_heading, is_sentence
from index.extract.header_lines import HeaderLine, is_date_word, read_header_line
from index.extract.labels import dateline
from index.extract.outlets import clean_headline, is_agency
from index.types import Label, Published, Span

_FIELD = re.compile(r"(?:title|headline)\s{0,3}:\s{0,3}(?=\S)", re.IGNORECASE)
_KIND = re.compile(
    r"(?:opinion|analysis|editorial|explainer|fact check|exclusive|live updates|podcast|watch|video|photos|gallery)\s?[:|]\s{1,3}",
    re.IGNORECASE,
)
"""The kind of a story before its headline, which would be a pointer anywhere else."""
_DATING = re.compile(r"(?:date|publi|post|updated|created|written|filed)", re.IGNORECASE)
_BULLET = re.compile(r"[•·*►▪]|\d{1,2}[.)]\s")
_MOST_LINES = 60
_A_HEADLINE = 250
_A_PLACE = 3
"""Words of the place between an author's name and the date."""
_A_SENTENCE = 6
"""Words from which a line with the end of a sentence is prose, not a button."""
_LONG = 110
_OVER_MARKS = 0.2
"""The share that it counts for a headline to stand right over a byline or a date."""
_A_TITLE = 15
_OUTLET = re.compile(r"\s{0,3}[|·–—-]\s{0,3}(\S{2,20}(?:\s\S{1,20}){0,4})")
"""An outlet's name behind the title of its page."""
_SHARE = 0.4
"""Of the words that the best candidate shares with the story, what the headline must share."""
_STORY_LINES = 30
_PROSE_LINES = 2
"""Lines of prose after which no header line is looked for."""


@dataclass(slots=True)
class Header:
    """The facts that the header tells. ``taken``: the labels of its lines, by their number; ``last``: the number of the last of them."""

    taken: dict[int, list[Span]] = field(default_factory=dict)
    headline: str = ""
    headline_line: int = -1
    last: int = -1
    published: Published | None = None
    printed: Published | None = None
    """The day over the headline with no word to it: the page's, and the story's where that tells no other."""
    updated: Published | None = None
    byline: tuple[str, ...] = ()
    is_marked: bool = False
    """The byline says that it is one."""
    agency: str = ""
    outlet: str = ""
    language: str = ""


def read_header(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Read the lines before the story, and among its first, but for those that are taken, into ``header``."""
    found: dict[int, HeaderLine] = {}
    end = _end(text, lines, found, now, header)
    marks = {at for at, line in found.items() if _is_sure(line)}
    given = frozenset(header.taken)
    if not header.headline:
        _take_headline(text, lines, found, marks, end, header)
    for at in range(end):
        if at in given or (at == header.headline_line and not (at in found and found[at].is_dated)):
            continue
        _take(text, lines, at, found, header)
    header.published = header.published or header.printed
    header.last = max([header.headline_line, *(at for at in header.taken if at < end)])


def _is_sure(line: HeaderLine) -> bool:
    return line.is_dated or bool(line.outlet) or bool(line.byline and line.byline.is_marked)


def _end(
    text: str, lines: Sequence[tuple[int, int]], found: dict[int, HeaderLine], now: datetime, header: Header
) -> int:
    """The number of the first line that is surely the story's; the header lines above it are put into ``found``."""
    prose = told = 0
    for at, (start, end) in enumerate(lines[:_MOST_LINES]):
        if at in header.taken:
            continue
        line = text[start:end]
        if dateline(text, start, end) or end - start > _A_HEADLINE or (told and is_list_heading(line)):
            return at
        known = read_header_line(line, now)
        if known and (_is_sure(known) or not is_doubted(line)):
            found[at] = known
        if (known and _is_sure(known)) or is_doubted(line) or is_caption(line):
            continue
        told += len(line.split()) > 2
        prose += is_prose(line)
        if prose == _PROSE_LINES:
            return at
    return min(len(lines), _MOST_LINES)


def is_prose(line: str) -> bool:
    """True if a line goes on like a story: it is a sentence, or too long for a headline."""
    return (is_sentence(line) and len(line.split()) >= _A_SENTENCE) or len(line) > 2 * _LONG


def _take_headline(
    text: str,
    lines: Sequence[tuple[int, int]],
    found: dict[int, HeaderLine],
    marks: set[int],
    end: int,
    header: Header,
) -> None:
    """Find the headline: the first line that reads like one and shares words with the story."""
    for at in range(end):
        start, stop = lines[at]
        if match := _FIELD.match(text, start, stop):
            _set_headline(text, match.end(), stop, at, header)
            return
    candidates = [at for at in range(end) if at not in header.taken and _may_be_headline(text, lines, at, found)]
    for at in sorted(marks):
        rest = found[at].rest
        if (
            rest
            and found[at].is_dated
            and (rest[1] - rest[0] > 25 or not candidates)
            and not any(c < at for c in candidates)
        ):
            start = lines[at][0]
            _set_headline(text, start + rest[0], start + rest[1], at, header)
            return
    if not candidates:
        return
    phrases = [at for at in candidates if not text[: lines[at][1]].endswith(".")]
    best = _told_barely(text, lines, _best(text, lines, phrases or candidates[:1], end, marks), candidates, header)
    _set_headline(text, *lines[best], best, header)


def _told_barely(text: str, lines: Sequence[tuple[int, int]], best: int, candidates: list[int], header: Header) -> int:
    """The candidate that tells the headline alone, where the best one is a page's title: the outlet's name or a day stands beside it."""
    title = text[slice(*lines[best])]
    held = [at for at in candidates if len(line := text[slice(*lines[at])]) < len(title) and line in title]
    barest = max(held, key=lambda at: lines[at][1] - lines[at][0], default=best)
    line = text[slice(*lines[barest])]
    if barest == best or len(line) < _A_TITLE:
        return best
    if match := _OUTLET.fullmatch(title.partition(line)[2]):
        header.outlet = header.outlet or match[1]
    return barest


def _may_be_headline(text: str, lines: Sequence[tuple[int, int]], at: int, found: dict[int, HeaderLine]) -> bool:
    start, end = lines[at]
    line = text[start:end]
    known = found.get(at)
    if end - start > _A_HEADLINE or dateline(text, start, end) or (known and _is_sure(known)):
        return False
    if (
        is_list_heading(line)
        or is_doubted(_KIND.sub("", line, count=1))
        or is_caption(line)
        or is_date_word(line)
        or is_mark(line)
    ):
        return False
    if not any(map(str.isalpha, line)):
        return False
    goes_on = len(line) > _LONG and (line.endswith((".", "”", '"')) or (at == 0 and ". " in line))
    return not goes_on and not _BULLET.match(line)


def _best(text: str, lines: Sequence[tuple[int, int]], candidates: list[int], end: int, marks: set[int]) -> int:
    """The first of the lines that share most with what follows, those over a byline or date before others, sentences and short ones behind."""
    prose = (text[slice(*line)] for at, line in enumerate(lines[: end + _STORY_LINES]) if at not in candidates)
    story = stems("\n".join(line for line in prose if is_prose(line)))
    if not story:
        return candidates[0]
    shares: dict[int, float] = {}
    for at in candidates[:20]:
        line = text[slice(*lines[at])]
        own = stems(line)
        share = len(own & story) / (len(own) or 1)
        is_short = len(line.split()) < 4 or looks_like_names(line)
        shares[at] = 0.1 * share if is_short else 0.05 + share * (0.6 if line.endswith(".") else 1)
        if not is_short and marks.intersection((at + 1, at + 2)):
            shares[at] += _OVER_MARKS
    most = max(shares.values())
    return next(at for at, share in shares.items() if share >= _SHARE * most)


def stems(text: str) -> set[str]:
    """The beginnings of a text's longer words."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def _set_headline(text: str, start: int, end: int, at: int, header: Header) -> None:
    header.taken.setdefault(at, []).append(Span(start, end, Label.HEADLINE))
    header.headline_line = at
    header.headline, outlet = clean_headline(text[start:end])
    header.outlet = header.outlet or outlet


def _take(text: str, lines: Sequence[tuple[int, int]], at: int, found: dict[int, HeaderLine], header: Header) -> None:
    """Take what a line tells, if it is a header line where it stands."""
    start, end = lines[at]
    line = text[start:end]
    if is_date_word(line) and at + 1 in found and found[at + 1].is_dated:
        header.taken.setdefault(at, [Span(start, end, Label.DATE)])
        return
    if is_mark(line) and header.headline_line < at:
        header.taken.setdefault(at, [Span(start, end, Label.BYLINE)])
        return
    known = found.get(at)
    if not known or not _stands_right(text, lines, at, known, found, header):
        return
    if known.is_dated:
        is_update = (
            at > 0 and is_date_word(text[slice(*lines[at - 1])]) and "pdate" in text[slice(*lines[at - 1])].casefold()
        )
        published, updated = (None, known.published or known.updated) if is_update else (known.published, known.updated)
        is_printed = at < header.headline_line and not known.byline and not _DATING.search(line)
        if is_printed:
            header.printed = header.printed or published
        else:
            header.published = header.published or published
        header.updated = header.updated or updated
    if known.byline and (not header.byline or (known.byline.is_marked and not header.is_marked)):
        header.byline, header.is_marked = known.byline.persons, known.byline.is_marked
        header.agency = header.agency or known.byline.agency
    if known.outlet:
        header.agency = header.agency or (known.outlet if is_agency(known.outlet) else "")
        header.outlet = header.outlet or known.outlet
    stop = header.taken[at][0].start if at in header.taken else end
    label = Label.DATE if known.is_dated else Label.BYLINE
    while stop > start and text[stop - 1] in " \t|·:,–—-":
        stop -= 1
    if stop > start:
        header.taken[at] = [Span(start, stop, label), *header.taken.get(at, [])]


def _stands_right(
    text: str,
    lines: Sequence[tuple[int, int]],
    at: int,
    known: HeaderLine,
    found: dict[int, HeaderLine],
    header: Header,
) -> bool:
    """True if a line is no line of the story: a date with other words, or a name in plain case, could be."""
    line = text[slice(*lines[at])]
    if known.is_dated:
        return not known.rest or at == header.headline_line or len(line) <= 70 or bool(known.byline)
    if not known.byline:
        return header.headline_line >= 0
    if at < header.headline_line:
        return known.byline.is_marked or has_role(line)
    if known.byline.is_marked or known.outlet:
        return True
    if _is_told_of(text, lines, at):
        return False
    above, below = text[slice(*lines[at - 1])] if at else "", text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    if is_mark(above) or line.isupper() or is_role(below):
        return True
    if header.byline:
        return at - 1 in header.taken and looks_like_names(line) and is_doubted(below)
    before = found.get(at - 1)
    if before and before.is_dated and 0 <= header.headline_line < at - 1 and looks_like_names(line):
        return True
    if at + 2 < len(lines) and looks_like_names(below):
        at, below = at + 1, text[slice(*lines[at + 2])]
    after = found.get(at + 1)
    if len(below.split()) <= _A_PLACE and below.istitle() and (dated := found.get(at + 2)) and dated.is_dated:
        return looks_like_names(line)
    return bool(after and _is_sure(after)) or is_date_word(below) or (is_doubted(below) and len(below) < 60)


def _is_told_of(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if the story tells of whoever a line names: its author is named at most at the beginning of a line about them."""
    name = text[slice(*lines[at])]
    told = (text[start:end] for start, end in lines[at + 1 :] if text.find(name, start + 1, end) > start)
    return any(is_prose(line) and not is_doubted(line) for line in told)
