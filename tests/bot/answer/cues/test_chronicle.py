"""Entries of a chronicle, by the line that begins them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.chronicle import Entry, entry_of

PUBLISHED = date(2022, 1, 20)


@pytest.mark.parametrize(
    ("line", "said", "first"),
    [
        ("June 2019: First crack", "June 2019", date(2019, 6, 1)),
        ("Sept. 3 – Divers sent for", "Sept. 3", date(2021, 9, 3)),
        ("January 8: Bridge shut", "January 8", date(2022, 1, 8)),
        ("Monday, Jan. 10: Ferry hired", "Monday, Jan. 10", date(2022, 1, 10)),
        ("8 July 2021: A vote", "8 July 2021", date(2021, 7, 8)),
        ("March 2, 2012 - The court hears it.", "March 2, 2012", date(2012, 3, 2)),
        ("Aug. 31 around 9 a.m.: A crane falls", "Aug. 31 around 9 a.m.", date(2021, 8, 31)),
        ("Sept. 4, early morning: It is lifted", "Sept. 4, early morning", date(2021, 9, 4)),
        ("1986: The bridge is built", "1986", date(1986, 1, 1)),
        ("2003-04 – Two bids", "2003-04", date(2003, 1, 1)),
    ],
)
def test_when_an_entry_was(line: str, said: str, first: date) -> None:
    assert entry_of(line, PUBLISHED) == Entry(said, first)


@pytest.mark.parametrize(
    "line",
    [
        "On Sept. 3 divers went down.",
        "2,000: that many came",
        "February 31, 2020: a day that was none",
        "March on: the crowd will",
        "10:30 a.m.: the bridge falls",
        "June 2019:",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert entry_of(line, PUBLISHED) is None


def test_without_a_day_of_its_article_a_year_is_wanted() -> None:
    assert entry_of("Sept. 3: Divers", None) is None
    assert entry_of("Sept. 3, 2021: Divers", None) == Entry("Sept. 3, 2021", date(2021, 9, 3))


@given(st.text("JanFebMay 0123456789:-–,."), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_nothing_raises(line: str, published: date) -> None:
    entry = entry_of(line, published)
    assert entry is None or line.startswith(entry.said)
