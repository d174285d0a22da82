"""XML that is no feed and no agency's: its records are found by the names of their fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice, repeat

from lxml import etree

from index.extract.data_articles import read_found
from index.extract.fields import Fields, even, names
from index.extract.input import Input
from index.extract.rendering import render
from index.extract.xml_parts import local, markup, root_of, words
from index.sources.files import read_bytes
from index.types import Article, Skipped

_LIMIT = 32 * 2**20
_DEEPEST = 4
_WIDEST = 200_000
"""Elements of a level that are looked at: as many articles have no room in a file."""
_LOOKED_AT = 50
"""Elements of a name, by which it is known whether they are articles."""
_MOST = 4000
"""Parts of one name that are looked into."""
_MARKUP = frozenset(("p", "div", "h1", "h2", "h3", "ul", "ol", "blockquote", "a", "br", "img", "block", "para", "head"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}"


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of a document."""
    root = root_of(read_bytes(file.content, _LIMIT))
    if root is None:
        yield Skipped(file.key, "no XML in it; fetch it again")
        return
    nodes = _articles(root)
    keys = map(file.record, count(1)) if len(nodes) > 1 else repeat(file.key)
    found = zip(keys, map(_record, nodes), strict=False) if nodes else [(file.key, _deep(root))]
    yield from read_found(found, now=file.now)


def _articles(root: etree._Element) -> list[etree._Element]:
    """The elements of the first level on which some have a title and a text, and those of the same name beside them."""
    wanted = [frozenset(name.split(".", 1)[0] for name in names(part)) for part in ("title", "text")]
    level = [root]
    for _ in range(_DEEPEST):
        looked_at: Counter[object] = Counter()
        articles: set[object] = set()
        for node in level:
            if node.tag not in articles and looked_at[node.tag] < _LOOKED_AT and _may_be_article(node, wanted):
                looked_at[node.tag] += 1
                if _is_article(_record(node)):
                    articles.add(node.tag)
        if articles:
            return [node for node in level if node.tag in articles]
        level = list(islice((part for node in level for part in node if isinstance(part.tag, str)), _WIDEST))
    return []


def _may_be_article(node: etree._Element, wanted: Sequence[frozenset[str]]) -> bool:
    """True if an element has a title and a text by the names of its parts, whatever is in them: to look into these takes time."""
    called = {even(name) for name in (*set(map(local, node)), *map(str, node.attrib))}
    return not any(called.isdisjoint(of_part) for of_part in wanted)


def _deep(root: etree._Element) -> dict[str, object]:
    """The record of a root, with what is told of it further down."""
    record = _record(root)
    parts = ("title", "authors", "published", "outlet", "language")
    missing = {part: frozenset(names(part)) for part in parts if not any(True for _ in Fields(record).values(part))}
    for node in root.iter(etree.Element):
        if not missing:
            break
        name = local(node)
        part = next((part for part, called in missing.items() if name in called), None)
        if part and not len(node):
            del missing[part]
            if said := words(node):
                record[name] = said
    return record


def _is_article(record: Mapping[str, object]) -> bool:
    fields = Fields(record)
    return all(any(True for _ in fields.values(part)) for part in ("title", "text"))


def _record(node: etree._Element) -> dict[str, object]:
    """An element's attributes and parts by name, of several of a name all; parts with parts of their own as markup."""
    found: dict[str, list[object]] = {}
    for part in node:
        if name := local(part):
            values = found.setdefault(name, [])
            if len(values) < _MOST and (value := _value(part)):
                values.append(value)
    record: dict[str, object] = {
        name: values[0] if len(values) == 1 else values for name, values in found.items() if values
    }
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
