"""Who wrote the story of a text dump: of all names in its header the one that stands where authors do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.extract.textdump import read_textdump

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADLINE = "Harbour bridge shut after crack is found"
STORY = (
    "The harbour bridge was shut on Friday after divers had found a crack in a pillar, the harbour master said.",
    "Repairs will take nine weeks, and the ferry sails twice an hour until then, the council said on Saturday.",
    "The bridge was built in 1931, when the quay was a shipyard, and carries nine thousand cars a day.",
)


def byline(*under: str, over: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> str:
    text = "\n\n".join((*over, HEADLINE, *under, *STORY, *below))
    return ", ".join(read_textdump(text, "dump.txt", now=NOW)[0].byline)


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        (("By Ada Marr",), "Ada Marr"),
        (("Ada Marr", "March 3, 2024"), "Ada Marr"),
        (("Ada Marr / Jon Ek", "March 3, 2024"), "Ada Marr, Jon Ek"),
        (("Christoph von Marr", "3. März 2024"), "Christoph von Marr"),
        (("Written by Ada Marr on March 3, 2024",), "Ada Marr"),
        (("Par Ada Marr le 3 mars 2024 à 11h46",), "Ada Marr"),
        (("March 3, 2024 Ada Marr 0",), "Ada Marr"),
        (("By Ada Marr Last updated March 3, 2024",), "Ada Marr"),
        (("Vandaag om 05:00 • door Ada Marr", "03-03-2024"), "Ada Marr"),
        (("Penulis Ada Marr Obi", "3 Maret 2024"), "Ada Marr Obi"),
        (("Ada Marr Obi Corresponsal", "3 de marzo de 2024"), "Ada Marr Obi"),
        (("Ada Marr @adamarr", "March 3, 2024"), "Ada Marr"),
        (("By", "Ada Marr Nostalgia writer", "05:00, 3 Mar 2024"), "Ada Marr"),
        (("By Ada Marr", "and", "Jon Ek", "March 3, 2024"), "Ada Marr, Jon Ek"),
        (("Ada MarrSelvik FC writer", "March 3, 2024"), "Ada Marr"),
        (("By Ada Marr", "Correspondent", "Quay Gazette Group", "and Jon Ek"), "Ada Marr, Jon Ek"),
        (("March 3, 2024", "Facebook'ta Paylaş", "X'te Paylaş", "By Ada Marr"), "Ada Marr"),
    ],
)
def test_authors_under_the_headline(under: tuple[str, ...], expected: str) -> None:
    assert byline(*under) == expected


def test_what_a_menu_calls_by_somebody_is_not_taken_for_the_byline() -> None:
    assert byline("By Ada Marr", "March 3, 2024", over=("News", "Von Mensch zu Mensch", "Sport")) == "Ada Marr"


def test_the_author_in_a_line_below_the_story_that_looks_like_a_credit() -> None:
    assert byline(below=("Door: Quay.nl/Ada Marr/ANP", "Tip de redactie")) == "Ada Marr"


def test_no_name_no_byline() -> None:
    assert byline("March 3, 2024", over=("News", "Lower Quay")) == ""


def test_a_reporter_with_place_and_agency_over_the_story() -> None:
    story = (
        "Selvik'te liman köprüsü, dalgıçların bir ayakta çatlak bulmasının ardından cuma günü trafiğe kapatıldı.",
        "Onarımın dokuz hafta süreceğini açıklayan belediye, köprünün yerine feribot seferleri koydu.",
    )
    text = "\n\n".join(
        ("Liman köprüsü çatlak yüzünden kapatıldı", "Elif KARACA/SELVİK, (DHA)", "03.03.2024 - 14:22", *story)
    )
    article = read_textdump(text, "dump.txt", now=NOW)[0]
    assert (article.byline, article.agency) == (("Elif Karaca",), "DHA")


def test_an_agency_between_the_story_and_a_line_that_looks_like_it() -> None:
    text = "\n\n".join(
        (HEADLINE, "Ada Marr", "March 3, 2024", *STORY, "(Avec Keystone-ATS)", "The pier is closed as well, it said.")
    )
    assert read_textdump(text, "dump.txt", now=NOW)[0].agency == "Keystone-ATS"


def test_whom_the_story_tells_of_has_not_written_what_others_sign() -> None:
    text = (
        "Tin jumps to nine-month high as Larkin smelter halts\nCompanies\nLarkin Metals PLC\nFollow\nOstry Mining\nFollow\n"
        "SELVIK, March 7 (Reuters) - Tin rose on Tuesday after Larkin Metals said that a fire had halted its smelter, which makes a tenth of it.\n\n"
        "Its rival Ostry Mining, which had planned to close two shafts, said on Monday that it would keep both of them open.\n\n"
        "The smelter will be halted for eleven weeks, the company told its owners on a call.\n\n"
        "Reporting by Mina Aune in Selvik and Jon Ek in Korling; Editing by Ada Marr\n"
    )
    assert read_textdump(text, "dump.txt", now=NOW)[0].byline == ("Mina Aune", "Jon Ek")
