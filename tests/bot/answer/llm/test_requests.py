"""With a model, too, every kind of request is understood, and the model is asked where articles are about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer.query import Query, Turn
from bot.answer.understand.intents import Intent
from tests.bot.answer.llm.scripted import Fails, Says, Server, draft, scripted, sentences_of
from tests.bot.answer.llm.world import Convinced, claims_from, open_model
from tests.support.search import StubSearch, article

SANK = "The ferry Aldis sank off Norrvik with 40 people aboard."
RAISED = "Divers raised the ferry Aldis from the bottom of the bay."
TRIAL = "The captain of the ferry Aldis was sentenced to two years in prison."
NEWS = [
    article("sank", f"{SANK}\n\nRain fell all day in the hills.", day="2022-03-01", headline="Ferry Aldis sinks"),
    article("raised", RAISED, day="2022-04-02", headline="Ferry Aldis raised"),
    article("trial", TRIAL, day="2023-01-09", headline="Captain of ferry Aldis sentenced"),
]
NONE = Says('{"claims": []}')


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted() as running:
        running.script = [NONE]
        yield running


def prompts(server: Server) -> list[str]:
    return [request["messages"][-1]["content"] for request in server.asked]


@pytest.mark.parametrize(
    ("asked", "intent", "wanted"),
    [
        ("latest on the ferry aldis", Intent.LATEST, "the latest of it, newest first"),
        ("ferry aldis timeline", Intent.TIMELINE, "in the order of time"),
        ("what happened to the ferry aldis?", Intent.TOPIC, "what happened"),
        ("summarize the ferry aldis story", Intent.SUMMARY, "a summary"),
    ],
)
def test_stories_reach_the_model_with_the_passages_of_their_developments(
    server: Server, tmp_path: Path, asked: str, intent: Intent, wanted: str
) -> None:
    answer = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS)).ask(Query(asked))
    assert answer.intent is intent
    assert len(server.asked) == 1
    assert f"(Wanted: {wanted}" in prompts(server)[0] or wanted in prompts(server)[0]
    assert sorted(sentences_of(server.asked[0]).values()) == sorted(
        [SANK, "Rain fell all day in the hills.", RAISED, TRIAL]
    )
    assert answer.evidence, "the quotes stand where the model finds nothing"
    assert "found no answer" in answer.note


def test_a_story_is_told_in_proven_claims(server: Server, tmp_path: Path) -> None:
    server.script = [lambda request: draft(request, *((text, [text]) for text in (SANK, RAISED, TRIAL)))]
    chain = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS))
    answer = chain.ask(Query("ferry aldis timeline"))
    assert [claim.text for claim in answer.claims] == [SANK, RAISED, TRIAL]
    assert (answer.verdict, answer.intent) == ("answered", Intent.TIMELINE)
    assert [item.quote for item in answer.evidence] == [SANK, RAISED, TRIAL]


def test_a_story_needs_no_quote_that_answers_like_a_fact(server: Server, tmp_path: Path) -> None:
    class Mild(Convinced):
        def score(self, question: str, texts: list[str]):  # type: ignore[no-untyped-def,override]
            return super().score(question, texts) - 7.0

    server.script = [lambda request: draft(request, (SANK, [SANK]))]
    mild = Mild()
    chain = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS, reranker=mild), mild)
    assert [claim.text for claim in chain.ask(Query("what happened to the ferry aldis")).claims] == [SANK]


@pytest.mark.parametrize("asked", ["thanks!", "hi", "what can you do?"])
def test_small_talk_costs_nothing(server: Server, tmp_path: Path, asked: str) -> None:
    history = (Turn("what sank?", "what sank?", SANK),)
    answer = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS)).ask(Query(asked, history=history))
    assert (answer.intent, answer.verdict, bool(answer.reply)) == (Intent.SMALL_TALK, "not_found", True)
    assert server.asked == []


def test_an_address_is_summarised_from_its_own_article(server: Server, tmp_path: Path) -> None:
    server.script = [lambda request: draft(request, (RAISED, [RAISED]))]
    search = StubSearch(NEWS)
    answer = claims_from(open_model(server.url, tmp_path), search).ask(Query("https://news.example/raised tldr"))
    assert sentences_of(server.asked[0]) == {1: RAISED}
    assert [claim.text for claim in answer.claims] == [RAISED]
    assert answer.intent is Intent.ADDRESS


def test_an_address_that_is_not_held_is_not_asked_about(server: Server, tmp_path: Path) -> None:
    answer = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS)).ask(Query("https://news.example/gone"))
    assert (answer.verdict, server.asked) == ("not_found", [])


GERMAN = "Wer hat das Schiff vom Grund der Bucht gehoben?"


def test_a_question_in_another_language_is_searched_in_english(server: Server, tmp_path: Path) -> None:
    search = StubSearch(NEWS)
    server.script = [Says("Who raised the ferry from the bottom of the bay?"), NONE]
    answer = claims_from(open_model(server.url, tmp_path), search).ask(Query(GERMAN))
    assert search.asked == ["Who raised the ferry from the bottom of the bay?"]
    assert answer.evidence
    assert answer.trace is not None
    assert (answer.trace.asked, answer.trace.understood_by) == (GERMAN, "model")


@pytest.mark.parametrize("step", [Fails(500), Says(""), Says(GERMAN), Says("x" * 900)])
def test_a_question_that_the_model_cannot_read_either_is_answered_in_its_language(
    server: Server, tmp_path: Path, step: Says | Fails
) -> None:
    server.script = [step]
    answer = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS)).ask(Query(GERMAN))
    assert (answer.intent, answer.verdict) == (Intent.FOREIGN, "not_found")
    assert "Englisch" in answer.reply


def test_what_only_comes_close_reaches_the_model_and_stays_close_without_it(server: Server, tmp_path: Path) -> None:
    class Unsure(Convinced):
        def score(self, question: str, texts: list[str]):  # type: ignore[no-untyped-def,override]
            return super().score(question, texts) - 8.0

    unsure = Unsure()
    chain = claims_from(open_model(server.url, tmp_path), StubSearch(NEWS, reranker=unsure), unsure)
    close = chain.ask(Query("Where did divers raise the ferry Aldis?"))
    assert (close.verdict, len(server.asked)) == ("related", 1)
    assert close.evidence
    server.script = [lambda request: draft(request, (RAISED, [RAISED]))]
    assert chain.ask(Query("Where did divers raise the ferry Aldis?")).claims == (), "no quote convinces"
