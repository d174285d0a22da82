from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.tuning.text import terms, typed, untokenised, without

TEXTS = st.text("xy ,.(", max_size=40)


def test_terms_are_what_tells_of_the_matter() -> None:
    assert terms("Who opened the bridges?") == {"opened", "bridge"}


@pytest.mark.parametrize("seed", range(8))
def test_a_typed_question_has_the_same_words(seed: int) -> None:
    assert typed("Who opened it? ", Random(seed)).lower().rstrip("?") == "who opened it"


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_what_is_cut_out_takes_no_other_words_along(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    left = without(text, start, end)
    assert len(left) <= len(text) - (end - start)
    assert [letter for letter in left if letter in "xy("] == [
        letter for letter in text[:start] + text[end:] if letter in "xy("
    ]


def test_the_preposition_before_an_answer_goes_with_it() -> None:
    text = "It was opened in the harbour, on Friday."
    assert without(text, text.index("harbour"), text.index(",")) == "It was opened, on Friday."


def test_words_set_apart_are_joined() -> None:
    assert (
        untokenised("the nfl 's rules -lrb- 24 - 10 -rrb- , it is n't said .")
        == "the nfl's rules (24-10), it isn't said."
    )
