"""The words of a line by how they begin, to tell what lines have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"\w{4,}")
_STEM = 5
_REMEMBERED = 1024
"""Lines whose words are kept: several rules compare them."""


@lru_cache(maxsize=_REMEMBERED)
def stems(line: str) -> frozenset[str]:
    """The beginnings of a line's longer words."""
    return frozenset({word[:_STEM] for word in _WORD.findall(line.casefold()) if word.isalpha()})


def stems_of(lines: Iterable[str]) -> frozenset[str]:
    """The same of several lines."""
    return frozenset().union(*map(stems, lines))
