"""The sides of a comparison in full."""

from __future__ import annotations

import pytest

from bot.answer.understand.sides import in_full


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        (("the Norrvik", "Korling fires"), ("the Norrvik fires", "Korling fires")),
        (("the tram fare", "the bus one"), ("the tram fare", "the bus fare")),
        (
            ("holts", "aasens offer in the strike"),
            ("holts offer in the strike", "aasens offer in the strike"),
        ),
        (("new tram plan holt", "aasen"), ("new tram plan holt", "new tram plan aasen")),
        (("port korling gulls", "terns"), ("port korling gulls", "terns")),
        (("the mayor", "the politics of norrvik"), ("the mayor", "the politics of norrvik")),
        (("aasen", "holt"), ("aasen", "holt")),
    ],
)
def test_each_side_has_what_both_mean(typed: tuple[str, str], full: tuple[str, str]) -> None:
    assert in_full(*typed) == full
