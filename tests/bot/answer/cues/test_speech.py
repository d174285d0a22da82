"""Who says what, who somebody is, and on which side of a claim a quote stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answers import Stance
from bot.answer.choose.stance import retells, stance_of, tells_of_record
from bot.answer.cues.possibility import only_possible
from bot.answer.cues.speech import introduces, last_name

AASEN = "Liv Aasen"


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
        ("nine sailors were rescued", "Six sailors were rescued.", ""),
        ("nine sailors were rescued", "9 sailors were rescued at dawn.", "for"),
        ("nine sailors were rescued", "Six sailors were rescued, not nine.", "against"),
        ("six sailors were rescued", "Six sailors were rescued, not nine.", "for"),
        ("the mill closed in 1988", "The mill closed in 1991.", ""),
        ("the mill closed in 1988", "The mill closed in 1988.", "for"),
        (
            "the dam cost 12 million",
            "Our chart put the price at 12 million. In fact the dam cost 15 million.",
            "against",
        ),
        ("the dam cost 15 million", "Our chart put the price at 12 million. In fact the dam cost 15 million.", "for"),
        ("the miners got 7.5 percent", "The miners had asked for 7.5 percent.", ""),
        ("the miners got 7.5 percent", "The miners received 7.5 percent.", "for"),
        ("the mill was sold to Denmark", "The mill was to be sold to Denmark.", ""),
        ("the mill was sold to Denmark", "The mill will be sold to Denmark.", ""),
        ("the mill was sold to Denmark", "The mill was sold to Denmark in spring.", "for"),
        ("the poet died in Rome", "The poet was born in Rome.", ""),
        ("the poet died in Rome", "The poet is known to have died in Rome.", "for"),
        ("the poet died in Rome", "The poet was the first to die in Rome.", "for"),
        ("the poet died in Rome", "The poet was born in Rome and left when her brother died at sea.", ""),
        ("the poet died in Rome", "The poet died in Rome.", "for"),
        ("there was a wolf in the park", "The wolf that walkers reported in the park was a husky.", ""),
        ("the tunnel is safe", "Is the tunnel safe? Probably yes, the engineers say, but it has not been tested.", ""),
        ("the mayor resigned", "The mayor, who denied fraud, resigned.", ""),
        ("the mayor resigned", "The mayor not only resigned but left the town.", "for"),
    ],
)
def test_the_side_of_a_quote(claim: str, quote: str, stance: Stance) -> None:
    assert stance_of(claim, quote) == stance


@pytest.mark.parametrize(
    ("quote", "is_possible"),
    [
        ("The council wants the mayor to resign.", True),
        ("If the mayor does not resign, the council will vote.", True),
        ("Calls for her resignation grew; the mayor should resign, they say.", True),
        ("The mayor refused to resign.", False),
        ("The mayor went to prison, and the mayor has resigned.", False),
        ("The mayor resigned on Monday.", False),
        ("They wanted the mayor to resign, and so she resigned.", False),
        ("It rained.", False),
    ],
)
def test_what_might_be_done_is_not_done(quote: str, is_possible: bool) -> None:
    assert only_possible("the mayor resigned", quote) is is_possible


def test_what_is_said_to_come_need_not_be_done() -> None:
    assert not only_possible("the mill will close in May", "The mill will close in May.")


@pytest.mark.parametrize(
    ("quote", "is_retold"),
    [
        ("“The ferry was sunk by pirates,” the post reads.", True),
        ("“The ferry was sunk by pirates,” reads the tweet.", True),
        ("A photo purportedly shows the pirates.", True),
        ("The post is false: no pirates were near the ferry.", False),
        ("The ferry sank in a storm.", False),
    ],
)
def test_a_claim_that_is_only_retold(quote: str, is_retold: bool) -> None:
    assert retells(quote) is is_retold


def test_a_record_is_told_in_many_ways() -> None:
    assert tells_of_record("Sandvik had never won the cup", "Sandvik won its first cup.")
    assert not tells_of_record("Sandvik won the cup", "Sandvik won its first cup.")
    assert not tells_of_record("Sandvik had never won the cup", "Sandvik lost.")
