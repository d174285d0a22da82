"""How likely lines are the story's, by what they look like and where they stand."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.dump_roles import Role
from index.extract.line_features import Page, features, is_signed
from index.extract.line_scorer import DOUBTED, WEIGHTS, likelihoods

STORY = (
    "Harbour bridge shut after crack is found",
    "The harbour bridge was shut on Friday after divers had found a crack in a pillar, the council said.",
    "Repairs of the pillar will take nine weeks, said Ida Stenberg, the harbour master.",
    "The council will pay for the repairs with money that it had kept for a swimming pool.",
)


def page(*lines: str) -> Page:
    said = (*STORY, *lines)
    return Page(said, tuple(Role.STORY if line.endswith(".") else Role.SHORT for line in said), 0, 0)


@pytest.mark.parametrize(
    ("line", "is_doubted"),
    [
        ("The council meets again on Monday to talk about the bridge.", False),
        ("“Nobody was hurt,” Stenberg told reporters.", False),
        ("You are getting this letter because you asked us to send you our offers.", True),
        ("Join our readers and send us your own photographs.", True),
        ("Harbour", True),
    ],
)
def test_the_line_below_a_story(line: str, is_doubted: bool) -> None:
    assert (likelihoods(page(line))[-1] < DOUBTED) is is_doubted


def test_each_feature_has_a_weight() -> None:
    weights = tomllib.loads(WEIGHTS.read_text("utf-8"))["weights"]
    assert set(weights) == {"bias", *next(features(page()))}


@given(st.lists(st.text(min_size=1, max_size=80), max_size=30))
def test_any_lines(said: list[str]) -> None:
    roles = tuple(Role.STORY if len(line) > 20 else Role.SHORT for line in said)
    found = likelihoods(Page(said, roles, -1, -1))
    assert len(found) == len(said) and all(0 < value < 1 for value in found)


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("Tickets sold out in nine minutes. Enditem", True),
        ("The cub was released near its mother, he added. PTI COR RHL", True),
        ("Nobody was hurt. agn-dsa/smw", True),
        ("The fire began in St. James", False),
        ("“Nobody will find it,” he said. – Quaypost.com", True),
        ("The matter will be heard next on May 2. PTI COR DPT", True),
        ("The town keeps it for the flood season. — QNA", True),
        ("It stood there until noon. — QNA Photo", False),
    ],
)
def test_marks_of_agencies(line: str, signed: bool) -> None:
    assert is_signed(line) is signed


def test_a_long_page_is_read_in_proportion_to_its_length() -> None:
    many = [f"The council of ward {number} said that the bridge stays shut." for number in range(400)]
    found = [line["last"] for line in features(Page(many, [Role.STORY] * len(many), -1, -1))]
    assert found[-1] == 1.0 and all(after >= before for before, after in pairwise(found))
