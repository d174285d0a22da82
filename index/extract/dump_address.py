"""The address of the page that a text dump was copied from, where somebody put it over the story, or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.dump_header import Header
from index.extract.fields import Fields
from index.extract.unnamed_fields import address_in

_ALONE = re.compile(r"(?:[^\W\d_]{2,12}(?: [^\W\d_]{2,12}){0,2}\s?:\s{0,3})?<?(?P<url>https?://[^\s<>]{4,2000})>?")
"""A line that is an address, perhaps with a word before it ("Source: https://...")."""
_OVER, _BELOW = 3, 3
"""Lines from the top, or below the header, and from the end, in which it stands."""


def own_address(text: str, lines: Sequence[tuple[int, int]], header: Header) -> str | None:
    """The address that stands alone on a line and has words of the story, as the page of another story has not."""
    over = max(_OVER, header.last + 1 + _OVER)
    matches = (_ALONE.fullmatch(text, *line) for line in (*lines[:over], *lines[max(over, len(lines) - _BELOW) :]))
    urls = {str(number): match["url"] for number, match in enumerate(matches) if match}
    return address_in(Fields(urls), text) if urls else None
