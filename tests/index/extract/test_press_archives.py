"""Exports of press archives with several documents: each is an article of its own, with what the archive says of it."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.press_archives import documents
from index.extract.textdump import read_textdump
from index.types import Article
from tests.support.extracting import SECOND, SENTENCE, articles, body, day

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def nexis(headline: str, date: str) -> list[str]:
    return [
        *(headline, "Harbour Lights (Norway)", date, "Final Edition", "Copyright 2022 Harbour Press All Rights Reserved"),
        *("Section: NEWS; Pg. 3", "Length: 412 words", "Byline: ANN LEE and Bo Ek", "Dateline: OSLO", "Highlight: A crack.", "Body", SENTENCE, SECOND),
        *("Classification", "Language: ENGLISH", "Publication-Type: Newspaper", "Subject: BRIDGES (90%); DIVING (78%)"),
        *("Load-Date: March 7, 2022", "End of Document"),
    ]  # fmt: skip


COVER = [
    "User Name: Pat",
    "Date and Time: Wednesday, May 1, 2024 10:11:00 AM CEST",
    "Documents (2)",
    "1. Bridge shut",
    "2. Bridge open",
    "Search Terms: bridge",
]
NEXIS = [
    *COVER,
    *nexis("Bridge shut", "March 5, 2022 Saturday"),
    *nexis("Bridge open", "May 9, 2022 Monday 4:12 PM GMT"),
]


def factiva(headline: str, date: str, number: int) -> list[str]:
    codes = ["HRBRL", "12", "English", "(c) 2022 Harbour Press. All rights reserved.", SENTENCE, SECOND]
    return [
        "News",
        headline,
        "By Ann Lee and Bo Ek",
        "1,412 words",
        date,
        "Harbour Lights",
        *codes,
        f"Document HRBRL0002022030{number}e",
    ]


def coded(headline: str, date: str, number: int) -> list[str]:
    return [
        *(f"HD {headline}", "BY By Ann Lee and Bo Ek", "WC 412 words", f"PD {date}", "SN Harbour Lights", "SC HRBRL", "LA English", "CY (c) 2022"),
        *(f"LP {SENTENCE}", f"TD {SECOND}", "CO nords : Nordsund AS", "NS gcat : Political/General News", f"AN Document HRBRL0002022030{number}e"),
    ]  # fmt: skip


TEXTS = {
    "Factiva": [*factiva("Bridge shut", "5 March 2022", 1), *factiva("Bridge open", "9 May 2022", 2)],
    "Factiva, fields": [
        *coded("Bridge shut", "5 March 2022", 1),
        *coded("Bridge open", "9 May 2022", 2),
        "Search Summary",
        "Results Found 2",
    ],
    "Nexis": NEXIS,
}


def check(found: list[Article]) -> None:
    assert [(item.headline, day(item)) for item in found] == [
        ("Bridge shut", "2022-03-05"),
        ("Bridge open", "2022-05-09"),
    ]
    for item in found:
        assert body(item) == [SENTENCE, SECOND]
        assert ([name.casefold() for name in item.byline], item.outlet, item.language) == (
            ["ann lee", "bo ek"],
            "Harbour Lights",
            "en",
        )
    assert len({item.key for item in found}) == 2


@pytest.mark.parametrize("export", TEXTS)
def test_text(tmp_path: Path, export: str) -> None:
    check(articles(tmp_path, "export.txt", "\n\n".join(TEXTS[export]) + "\n"))


@pytest.mark.parametrize("export", TEXTS)
def test_rich_text(tmp_path: Path, export: str) -> None:
    check(
        articles(
            tmp_path, "export.rtf", "{\\rtf1\\ansi " + "".join(f"\\pard {line}\\par\n" for line in TEXTS[export]) + "}"
        )
    )


def test_word(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "made.docx", "w") as archive:
        paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in NEXIS)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
        )
    check(articles(tmp_path, "export.docx", (tmp_path / "made.docx").read_bytes()))


def test_older_nexis_and_proquest(tmp_path: Path) -> None:
    older = [
        f"{n} of 2 DOCUMENTS\n\nHarbour Lights\n\nMarch {n + 4}, 2022 Saturday\n\nBridge shut again\n\nBYLINE: Ann Lee\n\nSECTION: NEWS\n\nLENGTH: 214 words\n\n{SENTENCE}\n\n{SECOND}\n\nLOAD-DATE: March 9, 2022\n\n"
        for n in (1, 2)
    ]
    proquest = [
        f"____________\n\nDocument {n} of 2\n\nBridge shut again\n\nAuthor: Lee, Ann\n\nPublication info: Harbour Lights; Oslo [Oslo]05 Mar 2022: 9.\n\nFull text: {SENTENCE}\n\n{SECOND}\n\nPublication date: Mar {n + 4}, 2022\n\nSource type: Newspapers\n\nDatabase: ProQuest Central\n\n"
        for n in (1, 2)
    ]
    for number, export in enumerate((older, proquest)):
        first, second = articles(tmp_path, f"{number}.txt", "".join(export))
        assert (day(first), day(second)) == ("2022-03-05", "2022-03-06")
        assert body(first) == body(second) == [SENTENCE, SECOND] and first.byline == ("Ann Lee",)


def test_printed_factiva(tmp_path: Path) -> None:
    lines = factiva("Bridge in harbour shut again", "5 March 2022", 1)
    lines[2] = "Ann-Marie Lee"
    tail = ["Search Summary", "Text bridge", "Date In the last year", "Source All Sources", "Results Found 9"]
    found = read_textdump(
        "\n".join(["DOW JONES", "Factiva", *lines, *tail]), "a.txt", now=datetime(2026, 1, 1, tzinfo=UTC)
    )[0]
    assert (found.headline, found.byline, found.outlet) == (
        "Bridge in harbour shut again",
        ("Ann-Marie Lee",),
        "Harbour Lights",
    )
    assert day(found) == "2022-03-05" and body(found) == [SENTENCE, SECOND]


def test_a_story_about_documents_is_one(tmp_path: Path) -> None:
    text = f"Bridge shut\n\n{SENTENCE}\n\nDocument 3 of 9 was missing.\n\n{SECOND}\n"
    assert len(articles(tmp_path, "a.txt", text)) == 1 and documents(text) == []


@given(
    st.lists(
        st.sampled_from(
            ["End of Document", "Document HRBRL00020220301e", "1 of 2 DOCUMENTS", "Body", "412 words", "x", ""]
        )
    )
)
def test_documents_lie_in_order_within_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    at = 0
    for start, end in documents(text):
        assert at <= start <= end <= len(text)
        at = end


def test_the_only_document_of_an_export_of_proquest_is_read_without_its_cover(tmp_path: Path) -> None:
    told = (
        "Report Information from ProQuest\nJune 01 2023 10:22\n____________\n\nTable of contents\n\n1. Bridge shut\n\n____________\n"
        f"Document 1 of 1\n\nBridge shut\n\nAuthor: Lee, Ann\n\nPublication info: Harbour Lights ; Pell [Pell]. 05 Mar 2022: A.3.\n\n"
        f"Full text: {SENTENCE}\n\n{SECOND}\n\nTitle: Bridge shut\n\nPublication title: Harbour Lights; Pell\n\n"
        "Publication date: Mar 5, 2022\n\nLanguage of publication: English\n\nDatabase: ProQuest Central\n"
    )
    (found,) = articles(tmp_path, "report.txt", told)
    assert (found.headline, found.outlet, found.byline, day(found)) == (
        "Bridge shut",
        "Harbour Lights",
        ("Ann Lee",),
        "2022-03-05",
    )
    assert SENTENCE in body(found) and "ProQuest" not in " ".join(body(found))


def test_the_table_of_fields_of_a_page_of_proquest_is_read(tmp_path: Path) -> None:
    rows = "Subject Bridges; Divers\nAuthor Lee, Ann\nPublication title Harbour Lights; Pell\nFirst page 3\nPublication date Mar 5, 2022\nSource type Newspaper"
    told = f"Full Text | Newspapers\nBridge shut\nFind a copy\n\n{SENTENCE}\n\n{SECOND}\n\nSubject matters here, said the mayor.\n\nDetails\n{rows}\n"
    (found,) = articles(tmp_path, "page.txt", told)
    assert (found.headline, found.outlet, found.byline) == ("Bridge shut", "Harbour Lights", ("Ann Lee",))
    assert day(found) == "2022-03-05" and body(found)[:2] == [SENTENCE, SECOND]
    assert not any("Bridges" in line for line in body(found))


def test_an_author_of_newsbank_is_read(tmp_path: Path) -> None:
    told = (
        "Bridge shut after a diver found a crack\nHarbour Lights (Pell, Norway) - March 5, 2022\nAuthor/Byline: Ann Lee\nEdition: Morning\n"
        f"Section: News\nPage: 4\n\n{SENTENCE}\n\n{SECOND}\n\nMemo: Ran in all editions.\nRecord: 18A2B3\n"
    )
    (found,) = articles(tmp_path, "newsbank.txt", told)
    assert (found.byline, day(found)) == (("Ann Lee",), "2022-03-05")
    assert "Memo" not in " ".join(body(found))


def test_a_printed_document_of_nexis_is_read_though_the_page_ends_below_it(tmp_path: Path) -> None:
    head = nexis("Bridge shut", "March 5, 2022 Saturday")
    printed = "\n\n".join(["Page 1 of 2", *head, "Page 2 of 2", "Bridge shut"])
    (found,) = articles(tmp_path, "printed.txt", printed)
    assert (found.headline, found.outlet, day(found)) == ("Bridge shut", "Harbour Lights", "2022-03-05")
    assert body(found) == [SENTENCE, SECOND] and found.dateline == "OSLO"


@pytest.mark.parametrize(
    ("cited", "byline"),
    [
        ("ANN B. LEE. The St. Pell Times. St. Pell, Calif.: Mar 5, 2022. pg. 3", ("ANN B. LEE",)),
        ("The St. Pell Times. Pell, N.W.: Mar 5, 2022. p. A.3", ()),
        ("Lee, Ann B. The St. Pell Times; Pell, N.W. [Pell, N.W]05 Mar 2022: A.3.", ("ANN B LEE",)),
    ],
)
def test_the_citation_below_a_headline_of_proquest_is_read(tmp_path: Path, cited: str, byline: tuple[str, ...]) -> None:
    told = f"Document View\nBridge shut\n[Home Edition]\n{cited}\nAbstract (Summary)\n\nFull Text\n\n{SENTENCE}\n\n{SECOND}\n"
    (found,) = articles(tmp_path, "page.txt", told)
    assert (found.headline, found.outlet, day(found)) == ("Bridge shut", "The St. Pell Times", "2022-03-05")
    assert tuple(name.upper() for name in found.byline) == byline
