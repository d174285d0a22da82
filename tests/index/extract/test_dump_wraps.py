"""Sentences that a page's links break into several lines."""

from __future__ import annotations

import pytest

from index.extract.dump_wraps import joined_at_links, unwrapped
from index.extract.labels import lines


def joined(*said: str) -> list[str]:
    text = "\n".join(said)
    return [text[start:end].replace("\n", " ") for start, end in joined_at_links(text, list(lines(text)))]


def test_a_link_in_a_sentence() -> None:
    said = ("The harbour master sent his report to the", "town council of Selvik", "on Friday, and nobody read it.")
    assert joined(*said) == [" ".join(said)]


@pytest.mark.parametrize(
    "said",
    [
        ("Harbour bridge in Selvik shut after a crack is found", "by Ida Stenberg", "The bridge was shut on Friday."),
        ("Residents of the old town are asked by the council to:", "stay at home", "keep their windows shut."),
        ("The harbour master sent his report to the", "", "council of Selvik on Friday."),
        ("The harbour master sent his report to the", "READING GOES ON BELOW THE ADVERTISEMENT", "council on Friday."),
    ],
)
def test_no_link(said: tuple[str, ...]) -> None:
    assert joined(*said) == [line for line in said if line]


def test_a_line_of_a_column_may_begin_with_a_word_that_headers_begin_with() -> None:
    said = ("Roy Vik, who owns the yard, said that the price of oak had gone up", "by half since he mended the bridge.")
    text = "\n".join(said)
    assert [text[start:end] for start, end in unwrapped(text, list(lines(text)))] == [text]
