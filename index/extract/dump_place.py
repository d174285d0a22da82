"""The lines of a text dump that are a dateline and nothing else: an outlet's name over a dash, a place over the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.datelines import dateline, is_named_there
from index.extract.dump_roles import Role
from index.extract.menu_words import is_menus
from index.extract.outlets import known_name

_PLACE_WORDS = 3
_STATE = re.compile(r"(?<=\w) \([A-Z]{2}\)\Z")
"""The state of a town, as Brazil's papers have it behind its name."""
_WITH_REGION = re.compile(
    r"[^\W\d_a-z]{3,20}(?:[ -][^\W\d_a-z]{2,20}){0,2}, [^\W\d_a-z][^\W\d_]{1,20}\.?(?: [^\W\d_a-z][\w.]{1,20}){0,2}"
)
"""A town in capitals and its region or country, before a mark."""
_DASH = re.compile(r"[—–-]{1,2}")


def dateline_alone(text: str, found: Sequence[tuple[int, int]], told: Sequence[Role]) -> set[int]:
    """A dateline that lost its line: the outlet's name, and a dash on the next."""
    for at in range(len(found) - 2):
        if _DASH.fullmatch(text[slice(*found[at + 1])]) and known_name(text[slice(*found[at])]):
            return {at, at + 1} if told[at + 2] is Role.STORY else set()
    return set()


def place_alone(text: str, found: Sequence[tuple[int, int]], told: Sequence[Role], last: int) -> tuple[int, str]:
    """The number of the line, right over the story's first, that is a dateline alone, or a place by itself, and named elsewhere, too; and
    the place. -1 for none.
    """
    first = next((at for at, role in enumerate(told) if role is Role.STORY and at > last), 0)
    if not first:
        return -1, ""
    start, end = found[first - 1]
    wire = dateline(text, start, end)
    if wire and wire.end >= end:
        return first - 1, wire.place
    line = text[start:end]
    bare = line.rstrip(" :–—-")
    place = _STATE.sub("", bare)
    if bare != line and _WITH_REGION.fullmatch(bare):
        return first - 1, bare
    is_place = (place.istitle() or place.isupper()) and place.replace(" ", "").isalpha()
    if not is_place or len(place.split()) > _PLACE_WORDS:
        return -1, ""
    above, below = text[:start], text[found[first][0] :]
    if place == line and not place.isupper():
        is_told = is_named_there(place, below) and not is_menus(place)
    else:
        is_told = place.title() in below or (place != line and (place in above or _STATE.search(line) is not None))
    return (first - 1, bare) if is_told else (-1, "")
