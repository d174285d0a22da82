"""A page's elements, and what its head says by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from index.extract.encodings import printable_bytes
from index.extract.nesting import is_too_deep

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DRAWN = ("svg", "canvas", "path", "source", "track")
"""Elements that say nothing, of which some pages have more than of all others."""
_NAMING = ("name", "property", "itemprop", "http-equiv")


def parse(markup: str) -> HtmlElement | None:
    """The elements of a page; None if it is no page that can be understood."""
    from lxml import etree, html

    if is_too_deep(markup):
        return None
    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.fromstring(printable_bytes(markup), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if not isinstance(tree, html.HtmlElement):
        return None
    etree.strip_elements(tree, *_DRAWN, with_tail=False)
    return tree


class Meta:
    """The ``meta`` elements of a page by their name in lower case, each with its contents in order."""

    def __init__(self, tree: HtmlElement) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for node in tree.iter("meta"):
            content = " ".join((node.get("content") or "").split())
            for naming in _NAMING:
                if content and (name := node.get(naming)):
                    found[name.strip().casefold()].append(content)
        self._found: Mapping[str, Sequence[str]] = found

    def all(self, *names: str) -> list[str]:
        """The contents under these names, those of the first name first."""
        return [content for name in names for content in self._found.get(name, ())]

    def first(self, *names: str) -> str:
        """The first content under these names, or empty."""
        return next(iter(self.all(*names)), "")


def text_of(node: HtmlElement) -> str:
    """The visible text of an element, on one line."""
    return " ".join(" ".join(node.itertext()).split())


def short_text(node: HtmlElement, longest: int) -> str:
    """The visible text of an element, on one line; empty where it is longer."""
    pieces: list[str] = []
    room = longest
    for piece in node.itertext():
        if words := piece.split(None, longest):  # no more of a script than shows that it is too long
            pieces.append(" ".join(words))
            room -= len(pieces[-1])
            if room < 0:
                return ""
    return " ".join(pieces)


def marks(node: HtmlElement) -> str:
    """The names that a page's makers gave an element, their words set apart ("imageCaption" as "image-Caption")."""
    return _apart(node.get("class", ""), node.get("id", ""))


@lru_cache(maxsize=2048)  # many elements of a page are made alike
def _apart(kind: str, name: str) -> str:
    return _CAMEL.sub("-", f"{kind} {name}"[:1000])
