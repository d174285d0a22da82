"""Tables: comma, semicolon and tab, as tools and people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract


def test_all_the_news(tmp_path: Path) -> None:
    table = f',id,title,publication,author,date,year,month,url,content\n0,17283,Bridge shut - The Courier,The Courier,Ann Lee,2017-03-02,2017.0,3.0,,"{SENTENCE}\n\n{SECOND}"\n'
    (article,) = articles(tmp_path, "articles1.csv", table)
    assert (article.headline, article.outlet, article.byline) == (
        "Bridge shut",
        "The Courier",
        ("Ann Lee",),
    )
    assert (body(article), day(article)) == ([SENTENCE, SECOND], "2017-03-02")


@pytest.mark.parametrize(
    ("name", "separator", "encoding"),
    [("a.csv", ";", "utf-8-sig"), ("a.tsv", "\t", "utf-8"), ("a.csv", "\t", "utf-16"), ("a.csv", "|", "utf-8")],
)
def test_separators_and_marks(tmp_path: Path, name: str, separator: str, encoding: str) -> None:
    rows = [["Published At", "Headline", "Article Text"], ["5 March 2022", "Bridge shut", SENTENCE]]
    table = "\r\n".join(separator.join(row) for row in rows)
    (article,) = articles(tmp_path, name, table.encode(encoding))
    assert (article.headline, day(article), body(article)) == ("Bridge shut", "2022-03-05", [SENTENCE])


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (("10/11/2025", "14/11/2025", "03/11/2025 09:30"), ["2025-11-10", "2025-11-14", "2025-11-03"]),
        (("10/11/2025", "11/14/2025"), ["2025-10-11", "2025-11-14"]),
        (("10/11/2025", "11/12/2025"), ["", ""]),
        (("10/11/2025", "14/11/2025", "11/14/2025"), ["", "2025-11-14", "2025-11-14"]),
    ],
)
def test_dates_in_numbers_are_settled_by_their_column(tmp_path: Path, dates: tuple[str, ...], days: list[str]) -> None:
    rows = "".join(f'{date},Bridge {at} shut,"{SENTENCE} {at}"\n' for at, date in enumerate(dates))
    found = articles(tmp_path, "a.csv", f"date,title,text\n{rows}")
    assert [day(article) if article.published else "" for article in found] == days


def test_authors_that_pandas_wrote(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.csv", f"authors,text\n\"['Ann Lee', 'Bo Ek']\",{SENTENCE}\n")
    assert article.byline == ("Ann Lee", "Bo Ek")


def test_a_list_of_addresses_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"{number},https://a.example/{number},Bridge shut\n" for number in range(9))
    told = errors(extract(tmp_path, "stories.csv", "stories_id,url,title\n" + rows))
    assert len(told) == 2 and "stories_id, url, title" in told[0] and told[1].startswith("8 more")


def test_an_unknown_table_names_its_fields(tmp_path: Path) -> None:
    (told,) = errors(extract(tmp_path, "a.csv", "speed,height\n7,9\n"))
    assert "speed, height" in told


def test_a_row_that_is_cut_short(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.csv", f'title,text,date\nBridge shut,"{SENTENCE}')
    assert body(article) == [SENTENCE]


ADDRESS = "https://lights.example/2022/harbour-bridge-shut-on-friday"
TOLD = "The harbour bridge was shut on Friday after a crack was found in it. Ferries run in its place until May, the port said."


def test_a_table_that_somebody_made_by_hand_is_told_by_what_it_holds(tmp_path: Path) -> None:
    table = f"#;Zeile;Story;Where from;Posted on;Clicks\n0;Bridge shut after a crack;{TOLD};{ADDRESS};05.03.2022;7\n"
    (article,) = articles(tmp_path, "export (1).csv", table)
    assert (article.headline, article.url, day(article)) == ("Bridge shut after a crack", ADDRESS, "2022-03-05")


@pytest.mark.parametrize(
    "address", ["https://lights.example/section/news", "https://lights.example", "https://a.example/bridge.jpg"]
)
def test_an_address_whose_words_are_not_the_storys_is_not_its_own(tmp_path: Path, address: str) -> None:
    (article,) = articles(tmp_path, "a.csv", f"Story;Where from\n{TOLD};{address}\n")
    assert article.url is None


def test_a_notice_is_no_title(tmp_path: Path) -> None:
    (article,) = articles(
        tmp_path, "a.csv", f"Story;Notice\n{TOLD};Copyright 2022 Harbour Lights. All rights reserved.\n"
    )
    assert not article.headline


def test_of_several_lines_none_is_taken_for_the_title(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.csv", f"Story;One;Two\n{TOLD};Bridge shut again;A port without ferries\n")
    assert not article.headline
