"""NewsML, as agencies deliver it: NewsML-G2, NewsML 1, and the simple form of Reuters' corpora."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.extract.data_articles import read_found
from index.extract.formats.nitf import nitf_record
from index.extract.input import Input
from index.extract.rendering import render
from index.extract.xml_parts import attribute, first, local, markup, root_of, words
from index.sources.files import read_bytes
from index.types import Article, Skipped

_OTHER_MEDIA = ("picture", "graphic", "video", "audio", "animation", "composite", "photo")
_WITHDRAWN = ("canceled", "withheld", "cancelled")
_DEEPEST = 2
"""Items that an item may stand in: the text of the innermost is that of all, too."""
_CONTENT = ("inlinexml", "inlinedata", "datacontent", "text")

Record = dict[str, object]


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of the items of a message."""
    yield from read_found(_items(file), now=file.now)


def _items(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    root = root_of(read_bytes(file.content))
    items = list(_found(root)) if root is not None else []
    if not items:
        yield Skipped(file.key, "no NewsML in it; fetch it again")
    others = 0
    newest = {_guid(item): item for item in sorted(items, key=_version)}
    for number, item in enumerate(items, start=1):
        if _guid(item) and newest[_guid(item)] is not item:
            continue  # an older version, or the same again
        where = file.key if len(items) == 1 else file.record(number)
        status = f"{attribute(item, 'pubStatus', 'qcode')} {attribute(item, 'Status', 'FormalName')}".lower()
        if any(word in status for word in _WITHDRAWN):
            yield Skipped(where, "withdrawn by who published it", is_error=False)
        elif (record := _record(item)) is None:
            others += 1
        else:
            yield where, record
    if others:
        yield Skipped(file.key, f"{others:,} items without text: pictures, packages and the like", is_error=False)


def _guid(item: etree._Element) -> str:
    """The name that all versions of an item have; empty for what has none."""
    return str(item.get("guid") or "")


def _version(item: etree._Element) -> int:
    """The number of an item's version, which its agency counts up."""
    said = item.get("version") or ""
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def _found(root: etree._Element) -> Iterator[etree._Element]:
    """The items, and those within them, which packages hold."""
    for node in root.iter(etree.Element):
        if local(node) == "newsitem":
            above = sum(local(one) == "newsitem" for one in node.iterancestors())
            if above <= _DEEPEST:
                yield node


def _record(item: etree._Element) -> Record | None:
    """The fields of an item; None for one that has no text of its own."""
    kind = attribute(item, "itemClass", "qcode").rpartition(":")[2].lower()
    story = _story(item)
    if kind in _OTHER_MEDIA or story is None:
        return None
    inner = nitf_record(story) if first(story, "body.content") is not None else {"text": _text(story)}
    told: Record = {
        "title": _said(item, "headline", "HeadLine", "title"),
        "authors": _said(item, "by", "ByLine", "byline")
        or [words(first(node, "name")) or node.get("literal") for node in item.iter("{*}creator")],
        "published": [
            day
            for day in (
                _said(item, "contentCreated"),
                _said(item, "firstCreated", "FirstCreated"),
                _said(item, "versionCreated", "DateAndTime"),
                item.get("date"),
            )
            if day
        ],
        "updated": _said(item, "contentModified", "versionCreated", "ThisRevisionCreated"),
        "outlet": _provider(item),
        "language": attribute(item, "language", "tag")
        or item.get("{http://www.w3.org/XML/1998/namespace}lang")
        or attribute(item, "Language", "FormalName"),
        "genre": [words(node) for node in item.iterfind(".//{*}genre/{*}name")],
        "url": [item.get("guid"), attribute(item, "link", "href")],
    }
    return {**inner, **{name: value for name, value in told.items() if value}}


def _story(item: etree._Element) -> etree._Element | None:
    """The content with the most words."""
    found = [node for node in item.iter(etree.Element) if local(node) in _CONTENT]
    return max(found, key=lambda node: len(words(node)), default=None)


def _text(story: etree._Element) -> str:
    """The words of a content: its markup, or as they stand where it has none."""
    if len(story) == 0:
        return story.text or ""
    body = first(story, "body")
    return render(markup(story if body is None else body))


def _said(item: etree._Element, *names: str) -> str:
    """The words of the first element of these names, outside of the content."""
    for name in names:
        for node in item.iter(f"{{*}}{name}"):
            if not any(local(above) in _CONTENT for above in node.iterancestors()) and (text := words(node)):
                return text
    return ""


def _provider(item: etree._Element) -> str:
    for name in ("provider", "Provider", "infoSource"):
        if (node := first(item, name)) is not None:
            named = words(first(node, "name")) or node.get("literal") or attribute(node, "Party", "FormalName")
            if named or node.get("qcode"):
                return named or node.get("qcode", "").rpartition(":")[2]
    return words(first(item, "creditline"))
