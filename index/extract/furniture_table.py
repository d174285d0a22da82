"""The wordings of page furniture, from the table ``furniture.toml``, made ready for comparison."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("furniture.toml")
_NUMBER = re.compile(r"\d[\d.,:]*")
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("…", " "))
_EDGES = " \t!?.,;:|/\\·•●▪►▶»›>→–—-_*()[]{}<\"'=~^+&@👉➡⇒📲📧📩📺🎧📰🔗⬇👇📱\ufe0f\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Openings:
    """Phrases that a line may begin with, found by the line's first word."""

    by_word: Mapping[str, tuple[str, ...]]

    def begin(self, plain: str) -> str:
        """The longest of the phrases that begin a plain line, to the end of a word; else empty."""
        for phrase in self.by_word.get(plain.split(" ", 1)[0].rstrip(":,.|/("), ()):
            if plain.startswith(phrase) and not (
                phrase[-1].isalnum() and plain[len(phrase) : len(phrase) + 1].isalnum()
            ):
                return phrase
        return ""


@dataclass(frozen=True, slots=True)
class Table:
    """The table's sections; see there."""

    whole: frozenset[str]
    start: Openings
    opening: Openings
    pointer: Openings
    labels: frozenset[str]
    """The pointers, to be found whole before a colon."""
    sure: frozenset[str]
    part: Mapping[str, tuple[str, ...]]
    """By a word that a line must have to hold the phrase."""
    related: frozenset[str]
    paid: Mapping[str, tuple[str, ...]]
    end: frozenset[str]
    box: Openings
    fences: tuple[tuple[str, str], ...]
    words: Mapping[str, int]
    tail: Mapping[str, int]


@lru_cache(maxsize=1024)
def plain(line: str) -> str:
    """A line as the table has it: small letters, straight quotation marks, "#" for numbers, bare ends."""
    line = line.casefold()
    if not line.isascii():
        for curly, straight in _STRAIGHT:
            line = line.replace(curly, straight)
    return " ".join(_NUMBER.sub("#", line).split()).strip(_EDGES)


@lru_cache(maxsize=32)
def holds_part(said: str) -> bool:
    """True if a plain line holds one of the phrases that are furniture anywhere."""
    return _holds(said, table().part)


def asks_to_pay(said: str) -> bool:
    """True if a plain line says that the rest of the story has to be paid for."""
    return _holds(said, table().paid)


def _holds(said: str, parts: Mapping[str, tuple[str, ...]]) -> bool:
    words = parts.keys() & said.split(" ")
    return bool(words) and any(phrase in said for word in words for phrase in parts[word])


@cache
def table() -> Table:
    """The table, read once."""
    found = tomllib.loads(_TABLE.read_text("utf-8"))
    phrases = {
        name: [
            plain(phrase) if name in ("whole", "end", "related") else phrase.strip()
            for line in value.splitlines()
            for phrase in line.split("|")
            if phrase.strip()
        ]
        for name, value in found.items()
        if isinstance(value, str)
    }
    return Table(
        whole=frozenset(phrases["whole"]) - {""},
        start=_openings(phrases["start"]),
        opening=_openings(phrases["opening"]),
        pointer=_openings(phrases["pointer"]),
        labels=frozenset(phrases["pointer"]),
        sure=frozenset(phrases["sure"]),
        part=_by_key(phrases["part"] + phrases["paid"]),
        related=frozenset(phrases["related"]) - {""},
        paid=_by_key(phrases["paid"]),
        end=frozenset(phrases["end"]),
        box=_openings(phrases["box"]),
        fences=tuple((first, last) for first, last in found["fences"]),
        words=found["words"],
        tail=found["tail"],
    )


def _openings(phrases: list[str]) -> Openings:
    by_word: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_word.setdefault(phrase.split(" ", 1)[0].rstrip(":,.|/("), []).append(phrase)
    return Openings({word: tuple(found) for word, found in by_word.items()})


def _by_key(phrases: list[str]) -> Mapping[str, tuple[str, ...]]:
    """Phrases by their longest word but the last, which punctuation may follow."""
    by_word: dict[str, list[str]] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        by_word.setdefault(max(words[:-1] or words, key=len), []).append(phrase)
    return {word: tuple(found) for word, found in by_word.items()}
