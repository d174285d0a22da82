"""Which line of a text dump is its headline, by fitted weights."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.dump_headline import WEIGHTS, weigh
from index.extract.dump_top import read_top
from index.extract.headline_features import features
from index.extract.textdump import read_textdump
from tests.support.fakes import NOW

HEADLINE = "Ferry to Orm runs aground with forty on board"
STORY = (
    "The ferry to the island of Orm ran aground on Tuesday night with forty people on board, the coast guard said.",
    "All of them were brought ashore by fishermen before the ferry began to list, said Runa Dahl of the coast guard.",
    "The ferry had been repaired in spring, and its captain told investigators that the rudder had stopped working.",
)


def headline(*over: str) -> str:
    return read_textdump("\n".join((*over, *STORY)), "a.txt", now=NOW)[0].headline


def test_each_feature_has_a_weight() -> None:
    weights = tomllib.loads(WEIGHTS.read_text("utf-8"))["weights"]
    found = features(read_top((HEADLINE, *STORY), NOW))
    assert set(weights) == set(found[0])


@pytest.mark.parametrize(
    "over",
    [
        ("Menu", "News", "Islands", HEADLINE, "By Tove Lind", "March 4, 2024"),
        ("News", HEADLINE, "The coast guard praises fishermen who were quick", "By Tove Lind", "March 4, 2024"),
        ("Sunny spells. Highs near 12 degrees and a light wind.", "Weather", HEADLINE, "Tove Lind", "March 4, 2024"),
        ("News", HEADLINE, "March 4, 2024", "The ferry to Orm on its last voyage (Photo: Tove Lind)"),
    ],
)
def test_the_headline_among_the_lines_over_a_story(over: tuple[str, ...]) -> None:
    assert headline(*over) == HEADLINE


def test_a_headline_that_is_told_again_is_read_without_the_pages_name() -> None:
    assert headline(f"{HEADLINE} | The Sound Courier", "News", HEADLINE, "March 4, 2024") == HEADLINE


def test_feeds_with_what_is_unread_in_them_are_no_headlines() -> None:
    found = features(read_top(("Coast guard of Orm (214)", "Ferry Herald of Orm (38)", HEADLINE, *STORY), NOW))
    assert {0, 1}.isdisjoint(found) and 2 in found


def test_the_name_over_a_press_release_is_no_headline() -> None:
    over = ("United Ministry of Coast Guard and Ferry", "Harbour's Office", "FOR IMMEDIATE RELEASE", "March 4, 2024")
    found = headline(*over, "Former Fisherman Sentenced to 30 Months for Ferry Fraud")
    assert found == "Former Fisherman Sentenced to 30 Months for Ferry Fraud"


def test_half_of_a_headline_is_none() -> None:
    whole = f"Ferry to Orm: {HEADLINE}"
    assert headline("News", whole, "Ferry to Orm", "By Tove Lind", "March 4, 2024") == whole


def test_a_text_without_a_headline_has_none() -> None:
    assert headline() == ""


@given(st.lists(st.text(min_size=1, max_size=60), max_size=12))
def test_any_lines(said: list[str]) -> None:
    weighed = weigh(read_top(said, NOW))
    assert all(0 <= at < len(said) for at in weighed)
