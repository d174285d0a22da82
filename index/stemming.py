"""Words as they are compared: "requested", "requests" and "request" are the same word."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

from index.unicode import plain

_DERIVED = re.compile(r"(?P<root>\w{3,30}?)(?P<y>i)?(?:ers?|est|ed|ings?|ly|ness|less|able|ish)")


class _Stemmer(threading.local):
    """One stemmer a thread: it keeps the word that it works on in itself, so that two threads would mix theirs up."""

    def __init__(self) -> None:
        import snowballstemmer

        self.of = snowballstemmer.stemmer("english").stemWord


@lru_cache(2**17)
def stem(word: str) -> str:
    """The word's English stem (Porter, 2001, "Snowball"), without case, possessive or the marks of its letters."""
    return stem_as_written(plain(word))


def stem_as_written(word: str) -> str:
    """The same with the marks of its letters, as word indexes keep it."""
    return str(_stemmer().of(re.sub(r"[’']s?$", "", word.casefold())))


def derived_from(word: str) -> tuple[str, ...]:
    """What ``word`` may be derived from: "price", "pricy" for "pricier"; empty where it has no such ending."""
    match = _DERIVED.fullmatch(word)
    if match is None:
        return ()
    root = match["root"]
    if match["y"]:
        return f"{root}y", f"{root}e"
    return (root, f"{root}e", root[:-1]) if root[-1] == root[-2] else (root, f"{root}e")


@lru_cache(1)
def _stemmer() -> _Stemmer:
    return _Stemmer()
