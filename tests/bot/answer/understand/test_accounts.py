"""Two accounts of one thing set against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.accounts import accounts
from bot.answer.understand.intents import Intent, read_intent


@pytest.mark.parametrize(
    ("asked", "sides"),
    [
        ("one paper says 40 jobs are lost, another 65, which is right", ("40 jobs are lost", "65 jobs are lost")),
        ("some sites have 3 hurt others have 5 hurt in the crash", ("3 hurt in the crash", "5 hurt in the crash")),
        ("the Herald says 12 cows were hurt and the Post 15, which is it", ("12 cows were hurt", "15 cows were hurt")),
        ("did the tram wait 2 minutes or 8", ("did the tram wait 2 minutes", "did the tram wait 8 minutes")),
        ("was it 3 or 4 goals", ("was it 3 goals", "was it 4 goals")),
        ("where was the captain found, hull or deck? read both", ("where was the captain found hull", "where was the captain found deck")),
    ],
)  # fmt: skip
def test_each_account_stands_alone(asked: str, sides: tuple[str, str]) -> None:
    assert accounts(asked) == sides
    assert read_intent(asked).intent is Intent.COMPARE


@pytest.mark.parametrize(
    "asked",
    ["who won, the red or the blue team", "how many died in the fire in Ohio or Texas", "one man died and another was hurt", "4 or more"],
)  # fmt: skip
def test_other_questions_set_no_accounts_against_each_other(asked: str) -> None:
    assert accounts(asked) is None


@given(st.text(max_size=200))
def test_any_question_is_looked_at(asked: str) -> None:
    found = accounts(asked)
    assert found is None or len(found) == 2
