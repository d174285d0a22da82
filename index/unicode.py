"""Halves of surrogate pairs: Python's strings may hold them alone, UTF-8 and all that stores it cannot."""

from __future__ import annotations

import re
import unicodedata

_HALF = re.compile(r"[\ud800-\udfff]")
UNMARKED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
"""Letters of Latin alphabets that are no other letter with a mark, and what is typed for them."""
_UNMARKED = str.maketrans(UNMARKED | {"\u0307": ""})
_SQUEEZED = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


def encodable(text: str) -> str:
    """``text`` with a question mark for each half of a pair, so that its length and all offsets stay."""
    return text.encode("utf-8", "replace").decode("utf-8")


def join_surrogates(text: str) -> str:
    """``text`` with neighbouring halves joined to the character that they mean, and lone ones replaced by U+FFFD."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def plain(text: str) -> str:
    """``text`` in small letters without their marks, as it is typed on a keyboard that lacks them: "Strøm" is "strom", "Þórunn" "thorunn"."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFC", text.casefold()).translate(_UNMARKED)
    return "".join(
        base if (base := unicodedata.normalize("NFD", letter)[0]).isascii() else letter for letter in letters
    )


def squeezed(text: str) -> str:
    """Letters and digits alone, to compare by."""
    if text.isascii():
        return text.translate(_SQUEEZED)
    return "".join(filter(str.isalnum, text.casefold()))


def unaccented(text: str) -> str:
    """The same without accents, too: capitals lose them, and so do addresses."""
    if text.isascii():
        return text.translate(_SQUEEZED)
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", text.casefold())))
