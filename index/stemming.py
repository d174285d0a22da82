"""Words as they are compared: "requested", "requests" and "request" are the same word."""

from __future__ import annotations

import re
import threading
from functools import lru_cache


class _Stemmer(threading.local):
    """One stemmer a thread: it keeps the word that it works on in itself, so that two threads would mix theirs up."""

    def __init__(self) -> None:
        import snowballstemmer

        self.of = snowballstemmer.stemmer("english").stemWord


@lru_cache(2**17)
def stem(word: str) -> str:
    """The word's English stem (Porter, 2001, "Snowball"), without case or possessive."""
    return str(_stemmer().of(re.sub(r"[’']s?$", "", word.casefold())))


@lru_cache(1)
def _stemmer() -> _Stemmer:
    return _Stemmer()
