"""Quotes are found where they stand, in whatever type they are set, and nowhere else."""

from __future__ import annotations

import html
import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answer.proof.locate import Location, locate, normalise, words

MARKS = ("\"'`´‘’‚‛“”„‟«»‹›′″", "-‐‑‒–—―−", " \u00a0\u2009\u202f\t\n")
"""Characters of which each stands for any other in its row."""
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
WORDS = st.sampled_from("call Putin’s Biden talks 9 35 100,000 2.5 2021 U.S. year’s-end naïve “yes” D&D".split())
GAPS = st.sampled_from(
    [" ", " ", " ", " — ", "–", "-", "  ", ", ", ". ", "\n\n", " “", "” ", "’ ", "\u00a0", "...", "… "]
)
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12).map(lambda pairs: "".join(a + b for a, b in pairs))
STRAY = st.text(alphabet='ab1 2.,-—“"’…\u00ad\u200b&;#\u0301é\n', max_size=30)


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def same(one: str, other: str) -> bool:
    """True if two texts differ in type alone."""
    plain, wanted = (normalise(text)[0].strip('"-,.;: …') for text in (one, other))
    return plain == wanted


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, str]:
    """A text and a part of it that begins and ends with whole words."""
    text = draw(TEXTS)
    whole = [match.span() for match in re.finditer(r"[\w&]+(?:[.,’]\w+)*", text)]
    first = draw(st.integers(0, len(whole) - 1))
    last = draw(st.integers(first, len(whole) - 1))
    return text, text[whole[first][0] : whole[last][1]]


def reset(quote: str, rng: random.Random) -> str:
    """``quote`` as another hand would set it: other marks, other spaces, characters that are not seen, entities."""

    def other(character: str) -> str:
        row = next((row for row in MARKS if character in row), "")
        changed = rng.choice(row) if row else character
        if character in MARKS[1]:
            return rng.choice(["", " "]) + changed + rng.choice(["", " "])
        if character in MARKS[2]:
            return changed * rng.randint(1, 3)
        return rng.choice(["...", "…"]) if character == "…" else changed + rng.choice(["", "", "", rng.choice(UNSEEN)])

    changed = "".join(map(other, quote))
    if rng.random() < 0.3:
        changed = html.escape(changed)
    before, after = rng.choice([("", ""), ("“", "”"), ("«", "»"), ('"', '."'), ("", "."), ("… ", " …")])
    return before + changed + after


@given(quoted())
def test_what_stands_in_the_text_is_found_as_it_stands(case: tuple[str, str]) -> None:
    text, quote = case
    found = locate(quote, text)
    assert found is not None
    assert (text[found.start : found.end], found.how) == (quote, "exact")


@given(quoted(), st.randoms(use_true_random=False))
def test_what_differs_in_type_alone_is_found(case: tuple[str, str], rng: random.Random) -> None:
    text, quote = case
    found = locate(reset(quote, rng), text)
    assert found is not None
    assert same(text[found.start : found.end], quote)


@given(STRAY, st.integers(0, 30), st.integers(1, 30), STRAY, st.randoms(use_true_random=False))
def test_what_is_found_is_the_stored_text_at_its_place(
    text: str, start: int, length: int, stray: str, rng: random.Random
) -> None:
    for quote in (text[start : start + length], reset(text[start : start + length], rng), stray):
        end = min(len(text), start + length)
        if found := locate(quote, text, start, end):
            assert start <= found.start < found.end <= end
            stored = text[found.start : found.end]
            assert stored == quote if found.how == "exact" else same(stored, html.unescape(quote))


@given(quoted(), st.data())
def test_a_changed_digit_is_not_found(case: tuple[str, str], data: st.DataObject) -> None:
    text, quote = case
    places = [place for place, character in enumerate(quote) if character.isdigit()]
    assume(places)
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789".replace(quote[place], "")))
    changed = quote[:place] + digit + quote[place + 1 :]
    assume(digits(changed) not in digits(text))
    assert locate(changed, text) is None


@given(TEXTS, st.integers(0, 100), st.integers(1, 100))
def test_no_word_and_no_number_is_cut_in_two(text: str, start: int, length: int) -> None:
    if found := locate(text[start : start + length], text):
        whole = [match.span() for match in re.finditer(r"\d+(?:[.,]\d+)*|[^\W\d_]+", text)]
        assert not any(a < cut < b for a, b in whole for cut in (found.start, found.end))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("500 troops", "some 1,500 troops"),
        (".5 million", "some 1.5 million"),
        ("it cost 1.", "it cost 1.5 million"),
        ("it cost 1", "it cost 1,500"),
        ("ber of troops", "the number of troops"),
        ("ber of troops", "the num\u00adber of troops"),
        ("the num", "the num\u200bber of troops"),
        ("the cafe", "the cafe\u0301 closed"),
        ("troops move", "the troops did move"),
        ("not move", "did move"),
        ("", "anything"),
    ],
)
def test_what_is_not_found(quote: str, text: str) -> None:
    assert locate(quote, text) is None


def test_only_the_part_that_is_searched_counts() -> None:
    text = "The call ended. The call began."
    assert locate("The call", text, 16) == Location(16, 24, "exact")
    assert locate("the call ended", "the call ended", 0, 8) is None


def test_an_entity_of_the_article_s_own_stands_as_it_is() -> None:
    assert locate("D&amp;D", "a game of D&amp;D") == Location(10, 17, "exact")


@given(st.text(max_size=40))
def test_each_normalised_character_has_its_origin(text: str) -> None:
    plain, origins = normalise(text)
    assert len(plain) == len(origins)
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


def test_words_are_counted_without_marks() -> None:
    assert words("“Yes — no,” he said…") == ["Yes", "no", "he", "said"]
