"""A question that leans on its conversation: the articles that it showed come first."""

from __future__ import annotations

from bot.answer.answerer import Answerer
from bot.answer.query import Query, Turn
from tests.support.search import StubSearch, article

DELAY = "The ferry to Korling left two hours late on Monday."
SHOWN = "Police in Norrvik arrested a painter of forty on Tuesday morning."


def test_the_article_of_the_conversation_comes_first() -> None:
    other = article("a", f"{DELAY} A storm kept it in the harbour.", logit=9.2)
    own = article("b", f"{SHOWN}\n\nShe had left the ferry late.", logit=9.0)
    answerer = Answerer(StubSearch([other, own]), None)  # type: ignore[arg-type]  # nothing is left to rank
    said = (Turn("who was arrested in Norrvik?", "who was arrested in Norrvik?", SHOWN),)
    alone = answerer.understood(Query("why was she late?"))
    leaning = answerer.understood(Query("why was she late?", history=said))
    assert (alone.shown, leaning.shown) == ((), (SHOWN,))
    assert answerer.looked_up(Query("x"), leaning).outcome.chosen[0].quote.article.id == own.article.id
    assert answerer.looked_up(Query("x"), alone).outcome.chosen[0].quote.article.id == other.article.id
