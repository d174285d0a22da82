"""An article by its address: what is telling in it, who speaks in it, what it says of something."""

from __future__ import annotations

import pytest

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from tests.support.search import Logits, StubSearch, article

LEAD = "The ferry Aldis sank off Korling on Monday, and five people died."
RESCUE = "A trawler from Sandvik picked up nineteen passengers of the ferry before the coast guard came."
MARR = "“Nobody should have sailed in that storm,” Ada Marr, the harbour master, said."
HOLM = "“We heard no alarm at all,” said Jon Holm, who was asleep below the deck."
AGAIN = "“The storm had been forecast for two days,” Marr said."
HISTORY = "Lighthouses were built along this coast in the eighteenth century by a company of merchants."
REPORT = article(
    "aldis", "\n\n".join((LEAD, MARR, RESCUE, HOLM, AGAIN, HISTORY)), headline="Ferry Aldis sinks, five people die"
)


def found(message: str, logits: dict[str, float]) -> Outcome:
    reranker = Logits(logits)
    answerer = Answerer(StubSearch([REPORT], reranker=reranker), reranker)
    return answerer.looked_up(Query(message), answerer.understood(Query(message))).outcome


def texts(outcome: Outcome) -> list[str]:
    return [item.quote.text for item in outcome.chosen]


def test_each_of_those_who_are_quoted_speaks_once() -> None:
    outcome = found("https://news.example/aldis who is quoted", {})
    assert (outcome.verdict, texts(outcome)) == ("answered", [MARR, HOLM])


def test_what_it_says_of_something_stands_in_sentences_of_that() -> None:
    logits = {LEAD: 7.0, RESCUE: 6.2}
    outcome = found("what does this say about the trawler https://news.example/aldis", logits)
    assert texts(outcome)[0] == RESCUE


@pytest.mark.parametrize("logit", [7.0, -5.0])
def test_of_what_it_does_not_speak_of_it_says_nothing(logit: float) -> None:
    outcome = found("https://news.example/aldis does it mention the weatherman", {LEAD: logit})
    outcome = found("what does it say about weathermen https://news.example/aldis", {LEAD: logit})
    assert outcome.verdict == "related"


def test_its_gist_is_what_the_headline_promises() -> None:
    outcome = found("tldr https://news.example/aldis", {LEAD: 8.0, RESCUE: 6.0, HISTORY: -9.0})
    assert texts(outcome)[0] == LEAD
    assert HISTORY not in texts(outcome)
