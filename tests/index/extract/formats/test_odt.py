"""Documents of LibreOffice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from index.types import Article
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "meta")
)


def odt(blocks: str, told: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:text>{blocks}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "meta.xml",
            f'<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{told}</office:meta></office:document-meta>',
        )
    return data.getvalue()


def test_a_document(tmp_path: Path) -> None:
    frame = "<draw:frame><draw:text-box><text:p>Photo: Jan Orr / Harbour Lights</text:p></draw:text-box></draw:frame>"
    note = "<text:note><text:note-body><text:p>a note</text:p></text:note-body></text:note>"
    blocks = (
        '<text:h text:outline-level="1">Bridge<text:s/>shut</text:h><text:p>By Ann Lee</text:p><text:p>5 March 2022</text:p>'
        f"<text:p>{frame}{SENTENCE[:20]}<text:span>{SENTENCE[20:]}</text:span>{note}</text:p><text:list><text:list-item><text:p>{SECOND}</text:p></text:list-item></text:list>"
    )
    (article,) = articles(tmp_path, "a.odt", odt(blocks))
    assert (article.headline, article.byline, day(article)) == ("Bridge shut", ("Ann Lee",), "2022-03-05")
    assert body(article) == [SENTENCE, SECOND]


def test_what_the_text_does_not_tell_its_properties_do(tmp_path: Path) -> None:
    told = "<dc:title>Bridge shut</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator><dc:date>2025-01-01</dc:date>"
    (article,) = articles(
        tmp_path, "a.odt", odt(f"<text:p>{SENTENCE} {SENTENCE}</text:p><text:p>{SECOND}</text:p>", told)
    )
    assert (article.headline, article.byline, article.published) == ("Bridge shut", ("Ann Lee",), None)


def test_rows_of_a_table(tmp_path: Path) -> None:
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}</table:table-row>"
        for row in (("Pier", "Boats"), ("North", "12"), ("South", "9"))
    )
    (article,) = articles(tmp_path, "a.odt", odt(f"<text:p>{SENTENCE}</text:p><table:table>{rows}</table:table>"))
    assert article.text.splitlines()[-3:] == ["North\t12", "", "South\t9"]


@pytest.mark.parametrize("data", [b"", b"junk", b"PK\x03\x04junk", odt("")])
def test_what_is_no_document_is_told(tmp_path: Path, data: bytes) -> None:
    found = extract(tmp_path, "a.odt", data)
    assert found and not any(isinstance(item, Article) for item in found)
    assert "please report" not in " ".join(errors(found))
