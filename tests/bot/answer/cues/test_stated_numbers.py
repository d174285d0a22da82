"""Numbers have the same value however they are written, and no other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.stated_numbers import numbers

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = (("billion", 10**9), ("million", 10**6), ("thousand", 1000))


def in_words(number: int, joint: str = " ") -> str:
    """``number``, below a thousand billions, as it is said; ``joint`` stands between hundreds and the rest."""
    for name, scale in SCALES:
        if number >= scale:
            rest = f" {in_words(number % scale, joint)}" if number % scale else ""
            return f"{in_words(number // scale, joint)} {name}{rest}"
    if number >= 100:
        rest = f"{joint}{in_words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(0, 10**12 - 1), st.sampled_from([" ", " and "]))
def test_a_number_is_the_same_in_digits_and_in_words(number: int, joint: str) -> None:
    for written in (str(number), f"{number:,}", in_words(number, joint), in_words(number, joint).capitalize()):
        assert numbers(f"They counted {written} boats.") == {number}


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.sampled_from(SCALES))
def test_a_scale_multiplies_what_stands_before_it(whole: int, part: int, scale: tuple[str, int]) -> None:
    assert numbers(f"about {whole}.{part} {scale[0]}") == {Decimal(f"{whole}.{part}") * scale[1]}


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_every_number_of_a_list_is_found(values: list[int]) -> None:
    assert numbers(", ".join(map(str, values))) == set(values)
    assert numbers("; ".join(map(in_words, values))) == set(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rose 0.5 percent", ["0.5"]),
        ("rose .5 percent", ["0.5"]),
        ("in Jan.5 copies", ["5"]),
        ("costs $5m", ["5000000"]),
        ("costs £1.5mn or €20k", ["1500000", "20000"]),
        ("$3bn and 2.1bn people", ["3000000000", "2100000000"]),
        ("a 5m wall", ["5"]),
        ("two dozen of a thousand", ["24", "1000"]),
        ("5-10 minutes, the 12th time", ["5", "10", "12"]),
        ("at 3:35 p.m.", ["3", "35"]),
        ("an idea of everyone", []),
        ("one hundred and one and two", ["101", "2"]),
    ],
)
def test_what_news_write(text: str, values: list[str]) -> None:
    assert numbers(text) == {Decimal(value) for value in values}


def test_a_raised_digit_is_no_number() -> None:
    assert numbers("a field of 40 m² and x³") == {Decimal(40)}
