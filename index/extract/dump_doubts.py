"""The lines of a text dump whose likelihood speaks against what the rules made of them, or for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import groupby

from index.calendar_names import MONTH, WEEKDAY
from index.extract.dump_header import Header
from index.extract.dump_kinds import GOING_ON
from index.extract.dump_roles import ASIDE, Role
from index.extract.dump_shorts import HEADING_WORDS
from index.extract.furniture import points
from index.extract.header_lines import is_time
from index.extract.line_features import is_signed
from index.extract.line_scorer import DOUBTED, SURE
from index.extract.line_standing import TOLD, likelihood, standings
from index.extract.sign_offs import signing_agency

APART = 0.15
"""The likelihood by how it stands below which a line is not cited."""
_SURE_LINES = 4
_DAY_OVER = re.compile(rf"(?:{WEEKDAY},?\s)?(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}})\W*$|{WEEKDAY}\W*$", re.IGNORECASE)
"""A day over what takes place then."""
_TOLD = (*TOLD, Role.SHORT)
"""The kinds by itself of a line that may be the story's."""
_HOPELESS = 0.02
"""The likelihood below which a line is doubted although it goes on in the next."""
_A_SHORT_SENTENCE = 10
_A_LONG_SENTENCE = 10
_LIKELY = 0.5
"""The likelihood of both neighbours from which a question between them may have one word that speaks to the reader ("Why don't we?")."""
_AN_ENTRY = 3
"""Lines from an entry's time to its first."""
_SEVERAL = 3
"""Paragraphs that name somebody of whom the story is."""
_MANY_POINTS = 3
_OPENING_WORDS = frozenset(
    "They This That There These Those When What Where While With Your Have Then After Before Some Here From Under More Most Other Please Thank Read Sign Join Follow".split()
)
_LONGEST_NAME = 31
_NAME = re.compile(rf"\b[A-Z][\w-]{{3,{_LONGEST_NAME - 1}}}")
_FULL_STOPS = (".", ".”", '."', ".»")
_A_LINK = 5
"""Words of the headline that a link to another story has."""


def is_spared(
    said: Sequence[str],
    found: Sequence[Role],
    likely: Sequence[float],
    at: int,
    header: Header,
    told: Callable[[], Mapping[str, int]],
) -> bool:
    """True for a line that is not to be doubted, whatever its words: it goes on in the next, or stands where only the story goes on."""
    line = said[at]
    if line.endswith(GOING_ON):
        return likely[at] >= _HOPELESS
    if at == 0 or found[at] is not Role.STORY or found[at - 1] is not Role.STORY:
        return False
    is_last = line.endswith(_FULL_STOPS) or is_signed(line) or signing_agency(line) != ""
    if likely[at - 1] >= DOUBTED and len(line.split()) <= _A_SHORT_SENTENCE and is_last:
        return points(line) <= 0 or (points(line) < _MANY_POINTS and _names_story(line, header, told))
    if found[at + 1 : at + 2] != [Role.STORY]:
        return False
    if line.endswith("?") and len(line.split()) <= _A_SHORT_SENTENCE and min(likely[at - 1], likely[at + 1]) >= DOUBTED:
        return points(line) <= (min(likely[at - 1], likely[at + 1]) >= _LIKELY)
    return _names_story(line, header, told)


def _names_story(line: str, header: Header, told: Callable[[], Mapping[str, int]]) -> bool:
    """True if a line of the story names whom the headline or several paragraphs name, in words that speak to the reader perhaps ("You
    can cancel ...").
    """
    own = header.outlet.split()
    names = {name for name in _NAME.findall(line) if name not in own and name not in _OPENING_WORDS}
    if len(line.split()) >= _A_LONG_SENTENCE and any(name in header.headline for name in names):
        return True
    return any(told().get(name, 0) - (f"{name} " in line) >= _SEVERAL for name in names)


def names_told(said: Sequence[str], found: Sequence[Role]) -> Counter[str]:
    """In how many lines of the story each name stands before a space: the ends of words, from a capital letter on."""
    told: Counter[str] = Counter()
    for line, role in zip(said, found, strict=True):
        if role is Role.STORY:
            ends = (word[-_LONGEST_NAME:] for word in line.split(" ")[:-1])
            told.update({end[at:] for end in ends for at, letter in enumerate(end) if "A" <= letter <= "Z"})
    return told


def doubt(found: list[Role], likely: Sequence[float], kept: frozenset[int]) -> None:
    """Take the lines that are doubted for furniture, unless nothing of the story would be left: paragraphs, and what is listed over the first.

    A page with few lines that are surely the story's is too short for it to be told by how they compare.
    """
    if sum(value >= SURE for value in likely) < _SURE_LINES:
        return
    first = next((at for at, role in enumerate(found) if role is Role.STORY and likely[at] >= DOUBTED), len(found))
    doubted = {
        at
        for at, role in enumerate(found)
        if likely[at] < DOUBTED and at not in kept and (role is Role.STORY or (role is Role.ITEM and at < first))
    }
    if any(role in (Role.STORY, Role.ITEM) and at not in doubted for at, role in enumerate(found)):
        found[:] = [Role.FURNITURE if at in doubted else role for at, role in enumerate(found)]


def doubt_links(
    said: Sequence[str], found: list[Role], alone: Sequence[Role], likely: Sequence[float], kept: frozenset[int]
) -> None:
    """Take short lines in a row without bullets for links to other stories, where they look like none of this one's and none announces them."""
    for is_run, group in groupby(range(len(found)), lambda at: found[at] is Role.ITEM and alone[at] is Role.SHORT):
        run = list(group)
        announcing = said[max(0, run[0] - 1) : run[-1] + 1]
        is_announced = announcing[0].endswith(":") or any(map(_DAY_OVER.match, announcing))
        if is_run and not is_announced and any(len(said[at].split()) >= _A_LINK for at in run):
            for at in run:
                if likely[at] < DOUBTED and at not in kept:
                    is_over = found[at + 1 : at + 2] == [Role.STORY]
                    found[at] = Role.HEADING if is_over and len(said[at].split()) <= HEADING_WORDS else Role.FURNITURE


def believe(found: list[Role], alone: Sequence[Role], likely: Sequence[float], apart: frozenset[int]) -> None:
    """Take the lines for the story's that surely are by what they say and where they stand, whatever a rule made of them."""
    for at, value in enumerate(likely):
        if value >= SURE and found[at] in ASIDE and at not in apart and alone[at] in (*_TOLD, Role.CAPTION):
            found[at] = Role.ITEM if alone[at] is Role.ITEM else Role.STORY


def _of_entries(said: Sequence[str], first: int) -> set[int]:
    """The lines right below the times of a live blog's entries, from its first on, with a heading and a name between them, perhaps."""
    times = [at for at in range(first, len(said)) if said[at][:1].isdigit() and is_time(said[at])]
    return {at + below for at in times for below in range(1, _AN_ENTRY + 1)}


def doubt_apart(
    said: Sequence[str], found: list[Role], likely: Sequence[float], header: Header, fixed: Set[int]
) -> None:
    """Take the lines for furniture that stand apart from the story, unless nothing of it would be left: blurbs of other stories, comments, notes.

    ``fixed``: the lines that are known otherwise, which are not judged, as the first ones of a live blog's entries are not.
    """
    kept = fixed | _of_entries(said, header.first_entry)
    apart = [
        at for at, standing in standings(said, found, likely, header) if at not in kept and likelihood(standing) < APART
    ]
    if len(apart) < sum(role in TOLD for role in found):
        for at in apart:
            found[at] = Role.FURNITURE
