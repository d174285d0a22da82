"""Messages as people type them: mentions, channels, emoji, doubled words and politeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.message import tidied, unadorned


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pls can you tell me who led the race??", "who led the race??"),
        ("<@98765432101234567> who won the cup", "who won the cup"),
        ("hey @newsbot any idea how many watched 🤔🤔", "how many watched"),
        ("#general who paid for the roof", "who paid for the roof"),
        ("i want to know who’s the mayor of Norrvik", "who’s the mayor of Norrvik"),
        ("whats the the turnout in Norrvik", "whats the turnout in Norrvik"),
        ("does anyone know if Ada Marsh resigned", "Ada Marsh resigned"),
        ("wondering if the mayor resigned", "the mayor resigned"),
        ("who sank the ferry thx!", "who sank the ferry!"),
        ("anyone know why the bridge closed <:hmm:123456789012345678>", "why the bridge closed"),
        ("what did @adamarsh say about #toll", "what did adamarsh say about toll"),
        ("is it true that that happened", "is it true that that happened"),
        ("how many ppl left b4 the fire", "how many people left before the fire"),
        ("all the news", "all the news"),
        ("do you know about the ferry", "do you know about the ferry"),
        ("#toll", "toll"),
        ("@", "@"),
        ("did he get 2 mil a year", "did he get 2 million a year"),
        ("the $2m deal", "the $2 million deal"),
        ("€50k fine for whom", "€50 thousand fine for whom"),
        ("who won the 10m final and the 5k run", "who won the 10m final and the 5k run"),
        ("whats happening w/ the dam", "whats happening with the dam"),
    ],
)
def test_what_is_no_part_of_the_question_is_left_out(typed: str, meant: str) -> None:
    assert unadorned(tidied(typed)) == meant


@given(st.text(max_size=120))
def test_something_is_always_left(typed: str) -> None:
    assert bool(unadorned(tidied(typed)).strip()) == bool(typed.strip()) or not tidied(typed).strip()
