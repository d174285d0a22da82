"""The headline of a text dump: the line of its top that by fitted weights looks most like one."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from index.extract.dump_header import Header
from index.extract.dump_names import tells_something
from index.extract.dump_top import Top, read_top
from index.extract.emphasis import within_marks
from index.extract.furniture import is_doubted, is_sentence
from index.extract.headline_features import A_HEADLINE, KIND, features
from index.extract.line_scorer import read_weights
from index.extract.menu_words import is_menus
from index.extract.outlets import clean_headline, is_paper
from index.extract.releases import heads_release, is_institution
from index.types import Label, Span

WEIGHTS = Path(__file__).with_name("headline_weights.toml")
_FIELD = re.compile(r"(?:title|headline)\s{0,3}:\s{0,3}(?=\S)", re.IGNORECASE)
_MARK = re.compile(r"\[\d{1,3}\](?=\S)|#{1,6} ")
"""The number that text browsers give a link, and Markdown's mark of a heading."""
_A_REST = 25
"""Characters of a headline behind a day."""
_A_TITLE = 15
_ENOUGH = 3.0
"""Weight from which a sentence is believed to be the headline, which a text begins with that has none; and any line, in a short text with a title."""
A_NOTE = 15
"""Lines of a text that is no page."""
_NEAR = 3.0
"""How much less a line may weigh than the best and tell the same barely."""
_OUTLET = re.compile(r"\s{0,3}[|·–—-]\s{0,3}(\S{2,20}(?:\s\S{1,20}){0,4})")
"""An outlet's name behind the title of its page."""


def take_headline(
    text: str, lines: Sequence[tuple[int, int]], formed: frozenset[int], now: datetime, header: Header
) -> None:
    """Find the headline among a page's first lines, those that are ``formed`` left out."""
    top = read_top([text[slice(*line)] for line in lines], now)
    for at in range(top.stop):
        start, stop = lines[at]
        if match := _FIELD.match(text, start, stop):
            _set_headline(text, match.end(), stop, at, header)
            return
    weighed = weigh(top, formed.union(header.taken))
    if header.first_entry < len(lines):
        weighed = _over_entries(top, weighed, header)
    best = max(weighed, key=weighed.__getitem__, default=-1)
    if not any(top.told):  # no paragraph to compare with
        best = next((at for at in weighed if not (is_menus(top.said[at]) or is_doubted(top.said[at]))), -1)
    is_poor = best < 0 or top.told[best] or weighed[best] < _ENOUGH
    if is_poor and len(lines) <= A_NOTE and _is_titled(top, formed.union(header.taken)):
        best = 0
    elif best < 0 or (top.told[best] and weighed[best] < _ENOUGH):
        return
    else:
        best = _told_barely(top.said, _below_day(top, weighed, _below_issuer(top, weighed, best)), weighed, header)
    start, stop = lines[best]
    known = top.known.get(best)
    if known and known.is_dated and known.rest:
        start, stop = start + known.rest[0], start + known.rest[1]
    _set_headline(text, start, stop, best, header)


def _over_entries(top: Top, weighed: Mapping[int, float], header: Header) -> dict[int, float]:
    """The lines over a live blog's first entry, for below its time stand the headings of entries; the first of them, however short."""
    over = {at: weight for at, weight in weighed.items() if at < header.first_entry}
    first = next(
        (
            at
            for at in range(header.first_entry)
            if at not in header.taken and " " in top.said[at] and not _is_dated(top, at)
        ),
        -1,
    )
    return over or ({first: _ENOUGH} if first >= 0 else {})


def _is_titled(top: Top, taken: Container[int]) -> bool:
    """True if a text begins with a title, right over what tells its author or day, if anything does, and its first paragraph: a note's, or a
    story's that came without its page.
    """
    line = top.said[0] if top.said else ""
    if 0 in taken or 0 in top.known or top.told[:1] != [False] or is_menus(line) or is_doubted(line) or is_paper(line):
        return False
    below = next((said for at, said in enumerate(top.said) if at and at not in top.known), "")
    return tells_something(below) and not is_sentence(line) and len(line) <= A_HEADLINE


def _is_dated(top: Top, at: int) -> bool:
    known = top.known.get(at)
    return known is not None and known.is_dated


def _below_issuer(top: Top, weighed: Mapping[int, float], best: int) -> int:
    """The best line below the name of an institution over its press release, where another tells about as much; else the best."""
    if not heads_release(top.said, best):
        return best
    below = [
        at for at in weighed if at > best and weighed[at] >= weighed[best] - _NEAR and not is_institution(top.said[at])
    ]
    return max(below, key=weighed.__getitem__, default=best)


def _below_day(top: Top, weighed: Mapping[int, float], best: int) -> int:
    """The first line that may be the headline, where it begins with the story's day, as those of archives do; else the best."""
    first = min(weighed)
    known = top.known.get(first)
    is_day = known is not None and known.is_dated and known.rest is not None and known.rest[1] - known.rest[0] > _A_REST
    return first if is_day and not (best == first + 1 and top.is_sure(best + 1)) else best


def weigh(top: Top, taken: Container[int] = ()) -> dict[int, float]:
    """How much speaks for each line to be the headline."""
    weights = read_weights(WEIGHTS)
    return {
        at: sum(weights[name] * value for name, value in look.items() if value)
        for at, look in features(top, taken).items()
    }


def _told_barely(said: Sequence[str], best: int, weighed: Mapping[int, float], header: Header) -> int:
    """The line that tells the headline alone, where the best one is a page's title: the outlet's name or a day stands beside it."""
    title = said[best]
    held = [at for at in weighed if _A_TITLE <= len(said[at]) < len(title) and _tells(said[at], title)]
    barest = max(held, key=weighed.__getitem__, default=best)
    if barest == best or weighed[barest] < weighed[best] - _NEAR:
        return best
    if match := _OUTLET.fullmatch(title.partition(said[barest])[2]):
        header.outlet = header.outlet or match[1]
    return barest


def _tells(line: str, title: str) -> bool:
    """True if a page's title holds this line, and what stands beside that is no half of the headline itself."""
    before, found, after = title.partition(line)
    return (
        bool(found)
        and not after.startswith(":")
        and (not before.rstrip(" “«„‘\"'").endswith(":") or KIND.match(title) is not None)
    )


def _set_headline(text: str, start: int, end: int, at: int, header: Header) -> None:
    if match := _MARK.match(text, start, end):
        start = match.end()
    start, end = within_marks(text, start, end)
    header.taken.setdefault(at, []).append(Span(start, end, Label.HEADLINE))
    header.headline_line = at
    header.headline, outlet = clean_headline(text[start:end])
    header.outlet = header.outlet or outlet
