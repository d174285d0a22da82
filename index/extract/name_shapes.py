"""What persons' names look like, one or several on a line."""

from __future__ import annotations

import re

from index.extract.menu_words import is_menus

AND = re.compile(r"\s{0,3}(?:,|;|&|\b(?:and|und|et|[ye](?!\.)|og|och)\b)\s{0,3}", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
GENERATION = re.compile(r",?\s(Jr|Sr)\b\.?|\s(II|III|IV)$", re.IGNORECASE)
_SMALL = {
    *"de da di do du das des van von vom zu der den al el bin binti binte ibn ben af av wa la le dos del della ter ten y and".split()
}
_SMALL_PART = re.compile(r"(?:al|el|an|ar|as|ad|ul|d|l|dell|de)[-'’][^\W\d_]", re.IGNORECASE)
"""A part of a name that begins small, joined to the next ("al-Rashid", "d'Aubigny")."""
_JOINING = {*"und et e og och".split()}


def looks_like_names(text: str) -> bool:
    """True if a line is nothing but one or more persons' names."""
    words = re.findall(r"[^\s,;&]+", text)
    return (
        2 <= len(words) <= 12
        and len(text) <= 90
        and all(WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() or is_small(word) or word in _JOINING for word in words)
        and not is_menus(text)
        and all(2 <= len(part.split()) <= 4 for part in AND.split(GENERATION.sub("", text)) if part.strip())
    )


def is_small(word: str) -> bool:
    """True for a word within a name that begins with a small letter at times."""
    return word.casefold() in _SMALL or _SMALL_PART.match(word) is not None
