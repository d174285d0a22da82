"""Whose deed a sentence tells."""

from __future__ import annotations

import pytest

from bot.answer.answerer import Answerer
from bot.answer.cues.subjects import deed_asked, names_asked
from bot.answer.query import Query
from tests.support.search import Indifferent, StubSearch, article

TEXTS = [
    "On Monday, Watson was suspended for six games.",
    "The judge told Deshaun Watson that the league would suspend him.",
    "It is said that Ada Marr may sue.",
    "She met Ada Marr, who resigned in May.",
]


def test_names_are_told_by_how_the_news_write_them() -> None:
    assert names_asked("how long is deshaun watson suspended", TEXTS) == {"deshaun", "watson"}
    assert names_asked("when did the judge resign", TEXTS) == frozenset()
    assert names_asked("did ada marr resign in may", TEXTS) == {"ada", "marr"}


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("how long is deshaun watson suspended", "suspend"),
        ("when did ada marr resign", "resign"),
        ("is watson off the breathing tube", "breath"),
        ("is watson still suspended", "suspend"),
        ("who suspended watson", "suspend"),
        ("when did the judge speak", None),
        ("watson suspension length", None),
    ],
)
def test_the_deed(question: str, deed: str | None) -> None:
    found = deed_asked(question, names_asked(question, TEXTS))
    assert (found.deed if found else None) == deed


def test_a_name_behind_the_deed_is_not_whose_it_is() -> None:
    asked = deed_asked("how many did ada kill in norland", frozenset({"ada", "norland"}))
    assert asked is not None
    assert asked.is_anothers("Egil crossed the coast in May, killing 90 people in Norland.")
    assert not asked.is_anothers("Ada crossed the coast in May, killing 90 people in Norland.")


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Marr announced that she resigned on Tuesday.", False),
        ("She resigned on Tuesday.", False),
        ("The mayor resigned on Tuesday.", False),
        ("Ada Marr abruptly resigned on Tuesday.", False),
        ("Jon Holm resigned on Tuesday.", True),
        ("Marr made a U-turn and Holm then resigned.", True),
        ("The league suspended Jon Holm for two years, and he resigned.", True),
        ("Holm resigned in May. Marr has resigned as well.", False),
        ("Nothing is known.", False),
        ("Holm left for Sandvik in May, resigning from the board.", True),
        ("Marr left for Sandvik in May, resigning from the board.", False),
    ],
)
def test_somebody_elses_deed(text: str, anothers: bool) -> None:
    asked = deed_asked("when did ada marr resign", frozenset({"ada", "marr"}))
    assert asked is not None
    assert asked.is_anothers(text) is anothers


def told(question: str, *texts: tuple[str, float]) -> list[str]:
    items = [article(f"a{place}", text, logit=logit) for place, (text, logit) in enumerate(texts)]
    answerer = Answerer(StubSearch(items), Indifferent())
    outcome = answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome
    return [item.quote.text for item in outcome.chosen]


def test_what_somebody_else_did_falls_behind() -> None:
    own = "The judge said that Watson was suspended for six games."
    other = "The league suspended the pitcher Trevor Bauer for two years."
    assert told("how long is watson suspended", (other, 8.0), (own, 7.0))[0] == own


def test_what_stands_beside_an_answer_is_of_the_same() -> None:
    own = "In Abra at least five people died in the quake."
    other = "The quake in Java left 268 people dead."
    assert told("how many people died in the abra quake", (own, 9.0), (other, 4.0)) == [own]
    assert len(told("how many people died in the quake", (own, 9.0), (other, 6.5))) == 2


def test_what_the_same_article_tells_beside_an_answer_is_of_the_same() -> None:
    own = "In Abra at least five people died in the quake."
    between = "Roads were blocked by trees and stones, and the first lorries came on foot of the hills only after a long night of two storms."
    more = "Seven others were pulled out of a hotel whose roof had come down on the beds of its guests."
    assert told("how many people died in the abra quake", (f"{own}\n\n{between}\n\n{more}", 9.0)) == [own, more]


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Ada Marr gave 90 crowns to the choir.", True),
        ("Ada Marr was given 90 crowns by Jon Holm.", False),
        ("Jon Holm gave Ada Marr 90 crowns.", False),
        ("Police say who gave in the Ada Marr case.", False),
    ],
)
def test_those_to_whom_it_was_done_did_not_do_it(text: str, anothers: bool) -> None:
    asked = deed_asked("who gave ada marr the money", frozenset({"ada", "marr"}))
    assert asked is not None
    assert asked.is_anothers(text) is anothers


def test_a_noun_is_nobodys_deed() -> None:
    asked = deed_asked("who attacked ada marr", frozenset({"ada", "marr"}))
    assert asked is not None
    assert not asked.is_anothers("Police name the suspect in the Ada Marr attack.")
    assert asked.is_anothers("Ada Marr attacked the plan.")


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Ada Marr beat Jon Holm on Tuesday.", False),
        ("On Tuesday, Ada Marr had beaten Jon Holm.", False),
        ("Marr was beaten by Jon Holm on Tuesday.", True),
        ("On Tuesday, Jon Holm beat Ada Marr.", True),
        ("Police expect Ada Marr to beat everybody.", False),
    ],
)
def test_whom_somebody_did_it_to_is_not_who_did_it(text: str, anothers: bool) -> None:
    asked = deed_asked("who did ada marr beat", frozenset({"ada", "marr"}))
    assert asked is not None
    assert asked.is_anothers(text) is anothers


@pytest.mark.parametrize(
    ("question", "text", "anothers"),
    [
        ("who is ada marr suing", "Ada Marr was sued by Jon Holm.", True),
        ("who is ada marr suing", "Ada Marr is suing Jon Holm.", False),
        ("who was ada marr beaten by", "Marr was beaten by Jon Holm.", False),
        ("when did ada marr get arrested", "Marr was arrested on Tuesday.", False),
        ("when was ada marr arrested", "Marr was arrested on Tuesday.", False),
        ("how much has ada marr paid", "Marr was paid 90 crowns.", True),
    ],
)
def test_what_was_done_to_somebody_is_not_what_they_did(question: str, text: str, anothers: bool) -> None:
    asked = deed_asked(question, frozenset({"ada", "marr"}))
    assert asked is not None
    assert asked.is_anothers(text) is anothers


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Ada Marr, playing her last cup, opened with a 6-3, 6-3 victory over Liv Aasen.", True),
        ("Marr pulled away to beat Liv Aasen in two sets.", True),
        ("Liv Aasen was beaten by Ada Marr.", True),
        ("Liv Aasen beat Ada Marr on Friday.", False),
        ("Marr was beaten by Liv Aasen.", False),
        ("Ada Marr lost to Liv Aasen after beating Eva Lund.", False),
        ("Aasen had a narrow win over Marr.", False),
    ],
)
def test_whom_somebody_beat_did_not_beat_them(text: str, anothers: bool) -> None:
    question = "who beat ada marr in the cup"
    asked = deed_asked(question, names_asked(question, [*TEXTS, "The cup went from Ada Marr to another."]))
    assert asked is not None
    assert asked.is_anothers(text) is anothers


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Ada Marr's only sister, Liv Aasen, died in 2002.", True),
        ("Her husband, Jon, whom she married in 1953, died after an illness.", True),
        ("Ada Marr, the last head of the Korling Union, died on Tuesday.", False),
        ("The last head of the union, Ada Marr, died on Tuesday.", False),
    ],
)
def test_a_relatives_deed_is_anothers(text: str, anothers: bool) -> None:
    question = "when did ada marr die"
    asked = deed_asked(question, names_asked(question, TEXTS))
    assert asked is not None
    assert asked.is_anothers(text) is anothers


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("Aasen signed a contract for six million.", True),
        ("She signed a contract for six million.", False),
        ("Officials signed a contract for six million.", False),
        ("Korling signed Marr for six million.", False),
    ],
)
def test_a_name_may_begin_a_sentence(text: str, anothers: bool) -> None:
    question = "how much did marr sign for"
    asked = deed_asked(question, names_asked(question, TEXTS))
    assert asked is not None
    assert asked.is_anothers(text) is anothers
