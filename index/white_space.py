"""Texts as they are compared: one space between words, whatever stood there."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = re.compile(r"\s")
_PIECE = 2**16


def evened(*texts: str) -> Iterator[str]:
    """The texts with one space between words, piece by piece: the words of a long one would take ten times its memory."""
    gap = ""
    for text in texts:
        for piece in _pieces(text):
            if words := piece.split():
                yield gap + " ".join(words)
                gap = " "


def _pieces(text: str) -> Iterator[str]:
    """The text in parts that end before white space."""
    first = 0
    while first < len(text):
        found = _SPACE.search(text, first + _PIECE)
        beyond = found.start() if found else len(text)
        yield text[first:beyond]
        first = beyond
