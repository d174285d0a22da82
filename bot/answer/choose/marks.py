"""Which words of a quote tell the answer: those that the cross-encoder's head for answers finds, of the type that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.search.answer_types import AnswerType, expected, given
from index.search.windows import Window
from index.types import AnswerFinder, AnswerWords

_ASKS_FOR_WORDS = re.compile(
    r"\b(?:what(?:['’]?s)?|which|who(?:['’]?s|m|se)?|when|where|how (?:many|much|long|old|far|big|often))\b", re.I
)
"""Asks for what some words tell; why, and how something is done, take a sentence."""
_LEAST = -3.0
"""The logit of words that may be an answer, beside there being none."""
_AS_LIKELY = 2.0
"""Logits behind the likeliest words at which others are preferred that give what is asked for."""
_ANOTHER = 5.0
"""The same where a question asks for several things."""
_WORD_BEFORE = re.compile(r"\S{1,60}\s{1,9}\Z")
_BEGINS, _GOES_ON = re.compile(r"[$£€#]?[\w.,’'-]{0,40}\Z"), re.compile(r"[\w’'-]*%?")


def telling_words(question: str, window: Window, finder: AnswerFinder) -> tuple[tuple[int, int], ...]:
    """Offsets into the text of ``window`` of the words that tell the answer, a stretch for each type of answer that is expected.

    It is read under its headline, as it was when it was chosen. Where nothing is likely enough, there are none.
    """
    kinds = sorted(expected(question))
    if not kinds and not _ASKS_FOR_WORDS.search(question):
        return ()
    text, read = window.text, window.in_context
    start = len(read) - len(text)
    if not read.endswith(text):  # a row is read with the names of its columns
        read, start = text, 0
    found = [
        AnswerWords(*_whole(text, words.start - start, words.end - start), words.logit)
        for words in finder.answers(question, read, start)
        if words.logit >= _LEAST
    ]
    return tuple(sorted({(words.start, words.end) for words in _one_each(question, text, found, kinds)}))


def _one_each(question: str, text: str, found: Sequence[AnswerWords], kinds: Sequence[AnswerType]) -> list[AnswerWords]:
    """The likeliest words, or nearly as likely ones that give the type that is asked for; of several types for each."""
    behind = _AS_LIKELY if len(kinds) == 1 else _ANOTHER
    near = [words for words in found if words.logit >= found[0].logit - behind]
    each = [next((words for words in near if _gives(question, text, words, kind)), None) for kind in kinds]
    return [words for words in each if words] or list(found[:1])


def _gives(question: str, text: str, words: AnswerWords, kind: AnswerType) -> bool:
    """With the word before it, which tells "in March" from "in Geneva" and a name from a sentence's first word."""
    before = _WORD_BEFORE.search(text, 0, words.start)
    return given(question, text[before.start() if before else words.start : words.end], frozenset({kind})) > 0


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Whole words, with a sign of money before and of a share after them."""
    before = _BEGINS.search(text, 0, start)
    after = _GOES_ON.match(text, end)
    return before.start() if before else start, after.end() if after else end
