"""Which words of a quote tell the answer: those of the kind that is asked for, whose absence costs the cross-encoder the most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.expected import DAY, expected, given
from bot.answer.words import stem
from index.types import Reranker

_MOST_CANDIDATES = 12
_WORD = re.compile(r"\w+(?:[’'\-]\w+|[.,]\d+)*%?")
_WORD_BEFORE = re.compile(r"\S+\s+\Z")
_JOIN = re.compile(
    r"(?<=\b[A-Z][a-z]{2})\. (?=\d)|(?<=\b[A-Z][a-z]{3})\. (?=\d)|(?<=\b[A-Z])\. ?(?=[A-Z])| of (?=[A-Z])|[ $£€#]*"
)
"""What may stand within a phrase: spaces and signs of money, the full stop of "Jan. 10" and "J. Smith", the "of" of "Secretary of State"."""
_FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet of in on at by for from to with into over under after before about as than that this "
    "these those it its he she they them his her their him we us our you your i me my is are was were be been being has "
    "have had do does did will would can could may might shall should must not no who whom whose which what when where "
    "why how there here also said says say if while because then now".split()
)


def telling_words(question: str, quote: str, reranker: Reranker) -> tuple[tuple[int, int], ...]:
    """Offsets into ``quote`` of the phrases that tell the answer, one for each kind of answer that is expected; empty where none
    stands out.

    Occlusion (Zeiler and Fergus, 2014): each candidate phrase is left out in turn, and the one without which the
    cross-encoder's logit falls most is it. Words of the question cannot be its answer.
    """
    phrases = candidate_phrases(question, quote)
    if not phrases:
        return ()
    without = [f"{quote[:start]}…{quote[end:]}" for start, end in phrases]
    whole, *rest = reranker.score(question, [quote, *without])
    drops = {phrase: float(whole - logit) for phrase, logit in zip(phrases, rest, strict=True)}
    fitting = [
        [phrase for phrase in phrases if given(question, _with_start(quote, *phrase), frozenset({kind}))]
        for kind in sorted(expected(question))
    ]
    found = {max(group, key=drops.__getitem__) for group in fitting if group}
    if not found and (best := max(phrases, key=drops.__getitem__)) and drops[best] > 0:
        found = {best}
    return tuple(sorted(found))


def _with_start(quote: str, start: int, end: int) -> str:
    """A phrase with the word before it, which tells "in March" from "in Geneva" and a name from a sentence's first word."""
    before = _WORD_BEFORE.search(quote, 0, start)
    return quote[before.start() if before else start : end]


def candidate_phrases(question: str, quote: str) -> list[tuple[int, int]]:
    """Runs of content words that the question does not hold, the longest of them where there are many."""
    asked = {stem(word) for word in _WORD.findall(question.casefold())}
    runs: list[tuple[int, int]] = []
    before = ""
    for word in _WORD.finditer(quote):
        plain = word.group().casefold()
        if plain in _FUNCTION_WORDS or stem(plain) in asked:
            continue
        join = _JOIN.match(quote, runs[-1][1]) if runs else None
        if join and join.end() == word.start() and _together(before, word.group()):
            runs[-1] = (runs[-1][0], word.end())
        else:
            runs.append((word.start(), word.end()))
        before = word.group()
    return sorted(_longest(runs))


def _together(before: str, word: str) -> bool:
    """Whether two words can be parts of one phrase: a name or number begins one ("met | Ada Marsh"), a plain word goes on ("40 boats")."""
    same = (before[0].isdigit(), before[0].isupper()) == (word[0].isdigit(), word[0].isupper())
    is_plain = not word[0].isdigit() and not word[0].isupper()
    return same or is_plain or bool(DAY.fullmatch(f"{before} {word}"))


def _longest(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(runs, key=lambda run: run[0] - run[1])[:_MOST_CANDIDATES]
