"""Articles that come as data: JSON objects, and front matter, with the usual field names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from index.extract import publication_dates
from index.extract.html import story_of
from index.extract.labels import label_body, paragraphs
from index.extract.outlets import clean_headline, is_agency, known_name, outlet_of
from index.extract.textdump import looks_like_names, names
from index.extract.urls import canonical_url, site
from index.types import Article, Label, Published, Skipped, Span
from index.unicode import join_surrogates

URL = ("url", "link", "canonical_url", "canonical", "permalink", "href")
TITLE = ("title", "headline", "name")
TEXT = (
    "text",
    "body",
    "content",
    "articlebody",
    "article",
    "fulltext",
    "maintext",
    "article_text",
    "description",
    "summary",
)
AUTHORS = ("authors", "author", "byline", "creator", "writer")
DATE = (
    "publish_date", "date_published", "datepublished", "published_at", "publishedat", "published_date", "publisheddate",
    "published", "date", "pubdate", "pub_date", "publication_date", "posted_at", "timestamp", "created_at",
)  # fmt: skip
OUTLET = ("outlet", "source", "publisher", "site", "site_name", "sitename", "publication", "newspaper")
LANGUAGE = ("language", "lang")
_LISTS = ("articles", "items", "data", "results", "entries", "news", "docs", "stories")
_MARKUP = re.compile(r"<(p|div|article|section|h[1-6]|ul)\b[^<>]*>.*</\1>|<br\s*/?>|<html\b", re.IGNORECASE | re.DOTALL)
_CREDIT = re.compile(
    r"special (?:to|for) (?:the )?[\w ]{2,30}|(?:from )?staff and wire reports|[\w ]{2,30} staff", re.IGNORECASE
)


def records(value: object) -> list[object]:
    """The records of a JSON document: itself, its items, or those of its list of articles."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        fields = {str(name).casefold(): item for name, item in value.items()}
        if not any(isinstance(fields.get(name), str) for name in TEXT[:8]):
            for name in _LISTS:
                if isinstance(fields.get(name), list):
                    return list(fields[name])
    return [value]


def read_record(record: object, key: str, *, now: datetime) -> Article | Skipped:
    """The article that a record describes, its text exactly as given. ``key`` is for records without an address."""
    if not isinstance(record, Mapping):
        return Skipped(key, "not a JSON object with a title and a text")
    fields = {str(name).casefold(): value for name, value in record.items()}
    text = join_surrogates(_first(fields, TEXT, strip=False))
    url = canonical_url(_first(fields, URL))
    where = url or key
    if _MARKUP.search(text, 0, 20_000):
        text = join_surrogates(story_of(text))
    if not text.strip():
        return Skipped(where, f"no text in it (looked for {', '.join(TEXT[:3])})", is_error=False)
    domain = site(url) if url else ""
    headline, tail = clean_headline(join_surrogates(_first(fields, TITLE)), domain)
    given = join_surrogates(_first(fields, OUTLET))
    host = canonical_url(given)  # a publisher may be given as its address
    outlet = outlet_of(site(host)) if host else known_name(given) or outlet_of(given)
    pieces = list(paragraphs(text))
    credit, persons, credited = _credit(text, pieces)
    body = label_body(text, pieces[len(credit) :])
    return Article(
        key=where,
        text=text,
        spans=(*credit, *body.spans),
        headline=headline,
        url=url,
        outlet=outlet or (outlet_of(domain) if domain else tail),
        agency=body.agency or credited or (outlet if is_agency(outlet) else ""),
        byline=tuple(dict.fromkeys(_authors(fields))) or persons,
        dateline=body.dateline,
        published=_published(fields, url, now),
        language=join_surrogates(_first(fields, LANGUAGE))[:12].lower(),
    )


def _published(fields: Mapping[str, object], url: str | None, now: datetime) -> Published | None:
    for name in DATE:
        if found := publication_dates.published(fields.get(name), "field", now):
            return found
    return publication_dates.from_url(url, now)


def _first(fields: Mapping[str, object], wanted: tuple[str, ...], *, strip: bool = True) -> str:
    """The first of these fields that holds text, a list of paragraphs, or an object with a name."""
    for name in wanted:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = next(
                (value[k] for k in ("name", "title", "text", "@id", "url") if isinstance(value.get(k), str)), None
            )
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value.strip() if strip else value
    return ""


def _authors(fields: Mapping[str, object]) -> Iterator[str]:
    for field in AUTHORS:
        value = fields.get(field)
        found = False
        for item in value if isinstance(value, list) else [value]:
            name = item.get("name") if isinstance(item, Mapping) else item
            if isinstance(name, str) and name.strip():
                found = True
                yield from names(join_surrogates(name))
        if found:
            return


def _credit(text: str, pieces: list[tuple[int, int]]) -> tuple[list[Span], tuple[str, ...], str]:
    """Lines before the story that say whose it is ("Jay Reeves", "Associated Press"): spans, persons, agency."""
    taken: list[Span] = []
    persons: tuple[str, ...] = ()
    agency = ""
    for number, (start, end) in enumerate(pieces[:4]):
        line = text[start:end]
        if end - start > 90:
            break
        name = known_name(line)
        below = text[slice(*pieces[number + 1])] if number + 1 < len(pieces) else ""
        if name or _CREDIT.fullmatch(line):
            agency = agency or (name if is_agency(name) else "")
        elif number == 0 and looks_like_names(line) and (known_name(below) or _CREDIT.fullmatch(below)):
            persons = names(line)
        else:
            break
        taken.append(Span(start, end, Label.BYLINE))
    return taken, persons, agency
