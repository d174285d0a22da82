"""The headline of a text dump: the line of its header that reads like one and shares words with the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.byline_marks import is_mark
from index.extract.captions import is_caption
from index.extract.dump_header import Header
from index.extract.dump_header_end import A_HEADLINE, A_NAME, BELOW, BULLET, LONG, opens_story
from index.extract.dump_names import FOR_HOUSE, is_prose
from index.extract.furniture import is_doubted, is_list_heading
from index.extract.header_lines import HeaderLine, is_date_word, is_short_day
from index.extract.line_stems import stems, stems_of
from index.extract.menu_words import is_menus
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import clean_headline
from index.types import Label, Span

_FIELD = re.compile(r"(?:title|headline)\s{0,3}:\s{0,3}(?=\S)", re.IGNORECASE)
_KIND = re.compile(
    r"(?:in )?(?:opinion|analysis|editorial|explainer|fact check|exclusive|live|live updates|updates?|breaking|podcast|watch|video|photos|pictures|gallery|interview|profile|review|column|investigation|special report|report|feature|listen|quiz|poll|map|data|timeline)\s?[:|]\s{1,3}",
    re.IGNORECASE,
)
"""The kind of a story before its headline, which would be a pointer anywhere else."""
_CRUMBS = re.compile(r"\s[›»>]\s")
"""The path of sections that lead to a page."""
_PATH = re.compile(r"\S\s?(?:[›»>|]|\s/)\s\S")
"""The same with other marks, which may be a menu, too: over the headline either way."""
_OVER_MARKS = 0.2
"""The share that it counts for a headline to stand right over a byline or a date."""
_BELOW_MARKS = 0.67
"""What a share counts below the last byline or date, where pictures are told of."""
_ABOVE = 4
"""Lines over the best candidate in which the headline may stand: a summary shares more words with the story."""
_A_TITLE = 15
_A_MENU = 7
"""Words from which a line with a bar in it is no menu's."""
_OF_THE_PAGE = re.compile(
    r"(?:already|sign|log|join|subscribe|follow|click|skip|welcome|download|register|here[’']s how|an? official|official|this (?:was|story|article|is)|show|home|support|donate|become)\b",
    re.IGNORECASE,
)
"""The beginning of a line that speaks of the page or to its reader."""
_OUTLET = re.compile(r"\s{0,3}[|·–—-]\s{0,3}(\S{2,20}(?:\s\S{1,20}){0,4})")
"""An outlet's name behind the title of its page."""
_UNTOLD = 2
"""Words that each candidate is taken to have besides, so that a menu's two words do not weigh what a headline's ten do."""
_SHARE = 0.5
"""Of the words that the best candidate shares with the story, what the headline must share."""
_STORY_LINES = 30
"""Lines below the header whose words are the story's."""


def take_headline(
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
    phrases = _phrases(text, lines, candidates, marks)
    sizes = {at: len(text[slice(*lines[at])].split()) for at in phrases}
    if all(size <= A_NAME and (size == 1 or not marks & {at + 1, at + 2}) for at, size in sizes.items()):
        phrases += _below_greeting(text, lines, end, found, header)
        candidates += phrases[len(sizes) :]
    if not candidates:
        return
    best = _told_barely(text, lines, _best(text, lines, phrases or candidates[:1], end, marks), candidates, header)
    _set_headline(text, *lines[best], best, header)


def _phrases(text: str, lines: Sequence[tuple[int, int]], candidates: list[int], marks: set[int]) -> list[int]:
    """The candidates that are no sentences; those near over a byline or a date, too, where nothing else stands there than short names."""
    said = {at: text[slice(*lines[at])] for at in candidates}
    phrases = [at for at in candidates if not said[at].endswith(".")]
    first = next((at for at in phrases if len(said[at].split()) > A_NAME), len(lines))
    near = {at - n for at in marks for n in range(1, BELOW + 1)}
    return [at for at in candidates if at in phrases or (at in near and at < first and len(said[at]) <= LONG)]


def _below_greeting(
    text: str, lines: Sequence[tuple[int, int]], end: int, found: dict[int, HeaderLine], header: Header
) -> list[int]:
    """The lines that may be the headline below what opens a letter, whose header has names of sections only."""
    near = range(end, min(end + BELOW, len(lines)))
    later = [at for at in near if at not in header.taken and _may_be_headline(text, lines, at, found)]
    said = {at: text[slice(*lines[at])] for at in later}
    return [at for at, line in said.items() if len(line.split()) > A_NAME and "." not in line]


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
    if end - start > A_HEADLINE or opens_story(text, start, end) or (known and known.is_sure):
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
    goes_on = len(line) > LONG and (line.endswith((".", "”", '"')) or (at == 0 and ". " in line))
    return not goes_on and not BULLET.match(line)


def _begins_caption(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if the next line is the same with a picture's credit behind it."""
    start, end = lines[at]
    below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    return len(below) > end - start and below.startswith(text[start:end]) and is_caption(below)


def _best(text: str, lines: Sequence[tuple[int, int]], candidates: list[int], end: int, marks: set[int]) -> int:
    """The first of the lines that share most with what follows; those over a byline or date count more, sentences and short ones less."""
    prose = (text[slice(*line)] for at, line in enumerate(lines[: end + _STORY_LINES]) if at not in candidates)
    story = stems_of(line for line in prose if is_prose(line))
    if not story:
        return candidates[0]
    shares: dict[int, float] = {}
    repeated: set[int] = set()
    for at in candidates:
        line = text[slice(*lines[at])]
        own = stems(line)
        share = len(own & story) / (len(own) + _UNTOLD)
        is_short = len(line.split()) < 4 or looks_like_names(line) or _is_section(text, lines, at, candidates)
        is_short = is_short or (" | " in line and len(line.split()) < _A_MENU) or _OF_THE_PAGE.match(line) is not None
        shares[at] = 0.1 * share if is_short else 0.05 + share * (0.6 if line.endswith(".") else 1)
        if not is_short and not line.endswith(".") and marks.intersection((at + 1, at + 2)):
            shares[at] += _OVER_MARKS
        if at > max(marks, default=at):
            shares[at] *= _BELOW_MARKS
        if not is_short and text.count(line) > 1 and _is_repeated(text, lines, at):
            shares[at] += _OVER_MARKS
            repeated.add(at)
    best = max(shares, key=shares.__getitem__)
    path = max((at for at in range(best) if at not in marks and _PATH.search(text[slice(*lines[at])])), default=-1)
    first = max(path + 1, best - _ABOVE)
    near = [at for at, share in shares.items() if share >= _SHARE * shares[best] and at >= first]
    return best if best in repeated and near[0] not in repeated else near[0]


def _is_repeated(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if another line that is no sentence holds this one: the page's title, its path, a link to it."""
    line = text[slice(*lines[at])]
    others = (text[slice(*other)] for n, other in enumerate(lines) if n != at)
    return any(line in other and not is_prose(other) for other in others)


def _is_section(text: str, lines: Sequence[tuple[int, int]], at: int, candidates: list[int]) -> bool:
    """True for a few words right over a much longer candidate: the section's name, which the story has, too, perhaps."""
    words = text[slice(*lines[at])].split()
    if len(words) > A_NAME + 1 or at + 1 not in candidates:
        return False
    return words[-1][-1] == ":" or len(text[slice(*lines[at + 1])].split()) >= (
        2 if len(words) <= A_NAME else 1.5
    ) * len(words)


def _set_headline(text: str, start: int, end: int, at: int, header: Header) -> None:
    header.taken.setdefault(at, []).append(Span(start, end, Label.HEADLINE))
    header.headline_line = at
    header.headline, outlet = clean_headline(text[start:end])
    header.outlet = header.outlet or outlet
