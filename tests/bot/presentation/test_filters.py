"""Options as people write them become filters, or one clear sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.filters import FilterError, make_filters, parse_day
from index.days import day_number, day_of_number
from index.types import Filters

KNOWN = ["The Morning Post", "Radio One", ""]
DAY = date(2021, 12, 30)


def test_outlets_are_spelled_as_they_are_known() -> None:
    filters = make_filters(["radio one", " RADIO ONE", "The Morning Post"], date(2021, 12, 1), DAY, KNOWN)
    assert filters == Filters(("Radio One", "The Morning Post"), 20211201, 20211230)
    assert make_filters((), None, None, KNOWN) == Filters()


def test_what_cannot_be_used_is_one_sentence() -> None:
    with pytest.raises(FilterError, match="2021-12-30, is after the last, 2021-12-29; swap them"):
        make_filters((), DAY, DAY - timedelta(1), KNOWN)
    with pytest.raises(FilterError, match="from the outlet “Radio Two”; there are some from: Radio One, The Morning"):
        make_filters(["Radio Two"], None, None, KNOWN)


@pytest.mark.parametrize(
    "text", ["yesterday", "2021-13-01", "2021-02-29", "30/12/2021", "2021-1-1", "", "20211230", "２０２１-12-30"]
)
def test_not_a_day(text: str) -> None:
    with pytest.raises(FilterError, match="is not a day; write it like 2021-12-30"):
        parse_day(text)


def test_a_sentence_repeats_little_of_what_was_written() -> None:
    with pytest.raises(FilterError, match=rf"^“{'9' * 60}…” is not a day"):
        parse_day("9" * 5000)
    with pytest.raises(FilterError, match=f"“{'x' * 60}…”; there are some from: {'O' * 60}…, Post."):
        make_filters(["x" * 5000], None, None, ["Post", "O" * 300])


@given(st.dates())
def test_days_and_their_numbers(day: date) -> None:
    assert parse_day(f" {day.isoformat()} ") == day
    assert day_of_number(day_number(day)) == day


@given(st.dates(), st.dates())
def test_numbers_are_in_the_order_of_the_days(one: date, other: date) -> None:
    assert (day_number(one) < day_number(other)) == (one < other)


@given(st.text(max_size=12))
def test_anything_else_is_refused(text: str) -> None:
    try:
        assert parse_day(text).isoformat() == text.strip()
    except FilterError as error:
        assert text.strip() in str(error)
