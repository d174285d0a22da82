"""The check of words over sentences that say what their quotes say, and over such as do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.proof.contradiction import contradict
from bot.answer.proof.support import Proof, WordCheck, check
from tests.bot.answer.proof.claim_sets import cases

DEVELOPED = ("developed", "held_out", "later")
FREE = ("later", "unseen")
"""Written freely, by those who had not read the rules."""
UNSEEN = "unseen"
"""Written before the rules were read, and not looked at in development."""


def found(name: str, faithful: bool) -> list[WordCheck]:
    return [check(case.text, [case.proof]) for case in cases(name) if case.faithful is faithful]


def share(findings: list[WordCheck], wanted: Callable[[WordCheck], object]) -> float:
    return sum(bool(wanted(item)) for item in findings) / len(findings)


def alone(item: WordCheck) -> bool:
    """Shown as a sentence without a judge."""
    return item == WordCheck()


@pytest.mark.parametrize("name", [*DEVELOPED, UNSEEN])
def test_words_alone_let_few_wrong_sentences_through(name: str) -> None:
    assert share(found(name, faithful=False), alone) <= 0.10


@pytest.mark.parametrize("name", [*DEVELOPED, UNSEEN])
def test_words_refuse_hardly_any_right_sentence_and_object_to_few(name: str) -> None:
    right = found(name, faithful=True)
    assert share(right, lambda item: item.refused) <= 0.05
    assert share(right, lambda item: item.objection) <= (0.3 if name in FREE else 0.06)


@pytest.mark.parametrize("name", ["developed", "held_out"])
def test_right_sentences_close_to_their_quotes_need_no_judge(name: str) -> None:
    assert share(found(name, faithful=True), alone) >= 0.5


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Lena Park beat Ann Oster.", "Lena Park beat Ann Oster on Sunday, as expected."),
        (
            "The fund lent the town 3 million and the port 2 million.",
            "The fund lent the town 3 million and the port 2 million.",
        ),
    ],
)
def test_who_did_what_to_whom_and_two_numbers_need_a_judge(claim: str, quote: str) -> None:
    finding = check(claim, [Proof(quote)])
    assert (finding.refused, finding.objection, finding.doubts) == ("", "", ())
    assert bool(finding.delicate) is (claim != quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Rents averaged C$2,780.", "Rents averaged 2,780 Canadian dollars."),
        ("The 31-year-old driver was fined.", "The driver, 31, was fined."),
        ("Fares fell by 20 percent.", "Fares fell by a fifth."),
        ("The board rejected the plan.", "The board voted down the plan."),
        ("The port has not been sold.", "The port has yet to be sold."),
        ("The pound fell to $1.69.", "Sterling fell to $1.69."),
        ("The fund lost half a million dollars.", "The fund lost $500,000."),
        ("The fund lost $500 million.", "The fund lost half a billion dollars."),
        ("Voters in Gambia went to the polls.", "Gambian voters went to the polls."),
    ],
)
def test_the_same_in_other_words_meets_no_objection(claim: str, quote: str) -> None:
    finding = check(claim, [Proof(quote)])
    assert (finding.refused, finding.objection) == ("", "")


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Rents averaged A$2,780.", "Rents averaged 2,780 Canadian dollars."),
        ("The 41-year-old driver was fined.", "The driver, 31, was fined."),
        ("Fares fell by 25 percent.", "Fares fell by a fifth."),
    ],
)
def test_another_value_is_refused(claim: str, quote: str) -> None:
    assert check(claim, [Proof(quote)]).refused


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
        ("The strike began on Monday.", "The strike ended on Friday.", False),
        ("Ann Lee won the race.", "Bo Tran came third in the race.", False),
        ("The bank cut rates.", "The bank did not cut rates.", True),
    ],
)
def test_accounts_differ_in_a_value_or_a_negation_of_the_same_thing(one: str, two: str, differ: bool) -> None:
    assert contradict(one, two) is differ
