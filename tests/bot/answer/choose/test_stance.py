"""Sides of quotes that are easily taken for the wrong ones: denials of something else, deeds not done, exchanged and others' names."""

from __future__ import annotations

import pytest

from bot.answer.answers import Stance
from bot.answer.choose.stance import stance_of, tells_deed
from bot.answer.cues.exchanged import direction, tells_of_two
from bot.answer.cues.possibility import leaves_undecided, only_possible
from bot.answer.cues.subjects import names_another

REPEATED = "Garland told the senators on Monday that Mueller, 78, had asked Barr twice for 3 of the 14 letters."


@pytest.mark.parametrize(
    ("claim", "stance"),
    [
        (REPEATED, "for"),
        (REPEATED.lower(), "for"),
        ("Mueller told the senators on Monday that Garland, 78, had asked Barr twice for 3 of the 14 letters.", ""),
        ("garland told the senators on monday that barr, 78, had asked mueller twice for 3 of the 14 letters", ""),
        ("Garland told the senators on Monday that Mueller, 78, had asked Barr twice for 14 of the 3 letters.", ""),
        ("Garland told the senators that Mueller had asked Barr twice for 3 of the 14 letters.", "for"),
    ],
)
def test_a_sentence_whose_names_change_places_is_no_support(claim: str, stance: Stance) -> None:
    assert stance_of(claim, REPEATED) == stance


def test_names_that_are_joined_may_change_places() -> None:
    quote = "The prize went on Friday to Ruiz and Lind for their work on bridges over the fjord."
    assert (
        stance_of("The prize went on Friday to Lind and Ruiz for their work on bridges over the fjord.", quote) == "for"
    )


@pytest.mark.parametrize(
    ("claim", "quote", "stance"),
    [
        ("did holt beat marr in the final", "Marr, 19, defeated Holt in the final on Sunday.", "against"),
        ("did holt beat marr", "Marr was beaten by Holt.", "for"),
        ("did holt beat marr", "Holt was beaten by Marr.", "against"),
        ("did the mayor quit", "The mayor resigned on Monday.", "for"),
        ("did the mayor resign", "The mayor has said she would not step down.", "against"),
        ("did the mayor resign", "The mayor refused to resign.", "against"),
        ("did the mayor resign", "Holt has not urged the mayor to resign.", ""),
        ("did the mayor resign", "Holt declined to comment on the mayor.", ""),
        ("did the mayor resign", "Nobody in the council wanted the mayor to resign.", "against"),
        ("will the mayor host the gala", "The mayor was asked to host the gala, which she refused.", "against"),
        ("did the mayor win", "It is not the first time that the mayor won.", "for"),
        ("is the mayor leading the list", "The mayor is No. 1 and leads the list.", "for"),
        ("did anyone claim the prize", "The prize is still unclaimed.", "against"),
        ("did anyone claim the prize", "No one has come forward to claim it, the lottery says.", "against"),
        ("has the ferry sailed", "The ferry has yet to sail.", "against"),
        ("did marr win the korling open", "Marr moved one win away from the Korling Open title.", ""),
        ("has marr been convicted", "Marr's conviction has always been unlikely.", "against"),
        ("did the dockers strike", "A deal averted the strike of the dockers.", "against"),
        ("is the mayor still on the council", "The mayor left the council in May.", "against"),
        ("is the mayor staying on", "The mayor sidestepped a question about whether she is staying on.", ""),
        ("is the mayor staying on", "If the mayor were to attempt to stay on, the council would vote.", ""),
    ],
)
def test_the_side_is_that_of_the_deed(claim: str, quote: str, stance: Stance) -> None:
    assert stance_of(claim, quote) == stance


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Holt beat Marr.", "same"),
        ("Marr was beaten by Holt.", "same"),
        ("Marr beat Holt.", "exchanged"),
        ("Marr won her first title, defeating Liv Holt.", "exchanged"),
        ("Marr beat Aasen.", ""),
        ("", ""),
    ],
)
def test_the_direction_of_a_deed(quote: str, expected: str) -> None:
    assert direction("holt beat marr", quote) == expected


def test_a_claim_of_two_names() -> None:
    assert tells_of_two("holt beat marr in the final", frozenset({"holt", "marr"}))
    assert not tells_of_two("holt beat the record", frozenset({"holt"}))


def test_another_of_the_name() -> None:
    names = frozenset({"open", "marr"})
    assert names_another("did marr play the telland open", "Marr was deported before the Norrvik Open.", names)
    assert not names_another("did marr play the telland open", "Marr missed the Telland Open.", names)
    assert not names_another("did marr play the telland open", "She could not travel to the open.", names)


def test_what_is_to_come_may_still_depend_on_something() -> None:
    assert only_possible("the mill will close in May", "If the mill closes in May, 40 people lose their jobs.")
    assert leaves_undecided("is the mill closing", "The owners are considering closing it.")
    assert not leaves_undecided(
        "is the mill closing", "The mill is closing, the owners said when asked whether it pays."
    )


@pytest.mark.parametrize(
    ("claim", "quote", "stance"),
    [
        ("the mayor vetoed the harbour bill", "The mayor signed the harbour bill on Monday.", "against"),
        ("the judge turned down the mayor's request", "The judge has granted the mayor's request.", "against"),
        ("the judge turned down the mayor's request", "The judge is inclined to grant the mayor's request.", ""),
        ("did the mayor resign", "Holt, who has not met Mayor Marr, spoke of the mayor.", ""),
        ("did the mayor resign", "She said that fishing was wrong.", ""),
        ("did the mayor resign", "The claim is false.", "against"),
        ("did the mayor get her seat back", "The mayor survived a vote on her seat.", ""),
        ("was the mayor killed", "The mayor survived the attack.", "against"),
        ("have the mayor's teams won most games", "There are not many teams like the mayor's.", ""),
    ],
)
def test_a_contrary_deed_speaks_against_it(claim: str, quote: str, stance: Stance) -> None:
    assert stance_of(claim, quote) == stance


def test_a_name_is_no_deed() -> None:
    assert not tells_deed("is syed suing the paper", "Syed read the paper.")
    assert tells_deed("has the mayor quit", "The mayor resigned.")
    assert tells_deed("has the mayor won", "The mayor lost.")


@pytest.mark.parametrize(
    ("claim", "quote", "side"),
    [
        ("the mill stopped making paper", "The mill no longer makes paper.", "for"),
        ("the mill stopped making paper", "The mill stopped making paper in May.", "for"),
        ("the mill stopped making paper", "The mill makes paper for 30 towns.", "against"),
        ("the mill stopped making paper", "The mill did not stop making paper.", "against"),
        ("the mill makes paper", "The mill stopped making paper.", "against"),
    ],
)
def test_what_is_stopped_is_done_no_longer(claim: str, quote: str, side: str) -> None:
    assert stance_of(claim, quote) == side
