"""Growth: the articles that are made, the costs for each, and an embedder that costs nothing."""

from __future__ import annotations

import numpy as np
import pytest

from bench.growth import chart, figures_of, made_of, table
from bench.stand_in import StandInEmbedder

STEP = {
    "articles": 30,
    "articles_added": 10,
    "passages": 300,
    "passages_added": 100,
    "words_cpu": 0.5,
    "cpu": 2.0,
    "measure_cpu": 0.01,
    "text_bytes": 2**20 - 460_800,
}


def test_costs_are_told_for_each_article_that_was_added_and_disk_against_text_and_vectors() -> None:
    figures = figures_of(STEP, 3.0, 200.0)
    assert (figures["words_cpu_ms"], figures["cpu_ms"], figures["passage_cpu_ms"]) == (50.0, 200.0, 20.0)
    assert figures["measure_cpu_ms"] == pytest.approx(10)
    assert figures["disk_ratio"] == pytest.approx(3.0)
    shown = table([figures, figures | {"articles": 12_301}])
    assert shown.startswith("| articles | 30 | 12,301 |\n|---|---|---|\n")
    assert "question" not in shown
    assert "<svg" in chart("grows", [figures])


def test_articles_are_made_of_sentences_and_the_same_each_time() -> None:
    line = "The bridge over the harbour, number {}, opened on Friday."
    articles = made_of([{"url": "a", "title": "b", "text": "\n".join(line.format(n) for n in range(40))}], 30)
    assert len({item["url"] for item in articles}) == len({item["text"] for item in articles}) == 30
    assert articles == made_of([{"url": "a", "title": "b", "text": "\n".join(line.format(n) for n in range(40))}], 30)


def test_the_stand_in_has_texts_with_the_same_words_near_each_other() -> None:
    embedder = StandInEmbedder()
    one, same, other = embedder.embed_passages(["The bridge opened.", "the bridge OPENED", "Of cats"])
    assert one.shape == (384,)
    assert np.linalg.norm(one) == pytest.approx(1)
    assert one @ same == pytest.approx(1, abs=1e-5)
    assert one @ other < 0.5
    assert embedder.embed_question("").shape == (1, 384)
    assert embedder.count_tokens(["The bridge opened."]) == [6]
