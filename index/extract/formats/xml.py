"""Feeds: RSS, Atom, RDF, and WordPress's export (WXR), which is RSS with more in it. Read item by item.

Other XML goes to the reader of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from lxml import etree

from index.extract.data_articles import read_found
from index.extract.formats import reader
from index.extract.input import Input
from index.extract.xml_parts import local
from index.extract.zipped import BEYOND_LIMITS, is_beyond_limits
from index.sources.files import Unreadable, opened
from index.types import Article, Skipped

_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
}
_WORDPRESS = "http://wordpress.org/export/"
_KINDS = {
    **dict.fromkeys(("rss", "feed", "rdf", "urlset", "sitemapindex", "channel", ""), "feed"),
    **dict.fromkeys(("newsml", "newsmessage", "newsitem", "packageitem"), "newsml"),
    **{"nitf": "nitf", "html": "html"},
}
"""By the document's root; documents with another are looked through for records."""
_ITEMS = ("item", "entry", "url")
_OPTIONS = {"recover": True, "resolve_entities": False, "no_network": True, "huge_tree": False, "remove_pis": True}
_ITEM_LIMIT = 16 * 2**20
_REF = 300
_DELETED = "withdrawn at its source; if it was indexed before, that is kept"
"""Said of Atom's marks of deleted entries (RFC 6721), which name an entry by an id that no article keeps."""
_KEPT = ("post", "page")
_ATOM_MARKUP = "{http://www.w3.org/1999/xhtml}div"

Record = dict[str, object]


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of a feed's items, or of a document of another kind."""
    kind = _KINDS.get(_root(file), "other_xml")
    yield from read_found(_items(file), now=file.now) if kind == "feed" else reader(kind)(file)


def _root(file: Input) -> str:
    """The name of the document's root; empty where there is none."""
    with opened(file.content) as stream:
        try:
            for _, node in etree.iterparse(cast(IO[bytes], stream), events=("start",), **_OPTIONS):
                return local(node)
        except etree.XMLSyntaxError:
            pass  # which is told when it is read
    return ""


def _items(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    feed: Record = {}
    writers: dict[str, str] = {}
    number = unpublished = 0
    root = ""
    with opened(file.content) as stream:
        try:
            walk = etree.iterparse(cast(IO[bytes], stream), events=("start", "end"), **_OPTIONS)
            depth = 0
            for event, node in walk:
                depth += 1 if event == "start" else -1
                if event == "start":
                    root = root or local(node)
                    continue
                name = local(node)
                if name in _ITEMS and depth <= 2:
                    number += 1
                    record = _record(node)
                    _free(node)
                    if (
                        record.get("wp:post_type", "post") not in _KEPT
                        or record.get("wp:status", "publish") != "publish"
                    ):
                        unpublished += 1
                        continue
                    if (author := writers.get(str(record.get("dc:creator")))) is not None:
                        record["dc:creator"] = author
                    yield file.record(number), {**feed, **record}
                elif name == "deleted-entry" and depth <= 2:
                    yield Skipped(str(node.get("ref") or file.key)[:_REF], _DELETED, is_error=False)
                elif name == "author" and _WORDPRESS in str(node.tag):
                    person = _record(node)
                    writers[str(person.get("wp:author_login"))] = str(person.get("wp:author_display_name") or "")
                elif name in ("title", "language") and node.text and local(node.getparent()) in ("channel", "feed"):
                    feed["feed_title" if name == "title" else "language"] = node.text
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"not XML that can be read ({error.msg or 'cut short'}); fetch it again") from error
        if is_beyond_limits(walk.error_log):
            raise Unreadable(BEYOND_LIMITS)
    if unpublished:
        yield Skipped(file.key, f"{unpublished:,} drafts, pictures and the like", is_error=False)
    if not number and root:
        is_list = root == "sitemapindex"
        reason = (
            "a list of sitemaps; fetch these, and save the pages that they name"
            if is_list
            else "a feed without articles"
        )
        yield Skipped(file.key, reason, is_error=is_list)
    elif not root:
        yield Skipped(file.key, "no XML in it; fetch it again")


def _record(item: etree._Element) -> Record:
    """An item's elements by name, that of their namespace before it; of several the first with something in it."""
    record: Record = {}
    for node in item:
        if not isinstance(node.tag, str):
            continue
        space = node.tag[1:].split("}", 1)[0] if node.tag.startswith("{") else ""
        prefix = "wp:" if space.startswith(_WORDPRESS) and "excerpt" not in space else _PREFIXES.get(space, "")
        name = prefix + local(node)
        value: object = _link(node) if name == "link" else _content(node)
        if name in ("guid", "id") and node.get("isPermaLink") == "false":
            continue
        if name in ("author", "dc:creator", "category"):
            many = record.setdefault(name, [])
            if isinstance(many, list) and value:
                many.append(value)
        elif value and not (name == "link" and node.get("rel", "alternate") != "alternate"):
            record.setdefault(name, value)
    for name in ("author", "dc:creator"):
        if isinstance(many := record.get(name), list) and len(many) == 1:
            record[name] = many[0]
    return record


def _link(node: etree._Element) -> str:
    return str(node.get("href") or node.text or "").strip()


def _content(node: etree._Element) -> object:
    """The text of an element; of Atom's XHTML its markup, of an author the name, of a news sitemap's entry its fields."""
    if len(node) == 0:
        return (node.text or "").strip()
    if node[0].tag == _ATOM_MARKUP or node.get("type") == "xhtml":
        return etree.tostring(node[0], encoding="unicode", with_tail=False)[:_ITEM_LIMIT]
    return {local(child): (child.text or "").strip() for child in node if isinstance(child.tag, str)}


def _free(node: etree._Element) -> None:
    """Let go of an item that was read and of those before it, so that a feed of any size fits in memory."""
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]
