"""What a question expects, what a text gives, and which words of it tell."""

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from bot.answer.expected import Kind, expected, given
from bot.answer.marks import candidate_phrases, telling_words


class Occluded:
    """A reranker for which each of ``words`` is worth as much as it says."""

    fingerprint = "occluded"

    def __init__(self, **words: float) -> None:
        self.words = words

    def score(self, question: str, texts: list[str]) -> np.ndarray:
        return np.array(
            [sum(worth for word, worth in self.words.items() if word in text) for text in texts], np.float32
        )


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("When does the bridge open, and where?", {Kind.TIME, Kind.PLACE}),
        ("which year was it built", {Kind.TIME}),
        ("What city hosts the games?", {Kind.PLACE}),
        ("How many ferries sank?", {Kind.NUMBER}),
        ("Who sank it?", {Kind.NAME}),
        ("Why did it sink?", set()),
    ],
)
def test_what_a_question_expects(question: str, kinds: set[Kind]) -> None:
    assert expected(question) == kinds


@pytest.mark.parametrize(
    ("text", "kind", "much"),
    [
        ("It opens on 3 March.", Kind.TIME, 1.0),
        ("It opens on Sept. 3.", Kind.TIME, 1.0),
        ("It opens next month.", Kind.TIME, 0.5),
        ("It may open.", Kind.TIME, 0.0),
        ("They meet in Geneva.", Kind.PLACE, 1.0),
        ("They meet in March.", Kind.PLACE, 0.0),
        ("Some 40 boats sank.", Kind.NUMBER, 1.0),
        ("Fourteen boats sank.", Kind.NUMBER, 1.0),
        ("Boats sank.", Kind.NUMBER, 0.0),
        ("It was sunk by Ada Marsh.", Kind.NAME, 1.0),
        ("Ferries sank on Thursday.", Kind.NAME, 0.0),
    ],
)
def test_what_a_text_gives(text: str, kind: Kind, much: float) -> None:
    assert given("Which one was it?", text, frozenset({kind})) == much


def test_what_the_question_says_already_answers_nothing() -> None:
    assert (
        given("Who met Ada Marsh in Geneva?", "A meeting with Ada Marsh in Geneva.", frozenset({Kind.NAME, Kind.PLACE}))
        == 0
    )


def test_one_phrase_is_marked_for_each_kind_that_is_expected() -> None:
    quote = "The talks will be held on Jan. 10 in Geneva, said the Secretary of State."
    marks = telling_words("When are the talks, and where?", quote, Occluded(held=9, Geneva=1))
    assert [quote[start:end] for start, end in marks] == ["Jan. 10", "Geneva"]


def test_without_an_expected_kind_the_phrase_that_is_missed_most_is_marked() -> None:
    quote = "The ferry sank because of a leak in the hull."
    marks = telling_words("Why did the ferry sink?", quote, Occluded(leak=3, hull=1))
    assert [quote[start:end] for start, end in marks] == ["leak"]


@pytest.mark.parametrize(
    ("quote", "phrase"),
    [
        ("We met Secretary of State Ada Marsh there.", "Secretary of State Ada Marsh"),
        ("He left Thursday.The boat sank.", "boat sank"),
        ("It opens on 3 March 2022.", "3 March 2022"),
        ("Some 40 boats sank.", "40 boats sank"),
        ("It cost $4.5 million then.", "4.5 million"),
        ("J. Smith left.", "J. Smith left"),
    ],
)
def test_phrases_hold_together(quote: str, phrase: str) -> None:
    assert phrase in [quote[start:end] for start, end in candidate_phrases("Was it so?", quote)]


@examples(st.text(max_size=80), st.text(max_size=120))
def test_marks_lie_within_the_quote_in_order(question: str, quote: str) -> None:
    end = 0
    for start, stop in telling_words(question, quote, Occluded(a=1.0)):
        assert end <= start < stop <= len(quote)
        end = stop
