"""Days that weekdays mean, in articles and in questions: of those that are given nearly all are right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.date_mentions import made_absolute, mentions, resolve
from bot.answer.cues.weekdays import weekday_meant
from bot.answer.understand.period import Period, period_of

FIXTURES = Path(__file__).parents[3] / "fixtures"
PUBLISHED, ASKED_ON = date(2023, 3, 14), date(2023, 4, 12)
LEAST = 0.97


def rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (FIXTURES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            day, _, text = line.partition(" | ")
            yield day, text


def right(pairs: list[tuple[object, object]]) -> float:
    """Of the days that are given, the share that is right."""
    given_ = [(wanted, found) for wanted, found in pairs if found is not None]
    return sum(wanted == found for wanted, found in given_) / len(given_)


def test_of_the_days_that_sentences_mean_nearly_all_are_right() -> None:
    pairs: list[tuple[object, object]] = []
    for day, text in rows("weekdays.txt"):
        mention = next((item for item in mentions(text) if item.weekday is not None), None)
        pairs.append((date(2023, 3, int(day)) if day != "?" else None, mention and resolve(mention, text, PUBLISHED)))
    assert len(pairs) >= 80
    assert right(pairs) >= LEAST, [pair for pair in pairs if pair[1] and pair[0] != pair[1]]
    assert sum(found is not None for _, found in pairs) >= 0.8 * len(pairs)


def test_of_the_days_that_questions_ask_of_nearly_all_are_right() -> None:
    pairs: list[tuple[object, object]] = []
    for days, text in rows("weekday_questions.txt"):
        wanted = None if days == "?" else Period(*(date(2023, 4, int(day)) for day in days.split()))
        pairs.append((wanted, period_of(text, ASKED_ON)))
    assert len(pairs) >= 80
    assert right(pairs) >= LEAST, [pair for pair in pairs if pair[1] and pair[0] != pair[1]]
    assert sum(found is not None for _, found in pairs) >= 0.9 * len(pairs)


def test_a_wrong_date_is_never_added_to_a_right_claim() -> None:
    quote = "Marsh said the meeting on Wednesday would decide the club's future."
    claim = "Marsh said the meeting on Wednesday would decide the club's future."
    assert "Wednesday 15 March 2023" in made_absolute(claim, [(quote, PUBLISHED)])
    open_ = "The trial was scheduled to begin on Thursday."
    assert made_absolute(open_, [(open_, PUBLISHED)]) == open_


@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.integers(0, 6),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.booleans(),
)
def test_a_day_that_is_given_is_that_weekday_and_near(
    before: str, after: str, weekday: int, anchor: date, asking: bool
) -> None:
    text = f"{before} Monday {after}"
    day = weekday_meant(text, len(before) + 1, len(before) + 7, weekday, anchor, asking=asking)
    assert day is None or (day.weekday() == weekday and abs((day - anchor).days) <= 13)
