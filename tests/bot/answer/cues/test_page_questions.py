"""Questions that a page asks itself over the paragraphs that answer them."""

from __future__ import annotations

import pytest

from bot.answer.choose.reader import read
from bot.answer.cues.page_questions import asks_the_same
from tests.support.search import Logits, StubSearch, article

ANSWER = "The mayor shares a house with the keeper of the lighthouse, whom she met in 2016."
PAGE = article(
    "a", f"Ada Marr is mayor.\n\nIs Ada Marr married?\n\n{ANSWER}\n\nHow tall is she?\n\nNobody has told us that yet."
)


def test_what_stands_below_the_same_question_answers_it() -> None:
    search = StubSearch([PAGE], reranker=Logits({"married?": 8.0, "is mayor.": 3.0}))
    quotes = read("is ada marr married", search.search("is ada marr married").passages)
    assert (quotes[0].text, quotes[0].logit) == (ANSWER, 8.0)


@pytest.mark.parametrize(
    ("question", "other", "same"),
    [
        ("is ada marr married", "Is Ada Marr married?", True),
        ("where does the ferry sail", "When does the ferry sail?", False),
        ("is ada marr related to jon marr", "Is Ada Marr married?", False),
        ("", "", False),
    ],
)
def test_the_same_of_the_same(question: str, other: str, same: bool) -> None:
    assert asks_the_same(question, other) is same
