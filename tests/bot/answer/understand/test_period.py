"""The time that a question speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.period import Period, period_of

ASKED_ON = date(2023, 4, 12)  # a Wednesday


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("what happened today", (2023, 4, 12), (2023, 4, 12)),
        ("what happened yesterday in norrvik", (2023, 4, 11), (2023, 4, 11)),
        ("who won last night", (2023, 4, 11), (2023, 4, 11)),
        ("what opens tomorrow", (2023, 4, 13), (2023, 4, 13)),
        ("who resigned this week", (2023, 4, 10), (2023, 4, 16)),
        ("who resigned last week", (2023, 4, 3), (2023, 4, 9)),
        ("what happened last weekend", (2023, 4, 8), (2023, 4, 9)),
        ("what sank last month", (2023, 3, 1), (2023, 3, 31)),
        ("what sank this year", (2023, 1, 1), (2023, 12, 31)),
        ("who won last year", (2022, 1, 1), (2022, 12, 31)),
        ("what did she say on 11 April 2023", (2023, 4, 11), (2023, 4, 11)),
        ("what did she say on April 11, 2023?", (2023, 4, 11), (2023, 4, 11)),
        ("floods in February 2022", (2022, 2, 1), (2022, 2, 28)),
        ("who was mayor in 2019", (2019, 1, 1), (2019, 12, 31)),
        ("what happened in the last 3 days", (2023, 4, 9), (2023, 4, 12)),
        ("strikes over the past two weeks", None, None),
        ("the dam from 2019 to its end", (2019, 1, 1), (2023, 4, 12)),
        ("what happened last friday", (2023, 4, 7), (2023, 4, 7)),
        ("what opens next friday", (2023, 4, 14), (2023, 4, 14)),
        ("what happened in December", (2022, 12, 1), (2022, 12, 31)),
        ("how many jobs were lost in july 22", (2022, 7, 1), (2022, 7, 31)),
        ("how many jobs were lost in july '21", (2021, 7, 1), (2021, 7, 31)),
        ("who sank in march 3-4", (2023, 3, 3), (2023, 3, 3)),
        ("what happened on july 22", (2022, 7, 22), (2022, 7, 22)),
        ("who sank the ferry", None, None),
        ("who may sing in the march", None, None),
    ],
)
def test_the_period(question: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None) -> None:
    expected = Period(date(*first), date(*last)) if first and last else None
    assert period_of(question, ASKED_ON) == expected


def test_relative_times_need_a_day_to_be_meant_from() -> None:
    assert period_of("who won last week", None) is None
    assert period_of("who won in 2022", None) == Period(date(2022, 1, 1), date(2022, 12, 31))


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_period_begins_before_it_ends(question: str, asked_on: date) -> None:
    period = period_of(question, asked_on)
    assert period is None or period.first <= period.last


@given(
    st.sampled_from("this last past next coming".split()),
    st.sampled_from("week weekend month year monday tuesday wednesday thursday friday saturday sunday".split()),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_every_step_is_on_its_side_of_the_day(step: str, unit: str, day: date) -> None:
    period = period_of(f"what happened {step} {unit}", day)
    assert period is not None
    if step in ("last", "past"):
        assert period.last < day
    if step in ("next", "coming"):
        assert period.first > day
    assert period.distance(period.first) == period.distance(period.last) == 0


@pytest.mark.parametrize(
    ("question", "is_edition"),
    [
        ("latest on marr and the april 3 subpoena", True),
        ("what did the April 3 vote decide", True),
        ("what happened on april 3 in korling", False),
        ("the april 3 news", False),
        ("the friday fire", False),
        ("korling mills revenue 2022", False),
        ("korling cup 2022", True),
        ("who won the 2022 korling cup", True),
    ],
)
def test_a_day_may_be_a_part_of_a_name(question: str, is_edition: bool) -> None:
    found = period_of(question, date(2023, 4, 25))
    assert found is not None
    assert found.is_edition == is_edition
