"""Captions of a text dump that are told by where they stand: over a credit, over another caption, over a photographer's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.extract.captions import is_credit
from index.extract.dump_header import Header
from index.extract.dump_roles import Role
from index.extract.furniture import is_sentence
from index.extract.name_shapes import looks_like_names
from index.extract.sign_offs import signing_agency

_SAID = re.compile(r"\b(?:said|says|told|sagte|dijo|added)\b")
_NAME_WORDS = 4
_SHOWN_WORDS = 14
_A_CAPTION = 300
_A_SHORT_CAPTION = 100
_SIGNATURE = re.compile(r"\([a-z]{2,5}(?:[/,-]\s?[a-z]{2,5}){0,3}\)")
"""The mark of the agency and of whoever wrote, below a story or a part of it."""
_BELOW_CAPTIONS = ("Credit", "©")
"""Beginnings of credits that stand below their picture's caption, never in its place."""
_BARS = ("/", "|", "©")
_SPACED = 0.8
"""Share of the lines above which a blank one stands in a page that parts all of them."""


def captions_above_credits(said: Sequence[str], found: list[Role], text: str, lines: Sequence[tuple[int, int]]) -> None:
    """The line above a picture's credit, which no blank line parts from it where a page does not part all of its lines."""
    is_spaced = sum(is_apart(text, lines, at) for at in range(1, len(lines))) > _SPACED * len(lines)
    last = max((at for at, role in enumerate(found) if role is Role.STORY), default=0)
    longest = _A_SHORT_CAPTION if is_spaced else _A_CAPTION
    for at in range(1, min(last, len(said))):
        if not (found[at] is Role.CAPTION and is_credit(said[at])) or _SIGNATURE.fullmatch(said[at]):
            continue
        if is_apart(text, lines, at) and not (is_spaced and said[at].startswith(_BELOW_CAPTIONS)):
            continue
        above = said[at - 1]
        if found[at - 1] is Role.SHORT or (
            found[at - 1] is Role.STORY and len(above) < longest and not _SAID.search(above)
        ):
            found[at - 1] = Role.CAPTION


def captions_by_place(said: Sequence[str], found: list[Role], header: Header) -> None:
    """Over the story: what a picture shows, told over its caption, and a caption over its photographer's name in capitals."""
    first = next((at for at, role in enumerate(found) if role is Role.STORY and at > header.headline_line), 0)
    for at in range(max(1, header.headline_line + 1), min(first + 1, len(said) - 1)):
        line, below = said[at], said[at + 1]
        if found[at] not in (Role.STORY, Role.SHORT) or at in header.taken or _SAID.search(line):
            continue
        shows = len(line.split()) <= _SHOWN_WORDS and is_sentence(line) and not any(map(str.isdigit, line))
        is_name = (
            below.isupper() and looks_like_names(below) and below.casefold() not in map(str.casefold, header.byline)
        )
        if (shows and found[at + 1] is Role.CAPTION) or (is_name and len(line.split()) > _NAME_WORDS):
            found[at] = Role.CAPTION


def signed_paragraphs(said: Sequence[str], found: list[Role], is_told: Callable[[int], bool]) -> None:
    """A story's last paragraph with the agency's mark behind it, which a caption with its credit looks like ("... until noon. (ANI)")."""
    for at in range(1, len(said)):
        goes_on = at + 1 < len(said) and found[at + 1] is Role.STORY and is_told(at + 1)
        if found[at] is Role.CAPTION and found[at - 1] is Role.STORY and not goes_on and signing_agency(said[at]):
            found[at] = Role.STORY


def captions_of_the_house(said: Sequence[str], found: list[Role], outlet: str) -> None:
    """What a picture shows, and whose it is: its maker's name and the page's own behind a bar ("A well. Ada Obi / Scree")."""
    own = outlet.removeprefix("The ").casefold()
    for at, line in enumerate(said):
        if found[at] not in (Role.STORY, Role.SHORT) or len(line) >= _A_CAPTION or not line.casefold().endswith(own):
            continue
        if line[: -len(own)].rstrip().removesuffix("The").rstrip().endswith(_BARS):
            found[at] = Role.CAPTION


def is_apart(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """True if a blank line stands above a line."""
    return text.count("\n", lines[at - 1][1], lines[at][0]) > 1
