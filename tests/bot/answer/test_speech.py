"""Who says what, who somebody is, and on which side of a claim a quote stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answers import Stance
from bot.answer.speech import attributes_to, introduces, last_name
from bot.answer.stance import stance_of

AASEN = "Liv Aasen"


@pytest.mark.parametrize(
    "text",
    [
        "“We will rebuild the bridge,” Aasen said.",
        "Aasen told reporters that the bridge would be rebuilt.",
        "“We will rebuild it,” said Liv Aasen, the mayor.",
        "Aasen, the mayor of Norrvik, said that it would be rebuilt.",
        "According to Aasen, the bridge will be rebuilt.",
        "Mayor Liv Aasen warned that the dam might burst.",
    ],
)
def test_words_beside_the_speaker_s_name_are_the_speaker_s(text: str) -> None:
    assert attributes_to(text, AASEN) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "“We will rebuild the bridge,” Tor Holt said.",
        "Holt told reporters that the bridge would be rebuilt.",
        "The union warned that the dam might burst.",
        "According to the police, nobody was hurt.",
        "It rained in the hills.",
    ],
)
def test_words_of_others_are_never_the_speaker_s(text: str) -> None:
    assert attributes_to(text, AASEN) <= 0.0


@pytest.mark.parametrize(
    "text",
    [
        "“Aasen should resign over the bridge,” said the union’s chair, Tor Holt.",
        "Tor Holt said the bridge was Aasen’s idea.",
        "Tor Holt, a diver, told the court that he had never met Aasen.",
        "“The bridge is a disgrace,” Holt wrote to Aasen.",
        "Holt said that Aasen had known of the leak.",
    ],
)
def test_words_about_the_speaker_are_not_the_speaker_s(text: str) -> None:
    assert attributes_to(text, AASEN) < 1.0


def test_he_said_takes_up_the_speaker_of_the_paragraph_before() -> None:
    before = "Aasen told the council that the bridge would be rebuilt."
    assert attributes_to("“It will take a year,” she said.", AASEN, before) == 0.8
    assert attributes_to("“It will take a year,” she told the council on Monday.", AASEN, before) == 0.8


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("“It will take a year,” he said.", "Tor Holt told the council that the bridge would be rebuilt."),
        ("“It will take a year,” he said.", "Tor Holt told Aasen that the bridge would be rebuilt."),
        (
            "“It will take a year,” Holt said. “She agrees,” he said.",
            "Aasen told the council that it would be rebuilt.",
        ),
        ("He said it would take a year.", "Aasen told the council that the bridge would be rebuilt."),
        ("“It will take a year,” he said.", ""),
    ],
)
def test_he_said_takes_up_nobody_else(text: str, before: str) -> None:
    assert attributes_to(text, AASEN, before) <= 0.0


def test_a_speaker_is_called_by_the_last_name() -> None:
    assert last_name("Liv Aasen’s") == "Aasen"
    assert last_name("the president") == "the president"


@pytest.mark.parametrize(
    "text",
    [
        "Liv Aasen, the mayor of Norrvik, opened the bridge.",
        "Liv Aasen is a painter from Korling.",
        "The bridge was opened by Mayor Liv Aasen on Monday.",
        "Liv Aasen, 52, a former diver, won the vote.",
        "The former harbour master Liv Aasen won the vote.",
    ],
)
def test_a_role_introduces(text: str) -> None:
    assert introduces(text, AASEN) >= 0.9


@pytest.mark.parametrize("text", ["Aasen left.", "It rained.", "They met Aasen on Monday.", "“Yes,” she said."])
def test_a_bare_name_or_none_does_not(text: str) -> None:
    assert introduces(text, AASEN) <= 0.2


@given(st.text(max_size=120), st.text(max_size=30))
def test_any_text_is_judged(text: str, name: str) -> None:
    assert -0.5 <= attributes_to(text, name) <= 1.0
    assert -1.0 <= introduces(text, name) <= 1.0
    assert stance_of(name, text) in ("", "for", "against")


@pytest.mark.parametrize(
    ("claim", "quote", "stance"),
    [
        ("the mayor resigned over the bridge", "The mayor resigned over the bridge on Monday.", "for"),
        ("the mayor resigned over the bridge", "The mayor has not resigned over the bridge.", "against"),
        ("the mayor resigned over the bridge", "The mayor denied that she would go.", "against"),
        ("the ferry was sunk by pirates", "There is no evidence that pirates were near the ferry.", "against"),
        ("the ferry was sunk by pirates", "OUR RATING: False.", "against"),
        ("the dam did not burst", "The dam burst at night.", "against"),
        ("the dam did not burst", "The dam never burst, the council said.", "for"),
        ("the dam burst", "It rained in the hills.", ""),
        ("the mayor resigned", "", ""),
        ("", "The mayor resigned.", ""),
    ],
)
def test_the_side_of_a_quote(claim: str, quote: str, stance: Stance) -> None:
    assert stance_of(claim, quote) == stance
