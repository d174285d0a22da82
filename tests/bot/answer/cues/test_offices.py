"""Who holds an office, told by the words around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.offices import Office, office_asked


@pytest.mark.parametrize(
    ("question", "name", "of"),
    [
        ("who is the mayor of Sandvik?", "mayor", "Sandvik"),
        ("who is holms coach", "coach", "holms"),
        ("whos the ceo of acme right now", "ceo", "acme"),
        ("Who is prime minister?", "prime minister", ""),
        ("who is norway's prime minister", "prime minister", "norway"),
        ("who is the foreign minister of Telland", "foreign minister", "Telland"),
        ("what's the name of the new police chief in Korling?", "police chief", "Korling"),
    ],
)
def test_an_office_is_asked_for(question: str, name: str, of: str) -> None:
    assert office_asked(question) == Office(name, of)


@pytest.mark.parametrize(
    "question",
    [
        "who is Ada Marr",
        "who killed the mayor of Sandvik",
        "who was the mayor's daughter seen with",
        "who leads in the polls",
        "who is running for mayor",
        "who is up for mayor of Sandvik",
        "mayor",
    ],
)
def test_no_office_is_asked_for(question: str) -> None:
    assert office_asked(question) is None


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("The only bridge has gone, mayor Liv Aasen told public radio in Sandvik.", 1.0),
        ("Liv Aasen, the mayor of Sandvik, thanked the army.", 1.0),
        ("Liv Aasen, 52, has been Sandvik mayor since 2019.", 1.0),
        ("Liv Aasen was sworn in on Monday as mayor of Sandvik.", 1.0),
        ("The mayor of Sandvik, Liv Aasen, thanked the army.", 1.0),
        ("Former Sandvik mayor Jon Holm said so.", 0.3),
        ("Ousted Sandvik mayor Liv Aasen has been reinstated.", 1.0),
        ("Jon Holm was named interim mayor of Sandvik.", 0.3),
        ("Jon Holm, who stepped down as mayor of Sandvik in May, said so.", 0.3),
        ("Ada Marr or Liv Aasen will be named as mayor of Sandvik.", 0.0),
        ("Mayor Borys Holm of Korling thanked the army.", 0.0),
        ("The mayor of Sandvik said on Monday that nobody was hurt.", 0.0),
    ],
)
def test_a_holder_is_named(text: str, clear: float) -> None:
    office = office_asked("who is the mayor of Sandvik")
    assert office and office.held(text, "") == clear


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is the prime minister of new zealand", "New Zealand’s prime minister, Ann Lee, spoke."),
        ("who is president of south africa", "President Leo Stark held up a South African flag."),
    ],
)
def test_a_country_of_two_words_is_typed_in_small_letters(question: str, text: str) -> None:
    office = office_asked(question)
    assert office and office.held(text, "") == 1


def test_a_people_is_its_country() -> None:
    office = office_asked("who is the prime minister of italy")
    assert office
    assert office.held("Italian Prime Minister Rosa Conti spoke.", "") == 1
    assert office.held("Japanese Prime Minister Ken Abe spoke.", "Italy is visited") == 0
    assert office.held("Japanese Prime Minister Ken Abe spoke.", "Tokyo") == 0
    british = office_asked("who is the pm of the uk")
    assert british and british.held("Britain's prime minister, Ann Lee, spoke.", "") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Didier Marr, the coach of France, praised Argentina.",
        "Coach Ulla Brink of Brackwater saw Argentina win.",
        "French coach Didier Marr praised Argentina.",
    ],
)
def test_an_office_elsewhere_is_another(text: str) -> None:
    office = office_asked("who is the coach of argentina")
    assert office and office.held(text, "Argentina are champions") == 0
    assert office.held("Argentina coach Leo Stark smiled.", "") == 1
    assert office.held("Leo Stark, the coach of Argentina, smiled.", "") == 1


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read(text: str, headline: str) -> None:
    office = office_asked("who is the head of the museum")
    assert office and 0 <= office.held(text, headline) <= 1
