"""What the header of a text dump tells: days and changes in many languages, datelines, and which of several names is the author's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from index.extract.textdump import read_textdump
from index.types import Article, Label

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STORY = """A crack as long as a bus has shut the harbour bridge of Selvik, divers said on Friday.
Repairs will take nine weeks and cost two million crowns, and nobody in Selvik can say who pays.
"""
PORTUGUESE = """A ponte do porto de Selvik foi fechada nesta terça-feira por causa de uma fenda do tamanho de um ônibus, disseram os mergulhadores da prefeitura.
Os reparos vão durar nove semanas e custar dois milhões de reais, segundo a secretária de Obras, que pediu aos moradores que usem a balsa do norte até o fim do mês.
A balsa passa de meia em meia hora e custa quatro reais por pessoa, mas é de graça para quem estuda ou trabalha do outro lado do rio.
"""


def read(
    *header: str, story: str = STORY, headline: str = "Harbour bridge in Selvik shut after crack is found"
) -> Article:
    return read_textdump("\n".join((headline, *header, story)), "dump.txt", now=NOW)[0]


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Publié le 22 novembre 2023 à 19h05, modifié le 23 novembre 2023 à 08h12", "2023-11-22T19:05", "2023-11-23T08:12"),
        ("Published January 18, 2024 Updated January 19, 2024", "2024-01-18T00:00", "2024-01-19T00:00"),
        ("PUBLISHED: 11:52, 19 October 2023 | UPDATED: 13:20, 19 October 2023", "2023-10-19T11:52", "2023-10-19T13:20"),
        ("19.07.2022, 14:33\nAktualisiert 19.07.2022, 15:01", "2022-07-19T14:33", "2022-07-19T15:01"),
        ("UPDATED\nMay 28, 2024, 08:22 PM\nPublished\nMay 28, 2024, 03:55 PM", "2024-05-28T15:55", "2024-05-28T20:22"),
        ("Thu 2 Nov 2023 18.04 GMT\nFirst published on Thu 2 Nov 2023 06.31 GMT", "2023-11-02T06:31", "2023-11-02T18:04"),
        ("maandag 11 september 2023, 16:08 • Aangepast: maandag 11 september 2023, 17:31", "2023-09-11T16:08", "2023-09-11T17:31"),
        ("Publié le 12/03/2023 à 14:05, mis à jour le 13/03/2023 à 08:00", "2023-03-12T14:05", "2023-03-13T08:00"),
        ("Posted 4/3/2023 at 2:05 p.m. Updated 4/13/2023 at 9:00 a.m.", "2023-04-03T14:05", "2023-04-13T09:00"),
        ("8 februari 2024, 16:10\nBijgewerkt om 17:05", "2024-02-08T16:10", "2024-02-08T17:05"),
        ("Senast ändrad 2024-02-09\nPublicerad 2024-02-08", "2024-02-08T00:00", "2024-02-09T00:00"),
        ("3. října 2022 7:48, aktualizováno 11:20", "2022-10-03T07:48", "2022-10-03T11:20"),
        ("14:07, 22 Jan 2025\nUpdated 16:31", "2025-01-22T14:07", "2025-01-22T16:31"),
        ("Posted: May 30, 2025 5:00 AM | Last Updated: May 31", "2025-05-30T05:00", "2025-05-31T00:00"),
        ("16.10.2022 - Update : 16.10.2022", "2022-10-16T00:00", ""),
        ("28 Marzo 2023\n09:12", "2023-03-28T09:12", ""),
        ("Saturday, 03 Jun 2023\n9:47 PM", "2023-06-03T21:47", ""),
        ("Updated March 14, 2024 — 9.40am\nfirst published at 6.12am", "2024-03-14T06:12", "2024-03-14T09:40"),
        ("14 March 2024, 6:12pm\nUpdated: March 15, 8:02 AM", "2024-03-14T18:12", "2024-03-15T08:02"),
        ("14.03.2024, 18:12 Uhr\nBearbeitet am 15.03.2024, 08:02 Uhr", "2024-03-14T18:12", "2024-03-15T08:02"),
        ("14 marca 2024, godz. 18:12\nOstatnia aktualizacja: 15 marca 2024, 08:02", "2024-03-14T18:12", "2024-03-15T08:02"),
        ("Jun 29, 2021 - 4:03 pm GMT+3\nLast Update: Jun 29, 2021 5:47 pm GMT+3", "2021-06-29T16:03", "2021-06-29T17:47"),
        ("November 14, 2023\n3:45 PM on Nov 14, 2023", "2023-11-14T15:45", ""),
        ("Thứ năm, 15/2/2024, 10:42 (GMT+7)", "2024-02-15T10:42", ""),
        ("February 8, 2024 08:12 pm | Updated 10:57 pm IST - SELVIK", "2024-02-08T20:12", "2024-02-08T22:57"),
        ("14 Μαΐου 2024, 17:14", "2024-05-14T17:14", ""),
        ("입력 2025.11.12 (수) 17:12\n수정 2025.11.12 (수) 18:30", "2025-11-12T17:12", "2025-11-12T18:30"),
    ],
)  # fmt: skip
def test_days(line: str, published: str, updated: str) -> None:
    article = read("By Ida Stenberg", line)
    assert article.published and f"{article.published.at:%Y-%m-%dT%H:%M}" == published
    assert (f"{article.updated:%Y-%m-%dT%H:%M}" if article.updated else "") == updated


def test_a_change_keeps_its_zone() -> None:
    article = read("June 12, 2024 at 7:14 AM EDT", "Updated on", "June 12, 2024 at 11:20 AM EDT")
    assert article.updated == datetime(2024, 6, 12, 11, 20, tzinfo=timezone(timedelta(hours=-4)))


@pytest.mark.parametrize(
    ("line", "story", "published"),
    [
        ("05/03/2024 10h17 Atualizado 05/03/2024", PORTUGUESE, "2024-03-05"),
        ("Ida Stenberg - 2/10/2023, 9:14 AM", STORY + "The crack was seen first on February 7.\n", "2023-02-10"),
        ("Ida Stenberg - 2/10/2023, 9:14 AM", STORY, ""),
        ("HARBOURS | 11-08-2021 17:32", STORY, "2021-08-11"),
        ("HARBOURS | 11-08-2021 5:32 pm", STORY, ""),
        ("Ida Stenberg - 2/10/2023, 9:14 AM", STORY + "Most read\nFerry runs aground 25/09/2023\n", "2023-10-02"),
    ],
)
def test_a_day_that_can_be_meant_in_two_ways(line: str, story: str, published: str) -> None:
    article = read(line, story=story)
    assert (article.published.at.date().isoformat() if article.published else "") == published


@pytest.mark.parametrize(
    ("header", "byline"),
    [
        (("JULIÁN PONS", "Inés Barroso", "INÉS BARROSO", "08 FEB 2024"), ("Inés Barroso",)),
        (("Open Extended Reactions", "Dana Petrakis, Staff Writer", "Feb 19, 2024"), ("Dana Petrakis",)),
        (("Benedikt Strasser", "6–8 minutes"), ("Benedikt Strasser",)),
        (("By: Noor Haddad, VERA Middle East",), ("Noor Haddad",)),
        (("Von Redaktion",), ()),
        (("Ida Aune", "Tom Hale", "17 Feb 2025 06:00AM"), ("Ida Aune", "Tom Hale")),
        (("Ida Aune", "Political editor", "Tom Hale", "Chief correspondent", "17 Feb 2025"), ("Ida Aune", "Tom Hale")),
        (("EDIÇÃO IMPRESSA", "Ida Aune", "Tom Hale", "SELVIK"), ("Ida Aune", "Tom Hale")),
        (("Ida Aune", "Lyngby Star", "View Comments", "May 2, 2024"), ("Ida Aune",)),
        (("Chukwudi Eze, Asabor",), ("Chukwudi Eze",)),
        (("Ida Aune , Sunday 19 Nov 2023",), ("Ida Aune",)),
        (("by", "Ida Aune", ",", "Tom Hale"), ("Ida Aune", "Tom Hale")),
        (("6.05am, 14 Nov 2023", "12.4k", "34", "Ida Aune", "Share options"), ("Ida Aune",)),
        (("Ida Aune", "Selvik —", "14 Nov 2023"), ("Ida Aune",)),
        (("Ida Aune", "LQNS", "Last Updated : 09 July 2024, 22:41 IST"), ("Ida Aune",)),
        (("by", "Ida Aune", "A crack. Photo: Ida Aune/LQ."), ("Ida Aune",)),
        (("Ida Aune", "FOR THE QUAY", "Feb 8, 2024"), ("Ida Aune",)),
        (("Piše:", "Ida Aune", "8.2.2024"), ("Ida Aune",)),
        (
            ("Ida Aune", "Research Fellow, Coasts, University of Selvik", "Tom Hale", "Professor of Bridges"),
            ("Ida Aune", "Tom Hale"),
        ),
        (("Feb 8, 2024 | Ida Aune",), ("Ida Aune",)),
        (("By Ida Aune &", "Tom Hale", "Feb 8, 2024"), ("Ida Aune", "Tom Hale")),
        (("Ida LE BRIS.", "Feb 8, 2024"), ("Ida Le Bris",)),
        (("Ida Aune, Selvik", "Feb 8, 2024"), ("Ida Aune",)),
        (("Ida Aune", "Quay Images", "Feb 8, 2024"), ("Ida Aune",)),
        (("Mayor Tom Hale. Photo: Ida Aune", "Feb 8, 2024"), ()),
        (("Ida Aune / Corresponsal", "Selvik / 08.02.2024 17:14:00"), ("Ida Aune",)),
        (("Ida Aune/Courier Writer", "Feb 8, 2024", "PORTO SELVIK, Aune:"), ("Ida Aune",)),
        (("Staff Correspondent, Selvik", "Feb 8, 2024"), ()),
        (("News Release 8-Feb-2024", "Peer-Reviewed Publication", "Selvik University"), ()),
        (("**The Quay Courier** | *By Ida Aune* | February 8, 2024",), ("Ida Aune",)),
        (("Quay Weekly / by Ida Aune / 8 Feb 2024 09:30",), ("Ida Aune",)),
        (("Quay Weekly by Ida Aune / 2d // keep unread // hide", "8 Feb 2024"), ("Ida Aune",)),
        (
            (
                "The master spoke.",
                "The divers spoke too, for an hour.",
                "The mayor did not speak at all today.",
                "By Ida Aune",
            ),
            ("Ida Aune",),
        ),
    ],
)
def test_whose_name_is_the_authors(header: tuple[str, ...], byline: tuple[str, ...]) -> None:
    assert read(*header).byline == byline


LONG = "A crack as long as a bus has shut the old bridge over the harbour, divers said on Friday, and nobody can say who will pay for its repair.\n"


@pytest.mark.parametrize(
    ("opening", "below", "dateline"),
    [
        ("KUALA SELVIK: ", STORY, "KUALA SELVIK"),
        ("NEW SELVIK: ", STORY, "NEW SELVIK"),
        ("SELVIKIN: ", STORY, "SELVIKIN"),
        ("OBITUARY: ", STORY, ""),
        ("KEY FACTS: ", STORY, ""),
        ("MARR: ", "HOLM: Who will pay?\n" + STORY, ""),
        ("KUALA SELVIK: ", "READ MORE: The bridge in pictures\n" + STORY, "KUALA SELVIK"),
        ("Selvik (Aune): ", STORY, "Selvik (Aune)"),
        ("Ada Marr (Labour): ", STORY, ""),
        ("SELVIK DO ALTO (MG) ", STORY, "SELVIK DO ALTO (MG)"),
        ("SELVIK, North Aune Province -- ", STORY, "SELVIK, North Aune Province"),
    ],
)
def test_capitals_before_a_long_first_paragraph(opening: str, below: str, dateline: str) -> None:
    assert read("Feb 8, 2024", story=opening + LONG + below).dateline == dateline


def test_a_summary_before_a_colon_has_no_dateline() -> None:
    summary = "INVENTORY: A diver said that the crack gave him the height, the age and the mood of a bridge, and the town wants to buy his map\n"
    assert read("By Ida Aune", story=summary + STORY).dateline == ""


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ida Aune-Marr Globe Staff", ("Ida Aune-Marr",)),
        ("Ida Aune LA PRESSE", ("Ida Aune",)),
        ("By IDA AUNE Associated Press", ("Ida Aune",)),
        ("By IDA AUNE and JON EK The Associated Press", ("Ida Aune", "Jon Ek")),
        ("Selvik Radio / By Ida Aune and Jon Ek", ("Ida Aune", "Jon Ek")),
    ],
)
def test_an_author_beside_a_house(line: str, byline: tuple[str, ...]) -> None:
    assert read(line, "Feb 8, 2024").byline == byline


def test_a_caption_is_no_byline() -> None:
    assert read("The Rev Ida Aune, and the crack below St Olav’s, in March", "Feb 8, 2024").byline == ()


def test_captions_of_a_gallery_do_not_end_the_header() -> None:
    captions = [
        f"{at} of 3 | The bridge of Selvik, built in 1961, carried 28 cars at a time until the crack was found. (Jo Holm / The Tern)"
        for at in (1, 2, 3)
    ]
    assert read("Feb 8, 2024", *captions, "By Ida Aune", "Tern staff reporter").byline == ("Ida Aune",)


def test_a_name_below_a_summary_and_its_day() -> None:
    summary = "The bridge was built in 1961 for three million crowns and pleased nobody. On Saturday the people of Selvik were asked what they want."
    read_ = read(summary, "Publié le 8 févr. 2024", "Partager", "Ida Aune", "Ida Aune LA PRESSE")
    assert read_.byline == ("Ida Aune",)


def test_a_change_is_told_where_the_first_day_is_not() -> None:
    changed = read("By Ida Aune", "Updated February 8, 2024, 2:26 p.m.")
    assert changed.published and changed.updated == changed.published.at
    assert read("By Ida Aune", "Updated February 8, 2024").updated is None


def test_an_author_under_another_with_a_mark_of_their_own() -> None:
    assert read("By Ada Marr", "Reporter", "By Jon Ek", "Correspondent", "March 3, 2024").byline == (
        "Ada Marr",
        "Jon Ek",
    )


@pytest.mark.parametrize(
    ("header", "opening", "dateline"),
    [
        (("Selvik - 08 FEB 2024",), "", "Selvik"),
        (("16.10.2022", "SELVIK"), "", "SELVIK"),
        (("Feb 8, 2024",), "SELVIK: ", "SELVIK"),
        (("Feb 8, 2024",), "(Selvik) – ", "Selvik"),
        (("Feb 8, 2024",), "Selvik, Aune Pref. – ", "Selvik, Aune Pref."),
        (("Feb 8, 2024",), "Twice – ", ""),
        (("Por Ida Aune, Quay Norte — Selvik", "08/02/2024 06h02"), "", "Selvik"),
        (("Ida Aune", "in Selvik", "Published: 8:00am, 20 Aug 2024"), "", "Selvik"),
        (("Feb 8, 2024",), "SELVIK. ", "SELVIK"),
        (("Feb 8, 2024",), "SELVIK. A rope broke.\n", "SELVIK"),
        (("Feb 8, 2024",), "SAME NAME. ", ""),
        (("Feb 8, 2024",), "(Selvik) ", "Selvik"),
        (("Feb 8, 2024",), "(Divers) ", ""),
        (("Ida Aune", "Selvik - 08 Feb 2024 - 05:30 CET"), "", "Selvik"),
        (("Von Ida Aune, Selvik", "08.02.2024"), "", "Selvik"),
        (("Feb 8, 2024",), "SELVIK.– ", "SELVIK"),
        (("Selvik, Aune / 08.02.2024 07:45:00",), "", "Selvik, Aune"),
        (("Feb 8, 2024",), "Selvik (PTI): ", "Selvik"),
        (("Feb 8, 2024",), "SELVIK, SELVIKNEWS.com - ", "SELVIK"),
        (("Feb 8, 2024",), "SELVIK, Md., Feb. 8, 2024 /Quaywire/ -- ", "SELVIK, Md."),
        (("Ida Aune", "Selvik", "08/02/2024 06:00"), "", "Selvik"),
        (("Updated - February 8, 2024 12:36 am IST - ASABOR",), "", "ASABOR"),
        (("February 8, 2024 12:36 am - ASABOR",), "", ""),
        (("Tags: Asabor", "February 8, 2024 12:36 am - ASABOR"), "", "ASABOR"),
        (("PTI | Selvik | Updated: Feb 8, 2024 12:36 IST",), "", "Selvik"),
        (("08/02/2024",), "Selvik, Pue., 5 de mayo. ", "Selvik, Pue."),
        (("Feb 8, 2024",), "TRAFFIC: ", ""),
        (("Feb 8, 2024",), "EXCLUSIVE: ", ""),
        (("16.10.2022", "SPORT"), "", ""),
        (("Ida Aune", "Selvik / Oslo - 08 Feb 2024 - 05:30 CET"), "", "Selvik / Oslo"),
        (
            ("Jon Ek", "Nes de la Selvik - 08 Feb 2024 - 05:30 CET"),
            "The captain of Nes de la Selvik laughed. ",
            "Nes de la Selvik",
        ),
        (("Ida Aune", "at Quayhaven", "8 February 2024 7:29pm BST"), "", "Quayhaven"),
        (("Ida KAYA/SELVİK, (DHA)", "8 Feb 2024"), "", "SELVİK"),
        (("Par Ida Aune (Selvik (Puerro), envoyée spéciale)", "8 février 2024"), "", "Selvik (Puerro)"),
        (("Feb 8, 2024",), "SELVIK (Feb 8): ", "SELVIK"),
        (("Feb 8, 2024",), "Selvik: ", "Selvik"),
        (("Feb 8, 2024",), "Aune: ", ""),
        (("Feb 8, 2024",), "Selvik, Aune.- ", "Selvik, Aune"),
        (("Feb 8, 2024",), "Selvik -\n", "Selvik"),
        (("Feb 8, 2024",), "Selvik · ", "Selvik"),
        (("Feb 8, 2024",), "Selvik, Friday — ", "Selvik"),
        (("Ida Aune", "SELVIK, N.L.", "THE CANADIAN PRESS", "PUBLISHED FEBRUARY 8, 2024"), "", "SELVIK, N.L."),
        (("Von Ida Aune, Porto Selvik", "08.02.2024"), "Cracks in Porto Selvik worry all. ", "Porto Selvik"),
        (("Ida Aune in Selvik", "8 February 2024"), "", "Selvik"),
        (("Feb 8, 2024",), "SELVIK, Ore.--(QUAY WIRE)--", "SELVIK, Ore."),
        (("Feb 8, 2024",), "SELVIK, February 8. /TASS/. ", "SELVIK"),
        (("Feb 8, 2024",), "Porto Selvik, 8 feb (EFE).- ", "Porto Selvik"),
        (("Feb 8, 2024",), "Porto Selvik, 8. Feb (APA) - ", "Porto Selvik"),
        (("Feb 8, 2024",), "SELVIK, Oregon, Feb 8, 2024 (QUAY NEWSWIRE) -- ", "SELVIK, Oregon"),
        (("Feb 8, 2024",), "PORTO SELVIK, Feb 8: ", "PORTO SELVIK"),
        (("Feb 8, 2024",), "Thursday, Feb 8: ", ""),
        (("Feb 8, 2024",), "PORTO SELVIK, Ore. (KQZX/AP) — ", "PORTO SELVIK, Ore."),
        (("Feb 8, 2024",), "PORTO SELVIK, Ont. ‒ ", "PORTO SELVIK, Ont."),
        (("Feb 8, 2024",), "Quay6.com, Porto Selvik - ", "Porto Selvik"),
        (("Feb 8, 2024",), "SELVIK, Mo. — ", "SELVIK, Mo."),
        (("Feb 8, 2024",), "Selvik - ", "Selvik"),
        (("Feb 8, 2024",), "Twice - ", ""),
        (("Selvik", "Feb 8, 2024"), "Selvik.- ", "Selvik"),
        (("Feb 8, 2024",), "SELVIK, Aune: ", "SELVIK, Aune"),
        (("Feb 8, 2024",), "SELVIK, Aune Isles:\n", "SELVIK, Aune Isles"),
        (("Pinterest", "Feb 8, 2024"), "Nobody saw it on Pinterest. ", ""),
        (("Ida Aune", "Friday", "8 February 2024"), "", ""),
        (("8 February 2024", "Ida Aune", "Porto Selvik (PA)"), "", "Porto Selvik (PA)"),
    ],
)
def test_where_it_was_written(header: tuple[str, ...], opening: str, dateline: str) -> None:
    assert read(*header, story=opening + STORY).dateline == dateline


def test_a_headline_that_asks_is_no_heading_over_an_answer() -> None:
    asked = "What do we know of the crack?\nIt is as long as a bus.\nWho pays for it?\nNobody in Selvik can say.\nWhen will it be mended?\nIn nine weeks.\n"
    article = read("Ida Aune", "USA TODAY", story=STORY + asked, headline="Why is the harbour bridge shut?")
    assert (article.headline, article.byline) == ("Why is the harbour bridge shut?", ("Ida Aune",))


def test_who_wrote_it_may_stand_below_the_story() -> None:
    assert read("Feb 8, 2024", story=f"{STORY}BY HAN JI-WOO [han@selvik.example]\n").byline == ("Han Ji-woo",)


def test_a_headline_of_two_sentences() -> None:
    told = "Divers Shut the Bridge of Selvik. Nobody Can Say Who Pays."
    above = "Selvik Star\nHealth\nSupport our news today"
    assert read("By Ida Aune", "Feb 8, 2024", headline=f"{above}\n{told}").headline == told


def test_an_agency_signs_below_the_story() -> None:
    assert read("Af Ida Aune", "8. feb. 2024", story=f"{STORY}/ritzau/\n").agency == "Ritzau"


def test_a_sections_name_is_no_headline_though_the_story_has_it() -> None:
    headline = "Harbour bridge in Selvik shut after crack is found"
    assert read("By Ida Aune", "Feb 8, 2024", headline=f"Selvik Harbour\n{headline}").headline == headline


def test_authors_stand_over_what_they_are_in_several_words() -> None:
    assert read("Ida Aune", "Cost of living correspondent", "Nils Holm", "Business reporter", "Feb 8, 2024").byline == (
        "Ida Aune",
        "Nils Holm",
    )


def test_the_first_day_may_stand_below_the_story_under_its_word() -> None:
    article = read("Last Updated: June 13, 2024", story=f"{STORY}first published:\nJune 12, 2024, 13:58 IST\n")
    assert article.published and article.published.at.date().isoformat() == "2024-06-12"
    assert article.updated and article.updated.date().isoformat() == "2024-06-13"


def test_an_agency_stands_among_the_sources_or_as_a_credit_and_is_no_outlet() -> None:
    assert read("Quelle: EPOCHE ONLINE, dpa, mkl", "Feb 8, 2024").agency == "dpa"
    assert read("By Ida Aune", "(ansa)", "Feb 8, 2024").outlet == ""


def test_a_long_menu_hides_no_headline() -> None:
    menu = ("The Quay Courier", *("News", "Sport", "Opinion", "Weather", "Traffic", "Jobs") * 15)
    article = read_textdump(
        "\n".join((*menu, "Bridge shut after a crack is found", "By Ida Aune", "Feb 8, 2024", STORY)), "a", now=NOW
    )[0]
    assert (article.headline, article.byline, article.outlet) == (
        "Bridge shut after a crack is found",
        ("Ida Aune",),
        "The Quay Courier",
    )


def test_a_pictures_words_and_a_kicker_are_no_headline() -> None:
    lines = (
        "The bridge of Selvik",
        "The bridge of Selvik [Photo: Tom Hale]",
        "Bridges in Selvik:",
        "ANALYSIS: How a crack shut the bridge of Selvik",
        "By Ida Aune",
        "Feb 8, 2024",
        STORY,
    )
    assert (
        read_textdump("\n".join(lines), "a", now=NOW)[0].headline == "ANALYSIS: How a crack shut the bridge of Selvik"
    )


@pytest.mark.parametrize(
    "over",
    [
        ("The Quay Post | Business | Markets & Shares", "LOG IN"),
        ("Subscribe from 1 crown: see who pays nothing", "News", "Selvik", "Coast", "Harbour"),
        ("Nine weeks of repairs: who pays for the ferry", "Home » Selvik » Harbour"),
        (
            "Harbour bridge in Selvik shut after crack is found | The Quay Post",
            "News",
            "Mayor of Selvik knew of the crack in the bridge, divers say",
        ),
    ],
)
def test_a_headline_stands_near_what_shares_most_with_the_story(over: tuple[str, ...]) -> None:
    headline = "Harbour bridge in Selvik shut after crack is found"
    lines = (*over, headline, "Divers found it", "By Ida Aune", "Feb 8, 2024", STORY)
    assert read_textdump("\n".join(lines), "a", now=NOW)[0].headline == headline


def test_a_letters_headline_stands_below_its_greeting() -> None:
    lines = (
        "Daybreak",
        "By Ida Aune",
        "Feb 8, 2024",
        "Good Thursday morning to all of you.",
        "Today's letter was edited by Tom Hale and takes three minutes to read.",
        "1 big thing: The bridge of Selvik has a crack",
        STORY,
    )
    assert read_textdump("\n".join(lines), "a", now=NOW)[0].headline == "1 big thing: The bridge of Selvik has a crack"


def test_an_author_whom_the_page_introduces_is_not_told_of() -> None:
    below = (
        "In conversation with Ida Aune, for all who read to here.\nIda Aune is a features writer with The Quay Post."
    )
    assert read("Ida Aune", "Feb 8, 2024", story=f"{STORY}{below}").byline == ("Ida Aune",)


def test_a_change_is_told_below_the_story_with_the_day_of_its_publication() -> None:
    stamp = "Posted Sat 27 Jul 2024 at 7:12am, updated Sun 28 Jul 2024 at 9:03am"
    article = read("By Ida Aune", "Sat 27 Jul 2024 at 7:12am", story=f"{STORY}{stamp}{stamp.removeprefix('Posted ')}")
    assert article.updated and f"{article.updated:%Y-%m-%dT%H:%M}" == "2024-07-28T09:03"


def test_a_day_in_figures_is_settled_for_the_change_as_well() -> None:
    header = read("Publicado 02/05/2024 às 07h45 • Atualizado 02/05/2024 às 19h20", story=PORTUGUESE)
    assert header.published and header.published.at.isoformat()[:16] == "2024-05-02T07:45"
    assert header.updated and header.updated.isoformat()[:16] == "2024-05-02T19:20"


def test_a_day_in_figures_goes_before_the_day_on_which_a_page_was_printed() -> None:
    page = (
        "Viernes 3 de mayo de 2024",
        "A ponte de Selvik fecha por causa de uma fenda",
        "02/05/2024 | 18:22 hrs.",
        PORTUGUESE,
    )
    told = read_textdump("\n".join(page), "a.txt", now=NOW)[0].published
    assert told and told.at.isoformat()[:16] == "2024-05-02T18:22"


def test_a_name_and_a_day_below_a_summary_with_the_place() -> None:
    summary = "SELVIK - A crack as long as a bus has shut the harbour bridge since Friday. The man after whom it is named may cross it first."
    told = read(summary, "Ida van Aune 14-03-24, 16:30 Laatste update: 14-03-24, 18:05")
    assert told.byline == ("Ida van Aune",)
    assert told.published and told.published.at.isoformat()[:16] == "2024-03-14T16:30"
    assert told.updated and told.updated.isoformat()[:16] == "2024-03-14T18:05"


def test_a_name_over_a_day_below_a_summary_with_the_place() -> None:
    summary = "SELVIK - A crack as long as a bus has shut the harbour bridge since Friday. The man after whom it is named may cross it first."
    told = read(summary, "Ida van Aune", "14 mei 2024, 05:00")
    assert told.byline == ("Ida van Aune",)
    assert told.published and told.published.at.isoformat()[:16] == "2024-05-14T05:00"


def test_several_names_behind_a_day() -> None:
    assert read("3 February 2024| Ida Aune-Marr|Jon Ek").byline == ("Ida Aune-Marr", "Jon Ek")


def test_a_byline_in_brackets_below_a_story() -> None:
    told = read("14 Nov 2024 - in News", story=STORY + "(By: Ida Aune-Marr/Nampa)\n")
    assert told.byline == ("Ida Aune-Marr",)


def test_turns_of_a_house_with_an_ampersand() -> None:
    turns = "\n".join(
        f"{who}: {said}"
        for who, said in (
            ("Q&L", "Who shut the bridge of Selvik?"),
            ("IA", "The divers did, and I was glad of it."),
            ("Q&L", "When will it be open again?"),
            ("IA", "In nine weeks, if somebody pays for the steel."),
        )
    )
    told = read("by Ida Aune", "March 3, 2024", story=STORY + turns)
    assert [told.text[span.start : span.end] for span in told.spans if span.label is Label.SPEAKER][:2] == [
        "Q&L:",
        "IA:",
    ]


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("“They asked for a rope.”", True),
        ("«Et puis ?»", True),
        ("Three things came together:", True),
        ("“A Very Nice Bridge”", False),
        ("What we know:", False),
    ],
)
def test_a_short_line_between_paragraphs_is_the_story_s(line: str, is_told: bool) -> None:
    told = read("By Ida Aune", "March 3, 2024", story=LONG + line + "\n" + LONG.replace("bus", "tram") + STORY)
    body = [told.text[span.start : span.end] for span in told.body]
    assert (line in body) is is_told


def test_the_parts_of_a_sentence_below_a_short_line() -> None:
    parts = [
        "Three things came together:",
        "a dry summer, which left the lake low",
        "a week of still and hot days in late March",
        "an early cold snap that turned the lake over",
    ]
    told = read("By Ida Aune", "March 3, 2024", story=LONG + "\n".join(parts) + "\n" + STORY)
    assert set(parts) <= {told.text[span.start : span.end] for span in told.body}


def test_an_agency_on_a_line_below_a_summary() -> None:
    summary = "The bridge was built in 1961 for three million crowns and pleased nobody, as divers told the court."
    assert read(summary, "Ida Aune", "com Agência Lusa", "07 fev. 2024, 18:42").agency == "Lusa"


def test_a_headline_with_a_label_is_no_turn_of_an_interview() -> None:
    turns = "\n".join(
        f"{who}: {said}"
        for who, said in 3
        * (("SP", "Who shut the bridge of Selvik?"), ("Aune", "The divers did, and I was glad of it."))
    )
    headline = "INTERVIEW: “I have shut three bridges,” says the diver of Selvik"
    assert read("by Ida Aune", "March 3, 2024", story=STORY + turns, headline=headline).headline == headline


def test_the_clock_of_the_first_publication_behind_a_change() -> None:
    header = read("Updated January 8 2024 - 2:14pm, first published 10:30am")
    assert header.published and header.published.at.isoformat()[:16] == "2024-01-08T10:30"
    assert header.updated and header.updated.isoformat()[:16] == "2024-01-08T14:14"


@pytest.mark.parametrize(
    ("above", "place"),
    [
        ("SELVIK (PUERRO), 11 Abr. (TERN PRENSA) -", "SELVIK (PUERRO)"),
        ("Selvik, Updated At : 12:41 AM Mar 04, 2024 IST", "Selvik"),
        ("Par Ada Marr (Selvik [Puerro], envoyée spéciale)", "Selvik [Puerro]"),
    ],
)
def test_the_place_on_a_line_over_the_story(above: str, place: str) -> None:
    assert read("March 3, 2024", above).dateline == place


def test_an_agency_whose_mark_means_other_things_signs_before_its_author() -> None:
    article = read("8 Feb 2024", story=f"SELVİK (AA) - İDA IŞIK/JON EK - {STORY}")
    assert (article.dateline, article.agency, article.byline) == ("SELVİK", "Anadolu", ("İda Işık", "Jon Ek"))
    assert article.text[article.body[0].start :].startswith("A crack")


@pytest.mark.parametrize("line", ["Haber Kaynağı: AA / Ida Aune", "Source: AFP / Ida Aune"])
def test_an_author_behind_the_agency_that_a_story_is_from(line: str) -> None:
    article = read("8 Feb 2024", line)
    assert article.byline == ("Ida Aune",) and article.agency in ("Anadolu", "Agence France-Presse")


def test_the_last_line_of_a_feeds_entry_is_no_story() -> None:
    footer = "La entrada El puente del puerto se publicó primero en El Faro de Selvik."
    text = f"Harbour bridge shut\nBy Ida Aune\n8 Feb 2024\n{STORY}\n{footer}\n"
    (found, *_) = read_textdump(text, "a.txt", now=NOW)
    assert found.outlet == "El Faro de Selvik" and all(
        found.text[span.start : span.end] != footer for span in found.body
    )


def test_the_marks_of_a_chat_are_no_part_of_what_it_forwards() -> None:
    text = (
        "[08/02/2024, 07:14:09] Uncle Jon: Forwarded\n*THE QUAY LEDGER* 📰\n*Harbour bridge shut after crack is found*\n"
        f"_By Ida Aune, Thursday 8 February 2024_\n{STORY}\n_Get it on your phone: SMS the word QUAY to 20555_\n"
    )
    (found, *_) = read_textdump(text, "a.txt", now=NOW)
    assert (found.headline, found.byline) == ("Harbour bridge shut after crack is found", ("Ida Aune",))
    assert found.outlet == "The Quay Ledger"
    assert [found.text[span.start : span.end] for span in found.spans if span.label is Label.HEADLINE] == [
        "Harbour bridge shut after crack is found"
    ]


def test_a_newsletter_in_plain_text_marks_its_headings() -> None:
    text = (
        "View this email in your browser\n\nTHE QUAY LEDGER\nThe Weekly | Thursday, February 8, 2024\n\n"
        "------------------------------------------------------------\n** Harbour bridge shut after crack is found\n"
        f"By Ida Aune, The Quay Ledger\n\n{STORY}"
    )
    assert read_textdump(text, "a.txt", now=NOW)[0].headline == "Harbour bridge shut after crack is found"


@pytest.mark.parametrize(
    ("note", "updated"),
    [
        ("This article was amended on 20 February 2024. An earlier version named the wrong pillar.", "2024-02-20"),
        ("Editor's note: This report was updated on 12 March to name the pillar.", "2024-03-12"),
        ("Correction (Jan. 3): An earlier version named the wrong pillar.", "2025-01-03"),
        ("Rättelse 16 februari: I en tidigare version stod fel pelare.", "2024-02-16"),
        ("Editor's note: This report was updated to say that the bridge was shut on 12 March.", ""),
        ("Correction: on 12 March 2024 the council will meet, and not on Friday.", ""),
        ("This article was amended on 20 January 2024 to name the pillar.", ""),
    ],
)
def test_a_note_tells_when_a_story_was_changed(note: str, updated: str) -> None:
    found = read("By Ida Aune", "8 February 2024", story=f"{STORY}{note}\n").updated
    assert (found.date().isoformat() if found else "") == updated


@pytest.mark.parametrize(
    ("over", "below"),
    [
        (("ENTREVISTA / IDA AUNE / MASTER OF THE HARBOUR BRIDGE OF SELVIK",), ("By Tom Hale", "8 February 2024")),
        (("Afternoons with Ida Aune", "From Afternoons, 1:17 pm on 8 February 2024"), ("Photo: DOC / T. Hale",)),
    ],
)
def test_a_kicker_and_a_programme_are_no_headline(over: tuple[str, ...], below: tuple[str, ...]) -> None:
    text = "\n".join(
        (*over, "“Nobody looks at a pillar”", *below, STORY, "IDA AUNE: Good afternoons, all, with bridges.")
    )
    assert read_textdump(text, "a", now=NOW)[0].headline == "“Nobody looks at a pillar”"


def test_the_number_of_a_link_is_no_part_of_a_headline() -> None:
    text = f"[1]News\n[2]Sport\n[3]Harbour bridge in Selvik shut\nBy [4]Ida Aune\n8 February 2002\n{STORY}"
    assert read_textdump(text, "a", now=NOW)[0].headline == "Harbour bridge in Selvik shut"
    assert read("By Ida Aune", headline="# Harbour bridge in Selvik shut").headline == "Harbour bridge in Selvik shut"


@pytest.mark.parametrize("line", ["Quayside Norte Web Desk", "By Quayside Norte Staff"])
def test_a_house_and_its_staff_are_no_author(line: str) -> None:
    text = f"Quayside Norte\nHarbour bridge in Selvik shut\n{line}\nFeb 8, 2024\n{STORY}\n© 2024 Quayside Norte Ltd\n"
    found = read_textdump(text, "a", now=NOW)[0]
    assert (found.byline, found.outlet) == ((), "Quayside Norte")


def test_the_outlet_in_brackets_is_no_part_of_a_headline() -> None:
    text = f"Subject: Harbour bridge in Selvik shut (The Quay Times)\nDate: 8 Feb 2024\n\nTHE QUAY TIMES\nBy Ida Aune\n{STORY}"
    assert read_textdump(text, "a", now=NOW)[0].headline == "Harbour bridge in Selvik shut"


def test_the_header_of_a_live_blog() -> None:
    entries = "".join(f"14 Mar 2023 {hour}.22 GMT\nSummary\n{STORY}" for hour in (18, 16, 13, 11))
    found = read(
        "Live feed",
        "Tue 14 Mar 2023 18.22 GMT",
        "First published on Tue 14 Mar 2023 07.04 GMT",
        "Passengers wait below an empty board on Tuesday.",
        "Ada Marr (now) and Jon Ek (earlier)",
        story=entries,
    )
    assert found.byline == ("Ada Marr", "Jon Ek")
    assert found.published and found.published.at.hour == 7
    assert found.updated and found.updated.hour == 18


def test_the_line_of_a_reader_of_feeds() -> None:
    found = read("Tern Weekly by Ada Marr / 5 Aug 2020 at 6:00 AM // keep unread // hide")
    assert found.byline == ("Ada Marr",) and found.outlet == "Tern Weekly"
    assert found.published and found.published.at.isoformat()[:16] == "2020-08-05T06:00"


def test_wire_copy() -> None:
    story = f"   SELVIK, Norway (AP) _ {STORY}"
    found = read(
        "^By ADA MARR=",
        "^Associated Press=",
        story=story,
        headline="^Harbour bridge in Selvik shut after crack is found<",
    )
    assert (found.headline, found.byline, found.agency, found.dateline) == (
        "Harbour bridge in Selvik shut after crack is found",
        ("Ada Marr",),
        "Associated Press",
        "SELVIK, Norway",
    )


@pytest.mark.parametrize(
    ("stamp", "published"), [("03-14-12", "2012-03-14"), ("11-02-98", "1998-11-02"), ("02-31-12", "")]
)
def test_when_a_wire_sent_a_story(stamp: str, published: str) -> None:
    found = read("^By ADA MARR=", story=f"   SELVIK, Norway (AP) _ {STORY}AP-NY-{stamp} 2214EDT<")
    assert (found.published.at.date().isoformat() if found.published else "") == published
