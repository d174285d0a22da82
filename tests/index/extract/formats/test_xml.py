"""Feeds, as the programs that write them shape them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.types import Article, Skipped
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
)


def rss(items: str, head: str = "<title>Harbour Lights</title><language>en-GB</language>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{head}{items}</channel></rss>'


def test_rss_has_the_full_text_before_the_blurb(tmp_path: Path) -> None:
    item = f"""<item><title>Bridge &amp; pier shut</title><link>https://lights.example/bridge</link><dc:creator><![CDATA[Ann Lee]]></dc:creator>
    <pubDate>Sat, 05 Mar 2022 10:00:00 +0000</pubDate><description><![CDATA[<p>Shut.</p>]]></description>
    <content:encoded><![CDATA[<p>{SENTENCE}</p><p>{SECOND}</p>]]></content:encoded></item>"""
    (article,) = articles(tmp_path, "feed.xml", rss(item))
    assert (article.headline, article.outlet, article.byline) == ("Bridge & pier shut", "Harbour Lights", ("Ann Lee",))
    assert (article.key, day(article), article.language) == ("https://lights.example/bridge", "2022-03-05", "en-gb")
    assert body(article) == [SENTENCE, SECOND]


def test_rss_of_a_search_names_each_source(tmp_path: Path) -> None:
    item = f'<item><title>Bridge shut</title><guid isPermaLink="false">x7</guid><source url="https://c.example">The Courier</source><description>{SENTENCE}</description></item>'
    (article,) = articles(tmp_path, "feed.rss", rss(item))
    assert (article.outlet, article.url, body(article)) == ("The Courier", None, [SENTENCE])


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p></div></content>',
        f"<summary>{SENTENCE}</summary>",
    ],
)
def test_atom(tmp_path: Path, content: str) -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Lights</title><entry><title>Bridge shut</title>
    <link rel="self" href="https://lights.example/api/1"/><link rel="alternate" href="https://lights.example/1"/>
    <author><name>Ann Lee</name></author><published>2022-03-05T10:00:00Z</published><updated>2022-03-06T10:00:00Z</updated>{content}</entry></feed>"""
    (article,) = articles(tmp_path, "feed.atom", feed)
    assert (article.key, article.byline, article.outlet) == ("https://lights.example/1", ("Ann Lee",), "Harbour Lights")
    assert (day(article), body(article)) == ("2022-03-05", [SENTENCE])


def test_wordpress_export(tmp_path: Path) -> None:
    head = "<title>Harbour Lights</title><wp:author><wp:author_login>alee</wp:author_login><wp:author_display_name>Ann Lee</wp:author_display_name></wp:author>"

    def item(kind: str, status: str) -> str:
        return f"""<item><title>Bridge shut</title><link>https://lights.example/{kind}/{status}</link><dc:creator>alee</dc:creator>
        <content:encoded><![CDATA[<!-- wp:paragraph --><p>{SENTENCE}</p><!-- /wp:paragraph -->]]></content:encoded>
        <excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_date>2022-03-05 10:00:00</wp:post_date>
        <wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>"""

    found = extract(
        tmp_path,
        "wordpress.xml",
        rss(item("post", "publish") + item("post", "draft") + item("attachment", "inherit"), head),
    )
    article, told = found
    assert not isinstance(article, Skipped) and isinstance(told, Skipped)
    assert (article.byline, body(article), day(article)) == (("Ann Lee",), [SENTENCE], "2022-03-05")
    assert told.reason.startswith("2 drafts") and not told.is_error


def test_a_news_sitemap_is_a_list_of_addresses(tmp_path: Path) -> None:
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc></url></urlset>'
    )
    (told,) = errors(extract(tmp_path, "sitemap.xml", sitemap))
    assert "only an address" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<opml><body/></opml>", "no text found in its fields"),
        ("not xml", "XML"),
        ("<a>" * 5000, ""),
        ('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>', ""),
    ],
)  # fmt: skip
def test_what_is_no_feed(tmp_path: Path, data: str, told: str) -> None:
    assert told in " ".join(errors(extract(tmp_path, "a.xml", data)))


def test_a_feed_that_is_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    item = f"<item><title>Bridge shut</title><description>{SENTENCE}</description></item>"
    found = extract(tmp_path, "a.xml", rss(item * 2)[:-120])
    assert not isinstance(found[0], Skipped) and body(found[0]) == [SENTENCE]


def test_marks_of_deleted_entries_are_told(tmp_path: Path) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>Harbour Lights</title>'
        '<at:deleted-entry ref="tag:lights.example,2022:1" when="2022-03-06T10:00:00Z"><at:comment>Wrong.</at:comment></at:deleted-entry>'
        f"<entry><title>Bridge shut</title><id>tag:lights.example,2022:2</id><content>{SENTENCE} {SECOND}</content></entry></feed>"
    )
    told, found = extract(tmp_path, "a.atom", feed)
    assert isinstance(found, Article) and found.headline == "Bridge shut"
    assert isinstance(told, Skipped) and (told.where, told.is_error) == ("tag:lights.example,2022:1", False)
    assert "withdrawn" in told.reason
