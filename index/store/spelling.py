"""The corpus's own spelling of words that it does not hold: what people mistype is nearly always a name in the news.

The full-text index knows every word of the corpus as a stem. A word whose stem it lacks is compared with all that begin alike, and
what a passage writes for the nearest stem is suggested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.stemming import stem

_LEAST_LETTERS, _TWO_EDITS_FROM, _TWO_EDITS = 5, 7, 2
_CANDIDATES = 8
LAST_LETTER = "\U0010ffff"
"""Comes after every other, so that words with a beginning are those from it up to it with this added."""
_RARE, _MUCH_MORE = 2, 30
"""A word of so few passages is a misprint where one at a distance of one edit stands in so many times as many."""
_FEW = 3
"""Passages that show how a word is spelled, and that it is."""


def suggestions(
    words: Sequence[str],
    holding: Callable[[str, int], list[str] | None],
    beginning: Callable[[str, int], list[str]],
    known: Callable[[str], Sequence[tuple[str, int]]],
) -> dict[str, str]:
    """The corpus's own spelling of those ``words`` that it does not hold and that something in it resembles.

    ``holding`` gives as many texts at most with a word, None where it is no word; ``beginning`` such with words that begin with a
    stem; ``known`` all stems with a beginning, with the passages that hold each: to count those of all takes a third of a second
    for 60,000 passages.
    """
    held = {word: those for word in words if (those := holding(word, _FEW)) is not None}
    unsure = [word for word, those in held.items() if is_unsure(len(those))]
    found: dict[str, str] = {}
    for word in unsure:
        root = stem(word)
        counts = near(root, [item for start in beginnings(root) for item in known(start)])
        texts = {term: beginning(term, _FEW) for term in counts}
        if meant := best_spelling(word, texts, counts):
            found[word] = meant
    return found


def near(root: str, known: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The stems of ``known`` (with the passages that hold each) that the stem ``root`` may have been meant for, with their passages.

    One edit is forgiven (a letter more, less, other, or two exchanged: Damerau, 1964), two in longer words that begin alike.
    """
    if len(root) < _LEAST_LETTERS:
        return {}
    most = _TWO_EDITS if len(root) >= _TWO_EDITS_FROM else 1
    counts = {
        term: count for term, count in known if abs(len(term) - len(root)) <= most and len(term) >= _LEAST_LETTERS - 1
    }
    found = process.extract(
        root, list(counts), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=_CANDIDATES, processor=None
    )
    own = counts.get(root, 0)
    return {
        str(term): counts[term]
        for term, distance, _ in found
        if distance and _begins_alike(root, term, distance) and (not own or counts[term] >= _MUCH_MORE * own)
    }


def beginnings(root: str) -> Sequence[str]:
    """The beginnings of all stems that may be near ``root``: its first letter, and its first two exchanged."""
    if len(root) < _LEAST_LETTERS:
        return ()
    exchanged = root[1] + root[0]
    return (root[0],) if exchanged[0] == root[0] else (root[0], exchanged)


def _begins_alike(root: str, term: str, distance: float) -> bool:
    """People get the beginning of a word right, or exchange its first two letters; "Jack" is not "back"."""
    if distance >= _TWO_EDITS:
        return term[:2] == root[:2]
    return term[:1] == root[:1] or sorted(term[:2]) == sorted(root[:2])


def is_unsure(passages: int) -> bool:
    """A word that stands in so many passages may be a misprint."""
    return passages <= _RARE


def best_spelling(typed: str, texts: Mapping[str, Iterable[str]], counts: Mapping[str, int]) -> str:
    """The word that ``typed`` was most likely meant for, as the corpus writes it; empty where none is near.

    ``texts`` has, for each stem, texts that hold it; ``counts`` the passages of each.
    """
    best: tuple[float, float, bool, int, str] | None = None
    for term, held in texts.items():
        words = {word.casefold(): word for text in held for word in re.findall(r"[^\W\d_]+", text)}
        alike = [word for word in words if stem(word) == term] or list(words)
        found = process.extractOne(typed.casefold(), alike, scorer=DamerauLevenshtein.distance, processor=None)
        if found and found[1] and (stem(found[0]) == term or found[1] <= _TWO_EDITS):
            edits = min(float(found[1]), float(DamerauLevenshtein.distance(stem(typed), term)))
            rank = (edits, float(found[1]), found[0][:1] != typed[:1].casefold(), -counts[term], words[str(found[0])])
            best = rank if best is None else min(best, rank)
    return best[-1] if best else ""
