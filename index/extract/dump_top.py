"""The first lines of a text dump: which of them are paragraphs, and what the others tell as header lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from index.extract.dump_names import is_prose
from index.extract.furniture import points
from index.extract.header_lines import HeaderLine, read_header_line
from index.extract.line_features import is_signed

_MOST_LINES = 400
_PARAGRAPHS = 3
"""Paragraphs below which no headline is looked for: those of a banner on cookies and of the weather stand over it at times."""
_A_SENTENCE = 30
"""Characters from which a sentence is a paragraph."""
_A_HEADER_LINE = 200
FAR = 5
"""Lines below one in which a header line is looked for."""


@dataclass(frozen=True, slots=True)
class Top:
    """The beginning of a page: its lines, which of them are paragraphs, what they tell as header lines, and where no headline is looked for any more."""

    said: Sequence[str]
    told: Sequence[bool]
    known: Mapping[int, HeaderLine]
    stop: int

    def is_sure(self, at: int) -> bool:
        """True if a line is surely a header line, and nothing else stands on it."""
        known = self.known.get(at)
        return known is not None and known.is_sure and not known.rest


def read_top(said: Sequence[str], now: datetime) -> Top:
    """Read the lines that stand over a story and among its first paragraphs."""
    told = [len(line) > _A_SENTENCE and (is_prose(line) or is_signed(line)) and points(line) <= 0 for line in said]
    many = (at for at, count in enumerate(accumulate(told)) if count > _PARAGRAPHS)
    stop = min(_MOST_LINES, next(many, len(said)))
    read = {
        at: read_header_line(said[at], now)
        for at in range(min(stop + FAR, len(said)))
        if len(said[at]) <= _A_HEADER_LINE and not told[at]
    }
    return Top(said, told, {at: line for at, line in read.items() if line}, stop)
