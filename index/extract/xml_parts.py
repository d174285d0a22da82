"""Parts of XML documents by their local names, whatever namespace they are in."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from index.extract.zipped import xml

_HEADINGS = {"hl2": "h2", "title": "h2"}
_LARGEST = 16 * 2**20


def root_of(data: bytes) -> etree._Element | None:
    """The root of a document; nothing outside it is looked up."""
    return xml(data)


def local(node: etree._Element | None) -> str:
    """The name of an element without its namespace, in lower case; empty for a comment."""
    return node.tag.rpartition("}")[2].lower() if node is not None and isinstance(node.tag, str) else ""


def first(node: etree._Element, name: str) -> etree._Element | None:
    """The first element of that name below."""
    return next(node.iter(f"{{*}}{name}"), None)


def words(node: etree._Element | None) -> str:
    """All that an element says, on one line; empty for none."""
    return " ".join("".join(map(str, node.itertext())).split()) if node is not None else ""


def attribute(node: etree._Element, name: str, key: str) -> str:
    """An attribute of the first element of that name which has it, or empty."""
    return next((value.strip() for found in node.iter(f"{{*}}{name}") if (value := found.get(key))), "")


def markup(node: etree._Element, but: tuple[str, ...] = ()) -> str:
    """An element as HTML, without its namespaces and the elements of these names."""
    copy = deepcopy(node)
    etree.strip_elements(copy, *(f"{{*}}{name}" for name in but), with_tail=False)
    for part in copy.iter(etree.Element):
        name = local(part)
        try:
            part.tag = _HEADINGS.get(name, name)
        except ValueError:  # a damaged name, which only the reader takes
            part.tag = "span"
    etree.cleanup_namespaces(copy)
    return str(etree.tostring(copy, encoding="unicode", with_tail=False))[:_LARGEST]
