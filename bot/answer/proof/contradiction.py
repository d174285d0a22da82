"""Two claims about one thing that cannot both be so: another number, another name, or one negated and the other not."""

from __future__ import annotations

import re

from bot.answer.cues.stated_numbers import NUMBER_WORDS, numbers
from bot.answer.proof.turns import NEGATIONS
from index.search.terms import FUNCTION_WORDS
from index.stemming import stem

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 0.6
"""Share of the shorter claim's words, values aside, that the other one has, where both speak of the same thing."""


def contradict(one: str, two: str) -> bool:
    """Both speak of the same thing, and differ in a value or in whether it is so."""
    words_one, words_two = _words(one), _words(two)
    shorter = min(len(words_one), len(words_two))
    if not shorter or len(words_one & words_two) < max(1, _ALIKE * shorter):
        return False
    values = ((numbers(one), numbers(two)), (_names(one), _names(two)))
    return _negated(one) != _negated(two) or any(left - right and right - left for left, right in values)


def _words(text: str) -> set[str]:
    names = _names(text)
    return {
        found
        for word in _WORD.findall(text)
        if word.casefold() not in FUNCTION_WORDS
        and word.casefold() not in NUMBER_WORDS
        and (found := stem(word)) not in names
    }


def _names(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text) if word[0].isupper() and word.casefold() not in FUNCTION_WORDS}


def _negated(text: str) -> bool:
    return bool(NEGATIONS & set(_WORD.findall(text.casefold()))) or "n’t" in text or "n't" in text
