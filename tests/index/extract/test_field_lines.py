"""Lines that name their field: exports of press archives, heads of mails, what scrapers print."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from index.extract.field_lines import field_lines
from index.extract.labels import lines
from index.extract.textdump import read_textdump
from index.types import Article

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STORY = "The harbour bridge was shut on Friday after divers had found a crack.\nRepairs will take nine weeks, said Ida Stenberg.\n"


def read(text: str) -> Article:
    return read_textdump(text, "export.txt", now=NOW)[0]


def test_codes_of_an_archive() -> None:
    text = f"HD Harbour bridge shut\nBY Tove Aune\nWC 40 words\nPD 3 June 2019\nSN The Coast Ledger\nLA English\nLP\n{STORY}TD\nAN Document X1\n"
    article = read(text)
    assert (article.headline, article.byline, article.outlet) == (
        "Harbour bridge shut",
        ("Tove Aune",),
        "The Coast Ledger",
    )
    assert article.published and article.published.at.date().isoformat() == "2019-06-03"
    assert [text[span.start : span.end] for span in article.body] == STORY.splitlines()


def test_names_as_archives_file_them() -> None:
    text = (
        f"Document 3 of 9\nHarbour bridge shut\nAuthor: Aune, Tove; Moe, Halvard B.\nPublication info: The Coast Ledger; Lyngby [Lyngby]3 June 2019: 4.\n"
        f"Full text:\n{STORY}Source type: Newspapers\nISSN: 0000\nDatabase: Press\n"
    )
    article = read(text)
    assert (article.headline, article.outlet) == ("Harbour bridge shut", "The Coast Ledger")
    assert article.byline == ("Tove Aune", "Halvard B. Moe")


def test_the_subject_of_a_forwarded_mail() -> None:
    article = read(
        f"From: Ida <ida@example.org>\nTo: <desk@example.org>\nSubject: Fwd: Re: Harbour bridge shut\n\n{STORY}"
    )
    assert article.headline == "Harbour bridge shut"


def test_a_word_about_a_forwarded_story_is_no_headline() -> None:
    mail = (
        "From: Ida <ida@example.org>\nDate: Wed, 15 May 2024 at 09:12\nSubject: Fwd: bridge\nTo: <desk@example.org>\n\n"
    )
    article = read(f"{mail}The Coast Ledger\nHarbour bridge shut for weeks\nBy Tove Aune\nMay 14, 2024\n{STORY}")
    assert (article.headline, article.outlet) == ("Harbour bridge shut for weeks", "The Coast Ledger")


def test_the_fields_of_a_page_turned_into_markdown() -> None:
    fields = "Title: Harbour bridge shut\nURL Source: https://a.example/b\nPublished Time: 2024-05-14T17:14:00Z\nMarkdown Content:\n"
    article = read(f"{fields}By Tove Aune\n{STORY}")
    assert (article.headline, article.byline) == ("Harbour bridge shut", ("Tove Aune",))
    assert article.published and article.published.at.date().isoformat() == "2024-05-14"


def test_a_few_labels_are_no_export() -> None:
    text = (
        f"Harbour bridge shut\n{STORY}Location: the old basin, where nobody swims.\nSubject: bridges\nIN a word, no.\n"
    )
    assert not field_lines(text, list(lines(text)))


_LINE = st.one_of(
    st.sampled_from(["HD a", "BY b", "LP", "Subject: Re: c", "From:", "Title: ['d']", "3 of 9 DOCUMENTS"]),
    st.text(max_size=20),
)


@given(st.lists(_LINE, max_size=20))
def test_values_lie_within_their_lines(parts: list[str]) -> None:
    text = "\n".join(parts)
    found = list(lines(text))
    for at, field in field_lines(text, found).items():
        assert found[at][0] <= field.start <= field.end <= found[at][1]
