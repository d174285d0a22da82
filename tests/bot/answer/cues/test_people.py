"""Whom a text names, and whom "he" or "she" means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.people import is_of_namesakes, people
from bot.answer.query import Turn
from bot.answer.understand.pronouns import meant_by

RACE = Turn(
    "who won the race in korling",
    "who won the race in korling",
    "KORLING - Ada Marsh of the Harbour Party won the race in Korling on Sunday. Her rival, Jonas Teel of the Green List, came second.",
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("On Tuesday a court in Norrvik acquitted the former harbour master Rolf Teel. Judge Ine Moss said so.", ["Rolf Teel", "Ine Moss"]),
        ("Captain Ada Marsh, 49, steers the Korling Star. Marsh said that the pier was hard.", ["Ada Marsh"]),
        ("House Majority Leader Jon Teel spoke with Sen. J.D. Marsh and Mr. Brun.", ["Jon Teel", "J.D. Marsh", "Brun"]),
        ("In Korling the Sound Bridge was closed by the Marine Board, said Luis de la Cruz.", ["Luis de la Cruz"]),
        ("Norrvik FK beat KORLING; the Harbour Post has the score.", []),
        ("Queen Margit II opened it.", ["Margit"]),
        ("Teel escaped from the prison, where he had stabbed Ada Marsh.", ["Teel", "Ada Marsh"]),
        ("The U.S. said so, and the U.S. left.", []),
        ("Divers raised it. Rain delayed the rain dance. Police was late.", []),
    ],
)  # fmt: skip
def test_people_are_told_from_places_and_bodies(text: str, named: list[str]) -> None:
    assert [person.name for person in people(text)] == named


def test_who_answers_the_question_is_meant() -> None:
    assert meant_by("she", (RACE,)) == "Ada Marsh"


def test_he_and_she_of_a_conversation_are_two() -> None:
    beaten = Turn("who did she beat", "Who did Ada Marsh beat (won race korling)", RACE.shown)
    lost = Turn("why did he lose", "Why did Jonas Teel lose (won race korling)", "Teel blamed the weather.")
    assert meant_by("he", (RACE, beaten)) == "Jonas Teel"
    assert meant_by("her", (RACE, beaten, lost)) == "Ada Marsh"


def test_who_is_asked_about_in_small_letters_is_meant() -> None:
    asked = Turn("was teel acquitted", "was teel acquitted", "A court acquitted Rolf Teel. Judge Ine Moss said so.")
    assert meant_by("he", (asked,)) == "Rolf Teel"


def test_who_is_asked_about_in_small_letters_is_meant_before_another_whom_the_answer_names() -> None:
    asked = Turn(
        "how many prizes does marsh have", "how many prizes does marsh have", "That is one more than Rolf Teel won."
    )
    assert meant_by("she", (asked,)) == "marsh"


def test_whom_the_quotes_call_she_is_not_he() -> None:
    told = Turn("who sank", "who sank", "Ada Marsh sank. She was 40.\nRolf Teel swam.")
    assert meant_by("he", (told,)) != "Ada Marsh"


@pytest.mark.parametrize(
    ("name", "is_another"),
    [
        ("Mona Marsh", True),
        ("Saba Marsh", False),
        ("ada marsh", False),
        ("Adam Marsh", False),
        ("Marsh", False),
        ("Rolf Teel", False),
        ("", False),
    ],
)
def test_namesakes_are_told_by_their_first_names(name: str, is_another: bool) -> None:
    assert is_of_namesakes("Special Envoy Ada Marsh sank the boat. Marsh was 40. Teel swam.", name) is is_another


def test_nobody_is_meant_where_nobody_is_named() -> None:
    assert meant_by("he", (Turn("when did it open", "when did it open", "It opened in Norrvik on Monday."),)) == ""


@given(st.text(max_size=200))
def test_whoever_is_named_stands_in_the_text(text: str) -> None:
    assert all(person.name in text for person in people(text))
