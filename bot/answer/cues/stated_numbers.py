"""The numbers that a text states, in digits or in words, as values: "2.1 million" is 2,100,000."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
    "dozen": 12,
    "bn": 1_000_000_000,
    "tn": 10**12,
}
_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.,])\.\d+|[^\W\d_]+")
_SHORT = re.compile(r"([$£€]\s?\d[\d.,]*)(k|mn?)\b")
"""Money in thousands or millions; of anything else "5m" may be metres."""
NUMBER_WORDS = frozenset({*_UNITS, *_TENS, *_SCALES})


def numbers(text: str) -> set[Decimal]:
    """The values that ``text`` states, both of "about 2.1 million" as a whole and of each run of its words."""
    short = _SHORT.sub(lambda money: f"{money[1]} {'thousand' if money[2] == 'k' else 'million'}", text.casefold())
    return {value for _, _, value in number_spans(short)}


def number_spans(text: str) -> list[tuple[int, int, Decimal]]:
    """The values that ``text`` states, with the places where they stand."""
    found: list[tuple[int, int, Decimal]] = []
    run: list[str] = []
    first = end = 0
    for token in _TOKEN.finditer(text):
        word = token.group().casefold()
        between = text[end : token.start()]
        if run and (between.strip(" -\u2011\u00a0") or not _goes_on(run, word)):
            found.append((first, end, _value(run)))
            run = []
        if word[-1].isdecimal() or word in NUMBER_WORDS:
            first = first if run else token.start()
            run.append(word)
            end = token.end()
        elif run and not (word == "and" and run[-1] in _SCALES):
            found.append((first, end, _value(run)))
            run = []
        else:
            end = token.end() if run else end
    if run:
        found.append((first, end, _value(run)))
    return found


def _goes_on(run: list[str], word: str) -> bool:
    """True if ``word`` belongs to the number that ``run`` began: "twenty three", "2.1 million", "two hundred five"."""
    last = run[-1]
    if word in _SCALES:
        return True
    if last in _TENS:
        return word in _UNITS and 0 < _UNITS[word] < 10
    return last in _SCALES and (word in _UNITS or word in _TENS or word == "and")


def _value(run: list[str]) -> Decimal:
    total = part = Decimal(0)
    for word in run:
        if word in _SCALES:
            scale = _SCALES[word]
            part = (part or Decimal(1)) * scale
            if scale >= 1000:
                total, part = total + part, Decimal(0)
        elif word in _UNITS or word in _TENS:
            part += _UNITS.get(word, 0) + _TENS.get(word, 0)
        else:
            part += Decimal(word.replace(",", ""))
    return (total + part).normalize()
