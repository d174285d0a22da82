"""The lines of a text dump beside its story: what the page says of itself, cards of other stories, its feed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.extract.dump_header import Header
from index.extract.dump_roles import Role
from index.extract.furniture import is_sentence
from index.extract.header_lines import announces_day
from index.extract.name_shapes import looks_like_names

_SAID = re.compile(r"\b(?:said|says|told|sagte|dijo|added)\b")
_OF_ITS_PAGE = re.compile(
    r" (?:(?:is|are) (?:an?|the|part of|owned by|published by|committed to|dedicated to)\b|(?:may|can) (?:earn|receive)\b|(?:strives|aims|welcomes|relies|needs your|believes in|uses cookies|values)\b)"
)
"""What follows a page's name where it speaks of itself."""
_FOR_IT = ("Support", "Subscribe to", "Donate to", "help keep", "Follow", "Sign up for", "become a member of")
"""What it asks for before its name."""
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_FEWEST_TIMES = 2
_A_STORY = 5
"""Paragraphs of a story that has no times."""
_A_STAMP = 80
"""Characters of a line that tells when a story was published or changed."""
_PARTED = 3
"""Lines between a story and a page's feed."""


def label_asides(said: Sequence[str], found: list[Role], header: Header) -> set[int]:
    """Label what the page says of itself by its name, cards of its other stories and entries of its feed; their numbers are given back."""
    asides = {at for at, line in enumerate(said) if line[:1].islower() and found[at] is Role.FURNITURE}
    if own := header.outlet.removeprefix("The "):
        asides.update(at for at, line in enumerate(said) if found[at] is Role.STORY and _tells_of_page(line, own))
        asides.update(at for at in _alone_below(found, _PARTED) if said[at].removeprefix("The ").startswith(f"{own} "))
        asides.update(_cards(said, found, own))
    asides.update(_feed(said, found))
    asides.update(_stamped(said, found, header))
    for at in asides:
        found[at] = Role.FURNITURE
    return asides


def _tells_of_page(line: str, outlet: str) -> bool:
    """True if a line begins with the page's name and tells what that is, or asks its readers for something by its name."""
    if _SAID.search(line) or '"' in line or "“" in line:
        return False
    if any(f"{order} {the}{outlet}" in line for order in _FOR_IT for the in ("", "the ", "The ")):
        return True
    bare = line.removeprefix("The ")
    return bare.startswith(f"{outlet} ") and _OF_ITS_PAGE.match(bare, len(outlet)) is not None


def _cards(said: Sequence[str], found: Sequence[Role], outlet: str) -> Iterator[int]:
    """The lines of another story's card: its headline, its summary, and the page's name with its author's."""
    for at in range(2, len(said)):
        name = said[at].removeprefix("The ").removeprefix(outlet).strip()
        if (
            name
            and len(name) < len(said[at].removeprefix("The "))
            and looks_like_names(name)
            and found[at - 1] is Role.STORY
            and not is_sentence(said[at - 2])
            and found[at - 2] in (Role.SHORT, Role.FURNITURE)
        ):
            yield from (at - 2, at - 1, at)


def _feed(said: Sequence[str], found: Sequence[Role]) -> Iterator[int]:
    """The entries of a page's feed, far below a story that has none: each a line under its time."""
    times = [at for at in range(len(said) - 1) if said[at][0].isdigit() and _TIME.fullmatch(said[at])]
    if len(times) < _FEWEST_TIMES:
        return
    above = [at for at in range(times[0]) if found[at] is Role.STORY]
    if len(above) < _A_STORY or any(found[at] is Role.STORY for at in range(times[0] - _PARTED, times[0])):
        return
    yield from (at + 1 for at in times)


def _alone_below(found: Sequence[Role], over: int) -> Iterator[int]:
    """The lines that could be a story's, far below its beginning, with none of it so many lines over them or right below them."""
    story = 0
    for at, role in enumerate(found):
        around = found[max(0, at - over) : at + 2]
        if role is Role.STORY and story >= _A_STORY and around.count(Role.STORY) == 1:
            yield at
        story += role is Role.STORY


def _stamped(said: Sequence[str], found: Sequence[Role], header: Header) -> Iterator[int]:
    """The cards of other stories, each a line over the time of its publication or change, which a story has once."""
    cards = [
        at
        for at in _alone_below(found, 1)
        if any(n not in header.taken and _is_stamp(said[n], found[n]) for n in range(at + 1, min(at + 3, len(said))))
    ]
    if len(cards) >= _FEWEST_TIMES:
        yield from cards


def _is_stamp(line: str, role: Role) -> bool:
    return role is Role.FURNITURE and len(line) < _A_STAMP and any(map(str.isdigit, line)) and announces_day(line)
