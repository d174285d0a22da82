"""Several questions in one, and questions about a page that was pasted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.answer.answerer import Answerer
from bot.answer.choose.reader import Quote
from bot.answer.query import Query, Turn
from bot.answer.understand.incomplete import WHICH, lacks_what_it_is_about
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import understand
from bot.answer.ways.combined import together
from bot.answer.ways.outcome import Chosen, Outcome
from tests.support.search import Logits, StubSearch, article

WON = "Ada Marsh won the race in Korling on Sunday by nine seconds."
BLAMED = "Jonas Teel, who came second, blamed the rain for his defeat."
OWN_BOATS, FAR_BOATS = "In the race 40 boats sank.", "Off Norrvik 90 boats sank."
CROWD = "The police counted 4,100 people along the road."


def over_the_race(logits: dict[str, float]) -> tuple[StubSearch, Answerer]:
    reranker = Logits(logits)
    search = StubSearch([article("race", f"{WON}\n\n{BLAMED}\n\n{CROWD}")], reranker=reranker)
    return search, Answerer(search, reranker)


def test_a_later_part_is_asked_of_what_the_one_before_was_answered_with() -> None:
    search, answerer = over_the_race({WON: 9.0, BLAMED: 2.0, CROWD: 1.0})
    answer = answerer.ask(Query("who won the race in Korling and when was she born"))
    assert (answer.intent, answer.parts) == (
        Intent.SEVERAL,
        ("who won the race in Korling; when was she born", "when was she born"),
    )
    assert any("When was Ada Marsh born" in question for question in search.asked)


def test_the_part_that_no_article_answers_is_named() -> None:
    _, answerer = over_the_race({WON: 2.0, BLAMED: -5.0, CROWD: -5.0})
    assert answerer.ask(Query("who won the race in Korling and why")).verdict in ("related", "not_found")
    answer = Answerer(*_of({"who": 9.0, "how": -9.0})).ask(Query("who won the race in Korling and how old is the rain"))
    assert (answer.verdict, answer.missing) == ("partial", "how old is the rain")


def test_every_part_is_answered_under_a_heading_or_named() -> None:
    parts, headings = ([quote(WON, 8.0), quote(CROWD, 9.0)], [quote(WON, 8.5)]), ("who", "how many")
    found = together([Outcome("answered", tuple(map(Chosen, part))) for part in parts], headings, headings)
    assert [(item.quote.text, item.part) for item in found.chosen] == [(CROWD, 1), (WON, 2)]
    parts = ([quote(WON, 9.0), quote(CROWD, 8.0)], [quote(WON, 8.5)])
    found = together([Outcome("answered", tuple(map(Chosen, part))) for part in parts], headings, headings)
    assert [(item.quote.text, item.part) for item in found.chosen] == [(WON, 1), (CROWD, 1)]
    assert found.parts[0] == "who; how many"


def test_a_part_that_anothers_quote_answers_is_not_missing() -> None:
    search, reranker = _of({"who": 9.0, "by": -9.0})
    answer = Answerer(search, reranker).ask(
        Query("who won the race in Korling and by how many seconds did Ada Marsh win")
    )
    assert (answer.verdict, answer.missing) == ("answered", "")


def test_a_part_that_is_less_sure_is_answered_by_the_article_that_answers_another() -> None:
    parts = "who won the race in Korling and how many people stood along the road"
    _, answerer = over_the_race({WON: 9.0, BLAMED: -9.0, CROWD: 3.6})
    assert CROWD in [item.quote for item in answerer.ask(Query(parts)).evidence]
    _, answerer = over_the_race({WON: 9.0, BLAMED: -9.0, CROWD: 2.0})
    assert CROWD not in [item.quote for item in answerer.ask(Query(parts)).evidence]


def test_two_who_say_nothing_together_are_told_each_by_his_own_words() -> None:
    own, other = "“The toll is a scandal,” said Ada Marsh.", "“The toll is fair,” said Jonas Teel."
    reranker = Logits({own: 7.0, other: 7.0})
    search = StubSearch([article("a", own), article("b", other)], reranker=reranker)
    outcome = Answerer(search, reranker).ask(Query("what did Ada Marsh and Jonas Teel say about the toll"))
    assert {item.quote for item in outcome.evidence} == {own, other}
    assert outcome.parts == ("Ada Marsh", "Jonas Teel")
    outcome = Answerer(search, reranker).ask(
        Query("what did Ada Marsh and Jonas Teel say to each other about the toll")
    )
    assert outcome.verdict == "related"


def test_a_part_that_names_nobody_is_asked_of_the_matter_of_the_parts_before() -> None:
    search, reranker = _of({"who": 9.0, "what": -9.0})
    answer = Answerer(search, reranker).ask(Query("who won the race in Korling and what do umbrellas cost"))
    assert (answer.verdict, answer.missing) == ("partial", "what do umbrellas cost")
    assert any(question.startswith("what do umbrellas cost (won race Korling") for question in search.asked)
    Answerer(search, reranker).ask(Query("who won the race in Korling and what did Jonas pay"))
    assert not any(question.startswith("what did Jonas pay (") for question in search.asked)


class _ByMatter(Logits):
    """A reranker to which boats of the race are likelier than those ``far`` away, if it is asked of the race."""

    def __init__(self, far: float) -> None:
        super().__init__({})
        self._far = far

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        of_race = "race" in question
        told = {WON: 9.0 if "won" in question.split("(")[0] else -9.0, OWN_BOATS: 8.0 if of_race else -9.0}
        return Logits(told | {FAR_BOATS: -9.0 if of_race else self._far}).score(question, texts)


@pytest.mark.parametrize(("far", "meant"), [(7.0, OWN_BOATS), (9.9, OWN_BOATS), (10.1, FAR_BOATS)])
def test_what_the_article_of_the_parts_before_says_is_meant_where_it_is_about_as_sure(far: float, meant: str) -> None:
    reranker = _ByMatter(far)
    articles = [article("race", f"{WON}\n\n{OWN_BOATS}"), article("regatta", FAR_BOATS)]
    answerer = Answerer(StubSearch(articles, reranker=reranker), reranker)
    answer = answerer.ask(Query("who won the race in Korling and how many boats sank"))
    assert [item.quote for item in answer.evidence] == [WON, meant]


def test_words_of_anybody_are_no_reply() -> None:
    _, answerer = over_the_race({WON: 9.0, BLAMED: -9.0, CROWD: -9.0})
    assert understand("what was the reply", (), None, lambda words: {}).intent is Intent.FACT
    answer = answerer.ask(Query("how old is the rain and what was the reply"))
    assert all(item.score > 0 for item in answer.evidence)


@pytest.mark.parametrize(
    "question",
    [
        "and where?",
        "what did he say",
        "and how many died",
        "why?",
        "who's she",
        "who said that",
        "but why did he resign",
        "and who paid",
    ],
)
def test_a_question_of_nothing_is_asked_back(question: str) -> None:
    search, answerer = over_the_race({WON: 9.0})
    answer = answerer.ask(Query(question))
    assert (answer.reply, answer.evidence, search.asked) == (WHICH, (), [])
    assert answerer.ask(Query(question, history=(Turn("who won?", "who won?", WON),))).reply == ""


@pytest.mark.parametrize(
    "question",
    [
        "and what did Marsh say",
        "who died",
        "what happened this year",
        "how old is his wife",
        "and how many emails",
        "so what happened",
        "what was the reply",
    ],
)
def test_a_question_with_words_of_its_own_is_answered(question: str) -> None:
    assert not lacks_what_it_is_about(question)


def test_a_page_is_asked_as_a_whole() -> None:
    _, answerer = over_the_race({WON: -3.0, BLAMED: -3.0, CROWD: 4.5})
    answer = answerer.ask(Query("https://news.example/race how many people were there?"))
    assert (answer.verdict, [item.quote for item in answer.evidence]) == ("answered", [CROWD])


def test_a_page_that_does_not_say_so_tells_what_it_says() -> None:
    _, answerer = over_the_race({WON: -3.0, BLAMED: -3.5, CROWD: -4.0})
    answer = answerer.ask(Query("https://news.example/race who is the referee?"))
    assert (answer.verdict, answer.intent, len(answer.evidence) > 1) == ("related", Intent.ADDRESS, True)


def test_the_page_that_is_asked_for_is_no_guess() -> None:
    _, answerer = over_the_race({WON: -3.0})
    answer = answerer.ask(Query("https://news.example/race"))
    assert (answer.verdict, answer.confidence) == ("answered", 1.0)


def quote(text: str, logit: float) -> Quote:
    """A quote of the race."""
    stored = article("race", f"{WON}\n\n{CROWD}").article
    start = stored.article.text.index(text)
    return Quote(stored, start, start + len(text), logit, logit)


class _ByQuestion(Logits):
    """A reranker that has a logit for each beginning of a question."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        logit = next((logit for own, logit in self._logits.items() if question.casefold().startswith(own)), -9.0)
        return Logits(dict.fromkeys((WON, BLAMED, CROWD), logit)).score(question, texts)


def _of(logits: dict[str, float]) -> tuple[StubSearch, _ByQuestion]:
    reranker = _ByQuestion(logits)
    return StubSearch([article("race", WON)], reranker=reranker), reranker
