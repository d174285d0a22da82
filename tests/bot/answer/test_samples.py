"""The whole way with the real models: the samples are indexed, and their questions asked."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.answerer import Answerer
from bot.answer.model import Answer
from index.embed import load_embedder
from index.reindex import reindex
from index.rerank import load_reranker
from index.search import Searcher
from index.store import open_store

ROOT = Path(__file__).parents[3]
SEED = ROOT / "../shared/seed"
# Two hundred questions take four minutes on two quiet cores, and many more on busy ones.
pytestmark = pytest.mark.timeout(1200)
QUESTIONS = [json.loads(line) for line in (ROOT / "tests/questions/samples.jsonl").read_text("utf-8").splitlines()]


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


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def alone(question: dict[str, str]) -> str:
    """A follow-up as it would be asked without the turns before it."""
    return question.get("standalone", question["question"])


def answers(answer: Answer, expected: list[str]) -> bool:
    return any(plain(right) in plain(item.quote) for item in answer.evidence for right in expected)


def test_most_questions_are_answered_right_and_every_quote_is_verbatim(samples: Answerer) -> None:
    asked = [question for question in QUESTIONS if question["answerable"]]
    right = 0
    for question in asked:
        answer = samples.ask(alone(question))
        assert all(item.article.text[item.start : item.end] == item.quote for item in answer.evidence)
        assert len({item.article_id for item in answer.evidence}) == len(answer.evidence) <= 3
        assert sum(len(item.quote.split()) for item in answer.evidence) <= 120
        right += answers(answer, question["answers"])
    assert right / len(asked) >= 0.7


def test_what_is_not_in_the_samples_is_mostly_not_answered(samples: Answerer) -> None:
    asked = [question for question in QUESTIONS if not question["answerable"]]
    silent = [question for question in asked if samples.ask(alone(question)).verdict == "not_found"]
    assert len(silent) / len(asked) >= 0.5


def test_a_teaser_answers_as_a_teaser(samples: Answerer) -> None:
    first = samples.ask("Which COVID vaccines did India authorize?").evidence[0]
    assert (first.article.kind, "Covovax" in first.quote) == ("teaser", True)
    assert first.seen_on


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who requested the call?", "requested by"),
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
