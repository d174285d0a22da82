"""The words of which the menus of news pages are made, from the table ``menu_words.toml``, and the names of countries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from index.extract.word_tables import word_table

_TABLE = Path(__file__).with_name("menu_words.toml")
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
_WORD = re.compile(r"[^\W_][\w'-]*")
_REMEMBERED = 512


@lru_cache(maxsize=_REMEMBERED)
def is_menus(name: str) -> bool:
    """True for a name of menus' words only ("Arts & Culture"), and for a country's."""
    name = name.casefold().replace("’", "'")
    return name in _countries() or _all_words().issuperset(_WORD.findall(name))


def has_menu_word(name: str) -> bool:
    """True if one of a name's words is a menu's."""
    return not _words()["words"].isdisjoint(_WORD.findall(name.casefold().replace("’", "'")))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The table, read once."""
    return {name: frozenset(words) for name, words in word_table(_TABLE).items()}


@cache
def _all_words() -> frozenset[str]:
    return frozenset().union(*_words().values())


@cache
def _countries() -> frozenset[str]:
    """The names of countries, from the Unicode locale data (CLDR) that Babel carries."""
    from babel import Locale

    return frozenset(str(name).casefold() for language in _LANGUAGES for name in Locale(language).territories.values())
