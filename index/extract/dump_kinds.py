"""What each line of a text dump is by itself, before what stands around it tells more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.calendar_names import ENTRY
from index.extract.captions import is_caption
from index.extract.corrections import is_correction
from index.extract.dump_roles import Role
from index.extract.furniture import button, is_doubted, is_sentence
from index.extract.furniture_table import plain
from index.extract.header_lines import is_only_day, is_stamp
from index.extract.line_features import is_signed
from index.extract.sign_offs import agency_mark, signing_agency
from index.extract.teasers import bullet

_NUMBERS = re.compile(r"[\W\d_]*(?:(?:of|min|mins|am|pm|km|m|k|°|c|f)\b[\W\d_]*){0,2}", re.IGNORECASE)
_LINK = re.compile(
    r"https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+){1,3}(?:/\S*)?|<[^<>]{1,400}>|/|@\w{1,40}|\[[^\[\]]{1,120}\]"
)
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")
"""The number that text browsers give a link."""
_READING_TIME = re.compile(r"\b\d{1,3}\s?min(?:s|utes?)?\.?(?: (?:read|listen|watch))?$", re.IGNORECASE)
_FEWEST_WORDS = 6
"""Words from which a line may begin with a small letter."""
_UNSPACED = re.compile(r"[。！？][」』）”’]?$")
"""How a sentence ends in languages that do not part their words."""
_FEWEST_PARTS = 2
_FEWEST_ENTRIES = 3
GOING_ON = (":", ",", "—", ";", "; and", "; or")
"""How a line ends that goes on in the next."""
_A_HEADING = 60
_POINTS = frozenset(
    (
        "story highlights",
        "highlights",
        "key points",
        "key takeaways",
        "at a glance",
        "in brief",
        "what we know",
        "what we know so far",
        "key events",
        "the facts",
        "main points",
    )
)


def kind_of(line: str, text: str, at: tuple[int, int]) -> Role:
    """The kind of a line by itself."""
    if is_correction(line):
        return Role.CORRECTION
    if is_caption(line):
        return Role.CAPTION
    if len(line) <= 40 and _READING_TIME.search(line):
        return Role.FURNITURE
    if line.endswith("!") and len(line.split()) < 4:
        return Role.SHORT
    if line[:1].islower() and len(line.split()) < _FEWEST_WORDS:
        return Role.FURNITURE
    bare = _LINK_NUMBER.sub("", line).lstrip("*• ") if "[" in line else line
    if bare != line and is_doubted(bare):
        return Role.FURNITURE
    if (
        is_doubted(line)
        or is_only_day(line)
        or is_stamp(line)
        or names_points(line)
        or _NUMBERS.fullmatch(line)
        or _LINK.fullmatch(line)
        or (line[0] in "—–-" and agency_mark(line))
    ):
        return Role.FURNITURE
    if bullet(text, *at) > at[0]:
        return Role.ITEM
    if (
        (is_sentence(line) and (len(line.split()) > 1 or _UNSPACED.search(line[-2:])))
        or button(line) < len(line)
        or is_signed(line)
        or signing_agency(line)
        or len(line) > 140
        or (line.endswith(GOING_ON) and len(line.split()) > 5)
    ):
        return Role.STORY
    return Role.SHORT


def label_enumerated(said: Sequence[str], found: list[Role]) -> None:
    """The parts of a sentence that ends in a colon, each on a line and begun with a small letter."""
    for at, line in enumerate(said):
        if not (found[at] in (Role.STORY, Role.SHORT) and line.endswith(":")):
            continue
        stop = at + 1
        while stop < len(said) and said[stop][:1].islower() and not is_doubted(said[stop]):
            stop += 1
        if stop - at > _FEWEST_PARTS:
            found[at:stop] = [Role.STORY, *[Role.ITEM] * (stop - at - 1)]


def label_chronicle(said: Sequence[str], found: list[Role]) -> None:
    """The entries of a chronicle: short lines below each other that begin with a month or a year."""
    start = 0
    for at in range(len(said) + 1):
        if at < len(said) and found[at] in (Role.SHORT, Role.STORY, Role.ITEM) and ENTRY.match(said[at]):
            continue
        if at - start >= _FEWEST_ENTRIES:
            found[start:at] = [Role.ITEM] * (at - start)
        start = at + 1


def names_points(line: str) -> bool:
    """The heading of a story's main points."""
    return len(line) <= _A_HEADING and plain(line) in _POINTS
