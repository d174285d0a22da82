"""What a question expects, what a text gives, and which words of it tell."""

import pytest

from index.search.answer_types import AnswerType, expected, given


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("When does the bridge open, and where?", {AnswerType.TIME, AnswerType.PLACE}),
        ("which year was it built", {AnswerType.TIME}),
        ("What city hosts the games?", {AnswerType.PLACE}),
        ("How much is left?", {AnswerType.NUMBER}),
        ("How many ferries sank?", {AnswerType.MEASURE}),
        ("Who sank it?", {AnswerType.NAME}),
        ("Why did it sink?", set()),
        ("what's the date of the launch", {AnswerType.TIME}),
        ("what was the final score", {AnswerType.NUMBER}),
        ("what is the name of the ferry", {AnswerType.NAME}),
        ("whats the ferry price", {AnswerType.MEASURE}),
        ("ferry crew pay", {AnswerType.NUMBER}),
    ],
)
def test_what_a_question_expects(question: str, kinds: set[AnswerType]) -> None:
    assert expected(question) == kinds


@pytest.mark.parametrize(
    ("text", "kind", "much"),
    [
        ("It opens on 3 March.", AnswerType.TIME, 1.0),
        ("It opens on Sept. 3.", AnswerType.TIME, 1.0),
        ("It opens next month.", AnswerType.TIME, 0.5),
        ("It may open.", AnswerType.TIME, 0.0),
        ("They meet in Geneva.", AnswerType.PLACE, 1.0),
        ("They meet in March.", AnswerType.PLACE, 0.0),
        ("Some 40 boats sank.", AnswerType.NUMBER, 1.0),
        ("Fourteen boats sank.", AnswerType.NUMBER, 1.0),
        ("Boats sank.", AnswerType.NUMBER, 0.0),
        ("It was sunk by Ada Marsh.", AnswerType.NAME, 1.0),
        ("Ferries sank on Thursday.", AnswerType.NAME, 0.0),
    ],
)
def test_what_a_text_gives(text: str, kind: AnswerType, much: float) -> None:
    assert given("Which one was it?", text, frozenset({kind})) == much


def test_what_the_question_says_already_answers_nothing() -> None:
    assert (
        given(
            "Who met Ada Marsh in Geneva?",
            "A meeting with Ada Marsh in Geneva.",
            frozenset({AnswerType.NAME, AnswerType.PLACE}),
        )
        == 0
    )
