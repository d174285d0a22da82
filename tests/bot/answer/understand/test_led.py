"""Questions whose matter stands before them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.query import Turn
from bot.answer.understand.intents import Intent
from bot.answer.understand.led import led
from bot.answer.understand.request import part_of, understand


@pytest.mark.parametrize(
    ("question", "matter", "asked"),
    [
        ("harbour fire: who lit it and what did it cost", "harbour fire", ("who lit it", "what did it cost")),
        ("ada marr how old is she and where does she live", "ada marr", ("how old is she", "where does she live")),
        ("toll vote: which towns said yes, which said no", "toll vote", ("which towns said yes", "which said no")),
        ("egg prices – what they feared and what happened", "egg prices", ("what they feared", "what happened")),
        ("aldis fire, how many dead and how many hurt", "aldis fire", ("how many dead", "how many hurt")),
        ("Aldis final, what time is it and what channel", "Aldis final", ("what time is it", "what channel")),
    ],
)
def test_what_stands_before_several_questions_is_their_matter(
    question: str, matter: str, asked: tuple[str, ...]
) -> None:
    assert led(question) == (matter, asked)


@pytest.mark.parametrize(
    "question",
    [
        "the man who shot the judge and what he said",
        "the mayor, who resigned, and what she said",
        "people who died in the crash and how",
        "the police know who did it and why",
        "who won and when",
        "harbour fire: who lit it",
        "harbour fire",
    ],
)
def test_other_questions_are_led_by_no_matter(question: str) -> None:
    assert led(question) is None


def test_each_question_is_asked_of_the_matter() -> None:
    request = understand("toll vote 2019: who called it and which towns said yes", (), date(2022, 5, 1), lambda _: {})
    assert (request.intent, request.asked_parts) == (Intent.SEVERAL, ("who called it", "which towns said yes"))
    told = [Turn(request.matter, request.matter, "")]
    asked = [part_of(request, place, told, date(2022, 5, 1)) for place in range(2)]
    assert [part.standing.casefold() for part in asked] == [
        "who called it (toll vote 2019)",
        "which towns said yes (toll vote 2019)",
    ]
    assert all(part.period == request.period for part in asked)


@given(st.text(max_size=200))
def test_any_question_is_looked_at(question: str) -> None:
    found = led(question)
    assert found is None or len(found[1]) > 1
