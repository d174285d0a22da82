"""Questions in the words of the texts that may answer them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.synonyms import in_words_of


@pytest.mark.parametrize(
    ("text", "question", "own"),
    [
        ("The club was acquired by Ada Marsh.", "who bought the club?", "who acquired the club?"),
        ("Holm's jersey went for 90 crowns.", "how much was holms shirt", "how much was holms jersey"),
        ("Norrvik defeated Korling.", "who knocked out korling", "who defeated korling"),
        ("Norrvik knocked out Korling.", "who beat korling", "who knocked out korling"),
        ("Marsh bought the club, which was acquired in May.", "who bought the club", "who bought the club"),
        ("The club was sold.", "who bought the club", "who bought the club"),
        ("", "who bought the club", "who bought the club"),
    ],
)
def test_words_for_the_same_stand_for_each_other(text: str, question: str, own: str) -> None:
    assert in_words_of(text, question) == own


@given(st.text(max_size=60))
def test_a_text_has_its_own_words(text: str) -> None:
    assert in_words_of(text, text) == text
