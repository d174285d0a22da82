"""A handful of articles through the whole comparison, with embedders that cost nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.embedders.asking import MOST, WORDS, rank, words_of
from bench.embedders.corpus import ARTICLES, Corpus, cut
from bench.embedders.models import Model
from bench.embedders.report import able, prefixes, read_asked, report
from bench.embedders.vectors import Shelf, due, embed
from bench.peers.sample import mixed
from bench.stand_in import StandInEmbedder
from index.types import Filters, Vectors

MODELS = (
    Model("one", "One", StandInEmbedder),
    Model("two", "Two", StandInEmbedder),
    Model("slow", "Slow", StandInEmbedder, pace=2),
)
TOWNS = [
    f"{first}{second}"
    for first in ("Har", "Wind", "Stone", "Oak", "Mill", "Fen", "Ash")
    for second in ("bury", "ham", "ton", "wick", "ford", "ley")
]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    lines = [
        {
            "url": f"https://news.example/{town}",
            "title": f"The mayor of {town} opens a bridge",
            "text": f"The mayor of {town} opened the bridge on Friday.\n\nIt cost {number} million pounds, the council of {town} said.",
        }
        for number, town in enumerate(TOWNS)
    ]
    (folder / "articles.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    for year, towns in (("2022", TOWNS[::2]), ("2023", TOWNS[1::2])):
        asked = [
            {
                "question": f"What did the bridge of {town} cost?",
                "answer": f"{TOWNS.index(town)} million",
                "answer_urls": [f"https://news.example/{town}"],
            }
            for town in towns
        ]
        (folder / f"questions-{year}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in asked), "utf-8")
    return folder


@pytest.fixture(scope="module")
def out(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    cut(news, folder)
    return folder


def shelves(folder: Path) -> dict[str, Shelf]:
    return {model.name: Shelf(folder / model.name) for model in MODELS}


def test_articles_are_cut_once_and_come_in_the_order_of_their_addresses_digests(news: Path, out: Path) -> None:
    before = (out / "order.json").stat().st_mtime_ns
    cut(news, out)
    assert (out / "order.json").stat().st_mtime_ns == before
    corpus = Corpus(out)
    assert (len(corpus), corpus.articles) == (-(-len(TOWNS) // ARTICLES), len(TOWNS))
    urls = sorted((f"https://news.example/{town}" for town in TOWNS), key=mixed)
    assert corpus.ids(1) == corpus.named(urls[:ARTICLES])
    assert {passage.article_id for passage in corpus.passages(1)} == corpus.named(urls[ARTICLES : 2 * ARTICLES])
    assert corpus.named(["https://news.example/nowhere"]) == set()


def test_a_run_that_ended_goes_on_and_the_models_keep_step(out: Path, tmp_path: Path) -> None:
    corpus = Corpus(out)
    embed(corpus.passages, len(corpus), MODELS, shelves(tmp_path), most=1)
    kept = (tmp_path / "one" / "00000.npz").read_bytes()
    assert [len(shelf) for shelf in shelves(tmp_path).values()] == [1, 1, 1]
    embed(corpus.passages, len(corpus), MODELS, shelves(tmp_path))
    assert [len(shelf) for shelf in shelves(tmp_path).values()] == [len(corpus)] * 3
    assert (tmp_path / "one" / "00000.npz").read_bytes() == kept
    first = shelves(tmp_path)["one"].first(2)
    expected = StandInEmbedder().embed_passages([item.embedded for chunk in (0, 1) for item in corpus.passages(chunk)])
    assert np.allclose(first.vectors, expected, atol=1e-3)


def test_a_chunk_whose_writing_was_cut_off_is_embedded_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "one")
    shelf.put(0, np.ones((2, 3), np.float32), 1.5)
    (tmp_path / "one" / "unfinished.npz").write_bytes(b"PK")
    assert len(shelf) == 1
    shelf.put(1, np.zeros((0, 0), np.float32), 0.5)
    assert (shelf.first(2).vectors.shape, shelf.first(2).cpu) == ((2, 3), 2.0)


def test_slow_models_have_a_turn_less_often() -> None:
    done = dict.fromkeys(("one", "two", "slow"), 0)
    turns = []
    while model := due(MODELS, done, 4):
        turns.append(model.name)
        done[model.name] += 1
    assert turns == ["one", "two", "one", "two", "slow", "one", "two", "one", "two", "slow", "slow", "slow"]


def test_the_first_chunks_are_told_of_that_several_models_have() -> None:
    quick = list(MODELS[:2])
    assert prefixes(MODELS, {"one": 51, "two": 50, "slow": 20}) == {50: quick, 20: list(MODELS)}
    assert prefixes(MODELS, {"one": 50, "two": 60, "slow": 48}) == {48: list(MODELS)}
    assert prefixes(MODELS, {"one": 4, "two": 4, "slow": 4}) == {4: list(MODELS)}
    assert prefixes(MODELS, {"one": 1, "two": 1, "slow": 0}) == {1: quick}
    assert prefixes(MODELS, {"one": 1, "two": 0, "slow": 0}) == {}


def test_words_are_searched_among_the_first_passages_alone_and_the_store_stays_as_it_is(out: Path) -> None:
    corpus = Corpus(out)
    asked = " ".join(TOWNS)
    for _ in range(2):
        with words_of(corpus.store, corpus.passages(0)) as words:
            found = words.search(asked, 100, Filters())
        assert {item.passage_id for item in found} == {item.id for item in corpus.passages(0)}


def test_each_way_finds_what_it_should(out: Path) -> None:
    corpus = Corpus(out)
    passages = corpus.passages(0)
    wanted = passages[3]
    rows: Vectors = np.eye(len(passages), 64, dtype=np.float32)
    found = rank(corpus.store, passages, ["bridge"], {"exact": (rows, rows[3:4])})
    assert set(found.passages) == {WORDS, "exact", f"exact + {WORDS}"}
    assert found.passages["exact"][0][0] == wanted
    assert all(len(lists[0]) == min(MOST, len(passages)) for lists in found.passages.values())


def test_questions_count_whose_article_is_among_the_first(news: Path, out: Path) -> None:
    corpus = Corpus(out)
    asked = read_asked(news)
    assert {item.group for item in asked} == {"2022", "2023"}
    some = able(corpus, asked, 1)
    assert len(some) == ARTICLES
    assert all(corpus.named(item.question.articles) <= corpus.ids(1) for item in some)
    assert able(corpus, asked, len(corpus)) == asked


def test_the_report_tells_all_over_what_all_have_and_the_quick_ones_over_more(
    news: Path, out: Path, tmp_path: Path
) -> None:
    corpus, kept = Corpus(out), shelves(tmp_path)
    assert report(corpus, MODELS, kept, read_asked(news)) == "Nothing is embedded yet."
    embed(corpus.passages, len(corpus), MODELS[:2], kept)
    embed(corpus.passages, len(corpus), MODELS[2:], kept, most=1)
    told = report(corpus, MODELS, kept, read_asked(news))
    more, less = told.split("20 of 42 articles (47.6 %)")
    assert more.startswith("42 of 42 articles (100.0 %), 42 passages, 42 questions")
    assert "| Slow |" in less
    assert "| Slow |" not in more
    assert "2022 (21), hit@4" in more
    assert "| Two | 0 / 0, .000 to .000, p 1.000 |" in more


class Reversed(StandInEmbedder):
    """An embedder that finds what is least like the question."""

    def embed_question(self, question: str) -> Vectors:
        return -super().embed_question(question)


def test_a_worse_model_is_told_to_be_worse(news: Path, out: Path, tmp_path: Path) -> None:
    corpus, kept = Corpus(out), shelves(tmp_path)
    worse = (MODELS[0], replace(MODELS[1], load=Reversed))
    embed(corpus.passages, len(corpus), worse, kept)
    told = report(corpus, worse, kept, read_asked(news))
    row = next(line for line in told.splitlines() if line.startswith("| Two | 0 / "))
    assert "p .000" in row
