"""The whole way with the real models: the samples are indexed and asked."""

from collections.abc import Callable

import pytest

from bot.answer.answerer import Answerer
from bot.answer.answers import Answer
from bot.answer.query import Query
from index.search.searcher import Searcher
from index.store import Store
from index.types import Embedder, Reranker

pytestmark = pytest.mark.timeout(1200)

Ask = Callable[[Store, str], Answer]


@pytest.fixture(scope="module")
def ask(embedder: Embedder, reranker: Reranker) -> Ask:
    return lambda store, question: Answerer(Searcher(store, embedder, reranker), reranker).ask(Query(question))


def test_a_teaser_answers_as_a_teaser(ask: Ask, samples: Store) -> None:
    first = ask(samples, "Which COVID vaccines did India authorize?").evidence[0]
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
def test_the_seed_s_questions(ask: Ask, seed: Store, question: str, expected: str) -> None:
    assert expected in ask(seed, question).evidence[0].quote


@pytest.mark.parametrize("question", ["who won the World Cup?", "what is the price of gas?"])
def test_what_the_seed_does_not_hold(ask: Ask, seed: Store, question: str) -> None:
    answer = ask(seed, question)
    assert (answer.verdict, answer.evidence) == ("not_found", ())
