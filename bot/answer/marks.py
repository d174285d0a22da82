"""Which words of a quote tell the answer: those whose absence costs the cross-encoder the most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Reranker

_MOST_CANDIDATES = 12
_WORD = re.compile(r"\w+(?:[.,’'\-]\w+)*%?", re.UNICODE)
_FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet of in on at by for from to with into over under after before about as than that this "
    "these those it its he she they them his her their him we us our you your i me my is are was were be been being has "
    "have had do does did will would can could may might shall should must not no who whom whose which what when where "
    "why how there here also said says say if while because".split()
)


def telling_words(question: str, quote: str, reranker: Reranker) -> tuple[tuple[int, int], ...]:
    """Offsets into ``quote`` of the phrase that tells the answer; empty where no phrase stands out.

    Occlusion (Zeiler and Fergus, 2014): each candidate phrase is left out in turn, and the one without which the
    cross-encoder's logit falls most is it. Words of the question cannot be its answer.
    """
    phrases = candidate_phrases(question, quote)
    if not phrases:
        return ()
    without = [f"{quote[:start]}…{quote[end:]}" for start, end in phrases]
    whole, *rest = reranker.score(question, [quote, *without])
    drop, best = max((float(whole - logit), phrase) for logit, phrase in zip(rest, phrases, strict=True))
    return (best,) if drop > 0 else ()


def candidate_phrases(question: str, quote: str) -> list[tuple[int, int]]:
    """Runs of content words that the question does not hold, the longest of them where there are many."""
    asked = {_stem(word) for word in _WORD.findall(question.casefold())}
    runs: list[tuple[int, int]] = []
    previous = -1
    for word in _WORD.finditer(quote):
        plain = word.group().casefold()
        if plain in _FUNCTION_WORDS or _stem(plain) in asked:
            previous = -1
            continue
        if runs and previous >= 0 and quote[previous : word.start()].strip(" $£€#") == "":
            runs[-1] = (runs[-1][0], word.end())
        else:
            runs.append((word.start(), word.end()))
        previous = word.end()
    return sorted(_longest(runs))


def _longest(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(runs, key=lambda run: run[0] - run[1])[:_MOST_CANDIDATES]


def _stem(word: str) -> str:
    """Crude, but enough to see that "requested" and "request" are the same word."""
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word
