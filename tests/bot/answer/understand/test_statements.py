"""What news say in other words than those who ask."""

from __future__ import annotations

import pytest

from bot.answer.understand.statements import as_events


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("did anyone die in the flood", "were there any deaths in the flood"),
        ("was anybody hurt?", "were there any injuries?"),
        ("has anyone been arrested over the fire", "were there any arrests over the fire"),
        ("were any people seriously injured in it", "were there any injuries in it"),
        ("is anyone still missing after the quake", "were there any missing people after the quake"),
        ("did anyone win", "did anyone win"),
        ("is Ada Marr dead", "did Ada Marr die"),
        ("Ada Marr is really dead", "Ada Marr died"),
        ("is anyone dead after the quake", "were there any deaths after the quake"),
        ("is the deal dead in the water", "is the deal dead in the water"),
        ("did Ada Marr die in the flood", "did Ada Marr die in the flood"),
    ],
)
def test_what_happened_to_anybody_is_an_event(asked: str, meant: str) -> None:
    assert as_events(asked) == meant
