"""Month names of the languages that news is dated in, from the Unicode locale data (CLDR) that Babel carries."""

from __future__ import annotations

from functools import lru_cache

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "hu", "tr", "id", "ru", "uk", "el", "ca", "hr", "sk", "lt", "lv", "et", "bg", "ar", "sl", "is", "ms", "gl", "sr_Latn")  # fmt: skip


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """The number of each month's name and abbreviation, casefolded, without a full stop at its end; English wins."""
    from babel.dates import get_month_names

    found: dict[str, int] = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    word = str(name).casefold().rstrip(".")
                    if len(word) >= 3 and word.isalpha():
                        found.setdefault(word, number)
    return found
