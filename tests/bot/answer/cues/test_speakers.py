"""Speakers who are asked for by what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.speakers import role_of
from bot.answer.cues.speeches import speeches
from tests.support.search import article


def words_of(speaker: str, *paragraphs: str) -> list[str]:
    stored = article("a", "\n\n".join(paragraphs)).article
    return [speech.window.text for speech in speeches(stored, speaker)]


@pytest.mark.parametrize("speaker", ["liv aasen", "aaron judge", "stephen king", "bank of korling", "mayor aasen", ""])
def test_a_name_is_no_role(speaker: str) -> None:
    assert role_of(speaker) is None


@pytest.mark.parametrize(
    ("speaker", "text", "names"),
    [
        (
            "the holt family lawyer",
            "Liv Aasen, an attorney for Holt’s family, spoke. Tor Dahl, a lawyer, left.",
            ("Aasen",),
        ),
        (
            "korling shooters dad",
            "“We are shaken,” the father, Jon Dahl, said in Korling. The shooter was named. The suspect’s father, Tor Aasen Jr., spoke.",
            ("Aasen Jr",),
        ),
        ("mayor of korling", "Korling Mayor Liv Aasen spoke. Korling resident Tor Dahl left.", ("Aasen",)),
        ("korling mayor", "On Monday, Mayor Liv Aasen spoke in Korling.", ("Aasen",)),
        ("bank chair", "After the bank met on Monday, Chairman Jon Aasen spoke.", ("Aasen",)),
        ("the museum's chief", "“It holds,” said Museum Administrator Liv Aasen.", ("Aasen",)),
        ("aldis boss", "Aldis chief executive Liv Aasen spoke.", ("Aasen",)),
        ("the ministry's spokesman", "The ministry’s spokeswoman, Liv Aasen, spoke.", ("Aasen",)),
        ("university provost", "Korling University Provost Liv Aasen spoke.", ("Aasen",)),
        (
            "foreign minister of norrvik",
            "Norrvik’s Prime Minister Tor Dahl and Foreign Minister Liv Aasen spoke.",
            ("Aasen",),
        ),
        ("foreign minister of norrvik", "Norrvik’s Prime Minister Tor Dahl spoke.", ()),
        ("experts", "Liv Aasen, professor of tides at Korling, and economist Tor Dahl spoke.", ("Aasen", "Dahl")),
        ("aldis bank economist", "“It cools,” said Liv Aasen, Aldis Bank’s chief economist.", ("Aasen",)),
        ("doctors", "Dr. Liv Aasen spoke. Tor Dahl, a baker, left.", ("Aasen",)),
    ],
)
def test_who_has_the_role_is_told_by_the_article(speaker: str, text: str, names: tuple[str, ...]) -> None:
    role = role_of(speaker)
    assert role is not None
    assert role.names_in(text) == names


def test_who_was_introduced_by_a_role_speaks_by_name() -> None:
    introduced = "Liv Aasen, a lawyer for the Holt family, came to court on Monday."
    spoken = "“He was asleep when they came,” Aasen said."
    other = "“He was not,” said Tor Dahl, a lawyer for the city."
    assert words_of("the holt family's lawyer", introduced, other, spoken) == [spoken]


def test_a_place_in_a_role_does_not_speak() -> None:
    said = "“We have no water,” Korling resident Tor Dahl said."
    assert words_of("the mayor of korling", "Korling Mayor Liv Aasen came.", said) == []


def test_a_role_alone_speaks_where_its_owner_is_named() -> None:
    mine = "“It will be rebuilt,” the Norrvik harbour’s owner said."
    yours = "“It will not,” the owner said."
    assert words_of("owner of the norrvik harbour", mine, "It rained all day in Korling.", yours) == [mine]


@pytest.mark.parametrize(
    "text",
    [
        "“We will appeal,” an Aldis spokeswoman said.",
        "Liv Aasen, a spokesperson for Aldis, said that it would appeal.",
        "It will appeal, a spokesman for its owner, Aldis, said in a statement.",
        "Aldis will not sail. “We will appeal,” the company said.",
        "The Aldis Group attacked the ruling, saying “it is a disgrace to the port”.",
    ],
)
def test_a_body_speaks_by_those_who_speak_for_it(text: str) -> None:
    assert words_of("aldis", text) == [text]


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("aldis", "A person who worked at Aldis told reporters that it was late."),
        ("the seal fund", "Seals are found in the north, according to the World Harbour Fund."),
        ("aasen", "Holt attacked Aasen, saying that she was late."),
        ("liv aasen", "What Liv Aasen said of the bridge"),
        ("aldis", "“It will not sail,” the company said. Aldis sails on."),
    ],
)
def test_words_of_others_are_not_a_body_s(speaker: str, text: str) -> None:
    assert words_of(speaker, text) == []


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_speaker_is_read(speaker: str, text: str) -> None:
    role = role_of(speaker)
    if role:
        assert isinstance(role.names_in(text), tuple)
    stored = article("a", text or "x").article
    assert all(0 < speech.sure <= 1 for speech in speeches(stored, speaker))
