"""NITF, as agencies and archives write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

DOCTYPE = '<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">'
ARTICLE = f"""<?xml version="1.0" encoding="UTF-8"?>{DOCTYPE}
<nitf xml:lang="en"><head><title>harbour-bridge</title><docdata management-status="usable"><doc-id id-string="hb-7"/>
<date.issue norm="20220305T101500+0200"/><doc.copyright holder="Harbour Press Agency"/></docdata></head><body><body.head>
<hedline><hl1>Bridge shut</hl1><hl2>A crack as long as a bus</hl2></hedline><byline>By <person>Ann Lee</person>
<byttl>Staff Writer</byttl></byline><dateline><location>Oslo</location></dateline></body.head><body.content>
<media media-type="image"><media-reference source="a.jpg"/><media-caption><p>The bridge in 2011.</p></media-caption></media>
<block><p>{SENTENCE}</p><p>{SECOND}</p></block></body.content><body.end><tagline>hb/al</tagline></body.end></body></nitf>"""
ARCHIVE = f"""<nitf><head><title>Bridge Shut</title><meta name="online_sections" content="World"/><pubdata
date.publication="20070305T000000" ex-ref="http://query.lights.example/gst/fullpage.html?res=9C01" name="Harbour Lights"/></head>
<body><body.head><hedline><hl1>Bridge shut</hl1></hedline><byline class="print_byline">By ANN LEE</byline></body.head>
<body.content><block class="lead_paragraph"><p>{SENTENCE}</p></block><block class="full_text"><p>{SENTENCE}</p><p>{SECOND}</p></block>
</body.content></body></nitf>"""


@pytest.mark.parametrize("name", ["a.nitf", "a.xml"])
def test_an_agencys_article(tmp_path: Path, name: str) -> None:
    (article,) = articles(tmp_path, name, ARTICLE)
    assert (article.headline, article.byline, article.outlet) == ("Bridge shut", ("Ann Lee",), "Harbour Press Agency")
    assert (day(article), body(article), article.language) == ("2022-03-05", [SENTENCE, SECOND], "en")


def test_an_archives_article(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "1815718.xml", ARCHIVE)
    assert (article.headline, article.byline, article.outlet) == ("Bridge shut", ("Ann Lee",), "Harbour Lights")
    assert article.url and article.url.startswith("http://query.lights.example/")
    assert (day(article), body(article)) == ("2007-03-05", [SENTENCE, SECOND])


def test_what_was_withdrawn_is_not_read(tmp_path: Path) -> None:
    (told,) = extract(tmp_path, "a.nitf", ARTICLE.replace("usable", "canceled"))
    assert getattr(told, "reason", "") == "withdrawn by who published it"


@pytest.mark.parametrize("data", ["", "junk", "<nitf/>", "<nitf><body></nitf>", "<rss/>", ARTICLE[:200], "\0" * 9])
def test_what_is_no_nitf_is_told(tmp_path: Path, data: str) -> None:
    found = extract(tmp_path, "a.nitf", data)
    assert found and "please report" not in " ".join(errors(found))
