"""Rows of figures and of a match's facts in a text dump: which are the story's, and which are a page's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.extract.textdump import read_textdump

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = ("Quay Star", "Home", "Sport", "Selvik beat Norrvik in the rain", "By Tom Hale", "Feb 8, 2024", "Share")
STORY = (
    "Selvik beat Norrvik in the rain of the harbour ground on Sunday, and lead the league of the coast for the first time since 1998.",
    "Ida Moe scored twice before the break, and the goalkeeper of Norrvik had the worst day of her career, her coach said.",
    "Norrvik had most of the ball in the second half, but Selvik had the better chances, and hit the bar four times.",
    "The trainer of Selvik, Ada Obi, said that the town would not sleep that night, and that she would not either.",
    "Selvik will play at the ground of Asabor on Saturday, where they have not won a match for eleven years.",
)
BELOW = ("Share", "More from Sport", "© 2024 Quay Star. All rights reserved.")


def rows(*below: str) -> list[str]:
    """What of the lines below a story is cited."""
    text = "\n".join((*HEAD, *STORY, *below, *BELOW))
    (article, *_) = read_textdump(text, "dump.txt", now=NOW)
    told = [text[span.start : span.end] for span in article.body]
    assert told[: len(STORY)] == list(STORY)
    return told[len(STORY) :]


@pytest.mark.parametrize(
    "told",
    [
        (
            "Selvik (4-3-3): Aune 6; Vik 6, Dahl 7, Berg 6, Lie 7; Moe 9, Strand 7, Holm 6; Tandberg 7, Haug 5, Sand 6",
            "Norrvik (3-5-2): Obi 4; Hale 6, Quist 6, Roe 5; Ward 6, Ilves 7, Orso 6, Pell 6, Kern 6; Tomas 6, Ruiz 5",
            "Booked: Lie; Quist, Roe",
            "Referee: A. Mowbray (Thirl)",
            "Att: 1,114",
        ),
        ("Tore: 1:0 Moe (12.), 2:0 Moe (44.)", "Schiedsrichter: Holm", "Zuschauer: 1114"),
        ("P W D L GD Pts", "1 Selvik 14 9 3 2 +12 30", "2 Old Norrvik 14 8 5 1 +14 29", "3 Asabor 14 8 2 4 -9 26"),
        (
            "SELVIK 2nd Innings (overnight 141-4)",
            "I Moe lbw b Hale 47",
            "A Obi c & b Roe 12",
            "T Vik not out 9",
            "Extras (b4, lb7, nb3) 14",
            "TOTAL (6 wkts, 59.5 overs) 82",
            "Bowling: Hale 12-3-38-1, Roe 22.5-4-61-4.",
        ),
        ("Seats at the harbour ground by stand:", "North and the quay: 2,300", "Lane: 800", "Elsewhere: about 70"),
        (
            "SV Selvik: Aune - Vik, Dahl, Berg, Lie - Strand (62. Holm), Moe - Sand, Haug, Thode (80. Rix) - Wulf",
            "TSV Norrvik: Obi - Hale, Quist, Roe, Ward - Ilves, Orso - Pell, Kern (71. Timm), Tomas - Ruiz",
        ),
        ("Average prices of a reel, per stand:", "North and quay 178", "Old lane 98", "Fish is sold there on Tuesday."),
        (
            "Other results:",
            "Ida Moe: 200 metres of butterfly 2:18.44 (1st), 100 metres of butterfly 1:04.10 (2nd)",
            "Tor Vik: 400 metres 4:40.12 (3rd)",
        ),
        ("The members of the new board:", "Selvik: Ada Obi", "Old Norrvik: Ola Vik", "Asabor and Thirl: Mina Holt"),
        ("Species May 2019 May 2018", "Herring 41,200 36,100 +14.1%", "Cod 9,400 10,900 -13.8%"),
        ("The days of each of them:", "15 de abril: the children", "6 de maio: the teachers", "22 de maio: all others"),
        ("The runners of Selvik came in as follows:", "Ida Moe 31.40", "Ada Obi 33.12"),
        (
            "People who lived in Selvik:",
            "1950: 4,960",
            "1980: 1,804",
            "2016: 94",
            "The mayor of Selvik hopes for more.",
        ),
        (
            "The harbours that are closed:",
            "Pell",
            "Old Norrvik (in part)",
            "Thirl",
            "The harbour of Selvik is open again.",
        ),
        ("Les ports qui restent fermés :", "Pell", "Thirl", "The harbour of Selvik is open again."),
        (
            "Friday: Fog, then sun",
            "Saturday: Showers",
            "Sunday: Rain, 8",
            "The harbour of Selvik is open until Monday.",
        ),
        (
            "Pell: Closed in 2023",
            "Thirl: Closed in 2021",
            "Norrvik: Open",
            "The harbour of Selvik is open until Monday.",
        ),
        (
            "17h - The band of the quay",
            "19:30 A talk of Ida Moe",
            "21h - Fire",
            "The harbour of Selvik is open until Monday.",
        ),
        (
            "04:12 The 1958 contract",
            "11:40 Who owns the quay?",
            "30:33 What the town does",
            "The harbour of Selvik has not answered so far.",
        ),
        ("Where: the harbour ground", "When: Saturday at noon", "Tickets: 12 crowns"),
    ],
)
def test_rows_that_are_the_storys(told: tuple[str, ...]) -> None:
    assert rows(*told) == list(told)


@pytest.mark.parametrize(
    "other",
    [
        ("Comments: 12", "Shares: 40", "Views: 1,204"),
        ("Editor: Ida Aune", "Source: Norrwire"),
        ("Share", "Markets", "Selvik 100 4,500.12 +12.30 +0.27", "Fish 81.20 -0.40 -0.49", "Oil 70.10 +1.10 +1.59"),
        ("League table", "Pos Team P GD Pts", "1 Selvik 20 31 48", "2 Norrvik 20 22 41", "3 Asabor 20 9 37"),
        ("Jump to section:", "Background", "What next", "Reactions", "The harbour of Selvik is open again."),
        ("Our sponsors:", "Quay Bank", "Selvik Rope", "Obi & Sons"),
        (
            "Ferries: Selvik has no boat left again",
            "Fish: What the cod does in May now",
            "Quay: Who will pay for the crane",
        ),
        ("18:00 News", "18:30 The quay", "20:15 The anchor"),
        ("Events", "Where: Town hall", "When: Friday"),
        ("Latest scores", "FT Asabor 0-0 Thirl", "HT Pell 1-1 Lund"),
    ],
)
def test_rows_that_are_the_pages(other: tuple[str, ...]) -> None:
    assert rows(*other) == []


def test_a_result_right_over_a_report_is_the_storys() -> None:
    for over, told in (
        (("Selvik 2-19", "Norrvik 1-20"), True),
        (("Selvik 2", "Norrvik 0"), True),
        (("Asabor 2", "Thirl 0"), False),
    ):
        text = "\n".join((*HEAD, *over, *STORY, *BELOW))
        (article, *_) = read_textdump(text, "dump.txt", now=NOW)
        assert [text[span.start : span.end] for span in article.body] == [*(over if told else ()), *STORY]


def test_a_sentence_below_a_list_is_the_storys() -> None:
    told = ("She leaves:", "two daughters, Efua and Mina", "a brother, Ola", "seven grandchildren")
    last = "The funeral will take place at the church of Norrvik on Friday."
    assert rows(*told, last) == [*told, last]


def test_the_scores_below_their_heading_are_the_storys() -> None:
    told = (
        "Norrvik 187 for 5 (Obi 70*, Roe 44; Hale 2-31)",
        "Selvik 188 for 9 (Moe 58; Vik 4-31)",
        "Selvik won by 1 wicket",
    )
    assert rows("Brief scores", *told) == list(told)


def test_a_list_that_blank_lines_part_is_the_storys_where_a_paragraph_announces_it() -> None:
    winners = ("Best picture", "The Keeper", "Best director", "Mara Ilves, The Keeper")
    announced = ("", "These are all the winners of the night in Selvik:", *winners, "")
    assert rows(*announced) == list(announced[1:-1])
    assert rows("", "These are all the winners of the night in Selvik:", *winners, "Share") == [announced[1]]


def test_a_box_of_facts_below_the_story_is_its_own() -> None:
    facts = ("• Name: Old Quay", "• Built in: 1974", "• Room for: 24 cars and 150 people")
    assert rows("De brug in cijfers", *facts) == list(facts)
    assert rows("Facts on the ground", *facts) == list(facts)
    assert rows("From the quay", "• Opinion: The hall", "• Review: The film of 1974", "• Comment: The pier") == []
