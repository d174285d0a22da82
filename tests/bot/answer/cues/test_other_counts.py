"""Counts of a part, or of a rule, where the count of all is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.other_counts import counts_by_rule, counts_part


@pytest.mark.parametrize(
    ("question", "text", "is_part"),
    [
        ("how many bikes did they steal", "On one night they stole 26 bikes, police said.", True),
        ("how many bikes did they steal", "They took 10 in a single night, Rolfsen said, and 12 in one hour.", True),
        ("how many people visit the tower", "It can take 400 people at a time.", True),
        ("how many bikes did they steal", "They stole 470 bikes, and on one night 26 of them.", False),
        ("how many bikes did they steal in one night", "On one night they stole 26 bikes.", False),
        ("how many bikes did they steal", "On one night they came back.", False),
        ("when did they steal the bikes", "On one night they stole 26 bikes.", False),
    ],
)
def test_the_count_of_a_part_is_not_the_count_of_all(question: str, text: str, is_part: bool) -> None:
    assert counts_part(question, text) == is_part


@pytest.mark.parametrize(
    ("question", "text", "is_rule"),
    [
        ("how many dogs does Holm have", "Owners should not keep more than 4 dogs, the city says.", True),
        ("how many dogs does Holm have", "Under the guidelines nobody keeps over four dogs.", True),
        ("how many dogs does Holm have", "Holm keeps 11 dogs, where owners should not have more than 4.", False),
        ("how many dogs should an owner have", "Owners should not keep more than 4 dogs.", False),
        ("how many dogs are allowed", "Owners are limited to 4 dogs.", False),
        ("how many dogs does Holm have", "Owners should not keep dogs.", False),
    ],
)
def test_what_a_rule_wants_is_not_what_there_is(question: str, text: str, is_rule: bool) -> None:
    assert counts_by_rule(question, text) == is_rule


@given(st.text(), st.text())
def test_anything_can_be_asked_of_anything(question: str, text: str) -> None:
    assert counts_part(question, text) in (True, False)
    assert counts_by_rule(question, text) in (True, False)
