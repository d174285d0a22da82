"""Two articles that give the same answer."""

from __future__ import annotations

import pytest

from bot.answer.answerer import Answerer
from bot.answer.choose.agreement import agreeing
from bot.answer.choose.reader import Quote
from bot.answer.query import Query
from tests.support.search import Logits, StubSearch, article

ONE = "A strike, set for December 9, would close all the ports."
SAME = "The mayor told reporters that the walkout would have begun Dec. 9."
OTHER = "The walkout would have begun on December 12, the union said."


def quotes(*texts: str) -> list[Quote]:
    found = [article(f"a{n}", text, day="2022-12-01") for n, text in enumerate(texts)]
    return [Quote(item.article, 0, len(item.article.article.text), 3.0, 3.0) for item in found]


@pytest.mark.parametrize(
    ("question", "texts", "agree"),
    [
        ("when would the strike have begun", (ONE, SAME), True),
        ("when would the strike have begun", (ONE, OTHER), False),
        ("when would the strike have begun", (ONE, ONE + " Nobody knows."), False),
        ("when would the strike of December 9 have begun", (ONE, SAME), False),
        ("how many left", ("Some 1,200 people fled Korling.", "It drove 1200 out of the town."), True),
        ("how many left", ("Some 1,200 people fled Korling.", "It drove 1300 out of Korling."), False),
        (
            "how long did it last",
            ("The siege was over in three hours.", "For three hours nobody in Korling moved."),
            True,
        ),
        ("how long did it last", ("It was over in three hours.", "Three layers of ice were gone in two days."), False),
        ("who led it", ("Ada Marr was at its head.", "At the top stood Marr, a baker."), True),
        ("who led it", ("The Great Wheel had its new host.", "A host of the Great Wheel left."), False),  # of a thing
        ("why did they leave", ("Ada Marr was at its head.", "At the top stood Marr, a baker."), False),
    ],
)
def test_they_agree_in_what_is_asked_for(question: str, texts: tuple[str, ...], agree: bool) -> None:
    assert bool(agreeing(question, quotes(*texts))) is agree


def test_what_two_tell_is_shown_and_what_one_tells_is_not() -> None:
    def asked(*texts: str) -> str:
        reranker = Logits(dict.fromkeys(texts, 3.5))
        items = [article(f"a{n}", text, day="2022-12-01") for n, text in enumerate(texts)]
        search = StubSearch(items, reranker=reranker)
        return Answerer(search, reranker).ask(Query("when would the walkout have begun")).verdict

    assert asked(ONE, SAME) == "answered"
    assert asked(ONE, OTHER) != "answered"
