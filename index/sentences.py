"""Sentence boundaries with exact offsets."""

from __future__ import annotations

import re
from itertools import pairwise

_GLUED = re.compile(
    r"(?<=[a-z]{2}[.!?])(?=[“‘\"]?(?:[A-Z][a-z]*[ ’']|(?:[A-Z]\.){2}))|(?<=[a-z0-9][.!?][”\"’])(?=[“‘\"]?[A-Z])"
)
"""Scrapers lose the space between sentences ("Thursday.The official said"), which splitters take for an abbreviation."""

_PIECE = 6_000
"""Characters; a paragraph of news is far shorter."""


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the sentences of ``text[start:end]``, in order, without surrounding white space, covering all other characters."""
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text[start:end]):
        base = start + line.start()
        for left, right in _closed(line.group(), _spans(line.group())):
            cuts = [m.start() for m in _GLUED.finditer(line.group(), left, right)]
            bounds = [left, *(c for c in cuts if left < c < right), right]
            found += [trimmed(text, base + a, base + b) for a, b in pairwise(bounds)]
    return [(a, b) for a, b in found if a < b]


def _spans(line: str) -> list[tuple[int, int]]:
    """Sentences as the splitter finds them, piece by piece: over a long line without spaces it takes the square of its length."""
    from nupunkt import sent_spans

    found: list[tuple[int, int]] = []
    start = 0
    while start < len(line):
        stop = _piece_end(line, start)
        found += [(start + a, start + b) for a, b in sent_spans(line[start:stop]) or [(0, stop - start)]]
        start = stop
    return found


def _piece_end(line: str, start: int) -> int:
    """The end of what is split at once: between sentences if need be, or words."""
    stop = start + _PIECE
    if stop >= len(line):
        return len(line)
    for mark in (". ", " "):
        if (cut := line.rfind(mark, start + _PIECE // 2, stop)) >= 0:
            return cut + len(mark)
    return stop


def _closed(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a closing quotation mark that was split off to the sentence that it closes, and join what goes on in lower case."""
    closed: list[tuple[int, int]] = []
    for start, end in spans:
        if closed and start > 0 and not line[start - 1].isspace():
            stop = start
            while stop < end and line[stop] in "”’\"')":
                stop += 1
            closed[-1] = (closed[-1][0], stop)
            start = stop
        if closed and start < end and line[start].islower() and line[:start].rstrip().endswith("."):
            closed[-1] = (closed[-1][0], end)
        elif start < end:
            closed.append((start, end))
    return closed


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without the white space at its ends."""
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip())
    return start + left, max(start + left, start + len(inside.rstrip()))
