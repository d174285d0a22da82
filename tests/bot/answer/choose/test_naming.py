"""Of whom quotes tell."""

from __future__ import annotations

import pytest

from bot.answer.answerer import Answerer
from bot.answer.choose.deciding import about_topic
from bot.answer.choose.naming import names_another_number, whole_names
from bot.answer.choose.reader import Quote
from bot.answer.query import Query
from bot.answer.understand.request import understand
from tests.support.search import Indifferent, StubSearch, article

RANEN = "Ranen paid 90 crowns to the choir of Sunndal over its lost organ."
OTHERS = "On Monday the mayor of Korling met Holm of the Sunndal bank, who met Tarn in Oslo."


def told(question: str, *texts: tuple[str, float]) -> list[str]:
    items = [article(f"a{place}", text, logit=logit) for place, (text, logit) in enumerate(texts)]
    answerer = Answerer(StubSearch(items), Indifferent())
    outcome = answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome
    return [item.quote.text for item in outcome.chosen] if outcome.is_answered else []


@pytest.mark.parametrize(
    ("question", "logit", "shown"),
    [
        ("how much did ranen pay the choir", 6.0, True),
        ("how much did korling pay the choir", 6.0, False),
        ("how much did korling pay the choir", 8.5, True),  # what is sure may say "the town"
        ("how much did ranen pay the sunndalen choir", 6.0, True),
        ("how much did ranen pay the choir on monday", 6.0, True),  # a day is no name
    ],
)
def test_what_is_not_sure_has_to_name_who_is_asked_about(question: str, logit: float, shown: bool) -> None:
    assert (RANEN in told(question, (RANEN, logit), (OTHERS, 0.0))) is shown


@pytest.mark.parametrize(("of", "shown"), [("british", True), ("french", False)])
def test_a_country_is_told_by_its_people(of: str, shown: bool) -> None:
    paid, others = "In the UK she paid 90 crowns to the choir.", "The British mayor met the French mayor, and left."
    assert (paid in told(f"how much did the {of} choir get", (paid, 6.0), (others, 0.0))) is shown


def test_what_begins_with_another_name_is_of_another() -> None:
    gino, own = "In December, Gino, a terrier, held the title.", "The oldest of all, Bobi is a terrier."
    assert (
        told(
            "what breed is bobi",
            (gino, 9.0),
            ("On Monday the mayor of Korling met Bobi, who barked at Holm of the Sunndal bank.", 3.0),
        )
        == []
    )
    assert told(
        "what breed is bobi",
        (own, 9.0),
        ("On Monday the mayor of Korling met Bobi, who barked at Holm of the Sunndal bank.", 3.0),
    ) == [own]
    assert told("what breed is it", (gino, 9.0)) == [gino]


@pytest.mark.parametrize(("town", "shown"), [("Korling", True), ("Ranen", False)])
def test_the_opening_of_an_article_tells_of_whom_it_is(town: str, shown: bool) -> None:
    sold = "It paid the choir 90 crowns."
    text = f"The council of the town of {town} met.\n\nThe mayor rose.\n\n{sold}"
    assert (sold in told("how much did korling pay the choir", (text, 6.0), (OTHERS, 0.0))) is shown


def test_somebody_is_told_by_the_rest_of_a_name() -> None:
    sold = "Tarn sold the boat for 90 crowns."
    items = [article("a", f"{sold}\n\nOn Monday Bobi Tarn left for Korling.", logit=9.0)]
    answerer = Answerer(StubSearch(items), Indifferent())
    outcome = answerer.looked_up(Query("what did bobi sell"), answerer.understood(Query("what did bobi sell"))).outcome
    assert outcome.is_answered


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("where is cop27", "COP28 will be held in Dubai.", True),
        ("where is cop27", "COP27 comes before COP28.", False),
        ("where is cop-27", "The summit is in Egypt.", False),
        ("who leads the g7", "The G20 met on Monday.", True),
        ("how many have covid", "COVID-19 spread in 2020.", False),
        ("what does it cost", "It costs US$20 or E25.", False),
    ],
)
def test_what_has_another_number_is_another(question: str, text: str, another: bool) -> None:
    assert names_another_number(question, text) is another


def test_what_somebody_does_is_no_name() -> None:
    assert whole_names("who plays the organ of Sunndal", frozenset({"play", "sunndal"})) == [("sunndal",)]


def test_a_name_is_told_by_any_of_its_words() -> None:
    names = frozenset({"ada", "marr", "sunndal"})
    assert whole_names("when did Ada Marr's choir sing in Sunndal", names) == [("ada", "marr"), ("sunndal",)]


@pytest.mark.parametrize(
    ("question", "logit", "close"),
    [
        ("why was ada marr benched", 3.0, 9),
        ("why was ada marr benched", -5.0, 0),
        ("why was tor tarn benched", 3.0, 0),
    ],
)
def test_what_names_who_is_asked_about_is_close_in_whatever_words(question: str, logit: float, close: int) -> None:
    found = [
        article(f"a{place}", f"The judges let Ada Marr miss {place} of the races.", logit=logit) for place in range(9)
    ]
    quotes = [Quote(item.article, 0, len(item.article.article.text), logit, logit) for item in found]
    request = understand(question, (), None, lambda words: {})
    assert len(about_topic(request, quotes)) == close
