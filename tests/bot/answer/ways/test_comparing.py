"""Comparisons: measures of each side, and what sets one beside the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

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


def test_asked_whether_it_is_so_what_says_so_stands_first() -> None:
    outcome = compared("is the Korling tunnel longer than the Norrvik bridge", {BRIDGE: 6.5, TUNNEL: 7.0, BESIDE: 6.0})
    assert [item.quote.text for item in outcome.chosen] == [BESIDE, TUNNEL, BRIDGE]
    assert not any(item.part for item in outcome.chosen)


def test_asked_whether_it_is_so_the_measures_of_both_tell_where_nothing_says_so() -> None:
    outcome = compared("is the Korling tunnel longer than the Norrvik bridge", {BRIDGE: 6.5, TUNNEL: 7.0})
    assert {item.part: item.quote.text for item in outcome.chosen} == {1: TUNNEL, 2: BRIDGE}


def test_a_side_without_measures_is_told_by_what_there_is() -> None:
    outcome = compared("compare the Norrvik bridge and the Korling tunnel", {BRIDGE_TALK: 7.0, TUNNEL_TALK: 7.0})
    assert {item.quote.text for item in outcome.chosen} == {BRIDGE_TALK, TUNNEL_TALK}


def test_the_matter_that_stands_behind_one_side_is_that_of_both() -> None:
    first, other = "Norrvik was praised by the mayor.", "Norrvik will build a harbour wall."
    logits = {other: 6.6, first: 7.0, "Korling will build a harbour wall.": 7.0}
    outcome = compared("norrvik vs korling harbour wall", logits)
    assert next(item.quote.text for item in outcome.chosen if item.part == 1) == other


class ByQuestion(Logits):
    """A reranker that reads one way where the question has a word, and another where it has not."""

    def __init__(self, word: str, has: Mapping[str, float], lacks: Mapping[str, float]) -> None:
        super().__init__({})
        self._word, self._has, self._lacks = word, has, lacks

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return Logits(self._has if self._word in question else self._lacks).score(question, texts)


def asked(question: str, reranker: Logits, *texts: str) -> Outcome:
    search = StubSearch([article(f"a{place}", text) for place, text in enumerate(texts)], reranker=reranker)
    answerer = Answerer(search, reranker)
    return answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome


def test_what_is_merely_close_to_one_side_is_left_to_the_other() -> None:
    reranker = ByQuestion("tunnel", {BRIDGE: 2.0}, {BRIDGE: 7.0})
    outcome = asked("which cost more, the Korling tunnel or the Norrvik bridge", reranker, BRIDGE)
    assert [(item.quote.text, item.part) for item in outcome.chosen] == [(BRIDGE, 2)]
    assert outcome.missing == "the Korling tunnel"


def test_what_speaks_of_both_answers_where_it_is_the_nearest_for_one() -> None:
    both = "Of all tunnels Korling’s took the fewest days, and the Norrvik one took 42."
    question = "who needed less time for the tunnel, Korling or Norrvik"
    near = ByQuestion("less", {both: 0.5}, {both: 2.5})
    outcome = asked(question, near, both)
    assert (outcome.verdict, outcome.missing) == ("answered", "")
    far = ByQuestion("less", {both: 0.5}, {both: 1.5})
    assert asked(question, far, both).verdict == "related"


def test_a_side_s_own_words_on_the_matter_come_before_what_others_say_of_it() -> None:
    others = "Many say that Liv Aasen wants the toll, and that the toll is her plan."
    own, other = "“The toll is a shame,” Liv Aasen said.", "“The toll is fair,” said Tor Holt."
    outcome = compared("Liv Aasen vs Tor Holt on the toll", {others: 9.0, own: 6.0, other: 6.0})
    assert [(item.quote.text, item.part) for item in outcome.chosen if item.part] == [(own, 1), (other, 2)]


def test_the_newer_of_two_measures_comes_first() -> None:
    old, new = "The Norrvik bridge is 110 metres long.", "The Norrvik bridge is 120 metres long."
    reranker = Logits({old: 4.0, new: 3.5, TUNNEL: 4.0})
    items = [article("a", old, day="2021-02-01"), article("b", new), article("c", TUNNEL)]
    answerer = Answerer(StubSearch(items, reranker=reranker), reranker)
    query = Query("compare the Norrvik bridge and the Korling tunnel")
    outcome = answerer.looked_up(query, answerer.understood(query)).outcome
    assert next(item.quote.text for item in outcome.chosen if item.part == 1) == new


def test_a_sum_that_is_less_sure_is_of_what_is_asked() -> None:
    question = "which sold for more, the Norrvik inn or the Korling mill"
    sold, spent = "The Norrvik inn was sold for $3 million.", "The Korling mill got a $4 million roof."
    outcome = compared(question, {sold: 5.0, spent: 5.0})
    assert [item.quote.text for item in outcome.chosen] == [sold]
    assert outcome.missing == "the Korling mill"
