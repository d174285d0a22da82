"""Whose event or relative is asked about."""

from __future__ import annotations

import pytest

from bot.answer.cues.owners import Owned, owned_asked, tells_of_what_they_own

NAMES = frozenset({"holm", "marr"})


@pytest.mark.parametrize(
    ("question", "owned"),
    [
        ("when is holm's funeral", Owned("holm", "funeral", True)),
        ("when does holms trial start", Owned("holm", "trial", True)),
        ("when is the mayor's funeral", Owned("mayor", "funeral", False)),
        ("how old is ada marr’s late husband", Owned("marr", "husband", True)),
        ("whats the name of the dog", None),
        ("what's it about", None),
        ("when are the mayors sons back", None),
        ("who is holm", None),
    ],
)
def test_what_is_owned(question: str, owned: Owned | None) -> None:
    assert owned_asked(question, NAMES) == owned


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Liv Aasen's funeral is on Monday.", True),
        ("Holm sat alone at Liv Aasen's funeral in May.", True),
        ("Holm's funeral is on Monday.", False),
        ("Jon Holm’s state funeral is on Monday.", False),
        ("He lies in state until his funeral on Monday, weeks after Liv Aasen's funeral.", False),
        ("Liv Aasen's funeral was small, and the funeral on Monday will be large.", False),
        ("The funeral is on Monday. Liv Aasen's funeral was in May.", False),
        ("Nobody was told of the day.", False),
    ],
)
def test_anothers(text: str, anothers: bool) -> None:
    owned = owned_asked("when is holm's funeral", NAMES)
    assert owned is not None
    assert owned.is_anothers(text) is anothers


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Ada Marr's funeral is on Monday.", False),
        ("The mayor sat alone at Liv Aasen's funeral in May.", True),
    ],
)
def test_who_is_called_by_an_office_may_be_named(text: str, anothers: bool) -> None:
    owned = owned_asked("when is the mayor's funeral", NAMES)
    assert owned is not None
    assert owned.is_anothers(text) is anothers


@pytest.mark.parametrize(
    ("statement", "text", "owned"),
    [
        ("was holm convicted", "A jury convicted two of Holm's companies.", True),
        ("was holm convicted", "A jury convicted Holm and one of Holm's companies.", False),
        ("was holm convicted", "Jon Holm's swift conviction surprised Korling.", False),
        ("was holm's company convicted", "A jury convicted Holm's companies.", False),
        ("was the mayor convicted", "A jury convicted the mayor's companies.", False),
    ],
)
def test_what_somebody_owns_is_not_they(statement: str, text: str, owned: bool) -> None:
    assert tells_of_what_they_own(statement, text, NAMES) is owned
