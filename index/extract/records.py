"""Articles that come as data: JSON objects with the usual field names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from index.extract.body import labelled
from index.extract.dates import from_url, published
from index.extract.html import extract_html
from index.extract.outlets import split_title
from index.extract.urls import canonical_url, site
from index.model import Article, Published, Skipped

_URL = ("url", "link", "canonical_url", "canonical", "href", "permalink")
_TITLE = ("title", "headline", "name")
_TEXT = ("text", "body", "content", "articleBody", "article", "full_text", "maintext", "description", "summary")
_AUTHORS = ("authors", "byline", "author", "creator")
_DATE = (
    "publish_date",
    "published",
    "date",
    "published_at",
    "publishedAt",
    "datePublished",
    "date_published",
    "pubDate",
    "created_at",
)
_OUTLET = ("outlet", "source", "publisher", "site", "site_name", "sitename", "publication")
_LANGUAGE = ("language", "lang")
_LISTS = ("articles", "items", "data", "results", "entries", "news")
_MARKUP = re.compile(r"<(?:p|div|br|article|html|h[1-6]|ul)\b[^>]*>", re.I)


def records(value: object) -> list[object]:
    """The records in a JSON document: itself, its items, or those of its list of articles."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        for name in _LISTS:
            if isinstance(value.get(name), list) and not any(isinstance(value.get(key), str) for key in _TEXT):
                return list(value[name])
    return [value]


def extract_record(record: object, where: str, key: str, now: datetime) -> Article | Skipped:
    """The article that a record describes; ``key`` identifies it where it has no address."""
    if not isinstance(record, Mapping):
        return Skipped(where, "is not an article: a JSON object is needed")
    text = _first(record, _TEXT)
    if not text.strip():
        return Skipped(where, f"has no text (looked for {', '.join(_TEXT[:3])})", is_error=False)
    url = canonical_url(_first(record, _URL))
    outlet = _first(record, _OUTLET)
    headline, tail = split_title(_first(record, _TITLE), outlet, site(url))
    when = _published(record, url, now)
    if _MARKUP.search(text[:2000]):
        page = extract_html(f"<html><body><article>{text}</article></body></html>", where, now)
        if isinstance(page, Article):
            text = page.text
    spans, place, wire = labelled(text)
    return Article(
        key=url or key,
        text=text,
        spans=tuple(spans),
        headline=headline,
        url=url,
        outlet=outlet or tail or site(url),
        agency=wire,
        byline=tuple(_names(record)),
        dateline=place,
        published=when,
        language=_first(record, _LANGUAGE)[:12],
    )


def _published(record: Mapping[str, object], url: str | None, now: datetime) -> Published | None:
    for name in _DATE:
        found = published(record.get(name), "field", now)
        if found:
            return found
    return from_url(url, now)


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The first of these fields that holds text, or an object with a name."""
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value if name in _TEXT else value.strip()
    return ""


def _names(record: Mapping[str, object]) -> Iterator[str]:
    for field in _AUTHORS:
        value = record.get(field)
        if not value:
            continue
        for item in value if isinstance(value, list) else [value]:
            name = item.get("name") if isinstance(item, Mapping) else item
            if isinstance(name, str):
                parts = re.split(r",\s+|\s+and\s+|;\s*", re.sub(r"^by\s+", "", name.strip(), flags=re.I))
                yield from (part.strip() for part in parts if part.strip())
        return
