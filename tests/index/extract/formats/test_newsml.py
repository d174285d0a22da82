"""NewsML, as agencies deliver it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.types import Article, Skipped
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

XHTML = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{SENTENCE}</p><p>{SECOND}</p></body></html>'
NITF = f"<nitf><body><body.head><hedline><hl1>inner</hl1></hedline></body.head><body.content><p>{SENTENCE}</p><p>{SECOND}</p></body.content></body></nitf>"


def g2(content: str, status: str = "stat:usable", kind: str = "ninat:text") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:hpa.example,2022:newsml_7" version="3" xml:lang="en-US">
    <itemMeta><itemClass qcode="{kind}"/><provider literal="hpa.example"><name>Harbour Press Agency</name></provider>
    <versionCreated>2022-03-05T12:30:00+02:00</versionCreated><firstCreated>2022-03-05T10:15:00+02:00</firstCreated>
    <pubStatus qcode="{status}"/><title>slug for editors</title></itemMeta><contentMeta><contentCreated>2022-03-05T10:15:00+02:00</contentCreated>
    <headline>Bridge shut</headline><by>By Ann Lee</by><dateline>OSLO</dateline><language tag="en"/><genre><name>Analysis</name></genre></contentMeta>
    <contentSet>{content}</contentSet></newsItem>"""


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>',
        f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
        f'<inlineData contenttype="text/plain">{SENTENCE}\n\n{SECOND}</inlineData>',
    ],
)
@pytest.mark.parametrize("name", ["a.newsml", "a.xml"])
def test_newsml_g2(tmp_path: Path, name: str, content: str) -> None:
    (article,) = articles(tmp_path, name, g2(content))
    assert (article.headline, article.byline, article.outlet) == ("Bridge shut", ("Ann Lee",), "Harbour Press Agency")
    assert (day(article), article.language, article.form) == ("2022-03-05", "en", "analysis")
    assert article.updated and article.updated.hour in (10, 12)
    assert body(article) == [SENTENCE, SECOND]


def test_a_message_of_several_items(tmp_path: Path) -> None:
    text = f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>'
    picture = '<remoteContent href="a.jpg" contenttype="image/jpeg"/>'
    picture_item = g2(picture, kind="ninat:picture").replace("newsml_7", "newsml_8")
    items = g2(text) + picture_item + g2(text, status="stat:canceled").replace("newsml_7", "newsml_9")
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2022-03-05T12:31:00Z</sent></header><itemSet>{items}</itemSet></newsMessage>'
    found = extract(tmp_path, "a.xml", message)
    assert [type(item) for item in found] == [Article, Skipped, Skipped] and not errors(found)


def test_newsml_1(tmp_path: Path) -> None:
    (article,) = articles(
        tmp_path,
        "a.xml",
        f"""<NewsML><NewsEnvelope><DateAndTime>20220305T101500Z</DateAndTime></NewsEnvelope><NewsItem><Identification/>
        <NewsManagement><FirstCreated>20220305T101500+0200</FirstCreated><ThisRevisionCreated>20220305T123000+0200</ThisRevisionCreated>
        <Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Bridge shut</HeadLine><ByLine>By Ann Lee</ByLine>
        </NewsLines><AdministrativeMetadata><Provider><Party FormalName="Harbour Press Agency"/></Provider></AdministrativeMetadata>
        <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata><ContentItem><DataContent><p>{SENTENCE}</p><p>{SECOND}</p>
        </DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""",
    )
    assert (article.headline, article.byline, article.outlet) == ("Bridge shut", ("Ann Lee",), "Harbour Press Agency")
    assert (day(article), body(article)) == ("2022-03-05", [SENTENCE, SECOND])


def test_an_item_of_a_corpus(tmp_path: Path) -> None:
    (article,) = articles(
        tmp_path,
        "2286newsML.xml",
        f"""<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en">
        <title>NORWAY: Bridge shut.</title><headline>Bridge shut.</headline><byline>Ann Lee</byline><dateline>OSLO 1996-08-20</dateline>
        <text><p>{SENTENCE}</p><p>{SECOND}</p></text><copyright>(c) Harbour Press 1996</copyright></newsitem>""",
    )
    assert (article.headline, article.byline, day(article)) == ("Bridge shut.", ("Ann Lee",), "1996-08-20")
    assert body(article) == [SENTENCE, SECOND]


@pytest.mark.parametrize("data", ["", "junk", "<newsItem/>", "<newsMessage/>", g2("")[:300], g2("")])
def test_what_is_no_newsml_is_told(tmp_path: Path, data: str) -> None:
    found = extract(tmp_path, "a.newsml", data)
    assert found and not any(isinstance(item, Article) for item in found)
    assert "please report" not in " ".join(errors(found))


@pytest.mark.parametrize("order", [("3", "4"), ("4", "3"), ("4", "4")])
def test_of_several_versions_of_an_item_the_newest_is_read(tmp_path: Path, order: tuple[str, str]) -> None:
    items = "".join(
        g2(f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>')
        .replace('version="3"', f'version="{version}"')
        .replace("Bridge shut", f"Bridge shut, version {version}")
        for version in order
    )
    (found,) = articles(tmp_path, "a.newsml", f"<newsMessage><itemSet>{items}</itemSet></newsMessage>")
    assert found.headline == "Bridge shut, version 4"
