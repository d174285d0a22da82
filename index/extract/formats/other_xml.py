"""XML that is no feed and no agency's: its records are found by the names of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from index.extract.data_articles import read_found
from index.extract.fields import Fields
from index.extract.input import Input
from index.extract.xml_parts import local, markup, root_of
from index.sources.files import read_bytes
from index.types import Article, Skipped

_LIMIT = 32 * 2**20
_DEEPEST = 4
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
    return [_record(root)]


def _is_article(record: Mapping[str, object]) -> bool:
    fields = Fields(record)
    return all(any(True for _ in fields.values(part)) for part in ("title", "text"))


def _record(node: etree._Element) -> dict[str, object]:
    """An element's attributes and parts by name, of several of a name all; parts with parts of their own as markup."""
    record: dict[str, object] = {}
    for part in node:
        if (name := local(part)) and (value := markup(part) if len(part) else (part.text or "").strip()):
            before = record.get(name)
            record[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    for name, value in node.attrib.items():
        record.setdefault(str(name).removeprefix(_SPACE).rpartition("}")[2], str(value))
    return record
