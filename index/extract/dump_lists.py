"""Lists within a story whose entries say nothing by themselves: they are told by what announces them, and by the paragraphs around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from index.calendar_names import WEEKDAY
from index.extract.dump_roles import Role
from index.extract.furniture import is_sentence, points
from index.extract.line_scorer import DOUBTED
from index.extract.line_standing import TOLD

BULLETS = "•*▪–- "
PAIR = re.compile(r"[^\W_][^:]{0,50}:\s(?P<told>\S.{0,160})")
"""What is told of something, behind its name: "Perrin: 11,050"."""
_TIMED = re.compile(
    rf"\d{{1,2}}(?:[:.h]\d{{2}}|h)(?::\d{{2}})?(?:\s?[ap]\.?m\.?)?(?:\s[–—-])?\s[^\W\d_]|{WEEKDAY}(?:\s[–—-]|:)\s\S",
    re.IGNORECASE,
)
"""A time or a day, and what is on then: "11:40 The clerk who said no", "Friday: fog, then sunny"."""
_FEWEST, _FEWEST_ENTRIES = 3, 2
_A_BLOCK, _AN_ENTRY = 60, 14
"""Lines of a list without a form of its own, and words of each."""
_ANNOUNCING, _BRIEF = 3, 7
"""Words of a line over a list between two paragraphs, at least, and of an entry of that, at most: links to other stories have more."""
_A_VALUE = 4
"""Words behind a name and a colon, of which more are a headline behind its subject."""
UNSURE, _A_SENTENCE = DOUBTED / 2, 6
"""The likelihood from which a sentence of so many words may be the story's right below its rows, of which the scorer does not know."""


def parted_lists(
    said: Sequence[str], found: Sequence[Role], may_be: Sequence[bool], first: int, is_parted: Callable[[int], bool]
) -> Iterator[int]:
    """The short lines that blank lines part from all else, right below a paragraph that ends in a colon."""
    for at in range(first, len(said) - 1):
        if found[at] is Role.STORY and said[at].endswith(":") and is_parted(at):
            stop = next((n for n in range(at + 2, len(said)) if is_parted(n) or n - at > _A_BLOCK), len(said))
            is_list = stop - at > _FEWEST
            if is_list and all(may_be[n] and _is_entry(said[n], _AN_ENTRY) for n in range(at + 1, stop)):
                yield from range(at + 1, stop)


def lists_between(
    said: Sequence[str],
    found: Sequence[Role],
    alone: Sequence[Role],
    may_be: Sequence[bool],
    likely: Sequence[float],
    first: int,
) -> Iterator[int]:
    """Lists between two paragraphs: a few words each below a line that ends in a colon ("Closed are:", "Mill Lane", "Quay"); what is on at
    some times; and what is told of some things in few words.
    """

    def ends_above_story(stop: int) -> bool:
        return stop < len(said) and may_be[stop] and (found[stop] is Role.STORY or goes_on(said[stop], likely[stop]))

    def run(start: int, is_one: Callable[[str], bool]) -> range:
        stop = start
        while stop < len(said) and may_be[stop] and alone[stop] is not Role.ITEM and is_one(said[stop]):
            stop += 1
        return range(start, stop)

    for at in range(first, len(said) - 1):
        if not may_be[at] or found[at - 1] not in TOLD:
            continue
        entries = run(at + 1, _is_brief) if _announces(said[at]) else range(0)
        if len(entries) >= _FEWEST_ENTRIES and ends_above_story(entries.stop):
            yield from range(at, entries.stop)
        for is_one in (_is_timed, _is_pair):
            entries = run(at, is_one)
            if len(entries) >= _FEWEST and ends_above_story(entries.stop):
                yield from entries


def goes_on(line: str, likely: float, least: float = UNSURE) -> bool:
    """True for a sentence that may be the story's, which a list parts from the rest of that."""
    return likely >= least and is_sentence(line) and len(line.split()) >= _A_SENTENCE and points(line) <= 0


def _announces(line: str) -> bool:
    return line.endswith(":") and len(line.split()) >= _ANNOUNCING and points(line) <= 0


def _is_entry(line: str, longest: int) -> bool:
    return len(line.split()) <= longest and not line.endswith(":")


def _is_brief(line: str) -> bool:
    return _is_entry(line, _BRIEF) and not is_sentence(line)


def _is_timed(line: str) -> bool:
    return _TIMED.match(line) is not None and _is_entry(line, _AN_ENTRY)


def _is_pair(line: str) -> bool:
    match = PAIR.fullmatch(line)
    return match is not None and _is_entry(match["told"], _A_VALUE) and not is_sentence(line)
