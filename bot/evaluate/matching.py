"""When a text holds an answer. Three normalisations, all published in every report.

``plain`` evens out case, typographic quotation marks and white space, and nothing else; hits in passages and quotes use it.
``lettered`` leaves lower-case letters and digits in words; nuggets and wrong answers use it.
``squad`` is the one of SQuAD's official evaluation script: lower case, no punctuation, no articles, single spaces.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable

_QUOTES = str.maketrans("’‘“”", "''\"\"")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_NO_WORD = re.compile(r"[\W_]+")
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def plain(text: str) -> str:
    """Case, quotation marks and white space evened out."""
    return " ".join(text.translate(_QUOTES).casefold().split())


def holds(text: str, answers: Iterable[str]) -> bool:
    """True if one of the answer strings stands in ``text``, quotation marks and points around the answer aside.

    The measure of open-domain question answering since DrQA (Chen et al., 2017). It knows no word boundaries: "5" stands in
    "15" too, so short answers flatter; ``contains`` is the stricter one.
    """
    whole = plain(text)
    return any(bare in whole for answer in answers if (bare := plain(answer).strip("\"'. ")))


def contains(text: str, answers: Iterable[str]) -> bool:
    """True if the words of one of the answers stand in a row in ``text``, both normalised with ``squad``."""
    whole = f" {squad(text)} "
    return any(f" {bare} " in whole for answer in answers if (bare := squad(answer)))


def stands(string: str, text: str) -> bool:
    """``string`` stands in ``text``, whole words only, both normalised with ``lettered``: "Jan. 10" in "on jan 10", "5" not in "15"."""
    return f" {lettered(string)} " in f" {lettered(text)} "


def lettered(text: str) -> str:
    """Unicode's compatibility form in lower case, all but letters and digits collapsed to single spaces."""
    return " ".join(_NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).split())


def squad(text: str) -> str:
    """Normalised as by SQuAD's evaluation script (Rajpurkar et al., 2016, 2018)."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(given: str, answers: Iterable[str]) -> float:
    """1 where ``given`` equals one of the answers once normalised, else 0 (SQuAD)."""
    return max((float(squad(given) == squad(answer)) for answer in answers), default=0.0)


def token_f1(given: str, answers: Iterable[str]) -> float:
    """Harmonic mean of precision and recall of the words, the best over the answers (SQuAD 2.0's script)."""
    return max((_f1(squad(given).split(), squad(answer).split()) for answer in answers), default=0.0)


def _f1(given: list[str], right: list[str]) -> float:
    if not given or not right:
        return float(given == right)
    common = sum((Counter(given) & Counter(right)).values())
    return 2 * common / (len(given) + len(right))
