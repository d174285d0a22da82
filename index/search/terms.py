"""The words of a question and of a text that carry meaning, as stems. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from index.stemming import stem

_WORD = re.compile(r"[^\W_]+(?:[’'\-.,][^\W_]+)*")
_JOINT = re.compile(r"[-.,']")
_EVERY_WORD = 0.3
"""The weight of a word beside its rarity."""
FUNCTION_WORDS = frozenset(
    "a an and are as at be been being but by can could did do does done for from had has have he her hers him his how i if in into is it "
    "its just me my no nor not of on or our ours out over own shall she should so some such than that the their theirs them then "
    "there these they this those through to too under until up upon us very was we were what whats when whens where wheres which "
    "while who whom whos whose why will with would you your yours s t re ve ll d m am any get got about after all also before "
    "during many much more most other only same now ever exactly actually really anyone anything please tell happen happened".split()
)


def terms(text: str) -> frozenset[str]:
    """Stems of the words of ``text`` but for function words; of compounds, the whole and its parts."""
    return frozenset().union(*map(_stems, _WORD.findall(text.casefold().replace("’", "'"))))


@lru_cache(2**15)
def _stems(word: str) -> frozenset[str]:
    """The same of one word. A question's windows have a thousand words, most of them known."""
    pieces = _JOINT.split(word)
    telling = (word, *(pieces if len(pieces) > 1 else ()))
    return frozenset(
        stem(piece)
        for piece in telling
        if piece and piece not in FUNCTION_WORDS and (len(piece) > 1 or piece.isdigit())
    )


def weights(wanted: Set[str], texts: Iterable[Set[str]]) -> dict[str, float]:
    """Inverse document frequency of each of ``wanted`` over ``texts`` (Robertson and Spärck Jones, 1976, smoothed)."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update(wanted & text)
    return {term: math.log(1 + (total - counts[term] + 0.5) / (counts[term] + 0.5)) for term in wanted}


def word_weights(wanted: Set[str], texts: Iterable[Set[str]]) -> dict[str, float]:
    """``weights`` by which even a word that all ``texts`` have weighs something."""
    return {term: _EVERY_WORD + weight for term, weight in weights(wanted, texts).items()}


def coverage(wanted: Mapping[str, float], *texts: tuple[Set[str], float]) -> float:
    """Share of the weight of ``wanted`` that stands in ``texts``; each text counts at its own rate, a term at its best one."""
    total = sum(wanted.values())
    if not total:
        return 0.0
    found = sum(
        weight * max((rate for text, rate in texts if term in text), default=0.0) for term, weight in wanted.items()
    )
    return found / total
