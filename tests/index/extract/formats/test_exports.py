"""Exports in the style of APIs, readers, scrapers, data sets and databases: each gives its article, whole and with its facts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.types import Article, Skipped
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

HTML = f"<p>{SENTENCE}</p>\n<p>{SECOND}</p>"
PLAIN = f"{SENTENCE}\n\n{SECOND}"
URL = "https://lights.example/news/bridge"
OUTLETS = ("Harbour Lights", "lights.example")


@dataclass(frozen=True)
class Told:
    """What an export has that differs from most."""

    headline: str = "Bridge shut"
    url: str | None = URL
    byline: tuple[str, ...] = ("Ann Lee",)
    outlets: tuple[str, ...] = OUTLETS
    day: str = "2022-03-05"
    body: tuple[str, ...] = (SENTENCE, SECOND)
    form: str = ""
    more: dict[str, object] = field(default_factory=dict)


BLURB = Told(body=(SENTENCE,))

JSON: dict[str, tuple[object, Told]] = {
    "NewsAPI": ({"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Harbour Lights"}, "author": "Ann Lee", "title": "Bridge shut - Harbour Lights", "description": "Shut.", "url": URL, "urlToImage": None, "publishedAt": "2022-03-05T10:15:00Z", "content": f"{SENTENCE} {SECOND[:29]}… [+2829 chars]"}]}, Told(body=(f"{SENTENCE} {SECOND[:29]}",))),
    "GNews": ({"totalArticles": 1, "articles": [{"title": "Bridge shut", "description": "Shut.", "content": PLAIN, "url": URL, "image": "https://lights.example/a.jpg", "publishedAt": "2022-03-05T10:15:00Z", "source": {"name": "Harbour Lights", "url": "https://lights.example"}}]}, Told(byline=())),
    "NewsData": ({"status": "success", "totalResults": 1, "results": [{"article_id": "3b", "title": "Bridge shut", "link": URL, "keywords": None, "creator": ["Ann Lee"], "video_url": None, "description": "Shut.", "content": PLAIN, "pubDate": "2022-03-05 10:15:00", "image_url": None, "source_id": "lights", "source_name": "Harbour Lights", "source_url": "https://lights.example", "category": ["top"], "country": ["norway"], "language": "english"}], "nextPage": "16"}, Told()),
    "mediastack": ({"pagination": {"limit": 1, "offset": 0, "count": 1, "total": 9}, "data": [{"author": "Ann Lee", "title": "Bridge shut", "description": SENTENCE, "url": URL, "source": "Harbour Lights", "image": None, "category": "general", "language": "en", "country": "no", "published_at": "2022-03-05T10:15:00+00:00"}]}, BLURB),
    "NewsCatcher": ({"status": "ok", "total_hits": 1, "page": 1, "articles": [{"title": "Bridge shut", "author": "Ann Lee", "authors": ["Ann Lee"], "journalists": ["Ann Lee"], "published_date": "2022-03-05 10:15:00", "published_date_precision": "full", "link": URL, "domain_url": "lights.example", "full_domain_url": "lights.example", "name_source": "Harbour Lights", "is_headline": True, "paid_content": False, "parse_date": "2022-03-06 00:00:00", "rights": "lights.example", "rank": 7, "description": "Shut.", "content": PLAIN, "word_count": 30, "is_opinion": True, "media": "https://lights.example/a.jpg", "language": "en", "id": "f", "nlp": {"summary": "x"}}]}, Told(form="opinion")),
    "Perigon": ({"status": 200, "numResults": 1, "articles": [{"url": URL, "authorsByline": "Ann Lee", "articleId": "a", "clusterId": "c", "source": {"domain": "lights.example", "location": None}, "imageUrl": "", "country": "no", "language": "en", "pubDate": "2022-03-05T10:15:00+00:00", "addDate": "2022-03-06T10:15:00+00:00", "refreshDate": "2022-03-07T10:15:00+00:00", "score": 1.0, "title": "Bridge shut", "description": "Shut.", "content": PLAIN, "medium": "Article", "links": [], "labels": [{"name": "Opinion"}], "matchedAuthors": [{"id": None, "name": "Ann Lee"}], "summary": "By a machine."}]}, Told()),
    "Aylien": ({"stories": [{"author": {"id": 1, "name": "Ann Lee"}, "body": PLAIN, "id": 7, "published_at": "2022-03-05T10:15:00Z", "source": {"domain": "lights.example", "home_page_url": "https://lights.example/", "id": 1, "name": "Harbour Lights"}, "title": "Bridge shut", "links": {"permalink": URL, "related_stories": "/related"}, "summary": {"sentences": [SENTENCE]}, "media": [], "words_count": 30}]}, Told()),
    "Bing": ({"_type": "News", "readLink": "x", "value": [{"name": "Bridge shut", "url": URL, "description": SENTENCE, "provider": [{"_type": "Organization", "name": "Harbour Lights"}], "datePublished": "2022-03-05T10:15:00.0000000Z"}]}, Told(byline=(), body=(SENTENCE,))),
    "ninjs": ({"uri": "tag:hpa.example,2022:7", "type": "text", "pubstatus": "usable", "headline": "Bridge shut", "slugline": "bridge", "byline": "By Ann Lee", "firstcreated": "2022-03-05T10:15:00+0100", "versioncreated": "2022-03-06T12:15:00+0100", "language": "en", "description_text": "Shut.", "body_html": HTML, "provider": "Harbour Lights", "urgency": 3}, Told(url=None)),
    "ninjs 2": ({"uri": "https://lights.example/news/bridge", "headlines": [{"role": "main", "value": "Bridge shut"}], "bodies": [{"role": "main", "contenttype": "text/html", "value": HTML}], "by": "Ann Lee", "contentcreated": "2022-03-05T10:15:00+01:00", "versioncreated": "2022-03-06T10:15:00+01:00", "language": "en", "infosources": [{"name": "Harbour Lights"}]}, Told()),
    "Miniflux": ({"total": 1, "entries": [{"id": 8, "user_id": 1, "feed_id": 4, "title": "Bridge shut", "url": URL, "comments_url": "", "author": "Ann Lee", "content": HTML, "hash": "29", "published_at": "2022-03-05T10:15:00Z", "created_at": "2025-01-01T00:00:00Z", "status": "unread", "feed": {"id": 4, "title": "Harbour Lights", "site_url": "https://lights.example", "feed_url": "https://lights.example/rss"}}]}, Told()),
    "Tiny Tiny RSS": ({"seq": 0, "status": 0, "content": [{"id": 8, "title": "Bridge shut", "link": URL, "author": "Ann Lee", "updated": 1646475300, "content": HTML, "feed_id": 4, "feed_title": "Harbour Lights", "labels": [], "unread": True}]}, Told()),
    "NewsBlur": ({"stories": [{"story_title": "Bridge shut", "story_content": HTML, "story_permalink": URL, "story_authors": "Ann Lee", "story_date": "2022-03-05 10:15:00", "story_feed_id": 4, "story_hash": "4:x", "id": URL, "story_tags": []}]}, Told()),
    "Feedbin": ([{"id": 8, "feed_id": 4, "title": "Bridge shut", "author": "Ann Lee", "summary": "Shut.", "content": HTML, "url": URL, "extracted_content_url": "https://extract.example/x", "published": "2022-03-05T10:15:00.000000Z", "created_at": "2025-01-01T00:00:00Z"}], Told()),
    "Readwise": ({"count": 1, "nextPageCursor": None, "results": [{"id": "01", "url": "https://read.readwise.io/read/01", "source_url": URL, "title": "Bridge shut", "author": "Ann Lee", "source": "Reader RSS", "category": "rss", "location": "feed", "tags": {}, "site_name": "Harbour Lights", "word_count": 30, "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z", "published_date": "2022-03-05", "summary": "Shut.", "html_content": HTML}]}, Told()),
    "Mercury": ({"title": "Bridge shut", "author": "Ann Lee", "date_published": "2022-03-05T10:15:00.000Z", "dek": None, "lead_image_url": "https://lights.example/a.jpg", "content": f"<div>{HTML}</div>", "next_page_url": None, "url": URL, "domain": "lights.example", "excerpt": "Shut.", "word_count": 30, "direction": "ltr", "total_pages": 1}, Told()),
    "Readability": ({"title": "Bridge shut", "byline": "Ann Lee", "dir": None, "lang": "en", "content": f'<div id="readability-page-1">{HTML}</div>', "textContent": PLAIN, "length": 150, "excerpt": "Shut.", "siteName": "Harbour Lights", "publishedTime": "2022-03-05T10:15:00Z"}, Told(url=None)),
    "trafilatura": ({"title": "Bridge shut", "author": "Ann Lee", "hostname": "lights.example", "date": "2022-03-05", "fingerprint": "db", "id": None, "license": None, "comments": "", "raw_text": f"{SENTENCE} {SECOND}", "text": f"{SENTENCE}\n{SECOND}", "language": None, "image": None, "pagetype": "article", "filedate": "2025-01-01", "source": URL, "source-hostname": "Harbour Lights", "excerpt": "Shut.", "categories": "", "tags": ""}, Told()),
    "Firecrawl": ({"success": True, "data": {"markdown": f"# Bridge shut\n\n{SENTENCE}\n\n{SECOND}", "metadata": {"title": "Bridge shut", "description": "Shut.", "language": "en", "sourceURL": URL, "url": URL, "author": "Ann Lee", "publishedTime": "2022-03-05T10:15:00Z", "ogSiteName": "Harbour Lights", "statusCode": 200}}}, Told()),
    "Apify": ([{"url": URL, "loadedUrl": URL, "loadedDomain": "lights.example", "domain": "lights.example", "title": "Bridge shut", "softTitle": "Bridge shut", "date": "2022-03-05T10:15:00.000Z", "author": ["Ann Lee"], "publisher": "Harbour Lights", "copyright": None, "favicon": "/f.ico", "description": "Shut.", "keywords": None, "lang": "en", "canonicalLink": URL, "tags": [], "image": None, "videos": [], "links": [], "text": PLAIN}], Told()),
    "Tavily": ({"query": "bridge", "follow_up_questions": None, "answer": None, "images": [], "results": [{"url": URL, "title": "Bridge shut", "score": 0.9, "published_date": "Sat, 05 Mar 2022 10:15:00 GMT", "content": "Divers found a crack", "raw_content": PLAIN}], "response_time": 1.2}, Told(byline=())),
    "Exa": ({"requestId": "b", "results": [{"id": URL, "title": "Bridge shut", "url": URL, "publishedDate": "2022-03-05T10:15:00.000Z", "author": "Ann Lee", "text": PLAIN, "highlights": ["x"], "image": None}], "costDollars": {"total": 0.005}}, Told()),
    "Strapi": ({"data": [{"id": 1, "attributes": {"title": "Bridge shut", "slug": "bridge", "content": PLAIN, "author": {"data": {"id": 1, "attributes": {"name": "Ann Lee"}}}, "publishedAt": "2022-03-05T10:15:00.000Z", "createdAt": "2022-03-04T10:15:00.000Z", "canonicalURL": URL}}], "meta": {"pagination": {"page": 1}}}, Told()),
    "Contentful": ({"sys": {"type": "Array"}, "total": 1, "items": [{"sys": {"id": "x", "type": "Entry", "createdAt": "2025-01-01T00:00:00Z"}, "fields": {"title": "Bridge shut", "author": "Ann Lee", "publishDate": "2022-03-05", "url": URL, "body": {"nodeType": "document", "data": {}, "content": [{"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": text, "marks": [], "data": {}}]} for text in (SENTENCE, SECOND)]}}}]}, Told()),
    "Sanity": ({"ms": 4, "query": "*", "result": [{"_id": "x", "_type": "article", "_createdAt": "2025-01-01T00:00:00Z", "title": "Bridge shut", "author": {"name": "Ann Lee", "_type": "author"}, "publishedAt": "2022-03-05T10:15:00Z", "url": URL, "body": [{"_type": "block", "style": "normal", "children": [{"_type": "span", "marks": [], "text": text[:20]}, {"_type": "span", "marks": ["strong"], "text": text[20:]}]} for text in (SENTENCE, SECOND)]}]}, Told()),
    "Blogger": ({"kind": "blogger#postList", "items": [{"kind": "blogger#post", "id": "7", "blog": {"id": "8"}, "published": "2022-03-05T10:15:00+01:00", "updated": "2022-03-06T10:15:00+01:00", "url": URL, "selfLink": "https://api.example/7", "title": "Bridge shut", "content": HTML, "author": {"id": "9", "displayName": "Ann Lee", "url": "https://people.example/9"}, "replies": {"totalItems": "0"}}]}, Told()),
    "WordPress.com": ({"found": 1, "posts": [{"ID": 7, "site_ID": 3, "author": {"ID": 5, "login": "alee", "name": "Ann Lee"}, "date": "2022-03-05T10:15:00+01:00", "modified": "2022-03-06T10:15:00+01:00", "title": "Bridge shut", "URL": URL, "short_URL": "https://wp.example/7", "content": HTML, "excerpt": "<p>Shut.</p>", "slug": "bridge", "status": "publish", "type": "post"}]}, Told()),
    "Substack": ([{"id": 7, "title": "Bridge shut", "subtitle": "A crack.", "post_date": "2022-03-05T10:15:00.000Z", "canonical_url": URL, "audience": "everyone", "type": "newsletter", "description": "Shut.", "body_html": HTML, "publishedBylines": [{"id": 1, "name": "Ann Lee", "handle": "ann"}]}], Told()),
    "Tumblr": ({"meta": {"status": 200, "msg": "OK"}, "response": {"blog": {"title": "Harbour Lights"}, "posts": [{"type": "text", "id": 7, "post_url": URL, "slug": "bridge", "date": "2022-03-05 10:15:00 GMT", "timestamp": 1646475300, "title": "Bridge shut", "body": HTML}], "total_posts": 1}}, Told(byline=())),
    "cc_news": ({"title": "Bridge shut", "text": PLAIN, "domain": "lights.example", "date": "2022-03-05 10:15:00", "description": "Shut.", "url": URL, "image_url": "https://lights.example/a.jpg"}, Told(byline=())),
    "RealNews": ({"url_used": URL, "url": URL, "title": "Bridge shut", "text": PLAIN, "summary": "Shut.", "authors": ["Ann Lee"], "publish_date": "03-15-2022", "domain": "lights.example", "warc_date": "2022-05-01T00:00:00Z", "status": "success", "split": "train"}, Told(day="2022-03-15")),
    "NELA": ({"id": "x", "date": "2022-03-05", "source": "harbourlights", "title": "Bridge shut", "content": PLAIN, "author": "Ann Lee", "url": URL, "published": "Sat, 05 Mar 2022 10:15:00 +0000", "published_utc": 1646475300, "collection_utc": 1746475300}, Told(outlets=("harbourlights",))),
    "HuffPost set": ({"link": URL, "headline": "Bridge shut", "category": "U.S. NEWS", "short_description": SENTENCE, "authors": "Ann Lee", "date": "2022-03-05"}, BLURB),
    "DNA": ({"an": "HRBR000020220305ei35", "title": "Bridge shut", "snippet": "Shut.", "body": PLAIN, "byline": "By Ann Lee", "publication_datetime": 1646475300000, "modification_datetime": 1646575300000, "publisher_name": "Harbour Press", "source_name": "Harbour Lights", "language_code": "en", "word_count": 30}, Told(url=None, outlets=("Harbour Lights",))),
    "Guardian, one item": ({"response": {"status": "ok", "content": {"id": "news/bridge", "type": "article", "sectionName": "World", "webPublicationDate": "2022-03-05T10:15:00Z", "webTitle": "Bridge shut", "webUrl": URL, "fields": {"bodyText": PLAIN, "byline": "Ann Lee", "trailText": "Shut."}}}}, Told()),
    "feedparser": ({"bozo": False, "feed": {"title": "Harbour Lights", "link": "https://lights.example"}, "entries": [{"title": "Bridge shut", "title_detail": {"type": "text/plain", "value": "Bridge shut"}, "links": [{"rel": "alternate", "type": "text/html", "href": URL}], "link": URL, "summary": "Shut.", "content": [{"type": "text/html", "language": None, "base": "", "value": HTML}], "authors": [{"name": "Ann Lee"}], "author": "Ann Lee", "published": "Sat, 05 Mar 2022 10:15:00 GMT", "published_parsed": [2022, 3, 5, 10, 15, 0, 5, 64, 0]}]}, Told()),
    "pandas, records": ([{"index": 0, "title": "Bridge shut", "text": PLAIN, "author": "Ann Lee", "date": 1646475300000, "url": URL}], Told()),
    "pandas, columns": ({"title": {"0": "Bridge shut"}, "text": {"0": PLAIN}, "author": {"0": "Ann Lee"}, "date": {"0": 1646475300000}, "url": {"0": URL}}, Told()),
    "pandas, lists": ({"title": ["Bridge shut"], "text": [PLAIN], "author": ["Ann Lee"], "date": ["2022-03-05"], "url": [URL]}, Told()),
    "pandas, split": ({"columns": ["title", "text", "author", "date", "url"], "index": [0], "data": [["Bridge shut", PLAIN, "Ann Lee", "2022-03-05", URL]]}, Told()),
    "pandas, table": ({"schema": {"fields": [{"name": "index", "type": "integer"}]}, "data": [{"index": 0, "title": "Bridge shut", "text": PLAIN, "author": "Ann Lee", "date": "2022-03-05T10:15:00.000Z", "url": URL}]}, Told()),
    "rows below names": ([["title", "text", "author", "date", "url"], ["Bridge shut", PLAIN, "Ann Lee", "2022-03-05", URL]], Told()),
    "by address": ({URL: {"title": "Bridge shut", "text": PLAIN, "author": "Ann Lee", "date": "2022-03-05"}, f"{URL}-2": {"title": "Bridge shut", "text": PLAIN, "author": "Ann Lee", "date": "2022-03-05"}}, Told()),
    "Firebase": ({"articles": {"-Nabc": {"title": "Bridge shut", "text": PLAIN, "author": "Ann Lee", "date": "2022-03-05", "url": URL}}}, Told()),
    "Airtable": ({"records": [{"id": "rec1", "createdTime": "2025-01-01T00:00:00.000Z", "fields": {"Title": "Bridge shut", "Body": PLAIN, "Author": "Ann Lee", "Published": "2022-03-05", "URL": URL}}], "offset": "x"}, Told()),
    "Solr": ({"responseHeader": {"status": 0}, "response": {"numFound": 1, "start": 0, "docs": [{"id": URL, "title": ["Bridge shut"], "content": [PLAIN], "author": ["Ann Lee"], "date": ["2022-03-05T10:15:00Z"], "host": "lights.example"}]}}, Told()),
    "GraphQL": ({"data": {"articles": {"pageInfo": {"hasNextPage": False}, "edges": [{"cursor": "x", "node": {"title": "Bridge shut", "body": HTML, "author": {"name": "Ann Lee"}, "publishedAt": "2022-03-05T10:15:00Z", "url": URL}}]}}}, Told()),
    "HAL": ({"_links": {"self": {"href": "/articles"}}, "_embedded": {"articles": [{"title": "Bridge shut", "body": PLAIN, "author": "Ann Lee", "published": "2022-03-05", "url": URL}]}}, Told()),
    "Hydra": ({"@context": "/c", "@type": "hydra:Collection", "hydra:member": [{"@id": "/articles/1", "@type": "Article", "title": "Bridge shut", "content": PLAIN, "author": "Ann Lee", "publishedAt": "2022-03-05", "url": URL}]}, Told()),
    "Drupal 7": ({"nodes": [{"node": {"title": "Bridge shut", "nid": "7", "body": HTML, "author": "Ann Lee", "post_date": "2022-03-05 10:15", "path": URL}}]}, Told()),
    "Scrapy": ([{"url": URL, "response_url": URL, "title": ["Bridge shut"], "author": ["Ann Lee"], "date": ["March 5, 2022"], "content": [SENTENCE, SECOND]}], Told()),
    "Editor.js": ({"title": "Bridge shut", "author": "Ann Lee", "date": "2022-03-05", "url": URL, "content": {"time": 1646475300000, "blocks": [{"id": "a", "type": "paragraph", "data": {"text": SENTENCE}}, {"id": "b", "type": "paragraph", "data": {"text": SECOND}}], "version": "2.2"}}, Told()),
}  # fmt: skip


MORE: dict[str, tuple[object, Told]] = {
    "The News API": ({"meta": {"found": 1}, "data": [{"uuid": "7", "title": "Bridge shut", "description": "", "keywords": "", "snippet": SENTENCE, "url": URL, "image_url": "", "language": "en", "published_at": "2022-03-05T10:15:00.000000Z", "source": "lights.example", "categories": ["general"], "relevance_score": None}]}, Told(byline=(), body=(SENTENCE,))),
    "Currents": ({"status": "ok", "news": [{"id": "e1", "title": "Bridge shut", "description": SENTENCE, "url": URL, "author": "Ann Lee", "image": "None", "language": "en", "category": ["regional"], "published": "2022-03-05 10:15:00 +0000"}], "page": 1}, BLURB),
    "Spinn3r": ({"items": [{"permalink": URL, "title": "Bridge shut", "main": HTML, "extract": PLAIN, "author_name": "Ann Lee", "published": "2022-03-05T10:15:00Z", "date_found": "2025-01-01T00:00:00Z", "source_title": "Harbour Lights", "lang": "en"}]}, Told()),
    "Meltwater": ({"result": {"document_count": 1, "documents": [{"id": "7", "url": URL, "published_date": "2022-03-05T10:15:00Z", "content": {"title": "Bridge shut", "opening_text": "Shut.", "body": PLAIN}, "author": {"name": "Ann Lee"}, "source": {"name": "Harbour Lights", "id": "public:lights"}}]}}, Told()),
    "Plone": ({"@context": "x", "items": [{"@id": URL, "@type": "News Item", "title": "Bridge shut", "description": "Shut.", "text": {"content-type": "text/html", "data": HTML, "encoding": "utf-8"}, "creators": ["Ann Lee"], "effective": "2022-03-05T10:15:00", "created": "2022-03-04T10:15:00"}]}, Told()),
    "Joomla": ({"links": {"self": "x"}, "data": [{"type": "articles", "id": "7", "attributes": {"title": "Bridge shut", "alias": "bridge", "text": HTML, "created": "2022-03-05 10:15:00", "created_by_alias": "Ann Lee", "state": 1, "language": "en-GB"}}]}, Told(url=None)),
    "Directus": ({"data": [{"id": 1, "status": "published", "title": "Bridge shut", "body": HTML, "author": {"first_name": "Ann", "last_name": "Lee"}, "date_published": "2022-03-05T10:15:00", "url": URL}]}, Told()),
    "Prismic": ({"page": 1, "results": [{"id": "x", "type": "article", "first_publication_date": "2022-03-05T10:15:00+0000", "last_publication_date": "2022-03-06T10:15:00+0000", "url": URL, "data": {"title": [{"type": "heading1", "text": "Bridge shut", "spans": []}], "body": [{"type": "paragraph", "text": text, "spans": []} for text in (SENTENCE, SECOND)], "author": "Ann Lee"}}]}, Told()),
    "Lexical": ({"docs": [{"id": 1, "title": "Bridge shut", "content": {"root": {"type": "root", "children": [{"type": "paragraph", "children": [{"type": "text", "text": text[:20], "format": 0}, {"type": "text", "text": text[20:], "format": 1}]} for text in (SENTENCE, SECOND)]}}, "author": {"name": "Ann Lee"}, "publishedAt": "2022-03-05T10:15:00Z", "url": URL}], "totalDocs": 1}, Told()),
    "Crawl4AI": ([{"url": URL, "success": True, "markdown": {"raw_markdown": f"# Bridge shut\n\n{SENTENCE}\n\n{SECOND}", "fit_markdown": ""}, "metadata": {"title": "Bridge shut", "author": "Ann Lee", "article:published_time": "2022-03-05T10:15:00Z"}}], Told()),
    "article-extractor": ({"url": URL, "title": "Bridge shut", "description": "Shut.", "links": [URL], "image": "", "content": HTML, "author": "Ann Lee", "favicon": "", "source": "lights.example", "published": "2022-03-05T10:15:00Z", "ttr": 10, "type": "article"}, Told()),
    "Goose": ({"meta": {"description": "Shut.", "lang": "en", "canonical": URL, "encoding": "utf-8"}, "image": None, "domain": "lights.example", "title": "Bridge shut", "cleaned_text": PLAIN, "opengraph": {"title": "Bridge shut", "url": URL}, "tags": [], "links": [], "authors": ["Ann Lee"], "publish_date": "2022-03-05T10:15:00"}, Told()),
    "Zyte": ([{"query": {"id": "1", "userQuery": {"url": URL, "pageType": "article"}}, "article": {"headline": "Bridge shut", "datePublished": "2022-03-05T10:15:00", "datePublishedRaw": "March 5", "authors": [{"name": "Ann Lee", "nameRaw": "ANN LEE"}], "inLanguage": "en", "articleBody": PLAIN, "articleBodyHtml": f"<article>{HTML}</article>", "url": URL, "canonicalUrl": URL}}], Told()),
    "an outbox": ({"type": "OrderedCollectionPage", "orderedItems": [{"type": "Create", "actor": "https://lights.example/@ann", "published": "2022-03-05T10:15:00Z", "object": {"type": "Article", "name": "Bridge shut", "content": HTML, "url": URL, "published": "2022-03-05T10:15:00Z", "attributedTo": "https://lights.example/@ann"}}]}, Told(byline=())),
    "microformats": ({"items": [{"type": ["h-entry"], "properties": {"name": ["Bridge shut"], "content": [{"html": HTML, "value": PLAIN}], "published": ["2022-03-05T10:15:00+01:00"], "author": [{"type": ["h-card"], "properties": {"name": ["Ann Lee"]}}], "url": [URL]}}], "rels": {}}, Told()),
    "Umbraco": ({"total": 1, "items": [{"contentType": "article", "name": "Bridge shut", "createDate": "2022-03-05T10:15:00Z", "updateDate": "2022-03-06T10:15:00Z", "route": {"path": "/news/bridge/"}, "id": "7", "properties": {"bodyText": {"markup": HTML, "blocks": []}, "author": "Ann Lee"}}]}, Told(url=None)),
    "a spreadsheet's API": ({"range": "Sheet1!A1:E2", "majorDimension": "ROWS", "values": [["Title", "Body", "Author", "Date", "URL"], ["Bridge shut", PLAIN, "Ann Lee", "2022-03-05", URL]]}, Told()),
    "a table's metadata": ({"meta": {"view": {"name": "x"}}, "results": [{"columns": ["title", "content", "author", "date", "url"], "rows": [["Bridge shut", PLAIN, "Ann Lee", "2022-03-05", URL]]}]}, Told()),
    "a database's dump": ([{"type": "header", "version": "5.2"}, {"type": "database", "name": "news"}, {"type": "table", "name": "articles", "data": [{"id": "7", "title": "Bridge shut", "content": PLAIN, "author": "Ann Lee", "published_at": "2022-03-05 10:15:00", "url": URL}]}], Told()),
    "a data set's rows": ({"features": [{"feature_idx": 0, "name": "text", "type": {"dtype": "string"}}], "rows": [{"row_idx": 0, "row": {"text": PLAIN, "label": 2}, "truncated_cells": []}], "num_rows_total": 1}, Told(headline="", url=None, byline=(), outlets=("",), day="")),
    "Telegram": ({"name": "Harbour Lights", "type": "public_channel", "id": 7, "messages": [{"id": 1, "type": "service", "date": "2022-01-01T00:00:00", "action": "create_channel", "text": ""}, {"id": 2, "type": "message", "date": "2022-03-05T10:15:00", "date_unixtime": "1646475300", "from": "Harbour Lights", "from_id": "channel7", "photo": "(File not included.)", "text": [{"type": "bold", "text": "Bridge shut"}, f"\n\n{PLAIN}\n\n", {"type": "link", "text": URL}], "text_entities": []}]}, Told(url=None, byline=(), body=(SENTENCE, SECOND, URL))),
    "Ghost, a backup": ({"db": [{"meta": {"version": "5"}, "data": {"posts": [{"id": "p1", "title": "Bridge shut", "slug": "bridge", "html": HTML, "plaintext": PLAIN, "status": "published", "published_at": "2022-03-05T10:15:00.000Z", "updated_at": "2025-01-01T00:00:00.000Z", "canonical_url": URL}], "posts_authors": [{"id": "1", "post_id": "p1", "author_id": "a1", "sort_order": 0}], "users": [{"id": "a1", "name": "Ann Lee", "email": "ann@lights.example"}]}}]}, Told()),
    "JSON:API": ({"jsonapi": {"version": "1.0"}, "data": [{"type": "node--article", "id": "u1", "attributes": {"title": "Bridge shut", "status": True, "created": "2022-03-05T10:15:00+00:00", "body": {"value": HTML, "processed": HTML, "summary": ""}, "url": URL}, "relationships": {"uid": {"data": {"type": "user--user", "id": "u9"}}, "field_image": {"data": {"type": "file--file", "id": "f1"}}}}], "included": [{"type": "user--user", "id": "u9", "attributes": {"display_name": "Ann Lee"}}, {"type": "file--file", "id": "f1", "attributes": {"filename": "a.jpg"}}]}, Told()),
    "Slack": ([{"type": "message", "user": "U1", "text": f"<{URL}>", "ts": "1646475300.0001", "attachments": [{"from_url": URL, "service_name": "Harbour Lights", "title": "Bridge shut", "title_link": URL, "text": SENTENCE, "id": 1}]}, {"type": "message", "user": "U2", "text": "thanks, I shall read it tonight and tell all of you what I think", "ts": "1646475301.0"}], Told(byline=(), day="", body=(SENTENCE,))),
    "a chat on Discord": ({"guild": {"id": "1", "name": "Newsroom"}, "channel": {"id": "2", "name": "links"}, "messages": [{"id": "3", "type": "Default", "timestamp": "2025-01-01T00:00:00+00:00", "content": URL, "author": {"id": "5", "name": "pat"}, "embeds": [{"title": "Bridge shut", "url": URL, "description": SENTENCE}]}], "messageCount": 1}, Told(byline=(), day="", body=(SENTENCE,))),
    "Arc": ({"_id": "H", "type": "story", "version": "0.10.9", "canonical_url": URL, "display_date": "2022-03-05T10:15:00Z", "headlines": {"basic": "Bridge shut", "web": ""}, "description": {"basic": "Shut."}, "credits": {"by": [{"type": "author", "name": "Ann Lee", "org": "Staff"}]}, "content_elements": [{"type": "text", "content": SENTENCE}, {"type": "image", "caption": "The bridge.", "url": "https://lights.example/a.jpg"}, {"type": "interstitial_link", "content": "The fog of last week, in pictures", "url": "https://lights.example/fog"}, {"type": "text", "content": SECOND}]}, Told()),
    "NewsData, unpaid": ({"status": "success", "totalResults": 1, "results": [{"title": "Bridge shut", "link": URL, "creator": ["Ann Lee"], "description": SENTENCE, "content": "ONLY AVAILABLE IN PAID PLANS", "pubDate": "2022-03-05 10:15:00", "source_name": "Harbour Lights"}]}, BLURB),
    "Drupal's own fields": ({"data": [{"type": "node--article", "attributes": {"title": "Bridge shut", "created": "2022-03-05T10:15:00+00:00", "body": {"value": HTML, "processed": HTML}, "field_byline": "Ann Lee", "url": URL}}]}, Told()),
    "by day": ({"2022-03-05": [{"title": "Bridge shut", "text": PLAIN, "author": "Ann Lee", "url": URL, "date": "2022-03-05"}]}, Told()),
}  # fmt: skip


@pytest.mark.parametrize("export", JSON | MORE)
def test_json(tmp_path: Path, export: str) -> None:
    value, told = (JSON | MORE)[export]
    check(tmp_path, "export.json", json.dumps(value), told)


TEXTS: dict[str, tuple[str, str, Told]] = {
    "All the news": ("articles1.csv", f',id,title,publication,author,date,year,month,url,content\n0,17283,"Bridge shut",Harbour Lights,Ann Lee,2022-03-05,2022.0,3.0,{URL},"{PLAIN}"\n', Told()),
    "True and fake": ("True.csv", f'title,text,subject,date\n"Bridge shut","{PLAIN}",worldnews,"March 5, 2022 "\n', Told(url=None, byline=(), outlets=("",))),
    "a press archive": ("results.csv", f'\ufeffTitle;Publication;Published date;Byline;Section;Full text\n"Bridge shut";"Harbour Lights";"5 March 2022";"Ann Lee";"News";"{SENTENCE}\n\n{SECOND}"\n', Told(url=None)),
    "a table of tabs": ("news.tsv", f"url\tdate\tsource\tauthor\theadline\tarticle_text\n{URL}\t2022-03-05\tHarbour Lights\tAnn Lee\tBridge shut\t{SENTENCE} {SECOND}\n", Told(body=(f"{SENTENCE} {SECOND}",))),
    "a spreadsheet": ("sheet.csv", f'Headline,Link,Date Published,Author Name,Source Name,Article Content\nBridge shut,{URL},05-Mar-22,Ann Lee,Harbour Lights,"{PLAIN}"\n', Told()),
    "Blogger's backup": ("blog.xml", f"""<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'><title type='text'>Harbour Lights</title>
        <entry><id>tag:blogger.com,1999:blog-8.post-7</id><published>2022-03-05T10:15:00.000+01:00</published><updated>2022-03-06T10:15:00.000+01:00</updated><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>
        <title type='text'>Bridge shut</title><content type='html'>&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content><link rel='replies' href='https://lights.example/feeds/7'/><link rel='alternate' type='text/html' href='{URL}' title='Bridge shut'/><author><name>Ann Lee</name><email>noreply@blogger.com</email></author></entry></feed>""", Told()),
    "a feed with whole texts": ("rss.xml", f"""<rss version="2.0" xmlns:yandex="http://news.yandex.ru"><channel><title>Harbour Lights</title><item><title>Bridge shut</title><link>{URL}</link><author>Ann Lee</author>
        <description>Shut.</description><pubDate>Sat, 05 Mar 22 10:15:00 +0300</pubDate><yandex:full-text>{PLAIN}</yandex:full-text></item></channel></rss>""", Told()),
    "RSS 1.0": ("index.rdf", f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="x"><title>Harbour Lights</title></channel>
        <item rdf:about="{URL}"><title>Bridge shut</title><link>{URL}</link><dc:creator>Ann Lee</dc:creator><dc:date>2022-03-05T10:15:00+01:00</dc:date><content:encoded><![CDATA[{HTML}]]></content:encoded></item></rdf:RDF>""", Told()),
    "trafilatura's XML": ("page.xml", f'<doc sitename="Harbour Lights" title="Bridge shut" author="Ann Lee" date="2022-03-05" source="{URL}" hostname="lights.example" excerpt="Shut." categories="" tags="" fingerprint="x"><main><p>{SENTENCE}</p><p>{SECOND}</p></main><comments/></doc>', Told()),
    "TEI": ("page.tei.xml", f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title type="main">Bridge shut</title><author>Ann Lee</author></titleStmt><publicationStmt><publisher>Harbour Lights</publisher><date>2022-03-05</date></publicationStmt><sourceDesc><biblFull><notesStmt/></biblFull></sourceDesc></fileDesc></teiHeader><text><body><div type="entry"><p>{SENTENCE}</p><p>{SECOND}</p></div></body></text></TEI>', Told(url=None)),
    "a bulk request": ("bulk.ndjson", f'{{"index": {{"_index": "news", "_id": "1"}}}}\n{json.dumps({"title": "Bridge shut", "body": PLAIN, "author": "Ann Lee", "date": "2022-03-05", "url": URL})}\n', Told()),
    "a reader's Markdown": ("clip.md", f"Title: Bridge shut\n\nURL Source: {URL}\n\nPublished Time: 2022-03-05T10:15:00+00:00\n\nMarkdown Content:\n# Bridge shut\n\n{SENTENCE}\n\n{SECOND}\n", Told(byline=())),
    "MarkDownload": ("clip.md", f"---\ncreated: 2024-05-02T10:11:12 (UTC +02:00)\ntags: []\nsource: {URL}\nauthor: Ann Lee\n---\n\n# Bridge shut | Lights\n\n{SENTENCE}\n\n{SECOND}\n", Told(day="", outlets=("Lights", "lights.example", "Lights Example"))),
    "SingleFile": ("page.html", f'<!DOCTYPE html> <html lang="en"><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed May 01 2024 10:11:12 GMT+0200\n--><head><title>Bridge shut</title><meta name="author" content="Ann Lee"><meta property="article:published_time" content="2022-03-05T10:15:00Z"></head><body><article><h1>Bridge shut</h1><p>{SENTENCE}</p><p>{SECOND}</p></article></body></html>', Told(outlets=("", *OUTLETS))),
    "saved by a browser": ("page.htm", f'<!DOCTYPE html>\n<!-- saved from url=(0034){URL} -->\n<html lang="en"><head><title>Bridge shut</title><meta name="author" content="Ann Lee"><meta property="article:published_time" content="2022-03-05T10:15:00Z"></head><body><article><h1>Bridge shut</h1><p>{SENTENCE}</p><p>{SECOND}</p></article></body></html>', Told(outlets=("", *OUTLETS))),
    "a site generator's marks": ("post.md", f'---\ntitle: Bridge shut\ndate: 2022-03-05\nauthor: Ann Lee\ncanonical_url: {URL}\n---\n\n{SENTENCE}\n\n{{{{< figure src="bridge.jpg" caption="The bridge" >}}}}\n\n{{% include newsletter.html %}}\n\n{SECOND}\n\n{{: .note}}\n', Told()),
    "a site generator": ("post.md", f'+++\ntitle = "Bridge shut"\ndate = 2022-03-05T10:15:00Z\nauthors = ["Ann Lee"]\ncanonicalURL = "{URL}"\n+++\n\n{SENTENCE}\n\n{SECOND}\n', Told()),
}  # fmt: skip


MORE_TEXTS: dict[str, tuple[str, str, Told]] = {
    "minet": ("minet.csv", f'url,resolved,error,canonical_url,title,description,content,comments,author,categories,tags,date,sitename\n{URL},{URL},,{URL},Bridge shut,Shut.,"{PLAIN}",,Ann Lee,,,2022-03-05,Harbour Lights\n', Told()),
    "Moreover": ("news.xml", f"<response><status>SUCCESS</status><articles><article><sequenceId>7</sequenceId><title>Bridge shut</title><content>{PLAIN}</content><publishedDate>2022-03-05T10:15:00Z</publishedDate><url>{URL}</url><author><name>Ann Lee</name></author><source><name>Harbour Lights</name><homeUrl>http://lights.example</homeUrl></source></article></articles></response>", Told()),
    "pages of an archive": ("pages.jsonl", f'{{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}}\n{json.dumps({"id": "x", "url": URL, "title": "Bridge shut", "ts": "2025-01-01T00:00:00Z", "text": PLAIN})}\n', Told(byline=(), day="")),
}  # fmt: skip


@pytest.mark.parametrize("export", TEXTS | MORE_TEXTS)
def test_texts(tmp_path: Path, export: str) -> None:
    name, data, told = (TEXTS | MORE_TEXTS)[export]
    check(tmp_path, name, data, told)


def check(folder: Path, name: str, data: str, told: Told) -> None:
    article, *_ = articles(folder, name, data)
    found = (article.headline, article.url, article.byline, day(article), article.form, tuple(body(article)))
    assert found == (told.headline, told.url, told.byline, told.day, told.form, told.body)
    assert article.outlet in (told.outlets if told.url or told.outlets != OUTLETS else ("Harbour Lights", ""))


ADDRESSES: dict[str, tuple[str, str]] = {
    "Media Cloud": ("stories.csv", f"id,indexed_date,language,media_name,media_url,publish_date,title,url\nx,2022-03-06 00:00:00,en,lights.example,lights.example,2022-03-05,Bridge shut,{URL}\n"),
    "Pocket": ("part_000000.csv", f"title,url,time_added,tags,status\nBridge shut,{URL},1646475300,,unread\n"),
    "bookmarks": ("links.json", json.dumps([{"href": URL, "description": "", "extended": "", "time": "2022-03-05T10:15:00Z", "toread": "no"}] * 2)),
    "a list of captures": ("cdx.json", json.dumps([["urlkey", "timestamp", "original", "mimetype"], ["example,lights)/", "20220305101500", URL, "text/html"], ["example,lights)/", "20220306101500", URL, "text/html"]])),
    "columns by number": ("scraped.csv", f',0,1,2\n0,{URL},Bridge shut,"{SENTENCE} {SECOND}"\n'),
    "OPML": ("feeds.xml", '<opml version="2.0"><head><title>feeds</title></head><body><outline type="rss" text="Harbour Lights" xmlUrl="https://lights.example/rss"/></body></opml>'),
    "a configuration": ("package.json", '{"name": "x", "version": "1.0", "dependencies": {"a": "1"}}'),
    "a table of numbers": ("prices.csv", "date,open,close\n2022-03-05,1,2\n"),
    "GeoJSON": ("map.json", '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": {"speed": 3}}]}'),
    "a list of numbers": ("n.json", "[1, 2, 3]"),
    "a list of words": ("n.json", '["one", "two"]'),
    "a table without names": ("behaviors.tsv", "N1\tnews\tworld\tBridge shut\tShut.\thttps://lights.example/1\t[]\t[]\nN2\tnews\tworld\tBridge open\tOpen.\thttps://lights.example/2\t[]\t[]\n"),
}  # fmt: skip


@pytest.mark.parametrize("export", ADDRESSES)
def test_what_has_no_text_is_an_error(tmp_path: Path, export: str) -> None:
    name, data = ADDRESSES[export]
    found = extract(tmp_path, name, data)
    assert errors(found) and not any(isinstance(item, Article) for item in found), found


@pytest.mark.parametrize(
    "state",
    [{"status": "draft"}, {"draft": True}, {"is_published": "false"}, {"published": False}, {"post_status": "trash"}],
)
def test_what_was_never_published_is_left_out(tmp_path: Path, state: dict[str, object]) -> None:
    records = [{"title": "Bridge open", "text": PLAIN, **state}, {"title": "Bridge shut", "text": PLAIN, "url": URL}]
    draft, article = extract(tmp_path, "export.json", records)
    assert isinstance(draft, Skipped) and not draft.is_error
    assert isinstance(article, Article) and article.headline == "Bridge shut"


@pytest.mark.parametrize(
    ("name", "code"), [("english", "en"), ("German", "de"), ("deu", "de"), ("en-US", "en-us"), ("Tagalog", "tagalog")]
)
def test_a_language_is_told_by_its_code(tmp_path: Path, name: str, code: str) -> None:
    (article,) = articles(tmp_path, "export.json", {"title": "Bridge shut", "text": PLAIN, "language": name})
    assert article.language == code
