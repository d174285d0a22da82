"""Sentences as a reader sees them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences

CASES = [
    ["The pumps failed at 5 a.m. Friday in St. Orr.", "They ran again by 9 p.m.", "Police found nobody."],
    ["Doors open at 7 p.m. Jan. 20 and close at 9 p.m. ET.", "Tickets cost $5."],
    ["Lt. Col. Ben Asher met Maj. Gen. Lim in Ft. Worth."],
    ["Democratic Reps. Lou Diaz and Ida Menz voted no."],
    ["He lives on Main St.", "The house is red."],
    ["On Jan. 20, former Sen. Ada Kern took office.", "Millions watched."],
    ["She was born in the U.S.A.", "Her name is Dana."],
    ["He works for the F.B.I.", "James Lee was his boss."],
    ["He told the F.B.I. James Lee was a spy."],
    ["He said so in 2023.", "The court will rule."],
    ["It was over by 5 p.m.", "Police left."],
    ["It came from the U.S.", "The envoy left."],
    ["“I thought … We should have known,” she said."],
    ["They waited...", "Then the lights went out."],
    ["Yahoo! shares rose."],
    ["“We are done.”", "She left."],
    ["Am 29. Juni kam der Zug.", "Sie blieb."],
    ["3. “The Long Road” is third."],
    ["市长宣布关闭老桥。", "维修费用为九百万元。"],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda case: case[0][:30])
def test_sentences(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    "expected", [case for case in CASES if case[0].startswith(("It ", "He said", "“We are", "市"))]
)
def test_sentences_that_lost_the_space_between_them(expected: list[str]) -> None:
    text = "".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="aB.!?…“” \n1pm'", max_size=200))
def test_all_but_white_space_is_covered(text: str) -> None:
    found = sentences(text)
    at = 0
    for start, end in found:
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()


def test_threads_do_not_disturb_each_other() -> None:
    text = " ".join(" ".join(case) for case in CASES)
    alone = sentences(text)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone for found in pool.map(sentences, [text] * 40))
