"""Comparisons: measures of each side, and what sets one beside the other."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from tests.support.search import Logits, StubSearch, article

BRIDGE = "The Norrvik bridge is 120 metres long and cost 3 million kroner."
TUNNEL = "The Korling tunnel is 900 metres long."
BRIDGE_TALK = "The Norrvik bridge was praised by the mayor."
TUNNEL_TALK = "The Korling tunnel was praised by the mayor."
BESIDE = "The Korling tunnel is far longer than the Norrvik bridge."


def compared(question: str, logits: Mapping[str, float]) -> Outcome:
    reranker = Logits(logits)
    search = StubSearch([article(f"a{place}", text) for place, text in enumerate(logits)], reranker=reranker)
    answerer = Answerer(search, reranker)
    return answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome


def test_what_is_measured_of_each_side_comes_before_what_merely_names_it() -> None:
    logits = {BRIDGE: 3.0, TUNNEL: 3.0, BRIDGE_TALK: 5.0, TUNNEL_TALK: 5.0}
    outcome = compared("how does the Norrvik bridge compare to the Korling tunnel", logits)
    told = {item.part: item.quote.text for item in outcome.chosen if item.part}
    assert told == {1: BRIDGE, 2: TUNNEL}


def test_what_sets_one_beside_the_other_is_told_where_the_reader_is_less_sure() -> None:
    logits = {BRIDGE: 3.0, TUNNEL: 3.0, BESIDE: 2.0}
    outcome = compared("how does the Norrvik bridge compare to the Korling tunnel", logits)
    assert [item.quote.text for item in outcome.chosen if not item.part] == [BESIDE]


def test_a_side_without_measures_is_told_by_what_there_is() -> None:
    outcome = compared("compare the Norrvik bridge and the Korling tunnel", {BRIDGE_TALK: 7.0, TUNNEL_TALK: 7.0})
    assert {item.quote.text for item in outcome.chosen} == {BRIDGE_TALK, TUNNEL_TALK}


def test_the_matter_that_stands_behind_one_side_is_that_of_both() -> None:
    first, other = "Norrvik was praised by the mayor.", "Norrvik will build a harbour wall."
    logits = {other: 6.6, first: 7.0, "Korling will build a harbour wall.": 7.0}
    outcome = compared("norrvik vs korling harbour wall", logits)
    assert next(item.quote.text for item in outcome.chosen if item.part == 1) == other
