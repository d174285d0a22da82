"""What somebody said: words that name whom they are about by a pronoun alone, and the occasion on which they were said."""

from __future__ import annotations

import pytest

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from tests.support.search import Logits, StubSearch, article

WORDS = "“I am no fan of hers, and never was,” Tor Holt told the radio."
REPORT = "\n\n".join(
    (
        "The mayor gave an interview on Monday.",
        "The host of the radio show asked him about Jon Marr and Liv Aasen.",
        WORDS,
    )
)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("what did Tor Holt say about Aasen in the radio interview", "answered"),
        ("what did Tor Holt say about Marr in the radio interview", "related"),
        ("what did Tor Holt say about Aasen", "answered"),
    ],
)
def test_the_paragraph_before_tells_whom_words_are_about(question: str, verdict: str) -> None:
    reranker = Logits({f"Liv Aasen.\n{WORDS}": 4.0, WORDS: 1.0})
    answer = Answerer(StubSearch([article("a", REPORT)], reranker=reranker), reranker).ask(Query(question))
    assert (answer.verdict, [item.quote for item in answer.evidence]) == (verdict, [WORDS])


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("what did holt call the pileup", "answered"),
        ("how did holt describe the pileup", "answered"),
        ("what did holt call the budget", "related"),
        ("what did aasen call the pileup", "not_found"),
    ],
)
def test_what_somebody_called_a_thing_is_said(question: str, verdict: str) -> None:
    told = "Six died in a pileup on the bridge of Korling that mayor Tor Holt described as “horrific”."
    reranker = Logits({told: 2.8})
    answer = Answerer(StubSearch([article("a", told, logit=2.8)], reranker=reranker), reranker).ask(Query(question))
    assert answer.verdict == verdict
