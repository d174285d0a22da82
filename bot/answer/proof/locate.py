"""Finding a quote in the very text that it is said to come from.

A quote counts as found where it stands character for character, or where it does after both sides are normalised:

- white space of any kind, in any amount, is one space; zero-width characters and soft hyphens are nothing;
- quotation marks and apostrophes of every shape are one mark;
- hyphens, dashes and minus signs of every length, with the white space around them, are one hyphen;
- an ellipsis is three dots;
- HTML entities are their characters (the prompt escapes articles);
- marks that enclose the quote, and commas and stops at its end, are left off: models add their own.

Nothing else is forgiven: not a letter, not a digit, not a word left out. What is shown is always the stored text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

MIN_WORDS = 3
"""Fewer words than this prove nothing, unless they are a whole sentence."""

_QUOTES = frozenset("\"'`´‘’‚‛“”„‟«»‹›′″＂＇〝〞「」")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ENDS = '"-,.;: …'
_WORD = re.compile(r"\w+")
_POINT = re.compile(r"\d[.,]\d")
_NEAR = 8
"""Characters around a quote in which what it is cut from is looked for."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a quote stands: ``[start, end)`` of the text that was searched."""

    start: int
    end: int
    how: Literal["exact", "normalised"]


def locate(quote: str, text: str, start: int = 0, end: int | None = None) -> Location | None:
    """Where ``quote`` stands in ``text[start:end]``, whole words only; None where it does not."""
    end = len(text) if end is None else end
    position = text.find(quote, start, end) if quote.strip() else -1
    while position >= 0:
        if _whole(text, position, position + len(quote)):
            return Location(position, position + len(quote), "exact")
        position = text.find(quote, position + 1, end)
    wanted = normalise(html.unescape(quote))[0].strip(_ENDS)
    if not wanted:
        return None
    plain, origins = normalise(text[start:end])
    position = plain.find(wanted)
    while position >= 0:
        left = start + origins[position]
        right = start + origins[position + len(wanted) - 1] + 1
        if _whole(text, left, right):
            return Location(left, right, "normalised")
        position = plain.find(wanted, position + 1)
    return None


def normalise(text: str) -> tuple[str, list[int]]:
    """``text`` normalised as the module says, and for each character of it the offset in ``text`` that it comes from."""
    out: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        if character in _NOTHING:
            continue
        if character in _QUOTES:
            plain = '"'
        elif character in _DASHES:
            plain = "-"
        elif character.isspace():
            plain = " "
        elif character == "…":
            plain = "..."
        else:
            plain = character
        if plain == "-" and out and out[-1] == " ":
            out.pop()
            origins.pop()
        if plain in " -" and out and (out[-1] == plain or out[-1] == "-"):
            continue
        for single in plain:
            out.append(single)
            origins.append(position)
    return "".join(out), origins


def words(text: str) -> list[str]:
    """The words of ``text``."""
    return _WORD.findall(text)


def _whole(text: str, start: int, end: int) -> bool:
    """True if ``[start, end)`` cuts neither a word nor a number in two, as they are seen: without what is nothing."""
    before, inside, after = (
        "".join(character for character in part if character not in _NOTHING)
        for part in (text[max(0, start - _NEAR) : start], text[start:end], text[end : end + _NEAR])
    )
    seen = before + inside + after
    return not (_cuts(seen, len(before)) or _cuts(seen, len(before + inside)))


def _cuts(text: str, at: int) -> bool:
    """True if a word or a number goes on from before ``at`` to behind it."""
    if not 0 < at < len(text):
        return False
    number = any(_POINT.fullmatch(text, max(0, first), first + 3) for first in (at - 2, at - 1))
    return number or (_joins(text[at - 1]) and _joins(text[at]))


def _joins(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
