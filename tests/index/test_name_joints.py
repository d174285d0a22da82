"""Names typed without their hyphens and apostrophes, or with others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.name_joints import article_parted, is_pair, joined_as, number_parted, pairs_in
from index.search.terms import FUNCTION_WORDS


def written(*texts: str):  # type: ignore[no-untyped-def]
    """A corpus of ``texts``, of which all hold the two words."""
    return lambda first, second: list(texts)


@pytest.mark.parametrize(
    ("question", "pairs"),
    [
        ("who is jean luc moreau", ["jean luc", "luc moreau"]),
        ("what did o'dalaigh say", ["o'dalaigh"]),
        ("what did d souza ask for", ["d souza"]),
        ("the al-sayed refund", ["al-sayed", "sayed refund"]),
        ("who's in it", []),
        ("don't they pay", []),
        ("a covid-era rule of 2022", ["covid-era"]),
    ],
)
def test_words_side_by_side_may_be_a_name(question: str, pairs: list[str]) -> None:
    telling_nothing = FUNCTION_WORDS | {"say", "ask", "pay", "rule"}
    assert pairs_in(question, telling_nothing) == pairs


@pytest.mark.parametrize(
    ("typed", "text", "name"),
    [
        ("jean luc", "They met Jean-Luc Moreau.", "Jean-Luc"),
        ("marie curie", "They met Ana Marie-Curie.", "Marie-Curie"),
        ("o rourke", "Then O’Rourke left.", "O’Rourke"),
        ("al sayed", "Fatima al-Sayed left.", "al-Sayed"),
        ("o cathain", "Seán Ó Catháin left.", "Ó Catháin"),
        ("jean luc", "They met Jean Luc Moreau.", ""),
        ("norland sudland", "Then Norland-Sudland talks failed.", ""),
        ("norland sudland", "New Norland-Sudland Talks fail. Norland left.", ""),
        ("covid era", "Some Covid-era rules.", ""),
        ("d rather", "They'd rather go.", ""),
        ("jean luc", "They met Jean, Luc and Moreau.", ""),
        ("bra-nilsen", "Then Brå-Nilsen left.", "Brå-Nilsen"),
        ("krizova bell", "The baker Zuzana Křížová-Bell left. Then Křížová-Bell came back.", "Křížová-Bell"),
        ("covid-era", "Some Covid-era rules.", ""),
    ],
)
def test_a_name_is_read_as_the_corpus_joins_it(typed: str, text: str, name: str) -> None:
    assert joined_as(typed, written(text)) == name


def test_a_name_that_is_joined_in_one_text_alone_stays_as_it_is_typed() -> None:
    assert joined_as("jean luc", written("They met Jean-Luc Moreau.", "They met Jean Luc Moreau.")) == ""


@pytest.mark.parametrize(
    ("typed", "text", "name"),
    [
        ("orourke", "Then O'Rourke left.", "O'Rourke"),
        ("alqaeda", "It was al Qaeda.", "al Qaeda"),
        ("oDalaigh", "Then Ó Dálaigh left.", "Ó Dálaigh"),
        ("alone", "The al one.", ""),
        ("rourke", "Then O'Rourke left.", ""),
    ],
)
def test_an_article_is_parted_from_its_name(typed: str, text: str, name: str) -> None:
    assert article_parted(typed, written(text)) == name


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_whatever_is_typed_a_suggestion_stands_in_a_text(question: str, texts: list[str]) -> None:
    for pair in pairs_in(question, frozenset()):
        assert is_pair(pair)
        name = joined_as(pair, written(*texts))
        assert not name or any(name in text for text in texts)
    name = article_parted(question, written(*texts))
    assert not name or any(name in text for text in texts)


def test_letters_and_digits_are_parted_as_the_corpus_parts_them() -> None:
    def together(first: str, second: str) -> list[str]:
        return ["The I-95 is shut, and COVID 19 is not over."]

    assert number_parted("i95", together) == "I-95"
    assert number_parted("covid19", together) == "COVID 19"
    assert number_parted("i94", together) == number_parted("i", together) == ""
