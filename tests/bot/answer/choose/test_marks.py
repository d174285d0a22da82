"""The words of a quote that tell the answer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from bot.answer.choose.marks import telling_words
from index.models.reranker import MiniLmReranker
from index.search.windows import Window
from index.types import AnswerFinder, AnswerWords
from tests.support.search import article


class Found(AnswerFinder):
    """Finds these words, each with its logit."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = words

    def answers(self, question: str, text: str, start: int) -> list[AnswerWords]:
        found = [(text.find(own, start), own, logit) for own, logit in self._words.items()]
        return sorted(
            (AnswerWords(place, place + len(own), logit) for place, own, logit in found if place >= 0),
            key=lambda words: -words.logit,
        )


def window(quote: str, headline: str = "") -> Window:
    own = article("a", quote, headline=headline).article
    return Window(own, 0, len(quote))


def marked(question: str, quote: str, finder: AnswerFinder, headline: str = "") -> list[str]:
    return [quote[start:end] for start, end in telling_words(question, window(quote, headline), finder)]


def test_one_stretch_is_marked_for_each_kind_that_is_expected() -> None:
    quote = "The talks will be held on Jan. 10 in Geneva, said the Secretary of State."
    finder = Found({"Jan. 10": 6.0, "the Secretary of State": 4.0, "Geneva": 2.0})
    assert marked("When are the talks, and where?", quote, finder) == ["Jan. 10", "Geneva"]


def test_of_words_about_as_likely_those_of_the_kind_are_marked() -> None:
    quote = "The ferry sank at night, on Tuesday."
    assert marked("When did the ferry sink?", quote, Found({"night": 6.0, "Tuesday": 4.5})) == ["Tuesday"]
    assert marked("When did the ferry sink?", quote, Found({"night": 6.0, "Tuesday": 1.0})) == ["night"]


def test_what_is_not_likely_is_not_marked() -> None:
    assert marked("Who sank it?", "It sank on Monday.", Found({"Monday": -6.0})) == []


def test_a_reason_has_no_words_of_its_own() -> None:
    assert marked("Why did the ferry sink?", "The hull had a leak.", Found({"a leak": 9.0})) == []


@pytest.mark.parametrize(("part", "whole"), [("4.5", "$4.5"), ("12", "12%"), ("olt", "Holt"), ("Marsh", "Ada-Marsh")])
def test_words_are_marked_whole_with_their_sign(part: str, whole: str) -> None:
    quote = "It cost $4.5 million, or 12% more, Tor Holt told Ada-Marsh."
    assert marked("What did it cost?", quote, Found({part: 5.0})) == [whole]


def test_nothing_outside_the_quote_is_marked() -> None:
    assert marked("Who runs the port?", "He runs it.", Found({"Tor Holt": 9.0}), headline="Tor Holt and the port") == []


@examples(st.text(max_size=80), st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=4))
def test_marks_lie_within_the_quote_in_order(question: str, quote: str, part: str) -> None:
    end = 0
    for start, stop in telling_words(
        f"who {question}", window(quote.replace("\n", " ")), Found({part: 1.0, quote[:5]: 2.0})
    ):
        assert end <= start < stop <= len(quote)
        end = stop


@pytest.fixture(scope="module")
def bundled() -> MiniLmReranker:
    return MiniLmReranker()


@pytest.mark.parametrize(
    ("question", "quote", "answer"),
    [
        (
            "Who requested the call?",
            "The call was requested by Norrvik officials, a senior aide told reporters.",
            "Norrvik",
        ),
        ("Who runs the port?", "Tor Holt runs it, Ada Marsh told reporters.", "Tor Holt"),
        ("Who runs the port?", "According to Ada Marsh, it is run by Tor Holt.", "Tor Holt"),
        ("Who said that the port is closed?", "The port is closed, Ada Marsh said on Monday.", "Ada Marsh"),
        ("how many boats sank", "Some 40 boats sank, Ada Marsh said in 2022.", "40"),
        ("when did the ferry sink", "The ferry, built in 1998, sank on 3 March, Ada Marsh said.", "3 March"),
        ("where did the ferry sink", "The ferry, which was built in Norrvik, sank off Korling on Monday.", "Korling"),
        ("how much did the bridge cost", "The bridge cost $12 million, four million more than planned.", "$12 million"),
        ("what is the new ferry called", "The new ferry, which replaces the Aldis, is called the Borea.", "Borea"),
    ],
)
def test_the_marked_words_are_the_answer_and_not_who_says_so(
    question: str, quote: str, answer: str, bundled: MiniLmReranker
) -> None:
    (words,) = marked(question, quote, bundled, headline="The port of Norrvik")
    assert answer in words
    assert len(words.split()) <= len(answer.split()) + 2


@examples(st.text(max_size=60), st.text(max_size=200), st.integers(0, 60))
def test_answers_lie_behind_the_start_and_do_not_overlap(question: str, text: str, start: int) -> None:
    taken = [False] * len(text)
    for words in MiniLmReranker().answers(question, text, start):
        assert start <= words.start < words.end <= len(text)
        assert not any(taken[words.start : words.end])
        taken[words.start : words.end] = [True] * (words.end - words.start)
