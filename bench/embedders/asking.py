"""Questions asked of the first chunks: by words, by each model's vectors compared one by one, and by both as newsdesk fuses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.peers.sample import Question
from bench.stand_in import StandInEmbedder
from bot.evaluate.matching import holds
from index.search.searcher import SearchSettings, fuse, without_copies
from index.store import WordIndex, open_store
from index.types import Filters, Found, Passage, Vectors

MOST = 25
"""Passages that are looked at: newsdesk reads no more of those that a search finds."""
WORDS = "words"


@dataclass(frozen=True, slots=True)
class Ranked:
    """For each question the first passages of a way of searching, by that way's name."""

    passages: Mapping[str, Sequence[Sequence[Passage]]]

    def hits(self, way: str, most: int, questions: Sequence[Question]) -> list[bool]:
        """Whether one of the first ``most`` passages holds an answer string."""
        return [
            any(holds(passage.quotable, question.answers) for passage in found[:most])
            for found, question in zip(self.passages[way], questions, strict=True)
        ]


def rank(
    store: Path,
    passages: Sequence[Passage],
    questions: Sequence[str],
    vectors: Mapping[str, tuple[Vectors, Vectors]],
) -> Ranked:
    """The first passages by words, by each model's vectors (of passages and of questions), and by both ("NAME + words")."""
    chosen = SearchSettings()
    by_id = {passage.id: passage for passage in passages}
    with words_of(store, passages) as words:
        by_words = [words.search(question, chosen.depth, Filters()) for question in questions]
    found = {WORDS: [first(keys(item), by_id) for item in by_words]}
    ids = list(by_id)
    for name, (rows, asked) in vectors.items():
        by_vectors = [nearest(ids, rows, question, chosen.depth) for question in asked]
        found[name] = [first(keys(item), by_id) for item in by_vectors]
        found[f"{name} + {WORDS}"] = [
            first(fuse(one, other, chosen), by_id) for one, other in zip(by_words, by_vectors, strict=True)
        ]
    return Ranked(found)


def nearest(ids: Sequence[str], rows: Vectors, question: Vectors, depth: int) -> list[Found]:
    """The passages whose vectors are nearest the question's, all compared."""
    scores = rows @ question
    best = np.argsort(-scores, kind="stable")[:depth]
    return [Found(ids[place], float(scores[place])) for place in best]


def keys(found: Sequence[Found]) -> list[str]:
    """The ids of what was found, in order."""
    return [item.passage_id for item in found]


def first(ids: Iterable[str], passages: Mapping[str, Passage], most: int = MOST) -> list[Passage]:
    """The first passages, none of them a copy of one before it."""
    return without_copies([passages[key] for key in ids])[:most]


@contextmanager
def words_of(place: Path, passages: Sequence[Passage]) -> Iterator[WordIndex]:
    """The full-text index of a store as if it held these of its passages alone: how rare a word is, is told of them."""
    with open_store(place, StandInEmbedder.fingerprint, exclusive=True) as store, store.tentative():
        numbers = store.passages.numbers()
        store.words.clear()
        store.words.add([(numbers[item.id], item.lead, item.quotable) for item in passages])
        yield store.words
