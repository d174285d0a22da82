"""What is of the time that a question names."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.answerer import Answerer
from bot.answer.choose.timing import counts_another_month, is_long_past, is_of, is_of_another_year, is_over, within
from bot.answer.query import Query
from bot.answer.understand.period import Period, period_of
from bot.answer.ways.outcome import Outcome
from index.search.windows import Window, windows_of
from index.types import Filters
from tests.support.search import Indifferent, StubSearch, article

ASKED_ON = date(2024, 6, 3)


def of(text: str, question: str, *, day: str, headline: str = "") -> bool:
    item = article("one", text, day=day, headline=headline)
    period = period_of(question, ASKED_ON)
    assert period is not None
    return is_of(period, windows_of(item.article, item.passage)[-1])


@pytest.mark.parametrize(
    ("text", "day", "fits"),
    [
        ("Brann won the cup.", "2023-05-20", True),
        ("Brann won the cup.", "2024-01-20", True),
        ("Brann won the cup.", "2024-05-20", False),
        ("Brann won the cup in 2023.", "2024-05-20", True),
        ("Brann won the cup last year.", "2024-05-20", True),
        ("Brann won the cup in May 2023.", "2024-05-20", True),
        ("Brann won the cup in 2021.", "2024-05-20", False),
        ("The cup of 2023 was the best yet.\n\nBrann won it.", "2024-05-20", True),
        ("Brann won the cup.", "", False),
    ],
)
def test_a_year(text: str, day: str, fits: bool) -> None:
    assert of(text, "who won the cup in 2023", day=day) is fits


@pytest.mark.parametrize(
    ("text", "day", "fits"),
    [
        ("The bridge was closed.", "2023-02-20", True),
        ("The bridge was closed.", "2023-03-10", True),
        ("The bridge was closed.", "2023-04-10", False),
        ("The bridge was closed on 3 February.", "2023-04-10", True),
        ("The bridge was closed in 2023.", "2024-04-10", False),
        ("The bridge was closed in February 2023.", "2024-04-10", True),
    ],
)
def test_a_month(text: str, day: str, fits: bool) -> None:
    assert of(text, "what was closed in february 2023", day=day) is fits


def test_an_edition_may_be_told_in_the_headline() -> None:
    assert of("Brann won.", "who won the 2023 cup", day="2024-05-20", headline="Looking back at the 2023 cup")
    assert not of("Brann won.", "who won the 2023 cup", day="2024-05-20", headline="The cup")


def test_the_present_of_a_question_is_the_time_it_names() -> None:
    period = Period(date(2023, 2, 1), date(2023, 2, 28))
    assert within(period, Filters()) == Filters(since=20230131, until=20230315, asked_on=date(2023, 2, 28))
    assert within(period, Filters(since=20230210, asked_on=date(2023, 2, 12))).since == 20230210
    assert within(period, Filters(asked_on=date(2023, 2, 12))).asked_on == date(2023, 2, 12)


@pytest.mark.parametrize(
    ("text", "question", "another"),
    [
        ("It made a profit of 48 million in 2024, the firm said on Tuesday.", "what was the profit in 2025", True),
        ("It made a loss of 12 million in 2025, its first since 2011.", "what was the profit in 2025", False),
        ("The profit was the best since 2011.", "what was the profit in 2025", False),
        ("The profit was 9 million.", "what was the profit in 2025", False),
        ("In 2019 she gave the answer.", "who gave the answer this year", True),
        ("So far this year 9 firms closed, and 12 in 2023.", "how many firms closed this year", False),
        ("The first was held in 1930.", "where is the 2030 world cup", False),
        ("It made 48 million in 2024.", "what was the profit on tuesday", False),
    ],
)
def test_a_sentence_of_another_year_is_no_answer(text: str, question: str, another: bool) -> None:
    period = period_of(question, date(2026, 1, 1))
    item = article("one", text, day="2025-02-18")
    assert is_of_another_year(period, Window(item.article, 0, len(text))) is another


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("Employers added 275,000 jobs in June.", True),
        ("July's 528,000 jobs were more than June's.", False),
        ("They added 9.", False),
    ],
)
def test_a_count_of_another_month(text: str, another: bool) -> None:
    item = article("one", text, day="2023-07-08")
    july = Period(date(2023, 7, 1), date(2023, 7, 31))
    assert counts_another_month(july, windows_of(item.article, item.passage)[0]) is another


CUPS = [
    article("cup24", "Lorne won the Northern Cup in Sandvik on Sunday.", day="2024-05-20"),
    article("cup22", "Brann won the Northern Cup after extra time.", day="2022-05-22"),
    article("quake", "A quake was felt in Sandvik.", day="2023-02-11", logit=3.0),
    article("flood", "A flood cut off Sandvik.", day="2023-02-20", logit=3.0),
    article("storm", "A storm hit Sandvik.", day="2024-02-20", logit=3.0),
]


def told(question: str) -> Outcome:
    answerer = Answerer(StubSearch(CUPS), Indifferent())
    query = Query(question, filters=Filters(asked_on=ASKED_ON))
    return answerer.looked_up(query, answerer.understood(query)).outcome


def keys(outcome: Outcome) -> set[str]:
    return {item.quote.article.article.key.rpartition("/")[2] for item in outcome.chosen}


def test_another_years_winner_is_no_answer() -> None:
    assert (told("who won the Northern Cup in 2024?").verdict, keys(told("who won the Northern Cup in 2024?"))) == (
        "answered",
        {"cup24"},
    )
    assert keys(told("who won the 2022 Northern Cup?")) == {"cup22"}
    nothing = told("who won the Northern Cup in 2023?")
    assert (nothing.verdict, nothing.missing) == ("related", "in 2023")
    assert told("who won the 2021 Northern Cup?").missing == "for 2021"


@pytest.mark.parametrize(
    "question", ["what happened in sandvik in february 2023", "timeline of sandvik in february 2023"]
)
def test_a_story_is_told_as_it_was_then(question: str) -> None:
    outcome = told(question)
    assert outcome.verdict == "answered"
    assert keys(outcome) == {"quake", "flood"}


@pytest.mark.parametrize(
    "question", ["headlines in february 2023", "what happened in february 2023?", "news from february 2023"]
)
def test_headlines_of_a_time(question: str) -> None:
    assert keys(told(question)) == {"quake", "flood"}


def test_a_story_without_news_of_that_time_is_merely_close() -> None:
    outcome = told("what happened in sandvik in february 2021")
    assert (outcome.verdict, outcome.missing) == ("related", "in february 2021")


def test_the_latest_of_today_is_the_latest_there_is() -> None:
    outcome = told("headlines today")
    assert outcome.verdict == "answered"
    assert "cup24" in keys(outcome)


@pytest.mark.parametrize(
    ("text", "question", "past"),
    [
        ("Sears won that title in 1881.", "who won the title", True),
        ("Marr beat Holm in the 1999 final.", "who beat holm", True),
        ("The storm is the worst since 2008.", "how bad is the storm", False),
        ("More people came than in May 2011.", "how many people came", False),
        ("The firm sold 1,999 boats.", "how many boats were sold", False),
        ("Marr won it in 2023.", "who won it", False),
        ("The bell of 1952 was sold on Sunday.", "what did the bell go for", False),
        ("Sears won that title in 1881.", "who was the first to win the title", False),
        ("Sears won that title in 1881.", "who won the title in 1881", False),
    ],
)
def test_a_year_long_past_is_none_of_the_present(text: str, question: str, past: bool) -> None:
    item = article("one", text, day="2024-05-20")
    assert is_long_past(question, windows_of(item.article, item.passage)[-1]) is past


@pytest.mark.parametrize(
    ("question", "text", "over"),
    [
        (
            "when are Aasen and Holt getting married",
            "Aasen and Holt met in 2003 and got engaged in November 2012.",
            True,
        ),
        ("when is the ferry back", "The ferry was taken out of service on 3 January.", True),
        ("when's the ferry back", "The ferry was taken out of service on 28 May.", False),
        ("when is the ferry back", "The ferry, built in 1998, is back in June.", False),
        ("when is the regatta", "The regatta, first held in 1912, takes place every June.", False),
        ("when is Aasen's birthday", "Aasen was born on 3 March 1980.", False),
        ("when was Aasen engaged to Holt", "Aasen and Holt got engaged in November 2012.", False),
        ("when are they getting married", "They met at the regatta.", False),
        ("who is getting married", "They got engaged in November 2012.", False),
    ],
)
def test_what_is_long_over_is_no_day_to_come(question: str, text: str, over: bool) -> None:
    item = article("one", text, day="2024-06-02")
    assert is_over(question, windows_of(item.article, item.passage)[0]) is over
