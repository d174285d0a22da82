"""XML of no known kind."""

from __future__ import annotations

from pathlib import Path

from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract


def test_records_are_found_by_their_fields(tmp_path: Path) -> None:
    rows = "".join(
        f"<row id='{n}'><title>Bridge shut</title><author>Ann Lee</author><date>2022-03-05</date><url>https://a.example/{n}</url><body>{SENTENCE}</body></row>"
        for n in (1, 2)
    )
    found = articles(tmp_path, "a.xml", f"<export><info><count>2</count></info><rows>{rows}</rows></export>")
    assert [article.key for article in found] == ["https://a.example/1", "https://a.example/2"]
    assert (found[0].headline, found[0].byline, day(found[0])) == ("Bridge shut", ("Ann Lee",), "2022-03-05")
    assert body(found[0]) == [SENTENCE]


def test_a_document_with_attributes(tmp_path: Path) -> None:
    text = f"<text><p>{SENTENCE}</p><p>{SECOND}</p></text>"
    (article,) = articles(
        tmp_path, "a.xml", f'<doc title="Bridge shut" author="Ann Lee" date="2022-03-05">{text}</doc>'
    )
    assert (article.headline, article.byline, day(article)) == ("Bridge shut", ("Ann Lee",), "2022-03-05")
    assert body(article) == [SENTENCE, SECOND]


def test_an_unknown_shape_is_an_error_with_its_fields(tmp_path: Path) -> None:
    (told,) = errors(extract(tmp_path, "a.xml", "<plant><common>Bloodroot</common><zone>4</zone></plant>"))
    assert "(common, zone)" in told
