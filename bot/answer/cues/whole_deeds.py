"""Deeds that a sentence tells as the whole of what is claimed: the tournament and not a round of it, all and not some, and in that place. Pure."""

from __future__ import annotations

import re

from bot.answer.cues.stated_numbers import numbers
from index.irregular_verbs import base_form, is_past
from index.search.terms import FUNCTION_WORDS, terms
from index.stemming import stem

_WIN = frozenset(map(stem, "win beat defeat victory victorious triumph clinch capture claim".split()))
_WINNING = frozenset(map(stem, "win clinch capture claim take".split()))
_PART = re.compile(
    r"\b(?:\w{1,12}[- ]rounds?|round of|quarter-?\s?finals?|semi-?\s?finals?|match(?:es)?|legs?|sets?|games?|openers?|group stage|heats?|singles play|points?)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"(?<!semi-)(?<!quarter-)(?<!semi )(?<!quarter )\bfinals?\b(?! (?:\w{1,20} )?(?:tournament|set|season|days?|year|four|eight|act|career))",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:titles?|champions?|championships?|crown|trophy|elections?|contest|primary|run-?off|leadership|medal)\b",
    re.IGNORECASE,
)
_WON_NEAR, _WIN_OF = 8, 2
"""Words after "won" in which what is won stands, and before "win": "her first Masters win"."""
_QUANTIFIERS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"(?<!after )(?<!at )(?<!above )(?<!of )all(?! but| along| over)|every\w{0,5}|each|entire(?:ly)?|whole|fully?|complete(?:ly)?|100 ?(?:%|percent)",
        r"none|no one|nobody|no|zero",
        r"(?<!not )only|sole|alone|just",
        r"first|1st",
        r"both",
        r"last|final",
        r"most|majority",
    )
)
_PLACE = re.compile(r"\b(?:in|at|near|inside|outside)\s(?:the\s|a\s)?([^,.;:!?]{1,60})", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:in|at|on|near|by|for|from|with|after|before|during|of)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def is_whole(claim: str, deed: tuple[str, str], sentence: str, at: tuple[int, int]) -> bool:
    """The deed at ``at`` in ``sentence`` is all that ``claim`` says with ``deed``, its verb and what follows that."""
    verb, rest = deed
    return (
        _quantified(claim, sentence)
        and _placed(rest, sentence, at)
        and (base_form(verb) not in _WIN or base_form(verb) not in _WINNING or _won(rest, sentence, at))
    )


def _quantified(claim: str, sentence: str) -> bool:
    return all(quantifier.search(sentence) for quantifier in _QUANTIFIERS if quantifier.search(claim))


def _placed(rest: str, sentence: str, at: tuple[int, int]) -> bool:
    """Where and when the claim sets its deed stands in the sentence, and no other verb between the two."""
    for found in _PLACE.finditer(rest):
        phrase = _NEXT.split(found[1], maxsplit=1)[0]
        if numbers(phrase):
            if not numbers(phrase) <= numbers(sentence):
                return False
        elif (wanted := terms(phrase)) and not any(_beside(sentence, place, at) for place in _named(wanted, sentence)):
            return False
    return True


def _named(wanted: frozenset[str], sentence: str) -> list[tuple[int, int]]:
    """Where all of ``wanted`` stand side by side."""
    words = list(_WORD.finditer(sentence))
    spans = (words[place : place + len(wanted)] for place in range(len(words)))
    return [
        (span[0].start(), span[-1].end()) for span in spans if wanted == terms(" ".join(word.group() for word in span))
    ]


def _beside(sentence: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    between = _WORD.findall(sentence[first[1] : second[0]])
    return not any(word.islower() and word not in FUNCTION_WORDS and _is_past(word) for word in between)


def _is_past(word: str) -> bool:
    return "-" not in word and is_past(word)


def _won(rest: str, sentence: str, at: tuple[int, int]) -> bool:
    """What is claimed to be won is: a title, or it stands right after "won"; a match of a tournament is not the tournament."""
    wanted = terms(rest) - {term for word in _WORD.findall(rest) if numbers(word) for term in terms(word)}
    if not wanted or _PART.search(rest):
        return True
    if _FINAL.search(sentence) or _TITLE.search(sentence[at[1] :]):
        return True
    if _PART.search(sentence) or base_form(sentence[at[0] : at[1]]) not in _WINNING:
        return False
    before, after = _WORD.findall(sentence[: at[0]]), _WORD.findall(sentence[at[1] :])[:_WON_NEAR]
    titled = [] if after[:1] in (["over"], ["against"]) else before[-_WIN_OF:]
    return bool(wanted & terms(" ".join(after)) or wanted & terms(" ".join(titled)))
