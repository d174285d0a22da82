"""Abbreviations in a question, spelled out as the articles do."""

from __future__ import annotations

import pytest

from bot.answer.cues.abbreviations import spelled_out, with_initials_spelled_out

TEXTS = [
    "Marr-Holt, also known as AMH, was arrested on Monday.",
    "The Dockers Guild of Norrvik (DGN) has called a strike.",
    "The Harbor and Coast Commission, or HCC, sued the ferry company.",
    "It was the WHOLE crew (WHO) that sang.",
]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("amh", "Marr-Holt"),
        ("dgn strike", "Dockers Guild of Norrvik strike"),
        ("HCC v the ferry", "Harbor and Coast Commission v the ferry"),
        ("ferry strike", "ferry strike"),
        ("who sang", "who sang"),
        ("", ""),
    ],
)
def test_what_the_articles_explain_is_spelled_out(subject: str, expected: str) -> None:
    assert spelled_out(subject, TEXTS) == expected


def test_the_name_that_most_articles_give_is_taken() -> None:
    other = ["The Diving Group North (DGN) found an anchor."]
    assert spelled_out("dgn", [*TEXTS, TEXTS[1], *other]) == "Dockers Guild of Norrvik"


def test_capitals_without_end_are_read_at_once() -> None:
    assert spelled_out("abc", ["A" * 100_000 + " (ABC) " + "A, or " * 10_000]) == "abc"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how much does nhf pay", "how much does Norrvik Harbour Fund pay"),
        ("how much does NHF pay", "how much does Norrvik Harbour Fund pay"),
        ("did the fund pay", "did the fund pay"),
        ("how much does dgn pay", "how much does dgn pay"),
    ],
)
def test_what_no_article_abbreviates_is_told_by_its_initials(question: str, expected: str) -> None:
    texts = ["The Norrvik Harbour Fund will pay.", "The DGN said nothing of the Danish Guild of Nurses."]
    assert with_initials_spelled_out(question, texts) == expected
