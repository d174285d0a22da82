"""The boxes and lists in a text dump, labelled by what opens them: a fence, a heading, or a button over indented lines."""

from __future__ import annotations

from collections.abc import Sequence

from index.extract.dump_captions import is_apart
from index.extract.dump_header import Header
from index.extract.dump_roles import ASIDE, Role
from index.extract.furniture import ends_fence, fence, is_end, is_list_heading, opens_box
from index.extract.furniture_table import plain
from index.extract.line_scorer import SURE
from index.extract.teasers import bullet, indent

_CARD_LINES = 4
_A_CLAIM = 10
"""Words of a line that a sponsor says of itself."""
_FENCED = 15
"""Lines that a box may hold."""


def label_boxes(
    said: Sequence[str], found: list[Role], text: str, lines: Sequence[tuple[int, int]], likely: Sequence[float]
) -> set[int]:
    """The lines that a page fences off, whose numbers are given back, and the paragraph below the heading of a box."""
    at = 0
    button = -1
    fenced: set[int] = set()
    while at < len(said):
        if last := fence(said[at]):
            stop = next((n for n in range(at + 1, min(at + _FENCED, len(said))) if ends_fence(said[n], last)), at)
            found[at : stop + 1] = [Role.FURNITURE] * (stop + 1 - at)
            fenced.update(range(at, stop + 1))
            at = stop
        elif found[at] in ASIDE and opens_box(said[at]) and at + 1 < len(said) and not is_apart(text, lines, at + 1):
            below = at + 1
            while (
                _is_author_box(said[at]) and found[below] is Role.SHORT and below + 1 < min(at + _CARD_LINES, len(said))
            ):
                found[below], below = Role.FURNITURE, below + 1  # the name and what they do there
            if opens_box(said[below]) and below + 1 < len(said):
                found[below], below = Role.FURNITURE, below + 1
            is_picture = "capt" in said[at].casefold() + said[below - 1].casefold() or "image" in said[at].casefold()
            is_story = likely[below] >= SURE and not is_picture
            is_story = is_story or (at == button and said[below].endswith("?"))
            if found[below] in (Role.STORY, Role.SHORT) and not is_end(said[below]) and not is_story:
                found[below] = Role.CAPTION if is_picture else Role.FURNITURE
                while _is_sponsors(said[at]) and _goes_on(said, found, text, lines, below, likely):
                    below += 1
                    found[below] = Role.FURNITURE
                at, button = below, below + 1  # which closes the box: a question below it is an interview's
        at += 1
    return fenced


def _is_sponsors(line: str) -> bool:
    return plain(line).startswith(("a message from", "a word from our", "from our sponsor", "presented by"))


def _goes_on(
    said: Sequence[str],
    found: Sequence[Role],
    text: str,
    lines: Sequence[tuple[int, int]],
    at: int,
    likely: Sequence[float],
) -> bool:
    """True if a sponsor's words go on in the next line, which is short and not surely the story's."""
    below = at + 1
    if below >= len(said) or found[below] is not Role.STORY or is_apart(text, lines, below):
        return False
    return len(said[below].split()) <= _A_CLAIM and likely[below] < SURE


def _is_author_box(line: str) -> bool:
    return plain(line).startswith(("about the author", "about the writer", "sobre el autor", "sobre la autora"))


def label_lists(said: Sequence[str], found: list[Role], text: str, lines: Sequence[tuple[int, int]]) -> None:
    """The headlines below the heading of a list of other stories, up to a blank line or the story."""
    at = 0
    while at < len(said):
        heads = is_list_heading(said[at])
        at += 1
        while heads and at < len(said) and (found[at] in (Role.SHORT, *ASIDE) or _is_question(said[at])):
            if found[at] is not Role.CAPTION:
                found[at] = Role.FURNITURE
            heads = at + 1 < len(said) and not is_apart(text, lines, at + 1)
            at += 1


def _is_question(line: str) -> bool:
    """True if a line could be a headline that asks."""
    return line.endswith("?") and len(line) < 120 and '"' not in line and "“" not in line


def label_below_bullets(found: list[Role], header: Header, text: str, lines: Sequence[tuple[int, int]]) -> None:
    """The lines that are indented below a button among the header's lines."""
    for at in range(1, min(len(lines), header.last + 3)):
        above = max((n for n in range(at) if bullet(text, *lines[n]) > lines[n][0]), default=None)
        if above is None or found[at] not in (Role.SHORT, Role.STORY) or at in header.taken:
            continue
        if all(found[n] is Role.FURNITURE for n in range(above, at)) and indent(text, lines[at][0]) > indent(
            text, lines[above][0]
        ):
            found[at] = Role.FURNITURE
