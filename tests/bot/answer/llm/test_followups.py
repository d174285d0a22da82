"""Follow-ups made to stand alone: the rule by itself, and over the conversations of the question sets."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bot.answer.choose.deciding import Threshold, convincing
from bot.answer.choose.reader import ReaderSettings, read, select
from bot.answer.llm.prompting import fenced_conversation, fenced_question
from bot.answer.query import Query, Turn
from bot.answer.understand.followup import is_rewriting, standalone
from index.search.searcher import Searcher, SearchSettings
from index.store import Store
from index.types import Embedder, Reranker
from tests.bot.answer.llm.scripted import Says, scripted
from tests.bot.answer.llm.world import claims_from, open_model
from tests.support.search import StubSearch

SETS = Path(__file__).parents[3] / "questions"
CALL = [Turn("Who requested the call between Biden and Putin?", "Who requested the call between Biden and Putin?", "")]


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("and when was that?", "When was that? (requested call Biden Putin)"),
        ("how long did it last?", "How long did the call last? (requested Biden Putin)"),
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


Understand = Callable[[dict[str, str], Sequence[Turn]], str]
"""What a turn of a question set is searched as, after what was said before it."""


class NewsService:
    """News that are asked a set of conversations; what was asked before is remembered, because they repeat each other."""

    def __init__(self, store: Store, embedder: Embedder, reranker: Reranker, conversations: Path) -> None:
        self.conversations: list[dict[str, Any]] = [
            json.loads(line) for line in conversations.read_text("utf-8").splitlines()
        ]
        self._search = cache(Searcher(store, embedder, reranker).search)
        self._glance = Searcher(store, embedder, reranker, SearchSettings(reranked=4, windows=6, always=4)).search
        self._shown = cache(self._read)

    def enough(self, understand: Understand, share: float) -> bool:
        """True if the last questions of at least ``share`` of the conversations find the right article in the top four.

        No more are asked than it takes to know.
        """
        needed = math.ceil(share * len(self.conversations))
        found = (self._found(conversation, understand) for conversation in self.conversations)
        return sum(islice(filter(None, found), needed)) == needed

    def _found(self, conversation: dict[str, Any], understand: Understand) -> bool:
        history: list[Turn] = []
        for turn in conversation["turns"]:
            if history:
                history[-1] = replace(history[-1], shown=self._shown(history[-1].understood))
            history.append(Turn(turn["asked"], understand(turn, history), ""))
        first_four = [item.article for item in self._search(history[-1].understood).passages[:4]]
        names = [name for item in first_four for name in (item.article.key, *item.addresses)]
        return any(name.endswith(right) for name in names for right in conversation["articles"])

    def _read(self, question: str) -> str:
        """What a person is shown: quotes from a search that reads few windows."""
        settings = ReaderSettings()
        quotes = select(read(question, self._glance(question).passages, settings), 3, settings)
        return "\n".join(quote.text for quote in convincing(quotes, Threshold()))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("samples", "conversations.jsonl"), id="samples", marks=pytest.mark.slow),
        pytest.param(("seed", "conversations_seed.jsonl"), id="seed"),
    ],
)
def service(request: pytest.FixtureRequest, embedder: Embedder, reranker: Reranker) -> NewsService:
    news, conversations = request.param
    return NewsService(request.getfixturevalue(news), embedder, reranker, SETS / conversations)


@pytest.mark.timeout(1800)
def test_the_right_article_is_found_by_the_rule(service: NewsService) -> None:
    assert service.enough(lambda turn, history: standalone(turn["asked"], history), 0.70)


@pytest.mark.timeout(1800)
def test_the_right_article_is_found_by_a_model(service: NewsService, tmp_path: Path) -> None:
    """Over HTTP a scripted model says what a good one would; the chain takes it, or the rule where it says something new."""
    with scripted() as server:
        # Over an empty searcher the chain ends once it has understood the question.
        chain = claims_from(open_model(server.url, tmp_path), StubSearch([]))

        def understand(turn: dict[str, str], history: Sequence[Turn]) -> str:
            server.script = [Says(turn["standalone"])]
            before = len(server.asked)
            question = chain.ask(Query(turn["asked"], history=tuple(history))).question
            prompts = [request["messages"][-1]["content"] for request in server.asked[before:]]
            assert len(prompts) == bool(history)
            assert all(
                fenced_conversation(history) in told and fenced_question(turn["asked"]) in told for told in prompts
            )
            return question

        assert service.enough(understand, 0.85)
