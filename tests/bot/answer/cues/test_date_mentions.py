"""Dates in every form that news give them, and what they mean in an article of a given day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.date_mentions import DateMention, long_day, made_absolute, mentions, periods, resolve
from index.calendar_names import MONTHS, WEEKDAYS

DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))
PUBLISHED = st.dates(date(1990, 1, 1), date(2090, 12, 31))
THURSDAY = date(2021, 12, 30)


def forms(day: date) -> list[str]:
    month = MONTHS[day.month - 1].capitalize()
    short = month if len(month) <= 4 else f"{month[:3]}."
    weekday = WEEKDAYS[day.weekday()].capitalize()
    return [
        day.isoformat(),
        long_day(day),
        f"{day.day} {month} {day.year}",
        f"{day.day}th of {month}, {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday} the {day.day} {month} {day.year}",
    ]


def only(text: str) -> DateMention:
    (mention,) = mentions(text)
    return mention


@given(DAYS)
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    for form in forms(day):
        text = f"They met on {form} in Geneva."
        mention = only(text)
        assert (mention.absolute, text[mention.start : mention.end]) == (day, form)
        assert resolve(mention, text, None) == day


@given(DAYS)
def test_a_month_with_its_year_is_no_day(day: date) -> None:
    mention = only(f"They met in {MONTHS[day.month - 1].capitalize()} {day.year}.")
    assert (mention.year, mention.month, mention.day, mention.absolute) == (day.year, day.month, None, None)


@given(PUBLISHED, st.integers(0, 6), st.sampled_from(["They met on {}.", "They will meet on {}."]))
def test_a_weekday_is_the_nearest_one_on_its_side_of_publication(published: date, weekday: int, pattern: str) -> None:
    text = pattern.format(WEEKDAYS[weekday].capitalize())
    day = resolve(only(text), text, published)
    assert day is not None
    ahead = (day - published).days
    assert day.weekday() == weekday
    assert 0 <= ahead <= 6 if "will" in text else -6 <= ahead <= 0


@given(PUBLISHED, st.integers(0, 6))
def test_a_weekday_without_a_side_is_told_only_on_the_day_itself(published: date, weekday: int) -> None:
    text = f"{WEEKDAYS[weekday].capitalize()} in Geneva"
    assert resolve(only(text), text, published) == (published if published.weekday() == weekday else None)


@given(PUBLISHED, st.integers(-180, 180))
def test_a_day_without_a_year_is_the_one_nearest_to_publication(published: date, apart: int) -> None:
    day = published + timedelta(days=apart)
    text = f"They met on {MONTHS[day.month - 1].capitalize()} {day.day}."
    assert resolve(only(text), text, published) == day


@given(PUBLISHED)
def test_nearby_days_count_from_publication(published: date) -> None:
    for word, shift in (("today", 0), ("Tonight", 0), ("yesterday", -1), ("tomorrow", 1)):
        assert resolve(only(word), word, published) == published + timedelta(days=shift)
        assert resolve(only(word), word, None) is None


@given(PUBLISHED, st.integers(0, 6))
def test_a_claim_s_weekday_becomes_the_day_that_its_quote_means(published: date, weekday: int) -> None:
    name = WEEKDAYS[weekday].capitalize()
    quote = f"They met on {name} in Geneva."
    day = resolve(only(quote), quote, published)
    assert day is not None
    assert made_absolute(f"Both met on {name}.", [(quote, published)]) == f"Both met on {long_day(day)}."
    assert made_absolute(f"Both met on {long_day(day)}.", [(quote, published)]) == f"Both met on {long_day(day)}."
    assert made_absolute(f"Both met on {name}.", [(quote, None)]) == f"Both met on {name}."


def test_what_quotes_do_not_settle_stays() -> None:
    quotes = [("They met on Monday.", THURSDAY), ("They met on Monday.", THURSDAY + timedelta(days=30))]
    assert made_absolute("They met on Monday.", [*quotes]) == "They met on Monday."
    assert made_absolute("Monday’s call was long.", quotes[:1]) == "Monday’s (27 December 2021) call was long."
    assert made_absolute("Today’s call was long.", [("Today they met.", THURSDAY)]) == (
        "Today’s (Thursday 30 December 2021) call was long."
    )


@pytest.mark.parametrize(
    "text", ["2021-13-45", "they may 2021", "2,021 troops", "$2021.50", "2021%", "41 Dec.", "12021", "a Mondayish mood"]
)
def test_what_is_no_day(text: str) -> None:
    assert [mention for mention in mentions(text) if mention.absolute or mention.day or mention.weekday] == []


def test_a_day_that_no_calendar_has_means_nothing() -> None:
    for text in ("February 30, 2021", "Feb. 30"):
        assert resolve(only(text), text, THURSDAY) is None


@given(PUBLISHED)
def test_months_and_years_beside_that_of_publication(published: date) -> None:
    before = published.replace(day=1) - timedelta(days=1)
    assert periods("last month", published) == {(before.year, before.month), (before.year, None)}
    assert periods("This year and next year", published) == {(published.year, None), (published.year + 1, None)}
    assert periods("last month", None) == set()
