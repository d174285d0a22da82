"""The facts that a page tells of its article: in JSON-LD, microdata and meta elements, and where a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from index.extract import publication_dates
from index.extract.copyright_notices import owner
from index.extract.forms import form_of
from index.extract.outlets import known_name
from index.extract.page import json_ld
from index.extract.page.byline import byline
from index.extract.page.heading import heading
from index.extract.page.headline import headline, site_names, without_site
from index.extract.page.json_ld import words
from index.extract.page.sections import section_names
from index.extract.page.tree import Meta, text_of
from index.extract.urls import canonical_url, is_front_page, site
from index.types import Form, Published
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "publishdate",
    "publish-date", "publish_date", "publication_date", "pubdate", "date", "article.published", "date.available", "iso-8859-publish-date",
    "originalpublicationdate", "article_date_original", "govuk:first-published-at", "dcterms.issued", "citation_publication_date", "bt:pubdate", "last-modified-original",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "article.updated",
)
_SENTENCE = 5
_HOUR = re.compile(r"T(\d\d):(\d\d)")
_SECTION = ("article:section", "parsely-section", "cxenseparse:section", "section")
_PAID = ("locked", "metered", "paid", "premium", "subscription", "false", "no", "0", "abo", "plus")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts that a page tells of its article."""

    url: str | None
    headline: str
    byline: tuple[str, ...]
    published: Published | None
    updated: datetime | None
    outlet: str
    section: str
    language: str
    is_paid: bool
    form: Form
    words: int
    """How many its story has, as the page tells; 0 where it does not."""
    outlets: tuple[str, ...]
    """Every name that the site goes by."""
    sections: frozenset[str]
    """What the site calls its sections, squeezed."""
    titles: tuple[str, ...]
    """Its headline as it may stand on the page."""
    description: str
    story: str
    """Its text as JSON-LD gives it, or empty."""
    entries: str
    """Those of its live blog as JSON-LD gives them, each below its hour and heading."""


def facts(tree: HtmlElement, now: datetime, key: str = "") -> PageFacts:
    """Read what a page tells of its article. ``key``: where it was found, by which sites that do not tell their names are known."""
    meta = Meta(tree)
    url = _address(tree, meta)
    domain = site(found) if (found := url or canonical_url(key)) else ""
    told = [meta.first("og:title"), meta.first("twitter:title"), tree.findtext(".//title") or ""]
    headings = list(map(text_of, tree.iter("h1")))
    everything = json_ld.nodes(tree)
    node = json_ld.article(everything, frozenset(squeezed(text) for text in (*told, *headings, url or "") if text))
    outlets = _outlets(node, everything, meta)
    own = words(node.get("headline"))
    names = site_names(outlets, domain)
    seen = heading(tree, [without_site(text, names, domain) for text in (*told, own) if text], names)
    title = headline(seen, told[0], own, told[1:], names, domain)
    published = _published(tree, meta, node, now)
    language = _language(tree, meta, node)
    return PageFacts(
        url=url,
        headline=title,
        byline=byline(tree, everything, node, meta, title, (*outlets, domain, domain.split(".")[0]), language),
        published=published,
        updated=_updated(meta, node, published, now),
        outlet=next((name for name in outlets if squeezed(name) != squeezed(domain)), ""),
        section=words(node.get("articleSection")) or meta.first(*_SECTION),
        language=language,
        outlets=(*outlets, domain),
        sections=section_names(tree, everything, node, meta, url or "") | names,
        is_paid=_is_paid(node, meta),
        form=form_of(_types(node, meta), url),
        words=_count(node.get("wordCount")),
        titles=(seen, told[0], own, *headings),
        description=meta.first("og:description", "description") or words(node.get("description")),
        story=_story(node),
        entries=_entries(node),
    )


def _address(tree: HtmlElement, meta: Meta) -> str | None:
    links = [node.get("href") for node in tree.iter("link") if "canonical" in (node.get("rel") or "").lower().split()]
    told = (canonical_url(given) for given in (*links, meta.first("og:url")))
    return next(
        (url for url in told if url and not is_front_page(url)), None
    )  # some name their front page on every page


def _outlets(node: json_ld.Node, everything: list[json_ld.Node], meta: Meta) -> list[str]:
    """The names that the site goes by, the best first; an address is no name."""
    publishers = [words(publisher) for publisher in (node.get("publisher"), *_publishers(everything))]
    notice = meta.first("copyright")
    holder = owner([f"© {notice}"]) if notice else ""
    names = [meta.first("og:site_name"), *publishers, meta.first("application-name", "cre"), holder]
    titles = {squeezed(title) for title in (meta.first("og:title"), meta.first("twitter:title")) if _is_sentence(title)}
    # some fill in their headline
    told = [name for name in names if name and "//" not in name and squeezed(name) not in titles]
    # what a title ends in is the name as the page writes it
    return list(dict.fromkeys(one for name in told for one in (known_name(name) or name, name)))


def _is_sentence(title: str) -> bool:
    """True for a title with more words than a site's name has."""
    return len(title.split()) >= _SENTENCE


def _publishers(everything: list[json_ld.Node]) -> Iterator[object]:
    for node in everything:
        if str(node.get("@type")) in ("NewsMediaOrganization", "WebSite", "Organization"):
            yield node.get("name")


def _published(tree: HtmlElement, meta: Meta, node: json_ld.Node, now: datetime) -> Published | None:
    """When the article was published, by the most telling place that has a day."""
    given = chain(
        [node.get("datePublished"), *meta.all(*_PUBLISHED[:4])],
        _microdata(tree, "datepublished"),
        [node.get("dateCreated"), *meta.all(*_PUBLISHED[4:])],
    )
    for value in given:
        if found := publication_dates.published(words(value), "metadata", now):
            return found
    return None


def _microdata(tree: HtmlElement, wanted: str) -> Iterator[str]:
    """The values of a property of microdata, of the page's first item."""
    for node in tree.xpath(".//*[@itemprop]"):
        if node.tag != "meta" and wanted in node.get("itemprop", "").lower().split():
            yield node.get("content") or node.get("datetime") or text_of(node)


def _updated(meta: Meta, node: json_ld.Node, published: Published | None, now: datetime) -> datetime | None:
    """When it was last changed, where that is later than its publication."""
    for value in (node.get("dateModified"), *meta.all(*_UPDATED)):
        found = publication_dates.published(words(value), "metadata", now)
        if found and found.precision != "day" and (published is None or found.at > published.at):
            return found.at
    return None


def _language(tree: HtmlElement, meta: Meta, node: json_ld.Node) -> str:
    root = tree.getroottree().getroot()
    told = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), words(node.get("inLanguage")), meta.first("og:locale", "content-language", "language"))  # fmt: skip
    match = next(
        (match for text in told if text and (match := re.match(r"[A-Za-z]{2,3}\b", text.replace("_", "-")))), None
    )
    return match[0].lower() if match else ""


def _types(node: json_ld.Node, meta: Meta) -> Iterator[str]:
    """What kind of article it is called, the most telling first."""
    types = node.get("@type")
    for name in types if isinstance(types, list) else [types]:
        yield words(name).rsplit("/", 1)[-1]
    yield meta.first("og:type")
    if meta.first("article:opinion").casefold() == "true":
        yield "opinion"
    yield words(node.get("articleSection"))
    yield meta.first(*_SECTION)


def _count(value: object) -> int:
    """A number of words, however it is written."""
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _is_paid(node: json_ld.Node, meta: Meta) -> bool:
    free = node.get("isAccessibleForFree")
    if free is not None and str(free).rsplit("/", 1)[-1].casefold() == "false":
        return True
    return meta.first("article:content_tier").casefold() in _PAID


def _story(node: json_ld.Node) -> str:
    body = node.get("articleBody")
    return body if isinstance(body, str) else ""


def _entries(node: json_ld.Node) -> str:
    entries = node.get("liveBlogUpdate")
    return "\n\n".join(
        line
        for entry in (entries if isinstance(entries, list) else [entries])
        if isinstance(entry, Mapping) and isinstance(text := entry.get("articleBody"), str) and text.strip()
        for line in (_hour(words(entry.get("datePublished"))), words(entry.get("headline")), text)
        if line
    )


def _hour(stamp: str) -> str:
    """The hour of a time in the data as it stands over an entry ("6:05 p.m."); empty where there is none."""
    match = _HOUR.search(stamp)
    if not match:
        return ""
    hour = int(match[1])
    return f"{hour % 12 or 12}:{match[2]} {'p.m.' if 12 <= hour < 24 else 'a.m.'}"
