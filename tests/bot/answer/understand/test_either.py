"""Which of two, by one measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.either import measure_of, of_two


@pytest.mark.parametrize(
    ("question", "sides", "about"),
    [
        ("who raised more, aasen or holt", ("aasen", "holt"), "how much it raised"),
        ("who raised fares more, the tram or the bus", ("the tram", "the bus"), "how much it raised fares"),
        ("which sold for more, the inn or the mill", ("the inn", "the mill"), "how much it sold for"),
        ("whose boat is longer aasen or holt", ("aasen", "holt"), "how long is the boat of it"),
        ("which parade got a bigger crowd, may or june", ("may", "june"), "how big is the crowd of it"),
        ("did aasen or holt win more medals", ("aasen", "holt"), "how many medals did it win"),
        ("did norrvik or port korling sell more herring", ("norrvik", "port korling"), "how much herring did it sell"),
        ("is norrvik or korling bigger", ("norrvik", "korling"), "how big is it"),
        ("who spent more on ads aasen or holt", ("aasen", "holt"), "how much it spent on ads"),
        (
            "who needed less time for the climb, aasen or holt",
            ("aasen", "holt"),
            "how much time it needed for the climb",
        ),
        ("which opened first, the bridge or the tunnel", ("the bridge", "the tunnel"), "when it opened"),
        ("who earned more per show between aasen and holt", ("aasen", "holt"), "how much it earned per show"),
        (
            "who had more complaints over noise, norrvik or korling",
            ("norrvik", "korling"),
            "how many complaints did it have over noise",
        ),
        ("which team has the better record aldis or korling", ("aldis", "korling"), "how good is the record of it"),
        (
            "which tram crash was worse, the bridge one or the market one",
            ("the bridge tram crash", "the market tram crash"),
            "how bad is it",
        ),
        ("aasen vs holt, who is more popular", ("aasen", "holt"), "how popular is it"),
        ("who phoned more often, aasen or holt", ("aasen", "holt"), "how often it phoned"),
    ],
)
def test_each_of_two_is_asked_for_its_measure(question: str, sides: tuple[str, str], about: str) -> None:
    found = of_two(question)
    assert found is not None
    assert (found.sides, found.about) == (sides, about)


@pytest.mark.parametrize(
    "question",
    [
        "who won, aasen or holt",
        "who was hurt in the fire or flood",
        "what is better",
        "more or less",
        "who do most people blame, the mayor or the union",
        "who do fans like more, aasen or holt",
        "what was the most costly part, the roof or the walls",
        "is it true or false that more came",
        "who is the first tram of the line for, shops or people",
        "which boat will no longer be sold by aasen, holt or dahl",
        "what was the score in last week's race between aasen and holt",
        "",
    ],
)
def test_what_names_no_measure_or_no_two_is_left(question: str) -> None:
    assert of_two(question) is None


def test_a_question_behind_two_sides_is_turned_as_well() -> None:
    assert measure_of("who sold more cars") == "how many cars it sold"
    assert measure_of("who sang") == ""


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = of_two(text)
    assert found is None or found.about
