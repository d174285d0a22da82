"""Follow-ups: who is meant, what is left out, and the topic that a search is widened by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.query import Turn
from bot.answer.understand.followup import resolved, speaks_of_known, standalone
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import part_of, understand

MAYOR = "Who is the mayor of Norrvik?"
SHOWN = "The mayor of Norrvik, Liv Aasen, opened the bridge over the Sorn on Monday."


def turn(question: str, shown: str = "") -> tuple[Turn, ...]:
    return (Turn(question, question, shown),)


@pytest.mark.parametrize(
    ("history", "asked", "question"),
    [
        (turn("who is Liv Aasen", "Liv Aasen is a painter from Korling."), "when was she born?", "When was Liv Aasen born?"),
        (turn("Who is Tor Holt?", "Tor Holt is a diver from Norrvik."), "and what did he say about the ferry?", "What did Tor Holt say about the ferry?"),
        (turn("Who is Tor Holt?", "Tor Holt is a diver from Norrvik."), "what is his job?", "What is Tor Holt’s job?"),
        (turn("when did the call end"), "and who requested it?", "Who requested the call?"),
        (turn("Who opened the harbour bridge?"), "what does it cost?", "What does the harbour bridge cost?"),
        (turn("Why was the ferry of Korling late?"), "is its captain to blame?", "Is the ferry’s captain to blame?"),
        (turn("when does korling pier close", "Korling Pier will be closed in May."), "who built it", "Who built Korling Pier"),
        (turn("who shot jon holm", "Jon Holm, 20, was shot on Monday."), "who saw it", "Who saw it"),
        (turn("how far did the ferry have to sail to the island"), "how long did it take", "How long did the ferry take"),
        (turn("how does korling pier see it", "It is fine, says Korling Pier."), "who signed it", "Who signed it"),
        (turn("what do the widows of the dead miners get"), "and the hurt miners", "what do the hurt miners get"),
        (turn("how many hurt miners were there"), "and the dead miners", "how many dead miners were there"),
        ((*turn("where is ada marr", "Ada Marr is in Korling."), *turn("why did holt dislike her", "Bo Holt lost to Marr.")), "who beat her in the race", "Who beat Ada Marr in the race"),
        (turn("Who won the race in Norrvik?"), "and in Korling?", "Who won the race in Korling"),
    ],
)  # fmt: skip
def test_what_is_meant_is_named(history: tuple[Turn, ...], asked: str, question: str) -> None:
    assert resolved(asked, history).question.rstrip("?") == question.rstrip("?")


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("more", "Tell me about the ferry Sorn"),
        ("tell me more about it", "Tell me about the ferry Sorn"),
        ("any update?", "Latest on the ferry Sorn"),
        ("sum it up", "Summary of the ferry Sorn"),
    ],
)
def test_more_is_wanted_of_what_is_talked_about(asked: str, question: str) -> None:
    assert resolved(asked, turn("what happened to the ferry Sorn")).question == question


@pytest.mark.parametrize(
    ("before", "asked", "question"),
    [
        ("who won the race in Norrvik", "by how much", "Who won the race in Norrvik, by how much"),
        ("when did the ferry Sorn sink", "why", "Why did the ferry Sorn sink"),
        ("did Korling join the league", "when?", "When did Korling join the league?"),
        ("how many died there", "and in Korling", "How many died in Korling"),
    ],
)
def test_question_words_alone_ask_of_the_question_before(before: str, asked: str, question: str) -> None:
    assert resolved(asked, turn(before)).question == question


def test_what_found_nothing_begins_no_conversation() -> None:
    broke = Turn(
        "did the dike at Norrvik break", "did the dike at Norrvik break", "The dike at Norrvik broke on Sunday evening."
    )
    silent = Turn("how wide is the hole", "how wide is the hole", "")
    assert speaks_of_known(silent.asked) and not speaks_of_known("how wide is the hole in Korling")
    assert "Norrvik" in resolved("what did they say", (broke, silent)).context


def test_why_somebody_said_it_is_why_they_did_it() -> None:
    assert (
        resolved("did he say why", turn("who is Tor Holt", "Tor Holt is a diver.")).question == "Why did Tor Holt do it"
    )


def test_who_the_answer_names_is_meant_by_the_next_question() -> None:
    assert "Liv Aasen" in resolved("how old is she?", turn(MAYOR, SHOWN)).question


def test_the_topic_of_the_conversation_goes_with_it() -> None:
    standing = resolved("who paid for that?", turn("When did the bridge of Norrvik close?"))
    assert {"bridge", "Norrvik"} <= set(standing.context.split())


def test_a_name_of_its_own_is_not_taken_for_another() -> None:
    asked = "Did Ada Marsh say that she resigns?"
    request = understand(asked, turn(MAYOR, SHOWN), None, lambda words: {})
    assert (request.question, request.following, request.context) == (asked, "", "")


def test_a_follow_up_says_what_it_follows() -> None:
    request = understand("and when was that?", turn(MAYOR, SHOWN), None, lambda words: {})
    assert request.following == MAYOR
    assert request.standing == f"{request.question} ({request.context})"


def test_the_context_of_a_question_before_is_not_shown_again() -> None:
    before = (Turn("and when?", "When? (bridge Norrvik)", SHOWN),)
    request = understand("and why was it late?", before, None, lambda words: {})
    assert (request.following, request.shown) == ("When?", (SHOWN,))


def test_thanks_after_an_answer_lean_on_nothing() -> None:
    request = understand("thanks", turn(MAYOR, SHOWN), None, lambda words: {})
    assert (request.intent, request.following) == (Intent.SMALL_TALK, "")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=100))
def test_any_conversation_is_followed(asked: str, before: str, shown: str) -> None:
    standing = resolved(asked, turn(before, shown))
    assert len(standing.context.split()) <= 8


SAID = (
    Turn("what did the mayor say", "what did the mayor say", "Mayor Liv Aasen said no. Governor Tor Holt said yes."),
)
FINED = (Turn("why was aldis fined", "why was aldis fined", "The court fined Aldis over the leak."),)


@pytest.mark.parametrize(
    ("history", "asked", "question"),
    [
        (SAID, "and the governor?", "What did the governor say?"),
        (SAID, "what about her husband?", "What did Liv Aasen’s husband say?"),
        (FINED, "and norrvik lines?", "Why was norrvik lines fined?"),
        (FINED, "and where?", "Where was aldis fined?"),
        (FINED, "and in korling?", "In korling? (aldis fined)"),
    ],
)
def test_the_question_before_is_asked_of_another(history: tuple[Turn, ...], asked: str, question: str) -> None:
    assert standalone(asked, history).casefold() == question.casefold()


@pytest.mark.parametrize(
    ("history", "asked", "question"),
    [
        (SAID, "no i meant the governor", "What did the governor say"),
        (SAID, "sorry, i mean the judge, what did he say", "What did the judge say (mayor)"),
        (SAID, "no i meant the other one", "What did Tor Holt say"),
        (FINED, "not aldis, norrvik lines", "Why was norrvik lines fined"),
        (FINED, "no i meant holt, is he fined", "Is holt fined"),
    ],
)
def test_whoever_is_corrected_is_asked_about(history: tuple[Turn, ...], asked: str, question: str) -> None:
    assert standalone(asked, history).casefold() == question.casefold()


def test_who_said_that_asks_of_what_was_shown() -> None:
    assert standalone("who said that?", SAID) == f"Who said {SAID[0].shown}"


@pytest.mark.parametrize("asked", ["how much", "by how much", "and where"])
def test_one_question_after_another_is_no_two(asked: str) -> None:
    assert understand(asked, FINED, None, lambda words: {}).intent is Intent.FACT


def test_a_part_of_several_questions_is_one() -> None:
    request = understand("why was aldis fined, how much", (), None, lambda words: {})
    assert request.intent is Intent.SEVERAL
    assert part_of(request, 1, FINED, None).intent is Intent.FACT


@pytest.mark.parametrize(
    ("asked", "context"),
    [
        ("what did the appeals court do after", "toll"),
        ("how did the union vote in response?", "toll"),
        ("who is the ferry named after", ""),
        ("what did the divers look after", ""),
    ],
)
def test_what_came_after_leans_on_what_was_asked_before(asked: str, context: str) -> None:
    found = understand(asked, turn("what did the judge say of the toll in korling"), None, lambda words: {})
    assert (context in found.context) if context else not found.context
