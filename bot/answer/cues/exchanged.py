"""Claims whose deed a sentence tells the other way round: "Marr beat Holt" where "Holt beat Marr" is claimed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product
from typing import Literal

from bot.answer.cues.vocabulary import senses
from index.irregular_verbs import is_past
from index.search.terms import FUNCTION_WORDS, terms
from index.sentences import sentences

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*")
_NAMED = re.compile(r"\b[A-Z][\w’'-]{0,40}(?: [A-Z][\w’'-]{0,40}){0,5}|\b\d[\d,.]{0,20}\b")
_CLAUSE_END = re.compile(r"[;:“”]|\b(?:but|who|which|whose|while|because|although|if|and)\b", re.IGNORECASE)
_OBJECT = 2
"""Words after a verb in which its object stands."""
_FEWEST_WORDS = 3
"""Words of a claim, its names and numbers aside, that tell whether it repeats a sentence."""
_REPEATED = 0.85
"""The share of these that stand in the sentence in the same order, if it does."""
_MOST_WORDS = 400
"""Words of a sentence that are looked at; none of news has more."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """A deed by its senses, with the words before and after it; in a passive, which is turned round, those after and before."""

    senses: frozenset[str]
    doer: str
    done_to: str


Direction = Literal["same", "exchanged", ""]


def direction(claim: str, quote: str) -> Direction:
    """Which way round ``quote`` tells the deed of ``claim``, of the same two names; empty where it does not tell it of both."""
    ours = [deed for deed in _deeds(claim) if deed.doer and deed.done_to]
    turned = False
    for start, end in sentences(quote):
        for theirs in _deeds(quote[start:end]):
            before, after = _names(theirs.doer), _names(theirs.done_to)
            for deed in ours:
                if not deed.senses & theirs.senses:
                    continue
                doer, done_to = terms(deed.doer), terms(deed.done_to)
                doer, done_to = doer - done_to, done_to - doer
                if doer & before and not doer & after and (done_to & after or not after):
                    return "same"
                turned = turned or bool(doer & after - before and done_to & before - after)
    return "exchanged" if turned else ""


def in_each_others_place(claim: str, quote: str) -> bool:
    """``claim`` repeats a sentence of ``quote``, but for names or numbers of it that stand in each other's place."""
    said = _words(claim)
    for start, end in sentences(quote):
        names = [_words(name) for name in _NAMED.findall(quote[start:end])]
        told = _words(quote[start:end])
        if len(names) < 2 or not _repeats(said, told, frozenset(word for name in names for word in name)):
            continue
        for one, other in combinations(names, 2):
            if _joined(one, other, told):
                continue
            for first, second in product(one, other):
                if _stands(first, second, said) == "after" and _stands(first, second, told) == "before":
                    return True
    return False


def _repeats(said: Sequence[str], told: Sequence[str], names: frozenset[str]) -> bool:
    ours, theirs = ([word for word in words if word not in names] for words in (said, told))
    if len(ours) < _FEWEST_WORDS:
        return False
    shared = sum(block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks())
    return shared >= _REPEATED * len(ours)


def _joined(one: Sequence[str], other: Sequence[str], told: Sequence[str]) -> bool:
    """Two names that follow each other, or with no more than an "and" between them, and may change places."""
    return any(
        list(told[place : place + len(one) + len(between) + len(other)]) == [*one, *between, *other]
        for between in ((), ("and",), ("or",), ("nor",))
        for place in range(len(told))
    )


def _stands(word: str, other: str, words: Sequence[str]) -> Literal["before", "after", ""]:
    """Where ``word`` stands to ``other``; empty where one of them does not stand there just once."""
    if words.count(word) != 1 or words.count(other) != 1:
        return ""
    return "before" if words.index(word) < words.index(other) else "after"


def _words(text: str) -> list[str]:
    return [word.casefold().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text)[:_MOST_WORDS]]


def tells_of_two(claim: str, names: frozenset[str]) -> bool:
    """``claim`` is about what one of ``names`` did to another: "Marr beat Holt"."""
    return any(
        names & terms(deed.doer) and names & terms(" ".join(_WORD.findall(deed.done_to)[:_OBJECT]))
        for deed in _deeds(claim)
    )


def _deeds(text: str) -> Iterator[_Deed]:
    """The verbs of ``text``, as far as their form tells them."""
    words = list(_WORD.finditer(text))[:_MOST_WORDS]
    for place, word in enumerate(words[1:], start=1):
        plain = word.group().casefold()
        if word.group()[0].isupper() or plain in FUNCTION_WORDS or not _is_verb(plain):
            continue
        before = text[: word.start()]
        after = _CLAUSE_END.split(text[word.end() :], maxsplit=1)[0]
        passive = place + 1 < len(words) and words[place + 1].group().casefold() == "by"
        yield _Deed(senses(plain), *((after, before) if passive else (before, after)))


def _is_verb(word: str) -> bool:
    return is_past(word) or word.endswith("ing") or word in ("beat", "beats", "hit", "hits")


def _names(text: str) -> frozenset[str]:
    return terms(" ".join(_NAME.findall(text)))
