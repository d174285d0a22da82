"""Paragraphs of a text dump that stand on several lines: wrapped at a fixed width, or broken where a link stands in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.extract.furniture import is_doubted, is_sentence

_WRAPPED = 120
"""A page without a longer line may be wrapped at a fixed width."""
_NEARLY_FULL = 0.85
_HALF_FULL = 0.55
"""Shares of the width from which a line may go on in the next: whatever that begins with, or where that is a small letter."""
_IN_COLUMN = 0.25
"""Share of a page's lines that go on in the next, from which it stands in a column."""
_BROKEN = 30
"""Characters from which a line may break off for a link."""
_A_LINK = 10
"""Words that a link in a sentence has at most."""
_PIECES = 12
"""Lines that a sentence with links in it may stand on."""
_HEADER = re.compile(r"(?:by|date|created|written|published|posted|updated|https?|\d{1,2}:\d\d|\d{4})\b", re.IGNORECASE)


def unwrapped(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, those of paragraphs put together again where the page was wrapped at a fixed width."""
    longest = max((end - start for start, end in found), default=0)
    if longest > _WRAPPED:
        return found
    width = _width(text, found) or longest
    if not _is_wrapped(text, found, width):
        return found
    joined: list[tuple[int, int]] = []
    filled = 0.0
    for start, end in found:
        if joined and _goes_on(text, joined[-1][1], start, filled):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        filled = (end - start) / width
    return joined


def _width(text: str, found: Sequence[tuple[int, int]]) -> int:
    """The width of a column that most of a page stands in: the length of its longest line that goes on with a small letter in the next."""
    sizes = [
        end - start
        for (start, end), (first, _) in pairwise(found)
        if text[first].islower() and _goes_on(text, end, first, 1.0)
    ]
    return max(sizes) if len(sizes) > _IN_COLUMN * len(found) else 0


def _is_wrapped(text: str, found: Sequence[tuple[int, int]], width: int) -> bool:
    """True if most of the nearly full lines break off within a sentence, as those of a page do that was wrapped."""
    full = [at for at, (start, end) in enumerate(found[:-1]) if end - start > _NEARLY_FULL * width]
    broken = sum(_goes_on(text, found[at][1], found[at + 1][0], 1.0) for at in full)
    return 2 * broken > len(full)


def _goes_on(text: str, end: int, start: int, filled: float) -> bool:
    """True if the line at ``start`` goes on in the sentence of the one above, which fills so much of the page's width."""
    if text[end - 1] in '.!?:”"…。！？」' or not text[start].isalnum() or text.count("\n", end, start) > 1:
        return False
    if filled <= (_HALF_FULL if text[start].islower() else _NEARLY_FULL):
        return False
    match = _HEADER.match(text, start)
    if not match or not (match[0].isdigit() or match[0].islower()):
        return match is None
    return text[match.end() : match.end() + 2].lstrip(" ")[:1].islower()


def joined_at_links(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, those of a sentence put together again that is broken before and behind the words of each link in it."""
    joined: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        last = _last_piece(text, found, at)
        joined.append((found[at][0], found[last][1]))
        at = last + 1
    return joined


def _last_piece(text: str, found: Sequence[tuple[int, int]], at: int) -> int:
    """The line that ends the sentence which a line breaks off in; the line itself if it breaks off in none."""
    start, end = found[at]
    if end - start < _BROKEN or text[start].islower() or not (text[end - 1].isalnum() or text[end - 1] in ",“(‘"):
        return at
    if text[start:end].isupper():
        return at
    last = at
    for n in range(at + 1, min(at + _PIECES, len(found))):
        first, stop = found[n]
        is_link = len(text[first:stop].split()) <= _A_LINK and not is_sentence(text[first:stop])
        is_link = is_link and n + 1 < len(found) and _goes_on_small(text, found[n + 1][0])
        if text.count("\n", found[n - 1][1], first) > 1 or not (_goes_on_small(text, first) or (is_link and n > last)):
            break
        if text[first:stop].isupper() or is_doubted(text[first:stop]):
            return at  # an advertisement or its notice, in the middle of a sentence
        last = n
        if is_sentence(text[first:stop]):
            return n
    return at


def _goes_on_small(text: str, at: int) -> bool:
    """True for what cannot begin a sentence: a small letter, or a mark that stands behind words."""
    return text[at].islower() or text[at] in ",;)”’"
