"""Every regular expression takes time in proportion to its text, whatever the text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from functools import cache

import pytest

from bot.answer.query import LONGEST_QUESTION, QuestionTooLong
from bot.answer.understand.request import understand
from tests.faults.built_patterns import built, sites, uses_of_built
from tests.faults.patterns import Use, attacks, compiled, cost, uses

READ_SHORT = {
    "index.extract.furniture._WHOLE": "lines of up to 700 characters",
    "index.extract.furniture._LIST_HEADING": "lines of up to 60 characters",
}
"""Patterns that never see more, and that more would take long."""
OF_QUESTIONS = "bot.answer.understand."
"""Modules that read a question: one line, at most ``LONGEST_QUESTION`` characters."""

PATTERNS = compiled("index", "bot") | uses_of_built()
LINEAR = [
    where for where in PATTERNS if not where.startswith(OF_QUESTIONS) and where.partition("#")[0] not in READ_SHORT
]
ASKED = [where for where in PATTERNS if where.startswith(OF_QUESTIONS)]
USUAL = ("Who said that the harbour would be closed to ferries until the spring, and why? " * 7)[
    : LONGEST_QUESTION // 2
]
"""Of half the length, a text that takes a time to the third power of it takes an eighth: the bound is lower, too."""
SHORT, LONG = 10_000, 40_000
"""Four times the text takes four times as long where a pattern is linear, sixteen times where it is quadratic: the bound
between the two leaves a busy machine's measurements twofold room on both sides."""


def suspects(use: Use) -> list[int]:
    """The numbers of attacks that take far longer than going through the text once, and ever longer the longer it is."""
    found = []
    sizes = (400, 1_600, 6_400)
    once = {size: cost(lambda size=size: deque(re.finditer("[^x]", "y" * size), maxlen=0)) for size in sizes}  # type: ignore[misc]
    for number, make in enumerate(attacks(use[0])):
        before = 5 * once[sizes[0]]
        for size in sizes:
            spent = cost(lambda size=size, make=make: uses(use, make(size)), 1)  # type: ignore[misc]
            if spent > 3 * once[size] and spent > 8 * before:
                if size != sizes[0] or not is_slow_but_linear(use, make):
                    found.append(number)
                break
            before = spent
    return found


def is_slow_but_linear(use: Use, make: Callable[[int], str]) -> bool:
    """True if four times the text takes no more than four times as long, however long that is, but for what a measurement may err."""
    short, shorter, longer = (
        cost(lambda size=size: uses(use, make(size)), 1)  # type: ignore[misc]
        for size in (400, 1_600, 6_400)
    )
    return shorter < 4.5 * short and longer < 4.5 * shorter


@pytest.mark.parametrize("where", LINEAR)
def test_a_pattern_is_linear(where: str) -> None:
    use = PATTERNS[where]
    makers = list(attacks(use[0]))
    for number in suspects(use):
        make = makers[number]
        assert grows(use, make, 1_000, 4_000, most=40), f"{make(40)!r}: far from linear"
        assert grows(use, make, SHORT, LONG, most=8), f"{make(40)!r}: not linear"


def grows(use: Use, make: Callable[[int], str], short: int, long: int, *, most: float) -> bool:
    """True if the longer text takes at most ``most`` times as long; measured anew where it seems not to."""
    shorter, longer = make(short), make(long)
    return any(cost(lambda: uses(use, longer), n) < most * cost(lambda: uses(use, shorter), n) for n in (1, 2, 5))


@pytest.mark.parametrize("where", ASKED)
def test_a_question_of_the_worst_kind_is_read(where: str) -> None:
    for make in attacks(PATTERNS[where][0]):
        assert reading(make(len(USUAL))) < 250 * reading(USUAL), repr(make(40))


@cache
def reading(question: str) -> float:
    """Processor seconds that it takes to understand a question; patterns have many attacks in common."""

    def read() -> object:
        return understand(question, (), None, lambda _: {})

    first = cost(read, 1)
    return first if first < 0.1 else min(first, cost(read, 1))  # what is loaded at its first use is not the pattern's


def test_a_question_that_is_too_long_is_refused_before_a_pattern_reads_it() -> None:
    with pytest.raises(QuestionTooLong, match=r"40,000 characters"):
        understand("a" * 40_000, (), None, lambda _: {})


def test_every_function_that_builds_a_pattern_has_an_example() -> None:
    assert sites().keys() - built().keys() == set()


@pytest.mark.parametrize("quadratic", [r"\s+x", r"<meta [^>]*x"])
def test_a_pattern_that_is_not_linear_is_found(quadratic: str) -> None:
    use = re.compile(quadratic), frozenset({"search"})
    makers = list(attacks(use[0]))
    tries = range(3)  # where others work beside it, a measurement may err
    assert any(not grows(use, makers[number], 500, 1_500, most=6) for _ in tries for number in suspects(use))
