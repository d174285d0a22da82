"""How pages announce who wrote a story ("Propos recueillis par ...", "Reporter: ..."), by the words of the table ``byline_words.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.extract.name_shapes import looks_like_names
from index.extract.word_tables import word_table

_TABLE = Path(__file__).with_name("byline_words.toml")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BY = re.compile(
    r"(?P<before>(?:[^\W\d_][\w'’]{0,20}\.?\s{1,2}){1,4}?)(?P<by>[^\W\d_]{2,5})\s{0,2}:?\s{1,2}(?P<names>[^\W\d_a-z][^:]{3,160})$"
)
_LABEL = re.compile(
    r"(?P<before>[^\W\d_][\w'’.-]{0,20}(?:[ /&][^\W\d_][\w'’.-]{0,20}){0,3})\s{0,2}[:：]\s{0,3}(?P<names>[^\W\d_a-z][^:]{3,160})$"
)
_ROLE_BEFORE = re.compile(
    r"(?P<before>[^\W\d_][^,:]{3,50})[,:]?\s(?P<names>[^\W\d_a-z][\w.'’-]{1,20}(?:\s[^\W\d_a-z][\w.'’-]{1,20}){1,2})$"
)
_ALONE = re.compile(r"(?P<before>[^\W\d_]{4,12})\s(?P<names>[^\W\d_a-z][^:]{3,100})$")
_TEXTS = frozenset("text texts words tekst texte texto testo".split())
"""Words for a text that may stand right before its author's name."""
_NAMES = 6
"""Words of the names behind the kind of a text, which are a headline's otherwise ("Opinion: The leader who ...")."""
_STRONG = frozenset(("by", "von", "vom", "par", "por", "door", "przez", "oleh"))
"""What stands before names only; the others stand before many words, and need one of the author's work before them."""


@dataclass(frozen=True, slots=True)
class Announced:
    """Where a line's names begin. ``is_sure``: the words before them are known to announce who wrote a story."""

    start: int
    is_sure: bool


def announced(line: str) -> Announced | None:
    """The names that a line announces in words other than "By" alone; None if it does not, or if they had another part."""
    told = byline_words()
    if match := _LABEL.match(line):
        before = _words(match["before"])
        if before.isdisjoint(told["others"]) or not before.isdisjoint(_TEXTS):  # "Text och foto:"
            is_sure = not before.isdisjoint(told["persons"] | told["deeds"] | told["roles"])
            is_sure = is_sure or (not before.isdisjoint(told["kinds"]) and len(match["names"].split()) <= _NAMES)
            return Announced(match.start("names"), is_sure)
        return None
    if match := _BY.match(line):
        before, by = _words(match["before"]), match["by"].casefold()
        if by in told["by"] and before.isdisjoint(told["others"]):
            is_sure = not before.isdisjoint(told["kinds"] | told["deeds"])
            if is_sure or (by in _STRONG and not looks_like_names(line)):  # "Ada von Marr" is a name
                return Announced(match.start("names"), is_sure)
    if (match := _ALONE.match(line)) and match["before"].casefold() in _TEXTS and " " in match["names"]:
        return Announced(match.start("names"), True)
    if (match := _ROLE_BEFORE.match(line)) and not (before := _words(match["before"])).isdisjoint(told["ours"]):
        return Announced(match.start("names"), True) if not before.isdisjoint(told["roles"]) else None
    return None


def has_role_word(text: str) -> bool:
    """True if one of a text's words tells what somebody is."""
    return not _words(text).isdisjoint(byline_words()["roles"])


def is_of_another(line: str) -> bool:
    """True if a line begins with the word for another part than the author's ("Photography Ada Obi")."""
    match = _WORD.match(line)
    return match is not None and match[0].casefold() in byline_words()["others"]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


@cache
def byline_words() -> Mapping[str, frozenset[str]]:
    """The table, read once."""
    return {name: frozenset(words) for name, words in word_table(_TABLE).items()}
