"""Questions that ask several things at once, and the words that a question begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.parts import alone, asks, for_its_reason, parts
from bot.answer.understand.shortened import completed


@pytest.mark.parametrize(
    "text",
    [
        "who signed it",
        "Whom did she call?",
        "in which town was it",
        "Do they still meet?",
        "could it be sold",
        "how long was the call",
        "Were the doors shut or open",
    ],
)
def test_questions_begin_as_questions(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text", ["the mayor", "Hassan Noor", "Whole Foods", "say who you are", "in Norrvik", "canals", ""]
)
def test_a_name_asks_nothing(text: str) -> None:
    assert not asks(text)


def test_each_question_of_several_is_a_part() -> None:
    assert parts("Who signed it and when does it end?") == ("Who signed it", "when does it end?")
    assert parts("who paid for it though, was it a gift") == ("who paid for it", "was it a gift")
    assert parts("Who signed it? How long does it hold?") == ("Who signed it", "How long does it hold?")
    assert parts("Who met the mayor and the union?") == ("Who met the mayor and the union?",)
    assert len(parts("What did the mayor and the union say to each other?")) == 1


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("when did she resign and why", ("when did she resign", "why")),
        ("who won, by how much and where", ("who won", "by how much", "where")),
        ("when and where is the funeral", ("when is the funeral", "where is the funeral")),
        ("how long was it, who ended it and what did it cost", ("how long was it", "who ended it", "what did it cost")),
        ("what did the mayor, who resigned, say and why", ("what did the mayor, who resigned, say", "why")),
        ("when the bridge opened, who paid", ("when the bridge opened, who paid",)),
        ("who won, who lost", ("who won", "who lost")),
        ("who led it. how long was it. did anyone drown", ("who led it", "how long was it", "did anyone drown")),
        ("the album comes in July. what is its title?", ("the album comes in July. what is its title?",)),
        ("who and when", ("who and when",)),
        ("when, where and how did it end", ("when did it end", "where did it end", "how did it end")),
        ("who led it also who came second", ("who led it", "who came second")),
        ("who is Ada Marr + what did she do", ("who is Ada Marr", "what did she do")),
        ("what is the fine & did they pay", ("what is the fine", "did they pay")),
        ("how long is the deal/how much is it worth", ("how long is the deal", "how much is it worth")),
        ("what do the mayor and ada marr each say", ("what does the mayor say", "what does ada marr say")),
        ("how old are ada and bo each", ("how old is ada", "how old is bo")),
        ("what did each say about it", ("what did each say about it",)),
        ("who owns the bridge that also has a toll", ("who owns the bridge that also has a toll",)),
        ("who was/is the mayor of Korling", ("who was/is the mayor of Korling",)),
        ("new date for the launch? how long will it fly", ("new date for the launch", "how long will it fly")),
        ("the harbour fire? who lit it", ("the harbour fire? who lit it",)),
    ],
)
def test_question_words_alone_are_parts(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    ("part", "before", "whole"),
    [
        (
            "how many in 2019",
            "how many guns were found in Arlow this year",
            "how many guns were found in Arlow in 2019",
        ),
        ("how many in Korling", "how many people died in Arlow last year", "how many people died in Korling last year"),
        ("how many are in Iran?", "how many snow leopards came to Arlow", "how many snow leopards are in Iran"),
        ("who won best actress", "who won best actor at the Lumens", "who won best actress at the Lumens"),
        ("who won the lottery", "who won the race in Korling", "who won the lottery"),
        ("who in 2019 led it", "who leads it", "who in 2019 led it"),
        ("how many were hurt", "how many guns were found", "how many were hurt"),
        ("when did it end", "how long was it", "when did it end"),
        ("who was it before", "who is the mayor of Korling now", "who was the mayor of Korling before"),
        ("who was it that sang", "who is the mayor of Korling", "who was it that sang"),
    ],
)
def test_a_shortened_part_takes_over_words_of_the_one_before(part: str, before: str, whole: str) -> None:
    assert completed(part, before) == whole


def test_question_words_alone_ask_what_the_part_before_asked() -> None:
    assert alone(("who won the cup", "by how much", "where"))[1:] == (
        "Who won the cup, by how much",
        "Who won the cup, where",
    )
    assert alone(("when did Ada Marsh resign", "why"))[1] == "Why did Ada Marsh resign"


@given(st.text(max_size=200))
def test_a_question_is_itself_or_parts_that_stand_in_it(question: str) -> None:
    found = parts(question)
    assert found == (question,) or (1 < len(found) <= 3 and all(map(asks, found)))


def test_a_part_is_made_to_stand_alone_by_those_before_it() -> None:
    first, second = alone(("Who signed the harbour treaty", "when does it end?"))
    assert first == "Who signed the harbour treaty"
    assert "treaty" in second


@pytest.mark.parametrize(
    ("part", "meant"),
    [
        ("did she resign because of it", "why did she resign"),
        ("is the mayor out over that?", "why is the mayor out"),
        ("did she resign", "did she resign"),
        ("is it over", "is it over"),
    ],
)
def test_whether_something_is_the_reason_is_answered_by_the_reason(part: str, meant: str) -> None:
    assert for_its_reason(part) == meant
