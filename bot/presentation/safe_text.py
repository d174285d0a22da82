"""Text of articles and people, made safe to show anywhere. Pure."""

from __future__ import annotations

import re
import unicodedata

# Whole sequences go, not just their first character, or "[31m" would be left behind as if an article said it.
_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]|\x9b[0-?]*[ -/]*[@-~]"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """``text`` without what could steer a terminal: escape sequences, controls but newline and tab, bidi overrides."""
    text = _SEQUENCE.sub("", text.replace("\r\n", "\n"))
    return "".join(map(_clean_character, text))


def clean_line(text: str) -> str:
    """``text`` cleaned and on one line, for headlines and names."""
    return " ".join(clean(text).split())


def _clean_character(character: str) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    if character in "\r\v\f\u2028\u2029\x85":
        return "\n"
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"  # half of a surrogate pair cannot be encoded
    return "" if category == "Cc" or character in _BIDI else character
