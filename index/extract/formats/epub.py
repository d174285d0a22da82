"""EPUB: newspapers and magazines as e-books. Every chapter with a text is an article of the issue's day."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from index.extract.data_articles import read_found
from index.extract.encodings import decode_markup, printable
from index.extract.input import Input
from index.extract.nesting import is_too_deep
from index.extract.rendering import blocks
from index.extract.xml_parts import local
from index.extract.zipped import Archive, archive, part, xml
from index.types import Article, Skipped

_FEWEST = 200
"""Characters of a chapter; a cover, a title page or a menu has fewer."""
_FURNITURE = ("navbar", "toc", "calibre_feed_list", "article_list")


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of an issue."""
    yield from read_found(_chapters(file), now=file.now)


def _chapters(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    with archive(file.content) as found:
        if "META-INF/encryption.xml" in found.namelist() and b"EncryptedData" in part(found, "META-INF/encryption.xml"):
            yield Skipped(file.key, "locked by its publisher (DRM)")
            return
        package, folder = _package(found)
        if package is None:
            yield Skipped(file.key, "no e-book in it; fetch it again")
            return
        told = {local(node): node.text for node in package.iterfind(".//{*}metadata/*") if node.text}
        issue = {
            "outlet": told.get("publisher") or told.get("title"),
            "author": told.get("creator"),
            "date": told.get("date"),
            "language": told.get("language"),
        }
        number = 0
        for path in dict.fromkeys(_spine(package, folder)):  # a chapter that is named again is not read again
            number += 1
            title, text = _chapter(part(found, path))
            if len(text) >= _FEWEST:
                yield file.record(number), {**issue, "title": title, "text": text}
        if not number:
            yield Skipped(file.key, "an e-book without chapters", is_error=False)


def _package(found: Archive) -> tuple[etree._Element | None, str]:
    container = xml(part(found, "META-INF/container.xml"))
    root = container.find(".//{*}rootfile") if container is not None else None
    path = root.get("full-path", "") if root is not None else ""
    return xml(part(found, path)) if path else None, posixpath.dirname(path)


def _spine(package: etree._Element, folder: str) -> Iterator[str]:
    """The paths of the chapters in reading order, the table of contents left out."""
    items = {node.get("id"): node for node in package.iterfind(".//{*}manifest/{*}item")}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if (
            item is not None
            and "html" in item.get("media-type", "")
            and "nav" not in item.get("properties", "").split()
        ):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _chapter(data: bytes) -> tuple[str, str]:
    """A chapter's heading and the text below it."""
    markup = printable(decode_markup(data))
    if not markup.strip() or is_too_deep(markup):
        return "", ""
    markup = markup[markup.find("?>") + 2 :] if markup.lstrip().startswith("<?xml") else markup
    try:
        page = lxml_html.document_fromstring(markup, lxml_html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError):
        return "", ""
    for node in [node for node in page.iter() if any(mark in node.get("class", "") for mark in _FURNITURE)]:
        if node.getparent() is not None:
            node.drop_tree()
    heading = next((node for node in page.iter("h1", "h2", "h3") if node.text_content().strip()), None)
    if heading is None:
        return page.findtext(".//title") or "", "\n\n".join(blocks(page))
    title = " ".join(heading.text_content().split())
    heading.drop_tree()
    return title, "\n\n".join(blocks(page))
