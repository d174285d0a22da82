"""JSON as the APIs and tools of the field write it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.extract import parsing
from index.extract.formats import json as json_format
from index.types import Article, Label
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

HTML = f"<p>{SENTENCE}</p>\n<p>{SECOND}</p>"
PLAIN = f"{SENTENCE}\n\n{SECOND}"
URL = "https://lights.example/2022/03/bridge"

EXPORTS = {
    "the Guardian": {"response": {"status": "ok", "results": [{"id": "uk/2022/bridge", "webTitle": "Bridge shut", "webUrl": URL, "webPublicationDate": "2022-03-05T05:00:11Z", "fields": {"byline": "Ann Lee", "trailText": "Shut.", "body": HTML}}]}},
    "Event Registry": {"articles": {"page": 1, "results": [{"uri": "7141", "lang": "eng", "date": "2022-03-05", "time": "05:00:00", "dateTimePub": "2022-03-05T04:00:00Z", "url": URL, "title": "Bridge shut", "body": PLAIN, "source": {"uri": "lights.example", "dataType": "news", "title": "Harbour Lights"}, "authors": [{"uri": "ann_lee", "name": "Ann Lee", "type": "author"}]}]}},
    "Media Cloud": {"stories": [{"stories_id": 1, "title": "Bridge shut", "url": URL, "media_name": "Harbour Lights", "publish_date": "2022-03-05 00:00:00", "story_text": PLAIN, "author": "Ann Lee"}]},
    "Google Reader": {"id": "user/-/state/com.google/starred", "items": [{"id": "tag:google.com,2005:reader/item/1", "title": "Bridge shut", "published": 1646474400, "author": "Ann Lee", "canonical": [{"href": URL}], "summary": {"direction": "ltr", "content": HTML}, "origin": {"streamId": "feed/x", "title": "Harbour Lights", "htmlUrl": "https://lights.example/"}}]},
    "Feedly": {"items": [{"id": "x=", "originId": "7", "title": "Bridge shut", "published": 1646474400000, "author": "Ann Lee", "alternate": [{"type": "text/html", "href": URL}], "summary": {"content": "Shut."}, "content": {"content": HTML, "direction": "ltr"}, "origin": {"title": "Harbour Lights"}}]},
    "WordPress REST": [{"id": 7, "date": "2022-03-05T23:00:00", "date_gmt": "2022-03-06T04:00:00", "link": URL, "title": {"rendered": "Bridge shut"}, "content": {"rendered": HTML, "protected": False}, "excerpt": {"rendered": "<p>Shut. [&hellip;]</p>"}, "author": 3, "_embedded": {"author": [{"name": "Ann Lee"}]}}],
    "news-please": {"authors": ["Ann Lee"], "date_download": "2022-05-01 00:00:00", "date_modify": None, "date_publish": "2022-03-05 10:00:00", "description": "Shut.", "filename": "x.json", "language": "en", "maintext": PLAIN, "source_domain": "lights.example", "title": "Bridge shut", "url": URL},
    "fundus": [{"title": "Bridge shut", "authors": ["Ann Lee"], "publishing_date": "2022-03-05 10:00:00+00:00", "topics": [], "free_access": True, "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [SENTENCE, SECOND]}]}, "publisher": "Harbour Lights", "html": {"requested_url": URL, "responded_url": URL, "crawl_date": "2022-05-01"}}],
    "newspaper4k": {"url": URL, "title": "Bridge shut", "top_image": "https://lights.example/a.jpg", "authors": ["Ann Lee"], "publish_date": "2022-03-05T10:00:00", "summary": "", "meta_description": "Shut.", "meta_lang": "en", "text": PLAIN},
    "schema.org": {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Bridge shut"}, {"@type": ["NewsArticle"], "headline": "Bridge shut", "datePublished": "2022-03-05T10:00:00Z", "mainEntityOfPage": {"@id": URL}, "author": {"@type": "Person", "name": "Ann Lee"}, "publisher": {"@type": "Organization", "name": "Harbour Lights"}, "articleBody": PLAIN}]},
    "JSON Feed": {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Lights", "home_page_url": "https://lights.example/", "items": [{"id": "1", "url": URL, "title": "Bridge shut", "summary": "Shut.", "content_html": HTML, "date_published": "2022-03-05T10:00:00Z", "authors": [{"name": "Ann Lee"}]}]},
    "Elasticsearch": {"took": 1, "hits": {"total": {"value": 1}, "hits": [{"_index": "news", "_id": "1", "_score": 1.0, "_source": {"title": "Bridge shut", "url": URL, "content": PLAIN, "author": "Ann Lee", "published": "2022-03-05"}}]}},
    "Webz.io": {"posts": [{"thread": {"site": "lights.example", "site_section": "/news", "title": "Bridge shut"}, "url": URL, "author": "Ann Lee", "published": "2022-03-05T12:00:00.000+02:00", "title": "Bridge shut", "text": PLAIN, "language": "english"}]},
    "Diffbot": {"request": {"pageUrl": URL}, "objects": [{"type": "article", "title": "Bridge shut", "author": "Ann Lee", "date": "Sat, 05 Mar 2022 00:00:00 GMT", "siteName": "Harbour Lights", "pageUrl": URL, "text": PLAIN, "html": HTML}]},
    "LangChain": [{"page_content": PLAIN, "metadata": {"title": "Bridge shut", "url": URL, "author": "Ann Lee", "date": "2022-03-05"}}],
    "Ghost": {"db": [{"meta": {"version": "5"}, "data": {"posts": [{"title": "Bridge shut", "html": HTML, "url": URL, "authors": [{"name": "Ann Lee"}], "published_at": "2022-03-05T10:00:00.000Z"}]}}]},
    "Arc": {"content_elements": [{"type": "text", "content": SENTENCE}, {"type": "image", "url": "https://lights.example/a.jpg"}, {"type": "text", "content": SECOND}], "headlines": {"basic": "Bridge shut"}, "credits": {"by": [{"name": "Ann Lee"}]}, "display_date": "2022-03-05T10:00:00Z", "canonical_url": URL},
    "one nested record": {"status": "ok", "article": {"title": "Bridge shut", "text": PLAIN, "url": URL, "author": "Ann Lee", "date": "2022-03-05"}},
    "Mongo": {"_id": {"$oid": "5f"}, "Title": "Bridge shut", "Published At": {"$date": "2022-03-05T10:00:00Z"}, "Full_Text": PLAIN, "URL": URL, "Authors": "Ann Lee"},
    "Drupal": {"jsonapi": {"version": "1.0"}, "data": [{"type": "node--article", "id": "x", "attributes": {"title": "Bridge shut", "created": "2022-03-05T10:00:00+00:00", "body": {"value": HTML, "processed": HTML}, "author": "Ann Lee", "url": URL}}]},
    "Wallabag": [{"title": "Bridge shut", "url": URL, "content": HTML, "created_at": "2023-01-01T00:00:00+00:00", "published_at": "2022-03-05T10:00:00+00:00", "published_by": ["Ann Lee"], "domain_name": "lights.example", "language": "en"}],
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_exports(tmp_path: Path, export: object) -> None:
    (article,) = articles(tmp_path, "export.json", export)
    assert (article.headline, article.key, article.byline) == ("Bridge shut", URL, ("Ann Lee",))
    assert article.outlet in ("Harbour Lights", "lights.example")
    assert (day(article), body(article)) == ("2022-03-05", [SENTENCE, SECOND])


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_exports_as_lines(tmp_path: Path, export: object) -> None:
    (tmp_path / "lines.json").write_text(f"{json.dumps(export)}\n" * 2)
    found = articles(tmp_path, "more.json", (tmp_path / "lines.json").read_text())
    assert [article.key for article in found] == [URL, URL]


BLURBS = {
    "NYT article search": {"status": "OK", "response": {"docs": [{"abstract": "Shut.", "web_url": URL, "snippet": "Shut.", "lead_paragraph": SENTENCE, "source": "The New York Times", "headline": {"main": "Bridge shut", "print_headline": "Shut"}, "pub_date": "2022-03-05T10:00:00+0000", "byline": {"original": "By Ann Lee"}}]}},
    "NYT top stories": {"status": "OK", "section": "home", "results": [{"section": "world", "title": "Bridge shut", "abstract": SENTENCE, "url": URL, "byline": "By Ann Lee", "published_date": "2022-03-05T05:00:00-05:00"}]},
    "NewsData": {"status": "success", "results": [{"article_id": "x", "title": "Bridge shut", "link": URL, "creator": ["Ann Lee"], "description": SENTENCE, "content": None, "pubDate": "2022-03-05 10:00:00"}]},
    "HuffPost set": {"link": URL, "headline": "Bridge shut", "category": "WORLD", "short_description": SENTENCE, "authors": "Ann Lee", "date": "2022-03-05"},
}  # fmt: skip


@pytest.mark.parametrize("export", BLURBS.values(), ids=BLURBS)
def test_what_has_only_a_blurb(tmp_path: Path, export: object) -> None:
    (article,) = articles(tmp_path, "export.json", export)
    assert (article.headline, article.key, article.byline, day(article)) == (
        "Bridge shut",
        URL,
        ("Ann Lee",),
        "2022-03-05",
    )
    assert body(article) == [SENTENCE]


def test_the_mark_of_what_was_cut_off_is_not_cited(tmp_path: Path) -> None:
    export = {
        "articles": [{"title": "Bridge shut", "url": URL, "content": f"{SENTENCE} Repairs will\u2026 [+2829 chars]"}]
    }
    (article,) = articles(tmp_path, "newsapi.json", export)
    assert body(article) == [f"{SENTENCE} Repairs will"]
    assert article.spans[-1].label is Label.FURNITURE


def test_gdelt_is_told_to_have_no_text(tmp_path: Path) -> None:
    export = {"articles": [{"url": f"https://a.example/{n}", "title": "Bridge shut", "seendate": "20220305T101500Z", "domain": "a.example", "language": "English"} for n in range(250)]}  # fmt: skip
    told = errors(extract(tmp_path, "gdelt.json", export))
    assert "only an address" in told[0] and told[1].startswith("249 more")


@pytest.mark.parametrize(
    "export", [{"speed": 7, "height": 9}, [{"speed": 7, "height": 9}], {"rows": [[7, 9]], "speed": 1}]
)
def test_an_unknown_shape_is_an_error_that_names_its_fields(tmp_path: Path, export: object) -> None:
    (told,) = errors(extract(tmp_path, "a.json", export))
    assert "speed" in told and "fields.toml" in told


def test_entities_and_markup_in_fields_are_rendered(tmp_path: Path) -> None:
    export = {
        "title": "Fish &amp; chips",
        "body": "Caf&eacute; &#8220;Sol&#8221; burned.<br>It <b>re</b>opens.<ul><li>Monday</li></ul><script>x()</script>",
    }
    (article,) = articles(tmp_path, "a.json", export)
    assert article.headline == "Fish & chips"
    assert body(article) == ["Café “Sol” burned.", "It reopens.", "Monday"]


def test_deep_nesting_harms_nobody(tmp_path: Path) -> None:
    for data in (
        '{"text":' * 50_000,
        json.dumps({"text": "<div>" * 100_000 + "x"}),
        json.dumps({"article": {"article": {"article": {"article": 1}}}}),
    ):
        assert not any(isinstance(item, Article) for item in extract(tmp_path, "a.json", data))


def test_a_number_of_thousands_of_digits_costs_nothing_but_itself(tmp_path: Path) -> None:
    number = "9" * 5_000
    for name in ("a.json", "a.jsonl"):
        data = f'{{"id": {number}, "published": -{number}, "title": "Bridge shut", "text": {json.dumps(PLAIN)}}}'
        (article,) = articles(tmp_path, name, data)
        assert article.headline == "Bridge shut" and body(article) == [SENTENCE, SECOND]


def test_a_whole_page_within_a_record(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><head><title>Bridge shut | Harbour Lights</title></head><body><nav>Home News</nav><article><h1>Bridge shut</h1>{HTML}</article></body></html>"
    (article,) = articles(tmp_path, "a.jsonl", json.dumps({"url": URL, "html": page, "published": "2022-03-05"}))
    assert (article.headline, article.key, article.outlet, day(article)) == (
        "Bridge shut",
        URL,
        "lights.example",
        "2022-03-05",
    )
    assert body(article) == [SENTENCE, SECOND]


def test_what_a_record_says_of_its_state(tmp_path: Path) -> None:
    record = {
        "title": "Bridge shut",
        "text": PLAIN,
        "datePublished": "2022-03-05T08:00:00Z",
        "dateModified": "2022-03-06T08:00:00Z",
        "isAccessibleForFree": False,
        "articleSection": ["Harbour"],
    }
    (article,) = articles(tmp_path, "a.json", record)
    assert (article.access, article.section) == ("paid", "Harbour")
    assert article.updated == datetime(2022, 3, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize("shape", ["[{},{}]", "[\n {},\n {}\n]\n", "{}\n{}\n", "{} {}", '[{{"articles": [{}, {}]}}]'])
def test_a_large_document_is_read_item_by_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    monkeypatch.setattr(json_format, "_WHOLE", 10)
    monkeypatch.setattr(parsing, "_CHUNK", 7)
    data = shape.format(*(json.dumps({"title": f"Bridge {n} shut", "text": PLAIN}) for n in range(2)))
    found = articles(tmp_path, "a.json", data)
    assert [(article.headline, article.key[-2:]) for article in found] == [
        ("Bridge 0 shut", "#1"),
        ("Bridge 1 shut", "#2"),
    ]
    (told,) = errors(extract(tmp_path, "b.json", data[: len(data) - 60]))
    assert "cut short" in told


@pytest.mark.parametrize(
    "shared",
    [
        {"url": "https://lights.example/"},
        {"source": "https://lights.example/rss.xml"},
        {"source_url": "https://lights.example/news"},
    ],
)
def test_the_address_of_a_site_or_feed_is_no_articles(tmp_path: Path, shared: dict[str, str]) -> None:
    records = [{"title": f"Bridge {n}", "text": f"{SENTENCE} {n}", **shared} for n in (1, 2)]
    found = articles(tmp_path, "a.json", records)
    assert [(article.key, article.url) for article in found] == [(f"{tmp_path / 'a.json'}#{n}", None) for n in (1, 2)]
    assert {article.outlet for article in found} == {"lights.example"}


def test_headline_byline_and_day_at_the_top_of_a_crawled_text_are_no_story(tmp_path: Path) -> None:
    page = {
        "markdown": f"# Bridge shut after a crack\n\nBy [Ann Lee](https://lights.example/ann)\n\n5 March 2022\n\n{PLAIN}",
        "metadata": {
            "title": "Bridge shut after a crack | Harbour Lights",
            "sourceURL": URL,
            "ogSiteName": "Harbour Lights",
            "publishedTime": "2022-03-05T10:00:00Z",
        },
    }
    (found,) = articles(tmp_path, "crawl.json", json.dumps({"success": True, "data": [page]}))
    assert (found.headline, found.byline, found.outlet) == ("Bridge shut after a crack", ("Ann Lee",), "Harbour Lights")
    assert body(found)[0] == SENTENCE


@pytest.mark.parametrize(
    ("author", "persons"),
    [("Lee, Ann", ("Ann Lee",)), ("Lee, Ann; Ek, Bo", ("Ann Lee", "Bo Ek")), ("Ann Lee, Bo Ek", ("Ann Lee", "Bo Ek"))],
)
def test_names_are_read_with_the_last_name_first(tmp_path: Path, author: str, persons: tuple[str, ...]) -> None:
    record = {"title": "Bridge shut", "url": URL, "author": author, "text": PLAIN}
    (found,) = articles(tmp_path, "a.json", json.dumps([record]))
    assert found.byline == persons


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (7, "a number"),
        (False, "true or false"),
        ({"a": 1}, "an object without a text"),
        ([1, [2]], "a list without a text"),
    ],
)
def test_a_text_that_is_none_is_told_with_its_kind(tmp_path: Path, text: object, told: str) -> None:
    (reason,) = errors(extract(tmp_path, "a.json", [{"title": "Ferries", "url": URL, "text": text}]))
    assert reason.startswith(f"{told} where its text should be (fields: title, url, text); ")
