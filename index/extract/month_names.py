"""Month names of the languages that news is dated in, from the Unicode locale data (CLDR) that Babel carries."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "hu", "tr", "id", "ru", "uk", "el", "ca", "hr", "sk", "lt", "lv", "et", "bg", "ar", "sl", "is", "ms", "gl", "sr_Latn")  # fmt: skip


def folded(name: str) -> str:
    """A name in small letters, of which each is one character, Greek ones with two marks included."""
    return unicodedata.normalize("NFC", name.casefold())


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """The number of each month's name and abbreviation, folded, without a full stop at its end; English wins."""
    from babel.dates import get_month_names

    found: dict[str, int] = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    word = folded(str(name)).rstrip(".")
                    if len(word) >= 3 and word.isalpha():
                        found.setdefault(word, number)
    return found
