"""The order of quotes: what the conversation showed comes first, and what convinces has room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.answer.answerer import Answerer
from bot.answer.choose.reader import Quote, no_preference
from bot.answer.query import Query, Turn
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.conversation import preferring, stands_out, told_in
from index.search.searcher import Results
from index.search.windows import windows_of_block
from index.types import Filters
from tests.support.search import Indifferent, StubSearch, article

DELAY = "The ferry to Korling left two hours late on Monday."
SHOWN = "Police in Norrvik arrested a painter of forty on Tuesday morning."


class Sure(Indifferent):
    """A reranker to which all answers well."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full(len(texts), 9.0, dtype=np.float32)


@pytest.mark.parametrize("question", ["why was she late?", "when did she leave?"])
def test_the_article_of_the_conversation_comes_first(question: str) -> None:
    other = article("a", f"{DELAY} A storm kept it in the harbour.", logit=9.2)
    own = article("b", f"{SHOWN}\n\nShe had left the ferry late.", logit=9.0)
    answerer = Answerer(StubSearch([other, own]), Sure())
    said = (Turn("who was arrested in Norrvik?", "who was arrested in Norrvik?", SHOWN),)
    alone = Request(Intent.FACT, question)
    leaning = answerer.understood(Query(question, history=said))
    assert leaning.shown == (SHOWN,)
    assert answerer.looked_up(Query("x"), leaning).outcome.chosen[0].quote.article.id == own.article.id
    assert answerer.looked_up(Query("x"), alone).outcome.chosen[0].quote.article.id == other.article.id


def test_what_reaches_the_threshold_has_room() -> None:
    sure = article("a", " ".join(["The ferry was sold"] + ["to the town of Korling"] * 10) + ".", logit=6.0)
    fresh = article("b", " ".join(["A buyer of the ferry was found"] + ["in Norrvik this week"] * 10) + ".", logit=5.4)
    fresh = replace(fresh, fused=9.0)  # ranked first, and below the threshold
    answerer = Answerer(StubSearch([sure, fresh]), Indifferent())
    found = answerer.looked_up(Query("x"), answerer.understood(Query("what became of the ferry?"))).outcome
    assert found.verdict == "answered"
    assert found.chosen[0].quote.article.id == sure.article.id


def test_the_article_of_the_conversation_is_found_by_the_question_before() -> None:
    own = article("b", f"{SHOWN}\n\nShe had left the ferry late.", logit=9.0)
    search = StubSearch([own])
    request = Request(Intent.FACT, "why", shown=(SHOWN,), earlier=("who was arrested in Norrvik?",))
    assert list(told_in(search, request, Filters(), Results())) == [own.article.id]
    assert search.asked == ["who was arrested in Norrvik?"]


def test_a_question_with_the_words_of_the_conversation_is_about_it() -> None:
    own = article("b", f"{SHOWN}\n\nThe ferry had left late.", logit=9.0)
    answerer = Answerer(StubSearch([own]), Sure())
    said = (Turn("who was arrested in Norrvik?", "who was arrested in Norrvik?", SHOWN),)
    leaning = answerer.understood(Query("was ferry late", history=said))
    other = answerer.understood(Query("tell me about the whale", history=said))
    assert (leaning.following, other.following) == ("who was arrested in Norrvik?", "")


def test_what_was_shown_falls_behind_unless_it_gives_what_is_asked_for() -> None:
    own = article("b", f"{SHOWN}\n\nShe had left the ferry late.", logit=9.0).article
    known, new = (window for item in own.article.body for window in windows_of_block(own, item.start, item.end))
    why, when = (Request(Intent.FACT, question, shown=(SHOWN,)) for question in ("why did she do it", "when was that"))
    assert known.text == SHOWN
    for request, is_behind in ((why, True), (when, False)):
        fit = preferring({own.id: own}, no_preference, request)
        assert (fit(known) < fit(new)) is is_behind


def test_what_stands_out_of_the_conversation_answers() -> None:
    own = article("b", f"{SHOWN}\n\nShe had left the ferry late.", logit=9.0).article
    first, second = (Quote(own, start, start + 20, logit, logit) for start, logit in ((0, 4.0), (60, 0.0)))
    assert stands_out([first, second], {own.id: own}, 5.6)
    assert not stands_out([first, replace(second, logit=3.5)], {own.id: own}, 5.6)
    assert not stands_out([first, second], {}, 5.6)
