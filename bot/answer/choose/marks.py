"""Which words of a quote tell the answer: those of the type that is asked for, whose absence costs the cross-encoder the most."""

from __future__ import annotations

import math
import re

from index.search.answer_types import DAY, AnswerType, expected, given
from index.stemming import stem
from index.types import Reranker

_MOST_CANDIDATES = 6
_WORD = re.compile(r"\w+(?:[’'\-]\w+|[.,]\d+)*%?")
_WORD_BEFORE = re.compile(r"\S{1,60}\s{1,9}\Z")
_JOIN = re.compile(
    r"(?<=\b[A-Z][a-z]{2})\. (?=\d)|(?<=\b[A-Z][a-z]{3})\. (?=\d)|(?<=\b[A-Z])\. ?(?=[A-Z])| of (?=[A-Z])|[ $£€#]*"
)
"""Characters within a phrase: spaces and signs of money, the full stop of "Jan. 10" and "J. Smith", the "of" of "Secretary of State"."""
_SPEECH_VERBS = (
    "said says told tells tweeted wrote writes added adds claimed argued insisted warned stated explained noted acknowledged "
    "reported testified confirmed announced"
).split()
_SAYS = rf"(?:{'|'.join(_SPEECH_VERBS)}|claims|reports)"
_SAYS_AFTER = re.compile(rf"(?:,[^,.“”\"]{{1,60}},)?\s{{1,9}}(?:later |also |has |had )?{_SAYS}\b", re.IGNORECASE)
_SAYS_BEFORE = re.compile(
    rf"\b(?:{_SAYS}|according to)\s{{1,9}}(?:(?:the|a|an|its|his|her|their)\s{{1,9}})?(?:[a-z][\w’'-]{{0,40}}\s{{1,9}}){{0,4}}\Z",
    re.IGNORECASE,
)
_ASKS_WHO_SAID = re.compile(
    r"\bwho(?:m|se)?\b.{0,200}\b(?:sa(?:id|ys?)|t(?:old|ells?)|tweeted|wrote|claim(?:ed|s)?|argued|insisted|warn(?:ed|s)|stated|announced|"
    r"confirmed|reported|testified|quoted|source)\b",
    re.IGNORECASE,
)
_ASKS_WHO_DID = re.compile(
    r"\bwho\s{1,9}(?:(?:has|have|had|also|first)\s{1,9})?(?!(?:is|was|are|were|do|does|did|will|would|can|could)\b)(\w{2,40})",
    re.IGNORECASE,
)
_BETWEEN = frozenset("a an the has have had also later first".split())
"""Words that may stand between a deed and its doer."""
_NEAR = 40
"""Characters around a phrase in which its deed stands."""
_FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet of in on at by for from to with into over under after before about as than that this "
    "these those it its he she they them his her their him we us our you your i me my is are was were be been being has "
    "have had do does did will would can could may might shall should must not no who whom whose which what when where "
    "why how there here also say if while because then now".split()
).union(_SPEECH_VERBS)


def telling_words(question: str, quote: str, reranker: Reranker) -> tuple[tuple[int, int], ...]:
    """Offsets into ``quote`` of the phrases that tell the answer, one for each type of answer that is expected.

    Words of the question cannot be its answer, nor can who says so, unless that is asked. Where several phrases fit a type, each is
    left out in turn, and the one without which the cross-encoder's logit falls most is it (occlusion: Zeiler and Fergus, 2014).
    """
    groups = [_fitting(question, quote, kind) for kind in sorted(expected(question))]
    unsure = list(dict.fromkeys(phrase for group in groups if len(group) > 1 for phrase in group))[:_MOST_CANDIDATES]
    drops: dict[tuple[int, int], float] = {}
    if unsure:
        # The whole quote's own logit is the same for all: what is left without a phrase tells alone.
        left = reranker.score(question, [f"{quote[:start]}…{quote[end:]}" for start, end in unsure])
        drops = {phrase: -float(logit) for phrase, logit in zip(unsure, left, strict=True)}
    found = {max(group, key=lambda phrase: drops.get(phrase, -math.inf)) for group in groups if group}
    return tuple(sorted(found))


def _fitting(question: str, quote: str, kind: AnswerType) -> list[tuple[int, int]]:
    """The phrases of ``quote`` that are of this type, those that give it most surely where their sureness differs."""
    asks_who_said = bool(_ASKS_WHO_SAID.search(question))
    sure = {
        phrase: given(question, _with_start(quote, *phrase), frozenset({kind}))
        for phrase in candidate_phrases(question, quote)
        if kind is not AnswerType.NAME or asks_who_said or not _says_so(quote, *phrase)
    }
    most = max(sure.values(), default=0.0)
    fitting = [phrase for phrase, how in sure.items() if how == most > 0]
    deed = _ASKS_WHO_DID.search(question) if kind is AnswerType.NAME else None
    doers = [phrase for phrase in fitting if deed and _does(stem(deed[1].casefold()), quote, *phrase)]
    return doers or fitting


def _does(deed: str, quote: str, start: int, end: int) -> bool:
    """The words around the phrase say that it did it: "the Kremlin had requested", "requested by the Kremlin"."""
    following = [word for word in _words(quote[end : end + _NEAR]) if word not in _BETWEEN]
    before = [word for word in _words(quote[max(0, start - _NEAR) : start]) if word not in _BETWEEN][-2:]
    return stem(following[0] if following else "") == deed or [stem(word) for word in before] == [deed, "by"]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _says_so(quote: str, start: int, end: int) -> bool:
    """The phrase names who is quoted: a verb of speech stands right before or after it, and no other words but of its apposition."""
    return bool(_SAYS_AFTER.match(quote, end) or _SAYS_BEFORE.search(quote[:start]))


def _with_start(quote: str, start: int, end: int) -> str:
    """A phrase with the word before it, which tells "in March" from "in Geneva" and a name from a sentence's first word."""
    before = _WORD_BEFORE.search(quote, 0, start)
    return quote[before.start() if before else start : end]


def candidate_phrases(question: str, quote: str) -> list[tuple[int, int]]:
    """Runs of content words that the question does not hold; a verb of speech ends one ("an official | told reporters")."""
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
    return runs


def _together(before: str, word: str) -> bool:
    """Two words can be parts of one phrase: a name or number begins one ("met | Ada Marsh"), a plain word goes on ("40 boats")."""
    same = (before[0].isdigit(), before[0].isupper()) == (word[0].isdigit(), word[0].isupper())
    is_plain = not word[0].isdigit() and not word[0].isupper()
    return same or is_plain or bool(DAY.fullmatch(f"{before} {word}"))
