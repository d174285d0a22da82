"""What a question expects, what a text gives, and which words of it tell."""

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from bot.answer.choose.marks import candidate_phrases, telling_words
from index.search.answer_types import AnswerType, expected, given
from index.types import Reranker


class Occluded(Reranker):
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


def test_one_phrase_is_marked_for_each_kind_that_is_expected() -> None:
    quote = "The talks will be held on Jan. 10 in Geneva, said the Secretary of State."
    marks = telling_words("When are the talks, and where?", quote, Occluded(held=9, Geneva=1))
    assert [quote[start:end] for start, end in marks] == ["Jan. 10", "Geneva"]


def marked(question: str, quote: str, reranker: Occluded | None = None) -> list[str]:
    return [quote[start:end] for start, end in telling_words(question, quote, reranker or Occluded())]


def test_without_an_expected_type_nothing_is_marked() -> None:
    assert marked("Why did the ferry sink?", "The ferry sank because of a leak in the hull.") == []
    assert marked("What did the council decide?", "The council closed the port of Norrvik.") == []


def test_one_that_fits_is_marked_without_asking_the_model() -> None:
    class Never(Reranker):
        fingerprint = "never"

        def score(self, question: str, texts: list[str]) -> np.ndarray:
            raise AssertionError("there is nothing to choose between")

    quote = "The call was asked for by Ada Marsh, after a week of silence."
    assert telling_words("Who requested the call?", quote, Never()) == ((26, 35),)  # type: ignore[arg-type]


def test_of_several_that_fit_the_one_that_is_missed_most_is_marked() -> None:
    quote = "Ada Marsh met Tor Holt and Liv Eik near the lake."
    assert marked("Who was met?", quote, Occluded(Holt=3, Marsh=1, Eik=2)) == ["Tor Holt"]


@pytest.mark.parametrize(
    ("question", "quote", "words"),
    [
        (
            "Who requested the call?",
            "The call was requested by Norrvik officials, a senior aide told reporters.",
            ["Norrvik officials"],
        ),
        (
            "Who requested the call?",
            "The call was requested by the Norrvik side, a senior Korling official told reporters.",
            ["Norrvik side"],
        ),
        ("Who runs the port?", "Tor Holt runs it, Ada Marsh said.", ["Tor Holt"]),
        ("Who runs the port?", "Tor Holt runs it, Ada Marsh told reporters.", ["Tor Holt"]),
        ("Who runs the port?", "According to Ada Marsh, it is run by Tor Holt.", ["Tor Holt"]),
        ("Who runs the port?", "Ada Marsh, the mayor, said that it is run by Tor Holt.", ["Tor Holt"]),
        ("Who said that the port is closed?", "The port is closed, Ada Marsh said on Monday.", ["Ada Marsh"]),
        ("How many boats sank?", "Some 40 boats sank, Ada Marsh said.", ["40"]),
        ("When did the ferry sink?", "The ferry sank on 3 March, Ada Marsh said.", ["3 March"]),
        ("Who sank it?", "It sank on Monday.", []),
    ],
)
def test_the_marked_words_are_the_answer_and_not_who_says_so(question: str, quote: str, words: list[str]) -> None:
    assert marked(question, quote) == words


def test_who_did_it_is_marked_and_not_others_near_by() -> None:
    misled = Occluded(Holt=9)
    passive = "The call was requested by the Norrvik side, and Tor Holt agreed at once."
    assert marked("Who requested the call?", passive, misled) == ["Norrvik side"]
    assert marked("who has requested the call", "To Tor Holt, Ada Marsh had requested it.", misled) == ["Ada Marsh"]
    assert marked("Who was hired?", "Ada Marsh hired Tor Holt.", misled) == ["Tor Holt"]
    assert marked("Who did Ada Marsh hire?", "They say Liv Eik hired Tor Holt.", misled) == ["Tor Holt"]


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
