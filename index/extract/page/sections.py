"""The names of a site's sections, which stand as labels near a headline ("World") and are no part of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from index.extract.page.json_ld import Node, words
from index.extract.page.tree import Meta
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 40
_MENUS = re.compile(r"breadcrumb|menu", re.IGNORECASE)
_MOST = 150
"""Links of menus that are looked at."""
_META = ("article:section", "og:article:section", "article:tag", "parsely-section", "cxenseparse:section", "section")
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|los|las|il|de|het)\s", re.IGNORECASE)


def section_names(tree: HtmlElement, everything: Sequence[Node], node: Node, meta: Meta, url: str) -> frozenset[str]:
    """What a site calls its sections, squeezed: by its data, the path to the page, its menus and the page's address.

    Args:
        tree: the page, menus and all.
        everything: all that its data describes.
        node: its article there.
        meta: its meta elements.
        url: its address, or empty.
    """
    told = (*_told(everything, node), *meta.all(*_META), *_linked(tree), *unquote(urlsplit(url).path).split("/")[:-1])
    return frozenset(key for name in told if 0 < len(name) <= _LONGEST for key in (squeezed(name), _key(name)) if key)


def is_section(line: str, names: frozenset[str]) -> bool:
    """True for a line that is the name of a section and nothing else."""
    return len(line) <= _LONGEST and (squeezed(line) in names or _key(line) in names)


def _key(name: str) -> str:
    return squeezed(_ARTICLE.sub("", name))


def _told(everything: Sequence[Node], node: Node) -> Iterator[str]:
    section = node.get("articleSection")
    for value in section if isinstance(section, list) else [section]:
        yield words(value)
    for other in everything:
        items = other.get("itemListElement") if words(other.get("@type")) == "BreadcrumbList" else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield words(item.get("name")) or words(item.get("item"))


def _linked(tree: HtmlElement) -> Iterator[str]:
    """The links of menus and of the path to the page."""
    menus = (node for node in tree.iter("nav", "ol", "ul") if node.tag == "nav" or _MENUS.search(_around(node)))
    links = (link for menu in menus for link in menu.iter("a"))
    for link in islice(links, _MOST):
        yield " ".join(link.text_content().split())


def _around(node: HtmlElement) -> str:
    """The names of a list and of what holds it."""
    parent = node.getparent()
    return f"{node.get('class', '')} {parent.get('class', '') if parent is not None else ''}"
