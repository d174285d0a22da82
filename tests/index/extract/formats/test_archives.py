"""Web archives, e-books, documents and mail, made as their programs make them."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.types import Article
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

PAGE = f"""<html lang="en"><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1><p>{SENTENCE}</p><p>{SECOND} Café.</p>
</article></body></html>"""


def warc(*, compressed: bool) -> bytes:
    data = b""
    for number, head in enumerate(
        [
            "200 OK\r\nContent-Type: text/html; charset=iso-8859-1",
            "404 Not Found\r\nContent-Type: text/html",
            "200 OK\r\nContent-Type: image/png",
        ]
    ):
        answer = f"HTTP/1.1 {head}\r\n\r\n{PAGE}".encode("iso-8859-1")
        address = f"https://lights.example/{number}"
        record = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        whole = record.encode() + answer + b"\r\n\r\n"
        data += gzip.compress(whole) if compressed else whole
    return data


def zipped(**parts: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(("name", "compressed"), [("a.warc", False), ("a.warc.gz", True)])
def test_warc(tmp_path: Path, name: str, compressed: bool) -> None:
    (article,) = articles(tmp_path, name, warc(compressed=compressed))
    assert (article.key, article.url) == ("https://lights.example/0", "https://lights.example/0")
    assert body(article)[-2:] == [SENTENCE, f"{SECOND} Café."]


def test_the_texts_of_pages_are_read_like_dumps(tmp_path: Path) -> None:
    text = f"Home\nSport\nBridge shut after a diver found a crack\nBy Ann Lee\n5 March 2022\n{SENTENCE}\n{SECOND}\nMost read\n".encode()
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://lights.example/bridge\r\nContent-Type: text/plain\r\n"
    (found,) = articles(
        tmp_path, "a.warc.wet", f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text + b"\r\n\r\n"
    )
    assert (found.url, found.byline, day(found)) == ("https://lights.example/bridge", ("Ann Lee",), "2022-03-05")
    assert SENTENCE in body(found)


def test_wacz(tmp_path: Path) -> None:
    (article,) = articles(
        tmp_path, "a.wacz", zipped(**{"archive/data.warc.gz": warc(compressed=True), "datapackage.json": "{}"})
    )
    assert article.key == "https://lights.example/0"


@pytest.mark.parametrize("name", ["a.warc", "a.wacz", "a.epub", "a.docx", "a.pdf", "a.eml", "a.xml"])
@pytest.mark.parametrize("data", [b"", b"junk", b"\0" * 99, b"PK\x03\x04junk", b"%PDF-1.4 junk", b"WARC/1.0\r\n\r\n"])
def test_what_is_no_archive_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    found = extract(tmp_path, name, data)
    assert found and not any(isinstance(item, Article) or "please report" in item.reason for item in found)


def test_epub(tmp_path: Path) -> None:
    chapter = f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><div class="calibre_navbar">| Next | Main menu |</div><h2>Bridge shut</h2><p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SECOND}</p></body></html>'
    package = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour Lights, 5 March</dc:title>
    <dc:publisher>Harbour Lights</dc:publisher><dc:language>en</dc:language><dc:date>2022-03-05</dc:date></metadata><manifest>
    <item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="a" href="text/a%201.xhtml" media-type="application/xhtml+xml"/>
    </manifest><spine><itemref idref="n"/><itemref idref="a"/></spine></package>"""
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    book = zipped(
        **{
            "META-INF/container.xml": container,
            "OEBPS/content.opf": package,
            "OEBPS/text/a 1.xhtml": chapter,
            "OEBPS/nav.xhtml": chapter,
        }
    )
    (article,) = articles(tmp_path, "a.epub", book)
    assert (article.headline, article.outlet, day(article), article.language) == (
        "Bridge shut",
        "Harbour Lights",
        "2022-03-05",
        "en",
    )
    assert body(article) == [SENTENCE, SENTENCE, SECOND]


def test_docx(tmp_path: Path) -> None:
    lines = ("Bridge shut", "By Ann Lee", "5 March 2022", SENTENCE, SECOND)
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{line[:9]}</w:t></w:r><w:r><w:t>{line[9:]}</w:t></w:r></w:p>" for line in lines
    )
    document = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
    (article,) = articles(tmp_path, "a.docx", zipped(**{"word/document.xml": document}))
    assert (article.headline, article.byline, day(article)) == ("Bridge shut", ("Ann Lee",), "2022-03-05")
    assert body(article) == [SENTENCE, SECOND]


@pytest.mark.parametrize("is_html", [True, False])
def test_newsletter(tmp_path: Path, is_html: bool) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Bridge shut – the morning letter", "Harbour Lights <letters@lights.example>"
    message["Date"] = "Sat, 05 Mar 2022 07:00:00 +0100"
    message.set_content(f"{SENTENCE}\n\n{SECOND}")
    if is_html:
        message.add_alternative(
            f"<html><style>p {{}}</style><table><tr><td><p>{SENTENCE}</p><p>{SECOND}</p></td></tr></table></html>",
            subtype="html",
        )
    (article,) = articles(tmp_path, "a.eml", message.as_bytes())
    assert (article.headline, article.outlet, day(article)) == (
        "Bridge shut – the morning letter",
        "Harbour Lights",
        "2022-03-05",
    )
    assert body(article) == [SENTENCE, SECOND]


def test_pdf(tmp_path: Path) -> None:
    lines = ["Bridge shut", "By Ann Lee", "5 March 2022", SENTENCE[:43], SENTENCE[44:]]
    text = "".join(
        f"BT /F1 12 Tf 72 {700 - 14 * n - 30 * (n > 2)} Td ({line}) Tj ET\n" for n, line in enumerate(lines)
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += (
        b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(data))
    )
    (article,) = articles(tmp_path, "a.pdf", data)
    assert (article.headline, article.byline, day(article)) == ("Bridge shut", ("Ann Lee",), "2022-03-05")
    assert " ".join(" ".join(body(article)).split()) == SENTENCE
    assert errors(extract(tmp_path, "b.pdf", data.replace(text, b" " * len(text))))[0].startswith("only pictures")


def test_a_gzip_that_is_cut_short(tmp_path: Path) -> None:
    assert errors(extract(tmp_path, "a.xml.gz", gzip.compress(b"<rss/>" * 99)[:-9]))
