"""The header of a text dump: headline, dates, byline, agency and outlet out of lines in any order, whatever stands among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from index.extract.byline_words import has_role_word
from index.extract.bylines import is_mark, looks_like_names
from index.extract.captions import is_caption, is_credit
from index.extract.dump_days import finer, join_clocks
from index.extract.dump_names import FOR_HOUSE, MARKED, has_place, is_label, is_prose, join_names, stands_right, weight
from index.extract.furniture import is_doubted, is_list_heading, is_sentence, points
from index.extract.header_lines import (
    HeaderLine,
    announces_day,
    change_that_day,
    is_date_word,
    is_short_day,
    is_update_word,
    published_that_day,
    published_word,
    read_header_line,
    read_yearless,
)
from index.extract.labels import dateline
from index.extract.menu_words import is_menus
from index.extract.outlets import clean_headline, is_agency, is_paper, known_name
from index.types import Label, Published, Span

_FIELD = re.compile(r"(?:title|headline)\s{0,3}:\s{0,3}(?=\S)", re.IGNORECASE)
_KIND = re.compile(
    r"(?:in )?(?:opinion|analysis|editorial|explainer|fact check|exclusive|live|live updates|updates?|breaking|podcast|watch|video|photos|pictures|gallery|interview|profile|review|column|investigation|special report|report|feature|listen|quiz|poll|map|data|timeline)\s?[:|]\s{1,3}",
    re.IGNORECASE,
)
"""The kind of a story before its headline, which would be a pointer anywhere else."""
_FIRST = re.compile(r"\W{0,3}first published\b", re.IGNORECASE)
_BULLET = re.compile(r"[•·*►▪]|\d{1,2}[.)]\s")
_CRUMBS = re.compile(r"\s[›»>]\s")
"""The path of sections that lead to a page."""
_MOST_LINES, _FAR = 60, 300
"""Lines in which the header is looked for: those of more words than a menu's, and all."""
_A_HEADLINE = 250
_LONG = 110
_A_PLACE = 3
"""Words of the place before a date."""
_OVER_MARKS = 0.2
"""The share that it counts for a headline to stand right over a byline or a date."""
_A_TITLE = 15
_A_CHANGE = 80
"""Characters of a line that tells when a story was changed."""
_A_NAME = 4
"""Words that the name of a section may have."""
_A_MENU = 7
"""Words from which a line with a bar in it is no menu's."""
_OF_THE_PAGE = re.compile(
    r"(?:already|sign|log|join|subscribe|follow|click|skip|welcome|download|register|here[’']s how|an? official|official|this (?:was|story|article|is)|show|home|support|donate|become)\b",
    re.IGNORECASE,
)
"""The beginning of a line that speaks of the page or to its reader."""
_BEHIND = re.compile(r"(?:, | — | in | aus | à | em | en )(?P<place>[^\W\d_][^,—]{2,30})$")
"""What may be the place behind an author's name."""
_OUTLET = re.compile(r"\s{0,3}[|·–—-]\s{0,3}(\S{2,20}(?:\s\S{1,20}){0,4})")
"""An outlet's name behind the title of its page."""
_UNTOLD = 2
"""Words that each candidate is taken to have besides, so that a menu's two words do not weigh what a headline's ten do."""
_SHARE = 0.5
"""Of the words that the best candidate shares with the story, what the headline must share."""
_STORY_LINES = 30
_WORD = re.compile(r"\w{4,}")
_STEM = 5
_REMEMBERED = 1024
"""Lines whose words are kept: several rules compare them."""
_BELOW = 5
"""Lines below a headline or a long summary in which the header may go on."""
_POINTS = 5
"""Sentences over a header that has told nothing yet: a summary's, or a story's main points."""
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
    weight: int = -1
    """How much speaks for the byline."""
    dateline: str = ""
    agency: str = ""
    outlet: str = ""
    language: str = ""


def read_header(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Read the lines before the story, and among its first, but for those that are taken, into ``header``."""
    found: dict[int, HeaderLine] = {}
    end = _end(text, lines, found, now, header)
    marks = {at for at, line in found.items() if line.is_sure}
    given = frozenset(header.taken)
    if not header.headline:
        _take_headline(text, lines, found, marks, end, header)
    for at in join_clocks(text, lines, found, end, now) - given:
        header.taken[at] = [Span(*lines[at], Label.DATE)]
    given = frozenset(header.taken)
    ends = join_names(text, lines, found, header.headline_line + 1)
    for at in range(end):
        if (at in given and at != header.headline_line) or (
            at == header.headline_line and not (at in found and found[at].is_dated)
        ):
            continue
        _take(text, lines, at, found, header, ends.get(at, at))
    _take_yearless(text, lines[:end], now, header)
    header.published = header.published or header.printed
    header.last = max([header.headline_line, *(at for at in header.taken if at < end)])


def _take_yearless(text: str, lines: Sequence[tuple[int, int]], now: datetime, header: Header) -> None:
    """Take the days without a year that stand beside one with it: that of a change, or the clock of the story's own."""
    day = header.published or header.updated or header.printed
    for at, line in enumerate(lines if day else ()):
        if at > header.headline_line and is_sentence(text[slice(*line)]):
            break  # days below are over what takes place then
        known = read_yearless(text[slice(*line)], day, now) if day and at not in header.taken else None
        if not known:
            continue
        header.taken[at] = [Span(*line, Label.DATE)]
        told = known.published
        if told and header.published and told.at.date() > header.published.at.date():
            told, header.updated = None, header.updated or told
        header.updated = finer(header.updated, known.updated)
        if header.published or header.updated:
            header.published = finer(header.published, told)


def _end(
    text: str, lines: Sequence[tuple[int, int]], found: dict[int, HeaderLine], now: datetime, header: Header
) -> int:
    """The number of the first line that is surely the story's; the header lines above it are put into ``found``."""
    prose = told = 0
    for at, (start, end) in enumerate(lines[:_FAR]):
        line = text[start:end]
        told += line.count(" ") >= _A_NAME
        if told > _MOST_LINES:
            return at
        if at in header.taken:
            continue
        if _opens_story(text, start, end) or (prose and is_list_heading(line)):
            return at
        if end - start > _A_HEADLINE:
            if ". " not in line and not is_sentence(line):
                continue  # a menu in a row
            prose += 1
            is_told = any(one.is_sure for one in found.values())
            if prose > _PROSE_LINES or not _goes_on(text, lines[at + 1 : at + 1 + _BELOW], now, int(not is_told)):
                return at
            continue
        known = read_header_line(line, now)
        if known and known.byline and not (known.outlet or known.byline.is_marked) and is_credit(line):
            continue
        if known and (known.is_sure or not is_doubted(line) or _has_mail(known, line)):
            found[at] = known
        if (known and known.is_sure) or is_doubted(line) or is_caption(line) or _BULLET.match(line):
            continue
        prose += is_prose(line) and points(line) <= 0 and not (line.endswith("?") and end - start <= _LONG)
        is_told = any(one.is_sure for one in found.values())
        if prose >= _PROSE_LINES and (
            prose > (_PROSE_LINES if is_told else _POINTS)
            or not _goes_on(text, lines[at + 1 : at + 1 + _BELOW], now, 0 if is_told else _POINTS - prose)
        ):
            return at
    return min(len(lines), _FAR)


def _goes_on(text: str, below: Sequence[tuple[int, int]], now: datetime, spare: int) -> bool:
    """True if the header goes on below a long summary: a byline that says so or a day stands there, over the next paragraph.

    ``spare``: it may stand below so many more, for the header has told nothing yet.
    """
    for start, end in below:
        line = text[start:end]
        spare -= is_prose(line)
        if _opens_story(text, start, end) or spare < 0:
            return False
        known = read_header_line(line, now)
        if known and known.is_sure and not is_credit(line) and not known.rest:
            return True
    return False


def _opens_story(text: str, start: int, end: int) -> bool:
    """True for a paragraph with a wire's dateline; "INVESTIGATION: ..." over a story looks like one, and ends like no sentence."""
    line = text[start:end]
    return (is_sentence(line) or line.endswith((":", "—", "–", "-")) or len(line) > _LONG) and dateline(
        text, start, end
    ) is not None


def _has_mail(known: HeaderLine, line: str) -> bool:
    """True if a line is a name and where to write to it."""
    return "@" in line and bool(
        known.byline and line.casefold().startswith(tuple(n.casefold() for n in known.byline.persons))
    )


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
            and not any(c < at or (c == at + 1 and c + 1 in marks) for c in candidates)
        ):
            start = lines[at][0]
            _set_headline(text, start + rest[0], start + rest[1], at, header)
            return
    if not candidates:
        return
    phrases = _phrases(text, lines, candidates, marks)
    best = _told_barely(text, lines, _best(text, lines, phrases or candidates[:1], end, marks), candidates, header)
    _set_headline(text, *lines[best], best, header)


def _phrases(text: str, lines: Sequence[tuple[int, int]], candidates: list[int], marks: set[int]) -> list[int]:
    """The candidates that are no sentences; those near over a byline or a date, too, where nothing else stands there than short names."""
    said = {at: text[slice(*lines[at])] for at in candidates}
    phrases = [at for at in candidates if not said[at].endswith(".")]
    first = next((at for at in phrases if len(said[at].split()) > _A_NAME), len(lines))
    near = {at - n for at in marks for n in range(1, _BELOW + 1)}
    return [at for at in candidates if at in phrases or (at in near and at < first and len(said[at]) <= _LONG)]


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
    if end - start > _A_HEADLINE or _opens_story(text, start, end) or (known and known.is_sure):
        return False
    if (
        is_menus(line)
        or is_list_heading(line)
        or is_doubted(_KIND.sub("", line, count=1))
        or is_caption(line)
        or is_date_word(line)
        or is_short_day(line)
        or is_mark(line)
        or _CRUMBS.search(line)
        or _begins_caption(text, lines, at)
        or FOR_HOUSE.fullmatch(line)
    ):
        return False
    if not any(map(str.isalpha, line)):
        return False
    goes_on = len(line) > _LONG and (line.endswith((".", "”", '"')) or (at == 0 and ". " in line))
    return not goes_on and not _BULLET.match(line)


def _begins_caption(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if the next line is the same with a picture's credit behind it."""
    start, end = lines[at]
    below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    return len(below) > end - start and below.startswith(text[start:end]) and is_caption(below)


def _best(text: str, lines: Sequence[tuple[int, int]], candidates: list[int], end: int, marks: set[int]) -> int:
    """The first of the lines that share most with what follows, those over a byline or date before others, sentences and short ones behind."""
    prose = (text[slice(*line)] for at, line in enumerate(lines[: end + _STORY_LINES]) if at not in candidates)
    story = stems_of(line for line in prose if is_prose(line))
    if not story:
        return candidates[0]
    said = Counter(text[slice(*line)] for line in lines)
    shares: dict[int, float] = {}
    for at in candidates:
        line = text[slice(*lines[at])]
        own = stems(line)
        share = len(own & story) / (len(own) + _UNTOLD)
        is_short = len(line.split()) < 4 or looks_like_names(line) or _is_section(text, lines, at, candidates)
        is_short = is_short or (" | " in line and len(line.split()) < _A_MENU) or _OF_THE_PAGE.match(line) is not None
        shares[at] = 0.1 * share if is_short else 0.05 + share * (0.6 if line.endswith(".") else 1)
        if not is_short and not line.endswith(".") and marks.intersection((at + 1, at + 2)):
            shares[at] += _OVER_MARKS
        if not is_short and said[line] > 1:
            shares[at] += _OVER_MARKS
    most = max(shares.values())
    return next(at for at, share in shares.items() if share >= _SHARE * most)


def _is_section(text: str, lines: Sequence[tuple[int, int]], at: int, candidates: list[int]) -> bool:
    """True for a few words right over a much longer candidate: the section's name, which the story has, too, perhaps."""
    words = text[slice(*lines[at])].split()
    if len(words) > _A_NAME + 1 or at + 1 not in candidates:
        return False
    return words[-1][-1] == ":" or len(text[slice(*lines[at + 1])].split()) >= (
        2 if len(words) <= _A_NAME else 1.5
    ) * len(words)


@lru_cache(maxsize=_REMEMBERED)
def stems(line: str) -> frozenset[str]:
    """The beginnings of a line's longer words."""
    return frozenset({word[:_STEM] for word in _WORD.findall(line.casefold()) if word.isalpha()})


def stems_of(lines: Iterable[str]) -> frozenset[str]:
    """The same of several lines."""
    return frozenset().union(*map(stems, lines))


def _set_headline(text: str, start: int, end: int, at: int, header: Header) -> None:
    header.taken.setdefault(at, []).append(Span(start, end, Label.HEADLINE))
    header.headline_line = at
    header.headline, outlet = clean_headline(text[start:end])
    header.outlet = header.outlet or outlet


def _take(
    text: str, lines: Sequence[tuple[int, int]], at: int, found: dict[int, HeaderLine], header: Header, last: int
) -> None:
    """Take what a line tells, if it is a header line where it stands; ``last``: the last of the lines that it was joined with."""
    start, end = lines[at]
    line = text[start:end]
    headline = lines[max(0, header.headline_line)]
    if is_date_word(line) and at + 1 in found and found[at + 1].is_dated:
        header.taken.setdefault(at, [Span(start, end, Label.DATE)])
        return
    below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    if (is_mark(line) or is_label(line, below)) and header.headline_line < at:
        header.taken.setdefault(at, [Span(start, end, Label.BYLINE)])
        return
    known = found.get(at)
    if not known and header.weight < 0 and header.headline_line < at < len(lines) - 1:
        name, place = has_place(line, text[slice(*lines[at + 1])], is_dated=at + 1 in found and found[at + 1].is_dated)
        if name:
            header.byline, header.dateline, header.weight = (name,), header.dateline or place, 0
            header.taken[at] = [Span(start, end, Label.BYLINE)]
            return
    if not known and header.published and not header.updated and len(line) <= _A_CHANGE:
        header.updated = change_that_day(line, header.published)
    if not known and header.updated and not header.published and len(line) <= _A_CHANGE:
        header.published = published_that_day(line, header.updated)
    if not known or not stands_right(text, lines, at, known, found, header.headline_line, header.weight, last):
        return
    is_signed = bool(known.byline and known.byline.is_marked)
    if known.is_dated:
        above = text[slice(*lines[at - 1])] if at else ""
        published, updated = known.published, known.updated
        if is_update_word(above):
            published, updated = None, published or updated
        if published and header.published and _FIRST.match(line) and published.at < header.published.at:
            published, header.published, updated = None, published, updated or header.published
        is_later = published and header.published and published.at.date() > header.published.at.date()
        if is_later and not updated and not published_word(line):
            published, updated = None, published
        if at < header.headline_line and not is_signed and not announces_day(above if is_date_word(above) else line):
            header.printed = finer(header.printed, published)
        else:
            header.published = finer(header.published, published)
        header.updated = finer(header.updated, updated)
    is_page = known.is_dated and at < header.headline_line and not is_signed
    if known.byline and not is_page and (own := weight(text, lines, at, known.byline, found, last)) > header.weight:
        if known.byline.persons or own == MARKED:
            header.byline, header.weight = known.byline.persons, own
        header.agency = header.agency or known.byline.agency
    if is_signed and known.byline and not header.dateline and (match := _BEHIND.search(line)):
        place = match["place"]
        if place not in known.byline.persons and not (known_name(place) or is_paper(place) or has_role_word(place)):
            header.dateline = _place(text, start, match.start("place"), len(line), [headline, *lines[at + 1 :]])
    if known.is_dated and known.rest and at > header.headline_line:
        header.dateline = header.dateline or _place(text, start, *known.rest, [headline, *lines[at + 1 :]])
    if known.outlet:
        header.agency = header.agency or (known.outlet if is_agency(known.outlet) else "")
        is_credited = line[:1] in "([" and is_agency(known.outlet)
        header.outlet = header.outlet or ("" if is_credited else known.outlet)
    stop = header.taken[at][0].start if at in header.taken else end
    label = Label.DATE if known.is_dated else Label.BYLINE
    while stop > start and text[stop - 1] in " \t|·:,–—-":
        stop -= 1
    if stop > start:
        header.taken[at] = [Span(start, stop, label), *header.taken.get(at, [])]
    for under in range(at + 1, last + 1):
        header.taken[under] = [Span(*lines[under], Label.BYLINE)]
    if known.byline and (dated := found.get(last + 2)) and dated.is_dated and last + 1 not in found:
        first, stop = lines[last + 1]
        place = _place(text, 0, first + 3 * text.startswith("in ", first), stop, [headline, *lines[last + 2 :]])
        if place and not header.dateline:
            header.dateline = place
            header.taken[last + 1] = [Span(*lines[last + 1], Label.DATELINE)]


def _place(text: str, start: int, first: int, last: int, below: Sequence[tuple[int, int]]) -> str:
    """The place that stands before or behind a line's dates, where the story names it, too."""
    place = text[start + first : start + last].strip(" ,–—-|")
    is_inside = first and text[start + last : start + last + 1] not in ("", "\n")
    is_mark = place.isupper() and len(place) <= _A_NAME  # an agency's or a house's
    if is_inside or is_mark or not 1 <= len(place.split()) <= _A_PLACE or not place[:1].isupper() or is_doubted(place):
        return ""
    town = place.partition(",")[0]
    names = {town, town.title()}
    return place if any(name in text[slice(*line)] for line in below[:_STORY_LINES] for name in names) else ""
