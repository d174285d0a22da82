"""XML that is no feed and no agency's: its records are found by the names of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from index.extract.data_articles import read_found
from index.extract.fields import Fields, names
from index.extract.input import Input
from index.extract.rendering import render
from index.extract.xml_parts import local, markup, root_of, words
from index.sources.files import read_bytes
from index.types import Article, Skipped

_LIMIT = 32 * 2**20
_DEEPEST = 4
_MARKUP = frozenset(("p", "div", "h1", "h2", "h3", "ul", "ol", "blockquote", "a", "br", "img", "block", "para", "head"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}"


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of a document."""
    root = root_of(read_bytes(file.content, _LIMIT))
    if root is None:
        yield Skipped(file.key, "no XML in it; fetch it again")
        return
    found = _records(root)
    keys = [file.key] if len(found) == 1 else map(file.record, range(1, len(found) + 1))
    yield from read_found(zip(keys, found, strict=True), now=file.now)


def _records(root: etree._Element) -> list[Mapping[str, object]]:
    """The elements of the first level on which some have a title and a text, and those of the same name beside them."""
    level = [root]
    for _ in range(_DEEPEST):
        told = [(node, _record(node)) for node in level]
        articles = {node.tag for node, record in told if _is_article(record)}
        if articles:
            return [record for node, record in told if node.tag in articles]
        level = [part for node in level for part in node if isinstance(part.tag, str)]
    return [_deep(root)]


def _deep(root: etree._Element) -> dict[str, object]:
    """The record of a root, with what is told of it further down."""
    record = _record(root)
    for part in ("title", "authors", "published", "outlet", "language"):
        wanted = frozenset(names(part))
        node = next((node for node in root.iter(etree.Element) if local(node) in wanted and not len(node)), None)
        if node is not None and words(node) and not any(True for _ in Fields(record).values(part)):
            record[local(node)] = words(node)
    return record


def _is_article(record: Mapping[str, object]) -> bool:
    fields = Fields(record)
    return all(any(True for _ in fields.values(part)) for part in ("title", "text"))


def _record(node: etree._Element) -> dict[str, object]:
    """An element's attributes and parts by name, of several of a name all; parts with parts of their own as markup."""
    record: dict[str, object] = {}
    for part in node:
        if (name := local(part)) and (value := _value(part)):
            before = record.get(name)
            record[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    for name, value in node.attrib.items():
        record.setdefault(str(name).removeprefix(_SPACE).rpartition("}")[2], str(value))
    return record


def _value(node: etree._Element) -> object:
    """The words of an element; its fields, where it is nothing else than fields."""
    if len(node) == 0:
        return (node.text or "").strip()
    parts = [part for part in node if isinstance(part.tag, str)]
    is_plain = not any(len(part) or (part.tail or "").strip() for part in parts) and not (node.text or "").strip()
    if (
        is_plain
        and len({part.tag for part in parts}) == len(parts)
        and not any(local(part) in _MARKUP for part in parts)
    ):
        return _record(node)
    return render(markup(node))
