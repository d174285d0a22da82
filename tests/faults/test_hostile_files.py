"""Small files that were made to take long, to fill the memory, or to hide what they hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.extract import extract_file
from index.extract.encodings import printable
from index.extract.zipped import TEXT_LIMIT
from index.types import Article, Skipped
from tests.support.fakes import NOW

STORY = "The council spoke about ferries on Friday. It will meet again in a week, the mayor said after the vote. "
CHAPTER = "<html><body><h1>Ferries</h1>" + f"<p>{STORY}</p>" * 5 + "</body></html>"
CONTAINER = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(path: Path, data: bytes | str) -> list[Article | Skipped]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(extract_file(path, now=NOW))


def zipped(path: Path, parts: dict[str, str]) -> list[Article | Skipped]:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return list(extract_file(path, now=NOW))


def book(chapters: dict[str, str], references: list[str]) -> dict[str, str]:
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in references)
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    return {"META-INF/container.xml": CONTAINER, "a.opf": package, **chapters}


def test_a_chapter_that_a_book_names_over_and_over_is_one(tmp_path: Path) -> None:
    (item,) = zipped(tmp_path / "a.epub", book({"a": CHAPTER}, ["a"] * 20_000))
    assert isinstance(item, Article)


def test_a_book_that_unpacks_to_far_more_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.extract.zipped.Archive.left", 3 * len(CHAPTER))
    *some, last = zipped(tmp_path / "a.epub", book(dict.fromkeys("abcd", CHAPTER), list("abcd")))
    assert all(isinstance(item, Article) for item in some)
    assert isinstance(last, Skipped) and f"more than {TEXT_LIMIT >> 20} MB" in last.reason


def test_paragraphs_within_paragraphs_are_told_once(tmp_path: Path) -> None:
    texts = (f"<w:p><w:r><w:t>Story {number}: {STORY * (number % 3 + 1)}</w:t></w:r>" for number in range(60))
    inner = "".join(texts) + "</w:p>" * 60
    (item,) = zipped(
        tmp_path / "a.docx",
        {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'},
    )
    assert isinstance(item, Article) and item.text.count("ferries") == 120


def test_items_within_items_end_at_a_bound(tmp_path: Path) -> None:
    story = "<contentSet><inlineData>" + STORY + "</inlineData></contentSet>"
    found = read(tmp_path / "a.xml", f"<newsMessage>{'<newsItem>' * 100}{story}{'</newsItem>' * 100}</newsMessage>")
    assert 1 <= len(found) <= 3


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; " + "a*0*=''%41; " * 20_000,
        "Content-Disposition: " + "a;" * 50_000,
        "Subject: " + "=?utf-8?q?a?= " * 30_000,
        "From: " + "a@b.example, " * 30_000,
        "From: " + "(" * 50_000,
        "From: " + "<" * 50_000,
        "Content-Type: message/rfc822\n\n" * 5_000,
        "\n".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}' for n in range(1_500)),
    ],
    ids=["parameters", "names", "encoded words", "senders", "brackets", "angles", "messages", "parts"],
)
def test_a_message_with_odd_headers_is_read_or_named(tmp_path: Path, header: str) -> None:
    (item,) = read(tmp_path / "a.eml", f"Subject: Ferries\nFrom: a@b.example\n{header}\n\n{STORY}")
    assert isinstance(item, Article) or "not a message" in item.reason


@pytest.mark.parametrize("what", ["deep", "long", "entities"])
@pytest.mark.parametrize("root", ["rss", "nitf", "newsItem", "docs"])
def test_xml_whose_reader_gives_up_is_named(tmp_path: Path, root: str, what: str) -> None:
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    inner = {"deep": "<a>" * 50_000, "long": "a" * (11 * 2**20), "entities": "&a9;"}[what]
    head = f"<!DOCTYPE {root} [{entities}]>" if what == "entities" else ""
    good = f"<item><title>Ferries</title><description>{STORY}</description></item>"
    *_, last = read(tmp_path / "a.xml", f"{head}<{root}>{good}<item>{inner}</item></{root}>")
    assert isinstance(last, Skipped) and "nested too deeply" in last.reason


def test_names_of_columns_that_are_too_long_are_told(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.csv", "title,text," + "a" * (17 * 2**20) + "\n")
    assert isinstance(item, Skipped) and "names of columns" in item.reason


@pytest.mark.parametrize("kind", [".warc", ".wacz"])
def test_pages_that_unpack_to_far_more_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{CHAPTER}"
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{}\r\nContent-Length: {}\r\n\r\n"
    pages = "".join(f"{head.format(number, len(body))}{body}\r\n\r\n" for number in range(5))
    monkeypatch.setattr("index.extract.formats.warc.unpacked_limit", lambda _: 3 * len(CHAPTER))
    make: Callable[[], list[Article | Skipped]] = (
        (lambda: read(tmp_path / "a.warc", pages))
        if kind == ".warc"
        else (lambda: zipped(tmp_path / "a.wacz", {"archive/a.warc": pages}))
    )
    *some, last = make()
    assert len(some) == 3
    assert isinstance(last, Skipped) and "far more" in last.reason


@pytest.mark.parametrize("odd", ["\x01", "\x0c", "\ufffe", "&#1;", "&#x1F;", "&#x0001f ", "&#65535;", "&#xd800;"])
def test_a_page_with_control_characters_is_read(tmp_path: Path, odd: str) -> None:
    aside = f"<div class='related'>More</div>{odd}"
    page = f"<html><body><h1>Ferries{odd}</h1>{odd}{aside}<p>{STORY * 3}{odd}</p>{aside}<p>{STORY}</p></body></html>"
    (item,) = read(tmp_path / "a.html", page)
    assert isinstance(item, Article) and "mayor said after the vote" in item.text
    chapter = page.replace("related", "calibre_navbar")
    (item,) = zipped(tmp_path / "a.epub", book({"a": chapter}, ["a"]))
    assert isinstance(item, Article) and "mayor said after the vote" in item.text


@pytest.mark.parametrize("kept", ["&#9;", "&#10;", "&#39;", "&#13;", "&#128;", "&#x1f600;", "&#100;"])
def test_other_characters_by_their_numbers_stay(kept: str) -> None:
    assert printable(kept) == kept
