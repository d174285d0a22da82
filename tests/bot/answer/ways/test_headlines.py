"""What is told where no story is named: the headlines of a day, a week, a month."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from index.types import Filters
from tests.support.search import Indifferent, StubSearch, article

OPENINGS = """Divers raised an anchor off Norrvik.
Herring costs twice what it did.
A piano fell from the third floor of the opera.
Snow closed both mountain passes.
The tram to Lorne has new carriages.
Two painters share the state prize.
Bees returned to Korling's roofs.
An oak of four centuries was felled.
Sandvik elects its council anew.
The observatory saw a comet.
Bakers struck over night shifts.
A lighthouse keeper retires.""".splitlines()
NEWS = [article(f"n{day}", text, day=f"2023-03-{day:02}") for day, text in enumerate(OPENINGS, start=1)]
"""One article a day, from Wednesday 1 to Sunday 12 March 2023."""


def told(question: str, asked_on: str) -> Outcome:
    answerer = Answerer(StubSearch(NEWS), Indifferent())
    query = Query(question, Filters(asked_on=date.fromisoformat(asked_on)))
    return answerer.looked_up(query, answerer.understood(query)).outcome


def days(outcome: Outcome) -> list[int]:
    return [int(item.quote.article.article.key.rpartition("/n")[2]) for item in outcome.chosen]


@pytest.mark.parametrize(
    ("question", "asked_on", "expected"),
    [
        ("headlines yesterday", "2023-03-08", {7}),
        ("headlines on 3 march 2023", "2023-03-08", {3}),
        ("headlines last week", "2023-03-08", {1, 2, 3, 4, 5}),
        ("headlines this week", "2023-03-09", {6, 7, 8, 9}),
    ],
)
def test_headlines_are_of_the_time_that_is_named(question: str, asked_on: str, expected: set[int]) -> None:
    outcome = told(question, asked_on)
    assert outcome.verdict == "answered"
    assert set(days(outcome)) == expected


@pytest.mark.parametrize("question", ["headlines", "headlines today", "headlines this week", "headlines in march 2023"])
def test_the_newest_day_is_told_first(question: str) -> None:
    found = days(told(question, "2023-03-11"))
    assert found == sorted(found, reverse=True)
    assert len(found) == 5


def test_where_a_week_has_hardly_begun_the_days_before_are_told_as_well() -> None:
    assert {5, 6} <= set(days(told("headlines this week", "2023-03-06")))


def test_a_day_without_news_is_named() -> None:
    outcome = told("headlines yesterday", "2023-03-15")
    assert (outcome.verdict, outcome.missing) == ("related", "yesterday")
    assert days(outcome)[0] == 12
