"""A small corpus and models without weights: a whole evaluation in well under a second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.evaluate.questions import Question
from bot.settings import Settings
from index.pipeline.reindex import reindex
from index.store import Store, open_store
from index.types import Reranker
from tests.support.fakes import NOW, HashEmbedder, InProcess, NoAnswers, record

ARTICLES = [
    ("Ferry burns", "Four people died when the ferry burned on Friday.", "The captain was Anna Berg.", "2022-02-01"),
    ("Ferry copy", "The ferry fire killed four people, officials said.", "", "2022-02-02"),
    ("Bridge opens", "The bridge opened after nine years.", "It cost 41 million crowns.", "2022-03-01"),
    ("Library night", "The library now stays open all night.", "Readers bring blankets.", "2022-04-01"),
]
QUESTIONS = (
    Question("q1", "How many people died when the ferry burned?", ("Four people",), ("https://news.example/0",)),
    Question("q2", "Who was the captain of the ferry?", ("Anna Berg",), ("https://news.example/0",), tags=("who",)),
    Question("q3", "What did the bridge cost?", ("41 million",), ("https://news.example/2",)),
    Question("q4", "Who mended the lighthouse lamp?", answerable=False, tags=("who",)),
    Question("q5", "When did the library burn down?", answerable=False),
)


class Counting:
    """Counts what a question costs."""

    def __init__(self) -> None:
        self.embedded = 0
        self.searched = 0
        self.read: list[tuple[str, str]] = []


class CountingEmbedder(HashEmbedder):
    """Counts the questions that it embeds."""

    def __init__(self, counting: Counting) -> None:
        super().__init__()
        self._counting = counting

    def embed_question(self, question: str):
        self._counting.embedded += 1
        return super().embed_question(question)


class OverlapReranker(Reranker):
    """Scores by the share of the question's longer words that a text has."""

    fingerprint = "overlap/1"

    def __init__(self, counting: Counting) -> None:
        self._counting = counting

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self._counting.read += [(question, text) for text in texts]
        wanted = words(question)
        shares = [len(wanted & words(text)) / max(1, len(wanted)) for text in texts]
        return np.array([20 * share - 8 for share in shares], dtype=np.float32)


def words(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{4,}", text.casefold())}


class FakeModels:
    """``bot.app.Models`` without weights."""

    def __init__(self) -> None:
        self.counting = Counting()
        self.embedder = CountingEmbedder(self.counting)
        self.fingerprint = self.embedder.fingerprint
        self.reranker = OverlapReranker(self.counting)
        self.answer_finder = NoAnswers()


@contextmanager
def indexed(folder: Path, models: FakeModels, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The articles in a store of their own."""
    monkeypatch.setattr("index.pipeline.reading.Workers", InProcess)
    lines = [
        record(head, *(p for p in paragraphs if p), url=f"https://news.example/{n}", outlet=f"Outlet {n % 2}", day=day)
        for n, (head, *paragraphs, day) in enumerate(ARTICLES)
    ]
    corpus = folder / "news.jsonl"
    corpus.write_text("\n".join(lines))
    with open_store(folder / "data", models.fingerprint, exclusive=True) as store:
        reindex(store, models.embedder, [corpus], now=NOW)
    with open_store(folder / "data", models.fingerprint) as store:
        yield store


def app_of(store: Store, models: FakeModels, data_dir: Path) -> SimpleNamespace:
    settings = Settings(data_dir=data_dir, answer_threshold=2.0)
    return SimpleNamespace(settings=settings, store=store, models=models)
