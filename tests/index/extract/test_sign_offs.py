"""Authors and agencies that are named below a story."""

from __future__ import annotations

import pytest

from index.extract.sign_offs import (
    agency_mark,
    contributing_agency,
    credited_agency,
    signed_below,
    signing_agency,
    spelled_out,
)

STORY = "Divers will look at the bridge of Selvik again in May."


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("The bridge has been shut to lorries since the spring of 2019. – Bernama", "Bernama"),
        ("The bridge has been shut to lorries since the spring of 2019. (ANI)", "Asian News International"),
        ("The bridge has been shut to lorries since the spring of 2019.", ""),
        ("The bridge has been shut to lorries since the spring of 2019. (UNI)", "United News of India"),
        ("Share this. (ANI)", ""),
    ],
)
def test_an_agency_behind_the_last_sentence(line: str, agency: str) -> None:
    assert signing_agency(line) == agency


def test_an_agency_in_a_line_of_its_own() -> None:
    assert credited_agency("With files from The Canadian Press") == "The Canadian Press"
    assert credited_agency("red/APA") == "APA"
    assert not credited_agency("Photo: AFP")
    assert contributing_agency("The Associated Press contributed to this report.") == "Associated Press"
    assert contributing_agency("Reuters writer Jon Holm in Selvik contributed to this report.") == "Reuters"
    assert [agency_mark(line) for line in ("— Reuters", "(am/dpa)", "AFP", "Photo: AFP", "– Ida Aune")] == [
        "Reuters",
        "dpa",
        "Agence France-Presse",
        "",
        "",
    ]


def test_a_mark_that_the_story_spells_out() -> None:
    assert spelled_out("(SNA)", "The Selvik News Agency reports that nobody was hurt.") == "SNA"
    assert spelled_out("(NAS)", "So the News Agency of Selvik said.") == "NAS"
    assert not spelled_out("(END)", "The bridge was shut.")


def test_an_author_below_the_story() -> None:
    assert signed_below([STORY, "Autor: Ida Stenberg"], 0) == ("Ida Stenberg",)
    assert signed_below([STORY, "— Ida Stenberg"], 0) == ("Ida Stenberg",)
    assert signed_below([STORY, "Ida Stenberg", "ida.stenberg@quay.example"], 0) == ("Ida Stenberg",)
    assert signed_below([STORY, "Ida IŞIK/SELVİK (Kuzey), (DHA)"], 0) == ("Ida Işik",)
    assert signed_below([f"{STORY} Kıyı.", "Ida IŞIK/SELVİK (Kuzey), (DHA)"], 0) == ("Ida Işık",)
    assert signed_below([STORY, "Selvik Premium", "Most Read"], 0) == ()
