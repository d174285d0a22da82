"""Who wrote a page's article: persons, not the site, its address or a picture's credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from index.extract.authors import bare
from index.extract.bylines import looks_like_names
from index.extract.page.json_ld import Node, words
from index.extract.page.tree import Meta, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = ("article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "og:article:author")  # fmt: skip
_MARKED = re.compile(r"(?<![a-z])(?:author|autor|auteur|autore|byline|verfasser|writer|forfatter)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|teaser|bio|recommend|more-from|footer", re.IGNORECASE)
_LONGEST = 80


def authors(node: Node, meta: Meta) -> list[str]:
    """The authors that a page names in its data, the most telling place first."""
    return (
        list(_names(node.get("author"))) or list(_names(node.get("creator"))) or meta.all("author") or meta.all(*_META)
    )


def visible(tree: HtmlElement) -> list[str]:
    """The line that a reader sees to name who wrote it, where its element is marked as such; else nothing."""
    for node in tree.iter("a", "span", "div", "p", "address", "li", "strong", "b", "em"):
        marks = f"{node.get('class', '')} {node.get('id', '')} {node.get('rel', '')} {node.get('itemprop', '')}"
        if marks.strip() and _MARKED.search(marks) and not _ELSEWHERE.search(marks):
            text = bare(text_of(node))
            if 4 < len(text) <= _LONGEST and looks_like_names(text):
                return [text]
    return []


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield words(value)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, Mapping):
        name = value.get("name")
        yield from _names(name) if isinstance(name, (str, list)) else ()
