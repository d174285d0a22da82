"""Words as they are compared: "requested", "requests" and "request" are the same word."""

from __future__ import annotations

import re
from functools import cache
from typing import Any


@cache
def stem(word: str) -> str:
    """The word's English stem (Porter, 2001, "Snowball"), without case or possessive."""
    return str(_stemmer().stemWord(re.sub(r"[’']s?$", "", word.casefold())))


@cache
def _stemmer() -> Any:  # noqa: ANN401  # the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")
