"""How much a sentence of the news tells."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.cues.telling import (
    deeds,
    expects,
    is_of_picture,
    leads_in,
    leans,
    names_only_long_past,
    share_of_headline,
    tells_many,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The captain was arrested and charged on Monday.", 2),
        ("The ferry sank; the captain was arrested, charged, convicted and sentenced.", 3),
        ("The bay is calm in the mornings.", 0),
        ("Votedge is the name of a company.", 0),
    ],
)
def test_deeds_that_are_told_are_counted(text: str, count: int) -> None:
    assert deeds(text) == count


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("The council is widely expected to sell the ferry.", True),
        ("The trial will be held in May.", True),
        ("The council sold the ferry.", False),
    ],
)
def test_what_is_to_come_is_told_from_what_is_done(text: str, is_so: bool) -> None:
    assert expects(text) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Here's what to know about the ferry.", True),
        ("Who will pay for it? The council does not say.", True),
        ("The council paid for the ferry.", False),
    ],
)
def test_words_that_lead_in_are_known(text: str, is_so: bool) -> None:
    assert leads_in(text) is is_so


def test_words_under_a_picture_are_known() -> None:
    assert is_of_picture("Hide Caption 3 of 9 Photos: The ferry in the bay")
    assert not is_of_picture("He took a photo in the bay.")


def test_years_long_past_are_background() -> None:
    published = date(2022, 9, 1)
    assert names_only_long_past("She won the cup in 1999.", published)
    assert not names_only_long_past("She won the cup in 1999 and in 2022.", published)
    assert not names_only_long_past("She won the cup.", published)
    assert not names_only_long_past("She won the cup in 1999.", None)


def test_what_has_the_words_of_the_headline_tells_what_is_new() -> None:
    headline = "Captain of the ferry Aldis sentenced"
    assert share_of_headline(headline, "A court sentenced the captain of the ferry Aldis to two years.") == 1
    assert share_of_headline(headline, "The weather was calm.") == 0
    assert share_of_headline("Ferry", "The ferry sank.") == 0.25


def test_a_sentence_that_leans_on_one_before_it_is_known() -> None:
    assert leans("He was arrested on Monday.")
    assert leans("The decision was welcomed.")
    assert not leans("The captain was arrested on Monday.")


@pytest.mark.parametrize(
    ("headline", "is_so"),
    [
        ("Ferry fire, school strike, herring prices, chess: Daily", True),
        ("5 things to know for August 23", True),
        ("Captain of the ferry Aldis sentenced", False),
    ],
)
def test_pages_of_several_stories_are_known_by_their_headlines(headline: str, is_so: bool) -> None:
    assert tells_many(headline) is is_so
