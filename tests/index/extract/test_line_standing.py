"""How the lines of a text dump stand among those that would be cited."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.dump_doubts import APART, doubt_apart
from index.extract.dump_header import Header
from index.extract.dump_roles import Role
from index.extract.line_standing import TREES, likelihood, read_trees, standings

STORY = [
    f"The harbour bridge of Selvik was {what} on {day}, the harbour master, Ida Stenberg, told reporters on the quay."
    for what in ("shut for a crack", "looked at by divers")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
]
CARDS = (
    (
        "Painter of a hundred kitchens",
        "A painter whose pictures hang in a hundred kitchens finds fame, and wishes for none of it.",
    ),
    ("Snow in the tea gardens", "Growers count what is left of the leaves after a night of frost in the hills."),
    ("Old trams find a home", "Three villages share forty carriages that nobody else wanted to keep."),
)
BLURBS = [blurb for _, blurb in CARDS]


def told(said: list[str], found: list[Role], fixed: frozenset[int] = frozenset()) -> list[str]:
    likely = [0.95 if line in STORY else 0.3 if line in BLURBS else 0.05 for line in said]
    doubt_apart(said, found, likely, Header(headline="Harbour bridge shut"), fixed)
    return [line for line, role in zip(said, found, strict=True) if role is Role.STORY]


def page() -> tuple[list[str], list[Role]]:
    said = [
        *STORY,
        "Share",
        "Print",
        "Topics",
        "Harbours",
        *(line for card in CARDS for line in ("Share", *card)),
        "Privacy",
    ]
    found = [Role.STORY if line in (*STORY, *BLURBS) else Role.FURNITURE for line in said]
    return said, found


def test_cards_of_other_stories_stand_apart() -> None:
    assert told(*page()) == STORY


def test_what_is_known_otherwise_is_not_judged() -> None:
    said, found = page()
    assert told(said, found, frozenset(range(len(said)))) == [*STORY, *BLURBS]


def test_something_is_left_of_a_page() -> None:
    assert told(BLURBS[:1], [Role.STORY]) == BLURBS[:1]


def test_a_paragraph_more_of_the_same_story_is_told() -> None:
    last = "Repairs of the bridge will take nine weeks, said Ida Stenberg."
    said = [*STORY, "Advertisement", last]
    found = [*[Role.STORY] * len(STORY), Role.FURNITURE, Role.STORY]
    assert told(said, found) == [*STORY, last]


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(list(Role)), st.floats(0, 1)), max_size=12))
def test_whatever_stands_there_is_judged(lines: list[tuple[str, Role, float]]) -> None:
    said, found, likely = ([line[part] for line in lines] for part in range(3))
    found_standings = dict(standings(said, found, likely, Header(last=-1)))
    assert list(found_standings) == [at for at, role in enumerate(found) if role in (Role.STORY, Role.ITEM)]
    for standing in found_standings.values():
        assert all(map(math.isfinite, standing.values()))
        assert 0 <= likelihood(standing) <= 1


def test_the_trees_ask_for_what_standings_tell_and_end() -> None:
    _, standing = next(iter(standings(STORY, [Role.STORY] * len(STORY), [0.9] * len(STORY), Header())))
    for tree in read_trees(TREES)[1]:
        for at, knot in enumerate(tree):
            if len(knot) > 1:
                feature, _, low, high = knot
                assert feature in standing
                assert at < low < len(tree) and at < high < len(tree)


def test_the_likelihood_below_which_a_line_is_doubted_is_small() -> None:
    assert 0 < APART < 0.5


@pytest.mark.parametrize("gap", [1, 4])
def test_a_story_between_furniture_is_one_stretch_or_several(gap: int) -> None:
    said = [*STORY[:4], *["Share"] * gap, *STORY[4:]]
    found = [Role.STORY if line in STORY else Role.FURNITURE for line in said]
    shares = {standing["share of stretch"] for _, standing in standings(said, found, [0.9] * len(said), Header())}
    assert (shares == {1.0}) is (gap == 1)
