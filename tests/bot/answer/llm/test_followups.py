"""Follow-ups made to stand alone: the rule by itself, and over the conversations of the question sets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.answer.answerer import Answerer
from bot.answer.followup import is_rewriting, standalone
from bot.answer.model import Turn, turn_of
from index.embed import load_embedder
from index.reindex import reindex
from index.rerank import load_reranker
from index.search import Searcher
from index.store import open_store

ROOT = Path(__file__).parents[4]
SETS = ROOT / "tests/questions"
CALL = [Turn("Who requested the call between Biden and Putin?", "Who requested the call between Biden and Putin?", "")]


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("and when was that?", "When was that? (requested call Biden Putin)"),
        ("how long did it last?", "How long did it last? (requested call Biden Putin)"),
        ("why?", "Why? (requested call Biden Putin)"),
        ("what about Macron?", "What about Macron? (requested call Biden Putin)"),
        ("how long did the call last?", "How long did the call last? (requested Biden Putin)"),
    ],
)
def test_what_leans_is_given_the_topic(asked: str, understood: str) -> None:
    assert standalone(asked, CALL) == understood


@pytest.mark.parametrize(
    "asked",
    [
        "Who won the World Cup?",
        "how many people live in Tonga?",
        "Where was Macron born and when was he elected?",
        "what caused the ferry accident?",
        "Who said that Liz Truss should resign?",
    ],
)
def test_another_topic_is_left_alone(asked: str) -> None:
    assert standalone(asked, CALL) == asked


def test_the_first_question_is_left_alone() -> None:
    assert standalone(" why  was that? ", []) == "why was that?"


def test_the_answer_gives_the_names_that_the_question_lacks() -> None:
    history = [Turn("who did it?", "who did it?", "The ferry Aldis Star was sunk by Korling pirates.")]
    assert "Aldis" in standalone("and when was that?", history)


def test_rewritings_stay_within_the_conversation() -> None:
    assert is_rewriting("When did Biden and Putin have the call?", "and when was that?", CALL)
    assert not is_rewriting("When did Macron have the call?", "and when was that?", CALL)
    assert not is_rewriting("", "and when was that?", CALL)


class Desk:
    """The samples, searched and read; what was asked before is remembered, because the conversations repeat themselves."""

    def __init__(self, searcher: Searcher, answerer: Answerer) -> None:
        self.search = cache(searcher.search)
        self._answerer = answerer
        self.told = cache(self._told)

    def _told(self, question: str) -> str:
        return turn_of(question, self._answerer.answer_from(question, self.search(question))).shown

    def names(self, question: str) -> list[str]:
        """Names of the articles of the first four passages."""
        found = [item.article for item in self.search(question).passages[:4]]
        return [name for item in found for name in (item.article.key, *item.addresses)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    embedder, reranker = load_embedder(), load_reranker()
    with open_store(tmp_path_factory.mktemp("samples"), embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [ROOT / "index/samples"], now=datetime.now(UTC))
        searcher = Searcher(store, embedder, reranker)
        yield Desk(searcher, Answerer(searcher, reranker))


def share(desk: Desk, *, by_model: bool) -> float:
    """Share of conversations whose last question finds the right article in the top four."""
    lines = (SETS / "conversations.jsonl").read_text("utf-8").splitlines()
    found = 0
    for line in lines:
        conversation = json.loads(line)
        history: list[Turn] = []
        for turn in conversation["turns"]:
            if history:
                previous = history[-1]
                history[-1] = Turn(previous.asked, previous.understood, desk.told(previous.understood))
            understood = standalone(turn["asked"], history)
            # The scripted model says what a good one would, and the chain takes it where it says nothing new.
            if by_model and is_rewriting(turn["standalone"], turn["asked"], history):
                understood = turn["standalone"]
            history.append(Turn(turn["asked"], understood, ""))
        names = desk.names(history[-1].understood)
        found += any(name.endswith(right) for name in names for right in conversation["articles"])
    return found / len(lines)


@pytest.mark.timeout(1800)
def test_the_right_article_is_found_by_the_rule(desk: Desk) -> None:
    assert share(desk, by_model=False) >= 0.70


@pytest.mark.timeout(1800)
def test_the_right_article_is_found_by_a_model(desk: Desk) -> None:
    assert share(desk, by_model=True) >= 0.85
