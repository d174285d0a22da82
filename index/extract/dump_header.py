"""What the header of a text dump tells, and which of its lines do."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from index.types import Published, Span


@dataclass(slots=True)
class Header:
    """The facts that the header tells. ``taken``: the labels of its lines, by their number; ``last``: the number of the last of them."""

    taken: dict[int, list[Span]] = field(default_factory=dict)
    headline: str = ""
    headline_line: int = -1
    first_entry: int = sys.maxsize
    """The number of the line with the time of a live blog's first entry."""
    last: int = -1
    published: Published | None = None
    printed: Published | None = None
    """The day over the headline with no word to it: the page's, and the story's where that tells no other."""
    updated: Published | None = None
    byline: tuple[str, ...] = ()
    weight: int = -1
    """How much speaks for the byline."""
    dateline: str = ""
    agency: str = ""
    outlet: str = ""
    named_outlet: str = ""
    """An outlet's or an agency's name that one of the lines holds; it need not be whose page it is."""
    language: str = ""
