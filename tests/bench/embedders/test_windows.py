"""Readers of windows: what counts as a hit, and a run that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.embedders import windows
from bench.embedders.windows import READERS, TokenVectors, compare, read, told
from bench.peers.sample import Question
from index.search.window_ranking import RankedWindow
from index.search.windows import Window
from index.types import Article, Label, Span, StoredArticle

TEXT = "The bridge opened on Friday.\n\nIt cost nine million pounds.\n\nThe mayor likes ferries."


def window(part: str) -> RankedWindow:
    start = TEXT.index(part)
    article = Article(key="a", text=TEXT, spans=(Span(0, len(TEXT), Label.BODY),), headline="A bridge")
    return RankedWindow(Window(StoredArticle("a", 1, article), start, start + len(part)), 0, 0.0)


WINDOWS = [
    window("The bridge opened on Friday."),
    window("It cost nine million pounds."),
    window("The mayor likes ferries."),
]
QUESTION = Question("What did the bridge cost?", ("nine million",), ())


class Longest:
    """Has the texts with the most letters first."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(len(text)) for text in texts]


class Last:
    """Has the texts in the opposite order."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(number) for number in range(len(texts))]


def test_a_hit_is_a_window_with_the_answer_among_the_first() -> None:
    assert read(Last(), QUESTION, WINDOWS).hits == [False, True]
    assert read(Last(), QUESTION, WINDOWS[:2]).hits == [True, True]
    assert read(Longest(), QUESTION, []).hits == [False, False]


def test_what_was_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "READERS", {"last": Last, "longest": Longest})
    kept = tmp_path / "windows.jsonl"
    compare([QUESTION], [WINDOWS], kept)
    before = kept.read_text("utf-8")
    compare([QUESTION, QUESTION], [WINDOWS, WINDOWS[:2]], kept)
    lines = kept.read_text("utf-8").splitlines(keepends=True)
    assert (lines[0], len(lines)) == (before, 2)
    rows = told(kept, ["2022", "2023"]).splitlines()
    assert rows[0] == (
        "|  | CPU ms a question | 2022 (1), hit@1 | 2022 (1), hit@4 | 2023 (1), hit@1 | 2023 (1), hit@4 "
        "| together (2), hit@1 | together (2), hit@4 |"
    )
    assert rows[2].startswith("| last | 0.")


def test_the_bundled_token_vectors_know_what_is_asked() -> None:
    assert set(READERS) == {"cross-encoder", "token vectors"}
    scores = TokenVectors().score(
        "What did the bridge cost?", ["The bridge cost nine million.", "Cats sleep in the sun."]
    )
    assert scores[0] > scores[1]
