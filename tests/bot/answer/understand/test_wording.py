"""Questions as they are typed, and as they would be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.wording import worded


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("norrvik strike ends when", "when norrvik strike ends"),
        ("the ferry song, how long?", "how long the ferry song"),
        ("lighthouse built what year", "what year lighthouse built"),
        ("when is the ferry gonna sail", "when is the ferry going to sail"),
        ("hes leaving when", "when he is leaving"),
        ("when does the strike end", "when does the strike end"),
        ("do they know when", "do they know when"),
        ("the mayor arrested for what", "for what the mayor arrested"),
        ("arrested for how long", "arrested for how long"),
        ("norrvik strike", "norrvik strike"),
        ("when", "when"),
        ("where did they find the captain in the end?", "where did they find the captain"),
        ("who sang in the end", "who sang in the end"),
        ("whats the name of the guy who won the lottery", "who won the lottery"),
        ("who is the person that shot the mayor", "who shot the mayor"),
        ("who is the man that the police arrested", "who is the man that the police arrested"),
        ("what is the name of the ship that sank", "what is the name of the ship that sank"),
        ("is the pm going to norrvik", "is the prime minister going to norrvik"),
        ("what did the PM say at 5 pm", "what did the prime minister say at 5 pm"),
    ],
)
def test_the_words_that_ask_come_first(typed: str, asked: str) -> None:
    assert worded(typed) == asked


@given(st.text(max_size=80))
def test_any_text_stays_a_text_of_its_words(text: str) -> None:
    assert worded(text) or not text
