"""Sentences with the words of a claim that do not tell its deed, and sentences that do."""

from __future__ import annotations

import pytest

from bot.answer.choose.stance import stance_of
from bot.answer.cues.told_done import tells_done


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("is ada marr innocent", "“We’re not yet declaring that Ada Marr is innocent,” she said."),
        (
            "did marr win telland in 2021",
            "She rested after she, Marr, was defeated by Jon Holt in the 2021 Telland quarterfinal.",
        ),
        ("did marr become mayor", "Liv Holt beat Ada Marr to become Norrvik's new mayor."),
        (
            "did ada marr win the telland open",
            "Holt is first in the ranking after defeating Ada Marr in the Telland Open final.",
        ),
        (
            "did ada marr win the telland open",
            "Ada Marr had a victory over Jon Holt in the first round of the Telland Open.",
        ),
        ("did marr win the telland open", "Winning her quarterfinal, Marr reached the Telland Open semifinal."),
        (
            "did marr win the telland open",
            "Liv Holt, the Telland Open champion of 2014, was beaten in five sets by Marr.",
        ),
        ("did queen ada die in norrvik", "The last time a monarch died The rite for Queen Ada is held in Norrvik."),
        ("did queen ada die in norrvik", "Queen Ada died at sea, and crowds gathered in Norrvik."),
        ("did holt have cancer", "Holt let a crew film his colonoscopy, as cases of colon cancer are on the rise."),
        ("did marr return the papers", "Marr kept papers she insisted she had returned."),
        ("did marr return the papers", "An aide to Marr said that the papers had been returned."),
        ("did marr cancel all the debt", "Marr cancelled much of the debt."),
        ("is it true that marr cancelled the debt", "Holt's friends were pushing Marr to cancel the debt."),
        ("did marr cancel the debt", "Marr can and should cancel the debt."),
        ("did marr resign", "Marr was at home when Holt resigned."),
        ("did queen ada die at windlow castle", "Queen Ada Windlow died at Norrvik Castle."),
        ("did marr have covid", "We still have a problem with Covid, Marr said."),
        ("did the ferry sail", "The sailing of the old ferry on its long way to Norrvik has been postponed."),
        ("did marr testify", "A judge ordered Marr to testify on Monday."),
        ("did marr testify", "Jon Holt, Marr's lawyer, testified that he met her."),
        ("did marr say she will run again", "Only half of the voters think that Marr should run again."),
        ("did marr win the race", "Marr's friend won the race."),
        ("did venus marr win the race", "Serena Marr won the race."),
    ],
)
def test_words_of_a_claim_do_not_speak_for_it(claim: str, quote: str) -> None:
    assert not tells_done(claim, quote)
    assert stance_of(claim, quote) != "for"


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("did marr become mayor", "Ada Marr beat Liv Holt to become Norrvik's new mayor."),
        ("did marr win the telland open", "Marr won the Telland Open on Sunday."),
        (
            "did marr win the telland open",
            "Marr is the youngest champion after defeating Liv Holt in the Telland Open final.",
        ),
        ("did queen ada die in norrvik", "Queen Ada died peacefully in Norrvik."),
        ("did queen ada die", "The death of Queen Ada was announced on Monday."),
        ("did holt have a colonoscopy", "Holt told of a colonoscopy he underwent last year."),
        ("did holt have cancer", "Holt was diagnosed with colon cancer."),
        ("did marr have covid", "Marr contracted Covid-19 over the summer."),
        ("did marr have covid", "The pills, which Marr took when he had Covid, help."),
        ("did prince jon die in 2021", "The queen was married to Prince Jon for 70 years before he died in 2021."),
        ("did marr win the masters", "It is Marr's first Masters win and her second victory there."),
        ("did ada marr testify", "Ada Marr testified on Monday."),
        ("did marr meet holt", "Marr's meeting with Holt came at a bad time."),
        ("did marr say the mill is safe", "“The mill is safe,” said Marr."),
        ("did queen ada die", "Queen Ada's death was announced on Monday."),
        ("did marr cancel all the debt", "Marr has cancelled all of the debt."),
        ("was marr released", "A judge released Marr on Monday."),
        ("was marr elected", "Holt lost, and Marr was elected."),
        ("did marr resign", "Ada Marr, who lost the vote on Friday, resigned."),
        ("did marr resign", "Holt said that Marr resigned."),
        ("did marr sack holt", "Holt was sacked by Marr."),
        ("did the mill close", "The mill was closed in May."),
        ("will marr win", "Marr is expected to win."),
        ("is it true that marr is guilty", "Marr is guilty, the court said."),
        ("did the harbour move", "The harbour moved in May."),
    ],
)
def test_a_deed_told_as_done(claim: str, quote: str) -> None:
    assert tells_done(claim, quote)


def test_a_plea_is_no_verdict() -> None:
    assert stance_of("is ada marr guilty", "Ada Marr pleaded not guilty on Monday.") == ""
    assert stance_of("did ada marr plead guilty", "Ada Marr pleaded not guilty on Monday.") == "against"


def test_a_dislike_denies_no_deed() -> None:
    assert stance_of("did marr retire", "Marr has never liked the word retirement.") != "against"
