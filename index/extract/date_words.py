"""The words with which headers tell their days, from the table ``date_words.toml``, made ready for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.extract.word_tables import word_table

_TABLE = Path(__file__).with_name("date_words.toml")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DateWords:
    """The table. ``alone``: a line that announces a day and holds none; ``known``: each single word that may stand around one."""

    published: re.Pattern[str]
    updated: re.Pattern[str]
    alone: re.Pattern[str]
    known: frozenset[str]
    around: frozenset[str]
    """Those that announce none."""
    weekdays: frozenset[str]


@cache
def date_words() -> DateWords:
    """The table, read once."""
    phrases = word_table(_TABLE)
    return DateWords(
        published=_announcing(phrases["published"], phrases.pop("published_stems")),
        updated=_announcing(phrases["updated"], phrases.pop("updated_stems")),
        alone=re.compile(
            rf"\W{{0,3}}{_any(phrases['published'] + phrases['updated'])}(?: on| at| le| el| am| em| op)?\s{{0,2}}[:|]?",
            re.IGNORECASE,
        ),
        known=_words(*phrases.values()),
        around=_words(phrases["small"], phrases["weekdays"]),
        weekdays=_words(phrases["weekdays"]),
    )


def _words(*phrases: list[str]) -> frozenset[str]:
    return frozenset(word for found in phrases for phrase in found for word in _WORD.findall(phrase))


def _announcing(words: list[str], stems: list[str]) -> re.Pattern[str]:
    """A pattern for whole words, and for words that begin so."""
    return re.compile(rf"(?<![^\W\d_])(?:{_any(words)}|{_any(stems)}[^\W\d_]{{0,12}})(?![^\W\d_])", re.IGNORECASE)


def _any(phrases: list[str]) -> str:
    return f"(?:{any_by_letter(sorted(phrases, key=len, reverse=True))})"


def any_by_letter(words: list[str]) -> str:
    """A pattern for any of these words, put together by their first letters: a search tries the letters, not every word."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
