"""The aspects under which an event is told."""

from __future__ import annotations

import pytest

from bot.answer.cues.aspects import aspects_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 40 people were killed.", {"(toll)"}),
        ("The captain was arrested in Korling.", {"(law)"}),
        ("The mayor resigned.", {"(office)"}),
        ("It was the worst storm; it was fueled by a warm sea.", {"(rank)", "(cause)"}),
        ("The ferry is expected to sail in May.", {"(next)"}),
        ("Herring swim past Norrvik.", set()),
    ],
)
def test_words_tell_what_is_told_of_an_event(text: str, expected: set[str]) -> None:
    assert aspects_of(text) == expected


def test_a_text_without_end_is_read_at_once() -> None:
    assert aspects_of("40 " * 5_000) == set()
