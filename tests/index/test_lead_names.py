"""The names of a story's first paragraph."""

from __future__ import annotations

from datetime import UTC, datetime

from index.extract.textdump import read_textdump
from index.lead_names import names_in_lead


def names(text: str) -> tuple[str, ...]:
    return names_in_lead(read_textdump(text, "page.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0])


def test_names_of_the_first_paragraph() -> None:
    lead = "Beekeeper Marta Voss has kept hives on the Elmore opera since May 2009. She met us on Friday.\n"
    assert names(f"The bees came back\n\n{lead}\nQ: Why, after so long, did Ida Moe help?\n\nA: She likes it.\n") == (
        "Beekeeper Marta Voss",
        "Elmore",
    )


def test_the_headline_has_them_already() -> None:
    assert names("Selworth tattoo opens\n\nThe gates of the Selworth tattoo open at noon on Saturday.\n") == ()


def test_places_are_told_from_persons_by_the_words_before_them() -> None:
    lead = "Passengers on the Callow Sound ferries pay more, said Ida Moe, who grew up in Lower Hatch.\n"
    article = read_textdump(
        f"Fares rise\n\n{lead}\nOther lines follow.\n", "page.txt", now=datetime(2026, 1, 1, tzinfo=UTC)
    )[0]
    assert names_in_lead(article, of_persons=False) == ("Callow Sound", "Lower Hatch")
