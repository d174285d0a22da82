"""Names whose parts are joined by a hyphen or an apostrophe, and typed otherwise: "jean luc", "odalaigh", "d souza". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from index.search.terms import FUNCTION_WORDS
from index.unicode import plain

_ARTICLES = ("al", "el", "o", "d", "l")
"""Beginnings of names that are written with a joint: "al-Sayed", "O'Rourke", "D'Souza"."""
_JOINT = re.compile(r"[\s’'-]")
_PAIR = re.compile(
    r"(?<![^\W\d_])(?=((?P<first>[^\W\d_]{1,30})(?P<joint>[\s’'-])(?P<second>[^\W\d_]{2,30}))(?![^\W\d_]))"
)
_TWO_WORDS = re.compile(r"[^\W\d_]+[\s’'-][^\W\d_]+")
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,30})[ ’'-]\Z")
_AFTER = re.compile(r"[ ’'-]([^\W\d_]{1,30})")
_NUMBERED = re.compile(r"([A-Za-z]{1,8})(\d{1,4})")
_REACH, _LEAST_LETTERS = 32, 3

Together = Callable[[str, str], list[str]]
"""A few texts that have two words one after the other, whatever stands between them."""


def pairs_in(text: str, telling_nothing: Collection[str]) -> list[str]:
    """Words side by side in a question that may be one name; none of ``telling_nothing`` but an article is part of one."""
    found = [
        pair[1]
        for pair in _PAIR.finditer(text)
        if len(pair["second"]) >= _LEAST_LETTERS
        and pair["second"].casefold() not in telling_nothing
        and (
            pair["first"].casefold() in _ARTICLES
            or (pair["joint"] in " -" and pair["first"].casefold() not in telling_nothing)
        )
    ]
    return list(dict.fromkeys(found))


def is_pair(typed: str) -> bool:
    """``typed`` is two words with one character between them."""
    return bool(_TWO_WORDS.fullmatch(typed))


def joined_as(typed: str, together: Together) -> str:
    """The name that the two words of ``typed`` are in the corpus, which joins or marks them otherwise: "Jean-Luc" for "jean luc" beside
    "Moreau", "D'Souza" for "d souza", "Brå-Nilsen" for "bra-nilsen"; empty where it has them as they are typed, too, and where they may be
    two names: "Russia-Ukraine".
    """
    first, second = _JOINT.split(plain(typed))
    pairs = _written_as(first, second, together)
    is_joined_so = bool(pairs) and all(pair["joint"] in typed for pair in pairs)
    written = {pair[1] for pair in pairs} if is_joined_so or _are_a_name(pairs) else set()
    return "" if typed.casefold() in map(str.casefold, written) else min(written, default="")


def article_parted(typed: str, together: Together) -> str:
    """The name that one typed word is in the corpus, which joins an article to it: "O'Rourke" for "orourke"; empty where it has none."""
    word = plain(typed)
    parted = ((article, word.removeprefix(article)) for article in _ARTICLES if word.startswith(article))
    found = (_written_as(*pair, together) for pair in parted if pair[1])
    return next((min(pair[1] for pair in pairs) for pairs in found if _are_a_name(pairs)), "")


def number_parted(typed: str, together: Together) -> str:
    """The name that letters and digits in one are in the corpus, which parts them: "I-95" for "i95"; empty where it has none."""
    parts = _NUMBERED.fullmatch(typed)
    if parts is None:
        return ""
    both = re.compile(rf"\b{parts[1]}[-\s]{parts[2]}\b", re.IGNORECASE)
    return next((match[0] for text in together(parts[1], parts[2]) if (match := both.search(text))), "")


def _written_as(first: str, second: str, together: Together) -> list[re.Match[str]]:
    """Where texts have the two words side by side."""
    return [
        pair
        for text in together(first, second)
        for pair in _PAIR.finditer(text)
        if (plain(pair["first"]), plain(pair["second"])) == (first, second)
    ]


def _are_a_name(pairs: Sequence[re.Match[str]]) -> bool:
    """They are somebody's name: written with its article, or with capitals, somewhere beside another part of it, in texts that have neither
    part by itself, as they have "Cowboys" beside "Cowboys-Giants".
    """
    if any(plain(pair["first"]) in _ARTICLES for pair in pairs):
        return all(pair["second"][0].isupper() for pair in pairs)
    return all(map(_is_whole, pairs)) and any(map(_is_beside_name, pairs))


def _is_whole(pair: re.Match[str]) -> bool:
    parts = (pair["first"], pair["second"])
    return all(part[0].isupper() and pair.string.count(part) == pair.string.count(pair[1]) for part in parts)


def _is_beside_name(pair: re.Match[str]) -> bool:
    text, end = pair.string, pair.end(1)
    before, after = _BEFORE.search(text, max(0, pair.start() - _REACH), pair.start()), _AFTER.match(text, end)
    return any(
        match[1][0].isupper() and match[1].casefold() not in FUNCTION_WORDS for match in (before, after) if match
    )
