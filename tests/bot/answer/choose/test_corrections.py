"""Sentences that put right what was published, in the words of many papers; and sentences that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.choose.corrections import is_correction, labelled, notice_of
from bot.answer.choose.reader import Quote
from index.search.windows import Window
from tests.support.search import article


@pytest.mark.parametrize(
    "text",
    [
        "Four people were rescued, and not five as the coast guard had said.",
        "Eleven houses burned down, not 13 as reported earlier.",
        "The ferry carried 212 passengers rather than 230, as police had first said.",
        "The mayor is Ida Stenberg, not Ida Sternberg as originally reported.",
        "An earlier version of this story misstated the depth of the harbour.",
        "A previous version of this article said that the bridge had been shut for a year.",
        "The headline on an earlier version of this story was wrong about the day.",
        "Because of an editing error, an article on March 2 gave the wrong number of dead.",
        "Due to a transcription error, the minister was quoted as saying the opposite.",
        "An article on Tuesday about the harbour misidentified the man who found the crack.",
        "We incorrectly reported that the bridge belongs to the county.",
        "Correction: The bridge is 212 metres long.",
        "CORRECTION (June 3): The bridge is 212 metres long.",
        "Clarification, June 3: The council has not voted yet.",
        "(Corrects number of passengers in paragraph 3)",
        "This story has been updated to correct the name of the ship.",
        "The column should have said that the ferry sails on Mondays.",
        "Two people, and not three, died in the blast, the police said.",
        "Four, not five, were killed.",
        "Two died, the police said, correcting an earlier figure.",
        "The earlier toll of five was wrong, the coast guard said.",
        "Contrary to what was reported on Monday, nobody was arrested.",
        "The Courier regrets the error.",
        "A previous tweet misstated the origin of the fire.",
        "Corrections & clarifications: This story was updated to remove a video.",
        "In einer früheren Version hieß es, die Brücke sei 1931 gebaut worden.",
        "Une version précédente de cet article indiquait une autre date.",
        "Fe de errores: el puente mide 212 metros.",
    ],
)
def test_it_corrects(text: str) -> None:
    assert is_correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors said that he misstated his income for four years.",
        "Police said that the witness had misidentified the man.",
        "The fire, as previously reported, began in the kitchen.",
        "He was not a spy, his lawyer said.",
        "It was not as cold as forecasters had said.",
        "The court corrected the sentence to four years, and not five as the prosecutor wanted.",
        "The shares fell in a correction that began in May.",
        "The company gave the wrong address to the police.",
        "The death toll rose from four to five, officials said.",
        "Earlier reports spoke of five dead.",
        "An earlier version of the engine was built in 1931.",
        "But I want to make an important clarification: I am not cured.",
        "The department of corrections said that nobody had escaped.",
        "She should have said no, her brother told the court.",
        "The plane came down because of an error of the pilot.",
    ],
)
def test_it_only_looks_like_a_correction(text: str) -> None:
    assert not is_correction(text)


@given(st.text(alphabet="not as earlier said, 5.:", max_size=400))
def test_any_text(text: str) -> None:
    is_correction(text)


@pytest.mark.parametrize(
    ("told", "label"),
    [
        (
            "The vessel, built by Marnholt Yard for 41 million euros, replaces the diesel ferry Korling of 1987.",
            "corrected",
        ),
        ("A single ticket costs 4.80 euros, 60 cents more than before, and pensioners travel free of charge.", ""),
    ],
)
def test_what_has_the_number_of_a_correction_is_corrected(told: str, label: str) -> None:
    notice = "An article gave the price of the ferry as 41 million euros. In fact it cost 47 million euros. We regret the error."
    later, before = (
        article(day, text, day=day).article for day, text in (("2024-03-16", notice), ("2024-03-14", told))
    )
    quotes = [Quote(stored, 0, len(stored.article.text), 6.0, 6.0) for stored in (before, later)]
    assert [said for _, said in labelled(quotes)] == ["correction", label]


def test_a_story_that_tells_what_others_had_wrong_has_it_right_itself() -> None:
    told = (
        "The captain, Jon Holm, 66, died in the storm. Earlier reports that the captain was 61 were wrong, police said."
    )
    stored = article("2024-03-16", told, day="2024-03-16").article
    end = told.index(".") + 1
    quotes = [Quote(stored, 0, end, 6.0, 6.0), Quote(stored, end + 1, len(told), 5.0, 5.0)]
    assert [said for _, said in labelled(quotes)] == ["correction", ""]


WORK = "Work on the bypass is to begin in March 2028 and to last three years."
VOTE = "The council of Korling voted 8 to 7 on Thursday."
WRONG = (
    "An article on the Korling bypass gave the wrong start of work. Work is to begin in March 2027, not in March 2028."
)


def told_with(notice: str, *texts: str, day: str = "2027-11-07") -> list[tuple[str, str]]:
    """The quotes ``texts`` as they are told where ``notice`` was read as well."""
    quotes = [
        Quote(item.article, 0, len(text), 6.0, 6.0)
        for item, text in ((article(text, text, day="2027-11-05"), text) for text in texts)
    ]
    read = article("notice", notice, day=day).article
    found = notice_of(quotes, [Window(read, 0, len(notice))])
    return [(quote.text, label) for quote, label in labelled(quotes, found)]


def test_a_notice_that_answers_nothing_comes_with_what_it_corrects() -> None:
    assert told_with(WRONG, VOTE, WORK) == [(VOTE, ""), (WRONG, "correction"), (WORK, "corrected")]


def test_a_notice_of_something_else_does_not() -> None:
    assert told_with(WRONG, VOTE) == [(VOTE, "")]
    assert told_with(WRONG, WORK, day="2027-11-01") == [(WORK, "")]  # it was put right before
    assert told_with("Correction: An article on 5 November about the council gave the wrong day.", VOTE) == [(VOTE, "")]
    assert told_with("The council met again, and begins work in March 2027.", WORK) == [(WORK, "")]


def test_a_notice_that_is_an_answer_is_told_as_one() -> None:
    assert told_with(WRONG, WORK, WRONG)[0] == (WRONG, "correction")
