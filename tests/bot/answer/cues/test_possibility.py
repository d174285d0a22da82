"""Deeds that did not come about."""

from __future__ import annotations

import pytest

from bot.answer.cues.possibility import is_turned_down


@pytest.mark.parametrize(
    ("question", "text", "turned_down"),
    [
        ("marr contract amount", "Marr bet on himself, rejecting a deal worth $213 million.", True),
        ("how much did marr sign for", "Marr turned down 200 million before the season.", True),
        ("marr contract amount", "Marr agreed to a contract of $360 million.", False),
        ("how much did marr reject", "Marr, rejecting a deal worth $213 million, left.", False),
        ("what was the offer for the contract", "Marr turned it down: 200 million.", False),
        ("how many people left", "Some 200 refused to leave.", False),
    ],
)
def test_an_offer_that_is_turned_down_is_no_bargain(question: str, text: str, turned_down: bool) -> None:
    assert is_turned_down(question, text) is turned_down
