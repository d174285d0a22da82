"""A text as the tokens that claims and quotes are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from bot.answer.cues.stated_numbers import number_spans
from bot.answer.cues.vocabulary import ALIASES, COUNTRIES, DOLLARS, FREE, SYNONYMS, TITLES, UNIT_WORDS, UNITS
from index.calendar_names import MONTHS
from index.sentences import sentences
from index.stemming import stem

Kind = Literal["name", "number", "date", "word", "free", "mark"]
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d[\d.,:]*|[,;:.!?()“”\"—–]")
OWNS = "ofs"
"""Stands for the possessive."""
_STEP = 5
"""Letters that two words of one family share at least, such as "exploded" and "explosion"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, date or mark; ``key`` is the same for what stands for the same."""

    word: str
    key: str
    kind: Kind
    start: int = 0

    @property
    def carries(self) -> bool:
        """It has a sense of its own."""
        return self.kind not in ("free", "mark")

    @property
    def plain(self) -> str:
        """The word in lower case; of names and dates nothing, so that Theresa May is no doubt."""
        return "" if self.kind in ("name", "date") else self.word.casefold()


def normal(text: str) -> str:
    """``text`` with its aliases in one form, possessives as a word of their own, with currencies as words behind their numbers."""
    text = text.replace("’", "'").replace("\u2011", "-").replace("\u00a0", " ")
    text = re.sub(r"(?<=\w)-(?=[^\W\d_])", " ", text)
    for pattern, name in ALIASES:
        text = pattern.sub(name, text)
    text = re.sub(
        r"(?:\b(US|USA|C|CA|A|AU|NZ|HK|S) ?(?=\$))?([$£€¥]) ?(\d[\d,.]*)(?: ?(k|mn?|bn|tn|thousand|million|billion|trillion)\b)?",
        _currency,
        text,
    )
    return re.sub(r"'s\b|(?<=s)'(?=\s\w)", f" {OWNS}", text)


def capitalised(text: str) -> frozenset[str]:
    """Words of ``text`` that have a capital where no sentence begins, which makes them names."""
    found: set[str] = set()
    for start, end in sentences(text):
        words = list(re.finditer(r"[^\W\d_]+", text[start:end]))
        for place, word in enumerate(words):
            quoted = text[start : start + word.start()].rstrip().endswith(("“", '"', ":"))
            following = words[place + 1].group() if place + 1 < len(words) else ""
            full = (
                following[:1].isupper() and following.casefold() not in TITLES and word.group().casefold() not in FREE
            )
            if word.group()[0].isupper() and (place or full) and not quoted and word.group().casefold() not in TITLES:
                found.add(word.group())
    return frozenset(found)


def tokens(text: str, names: Collection[str], dates: Collection[tuple[int, int, str]] = ()) -> list[Token]:
    """``text``, which is ``normal``, as tokens; ``names`` are words that are names wherever they stand, ``dates`` spans with keys."""
    found: list[Token] = []
    numbers = number_spans(text)
    taken = [(a, b, Token(text[a:b], key, "date", a)) for a, b, key in dates]
    taken += [
        (a, b, Token(text[a:b], f"#{value:f}", "number", a))
        for a, b, value in numbers
        if not any(x < b and a < y for x, y, _ in taken) and not (value == 1 and text[a:b].casefold() == "one")
    ]
    taken.sort(key=lambda item: item[0])
    place = 0
    for match in _TOKEN.finditer(text):
        while place < len(taken) and taken[place][1] <= match.start():
            found.append(taken[place][2])
            place += 1
        if place < len(taken) and taken[place][0] < match.end():
            continue
        found.append(_token(match.group(), names, match.start()))
    found += [item for _, _, item in taken[place:]]
    return found


def same(one: Token, two: Token) -> bool:
    """Both stand for the same: in any inflection, as a synonym, or as words of one family."""
    if one.key == two.key:
        return True
    if one.kind != "word" or two.kind != "word":
        return False
    a, b = stem(one.word), stem(two.word)
    if a == b:
        return True
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= _STEP and len(a) - shared <= 4 and len(b) - shared <= 4


def fold(word: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def unit_of(items: list[Token], place: int) -> str:
    """The unit of the number at ``place``: of money, length, weight, time or share; empty where it counts something else."""
    if [one.plain.rstrip("s") for one in items[place + 1 : place + 3]] in (["year", "old"], ["month", "old"]):
        return ""  # an age, which is told without its unit, too
    for following in items[place + 1 : place + 3]:
        plain = following.plain.rstrip("s") if following.plain not in ("feet",) else "foot"
        if plain in UNIT_WORDS or following.plain in UNIT_WORDS:
            return plain if plain in UNIT_WORDS else following.plain
        if following.kind == "mark" or following.kind == "number":
            break
        if following.kind == "name" or following.plain in ("square", "cubic", "metric"):
            continue
        break
    return ""


def number_of(token: Token) -> Decimal:
    """The value of a token of the kind ``number``."""
    return Decimal(token.key[1:])


@lru_cache(2**15)
def _key(word: str) -> str:
    plain = fold(word)
    if plain in COUNTRIES:
        return COUNTRIES[plain]
    return SYNONYMS.get(plain) or SYNONYMS.get(stem(plain)) or stem(plain)


def _token(word: str, names: Collection[str], start: int) -> Token:
    plain = word.casefold()
    if not word[0].isalnum():
        return Token(word, word, "mark", start)
    if plain in MONTHS and word[0].isupper() and (word in names or plain not in ("may", "march", "august")):
        return Token(word, f"@{plain}", "date", start)
    country = fold(word) in COUNTRIES and word[0].isupper()
    if country or (word[0].isupper() and plain not in TITLES and (word in names or word in ("May", "Will"))):
        return Token(word, COUNTRIES.get(fold(word), fold(word)), "name", start)
    if len(word) > 1 and word.isupper():
        return Token(word, fold(word), "name", start)
    if plain in FREE or plain == OWNS or len(plain) < 2:
        return Token(word, plain, "free", start)
    return Token(word, _key(word), "word", start)


def _currency(match: re.Match[str]) -> str:
    scales = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
    scale = match[4] and scales.get(match[4], match[4])
    number = match[3].rstrip(",.")
    tail = match[3][len(number) :] if not match[4] else ""
    country = DOLLARS.get(match[1] or "", "")
    return f"{number}{f' {scale}' if scale else ''}{f' {country}' if country else ''} {UNITS[match[2]]}s{tail}"
