"""Questions that ask several things at once, and the words that a question begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.parts import alone, asks, parts


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
    assert parts("Who signed it? How long does it hold?") == ("Who signed it", "How long does it hold?")
    assert parts("Who met the mayor and the union?") == ("Who met the mayor and the union?",)


@given(st.text(max_size=200))
def test_a_question_is_itself_or_parts_that_stand_in_it(question: str) -> None:
    found = parts(question)
    assert found == (question,) or (1 < len(found) <= 3 and all(part in question and asks(part) for part in found))


def test_a_part_is_made_to_stand_alone_by_those_before_it() -> None:
    first, second = alone(("Who signed the harbour treaty", "when does it end?"))
    assert first == "Who signed the harbour treaty"
    assert "treaty" in second
