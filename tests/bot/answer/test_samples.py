"""The whole way with the real models: the samples are indexed and asked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.answerer import Answerer
from index.embed import load_embedder
from index.reindex import reindex
from index.rerank import load_reranker
from index.search import Searcher
from index.store import open_store

ROOT = Path(__file__).parents[3]
SEED = ROOT / "../shared/seed"
pytestmark = pytest.mark.timeout(1200)


def desk(folder: Path, news: Path) -> Iterator[Answerer]:
    embedder, reranker = load_embedder(), load_reranker()
    with open_store(folder, embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [news], now=datetime.now(UTC))
        yield Answerer(Searcher(store, embedder, reranker), reranker)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from desk(tmp_path_factory.mktemp("samples"), ROOT / "index/samples")


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    if not SEED.is_dir():
        pytest.skip("the article that the project was born from is not beside the project")
    yield from desk(tmp_path_factory.mktemp("seed"), SEED)


def test_a_teaser_answers_as_a_teaser(samples: Answerer) -> None:
    first = samples.ask("Which COVID vaccines did India authorize?").evidence[0]
    assert (first.article.kind, "Covovax" in first.quote) == ("teaser", True)
    assert first.seen_on


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who requested the call?", "requested by"),
        ("when will the talks be held and where?", "Jan. 10 in Geneva"),
        ("how many troops did Russia move?", "100,000"),
        ("who spoke with Zelenskyy?", "Blinken"),
        ("what did Russia seize in 2014?", "Crimea"),
    ],
)
def test_the_seed_s_questions(seed: Answerer, question: str, expected: str) -> None:
    assert expected in seed.ask(question).evidence[0].quote


@pytest.mark.parametrize("question", ["who won the World Cup?", "what is the price of gas?"])
def test_what_the_seed_does_not_hold(seed: Answerer, question: str) -> None:
    answer = seed.ask(question)
    assert (answer.verdict, answer.evidence) == ("not_found", ())
