"""The check of words over sentences that say what their quotes say, and over such as do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.proof.contradiction import contradict
from bot.answer.proof.support import Proof, WordCheck, check
from tests.bot.answer.proof.claim_sets import cases

NAMES = ("developed", "held_out")


def found(name: str, faithful: bool) -> list[WordCheck]:
    return [check(case.text, [case.proof]) for case in cases(name) if case.faithful is faithful]


def share(findings: list[WordCheck], refused: bool) -> float:
    """Of all, those that are refused, or those beyond doubt."""
    wanted = [item for item in findings if (bool(item.refused) if refused else item == WordCheck())]
    return len(wanted) / len(findings)


@pytest.mark.parametrize("name", NAMES)
def test_words_alone_let_few_wrong_sentences_through(name: str) -> None:
    assert share(found(name, faithful=False), refused=False) <= 0.10
    assert share(found(name, faithful=False), refused=True) >= 0.5


@pytest.mark.parametrize("name", NAMES)
def test_right_sentences_reach_a_judge_and_most_need_none(name: str) -> None:
    assert share(found(name, faithful=True), refused=True) <= 0.15
    assert share(found(name, faithful=True), refused=False) >= 0.60


@pytest.mark.parametrize("case", list(cases("developed")), ids=lambda case: case.text[:40])
def test_a_quote_proves_itself(case: object) -> None:
    quote = case.quote  # type: ignore[attr-defined]
    assert check(quote, [Proof(quote)]) == WordCheck()


@given(
    st.text(alphabet="Ab ,.;“”'’-0123 ifnotwho", max_size=200),
    st.text(alphabet="Ab ,.;“”'’-0123 ifnotwho", max_size=200),
)
def test_any_text_is_checked(claim: str, quote: str) -> None:
    check(claim, [Proof(quote)])


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("The fire killed 12 people.", "The fire killed 14 people.", True),
        ("The fire killed 12 people.", "The fire began at noon.", False),
        ("The fire killed 12 people.", "The fire killed 12 people in the harbor.", False),
        ("Liv Holt opened the bridge.", "Ada Marr opened the bridge.", True),
        ("Liv Holt opened the bridge.", "Liv Holt did not open the bridge.", True),
        ("Liv Holt opened the bridge.", "Ada Marr paid for the school.", False),
    ],
)
def test_accounts_differ_in_a_value_or_a_negation_of_the_same_thing(one: str, two: str, differ: bool) -> None:
    assert contradict(one, two) is differ
