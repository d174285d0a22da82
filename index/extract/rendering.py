"""Markup to text: every paragraph, item and cell that a reader sees, with nothing guessed about what is the story."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from index.extract.encodings import printable
from index.extract.nesting import is_too_deep

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKUP = re.compile(
    r"<(?:/?(?:p|div|article|section|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|figure|table|img)\b[^<>]{0,2000}|br\s{0,9}/?|html[^<>]{0,2000})>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_HIDDEN = frozenset(
    "script style noscript template iframe form button svg figure nav audio video object select input head".split()
)
_BLOCKS = frozenset(
    "p div article section main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr hr body html tbody thead".split()
)


def is_markup(text: str) -> bool:
    """True if a text holds tags of HTML."""
    return _MARKUP.search(text, 0, 50_000) is not None


def plain(text: str) -> str:
    """A field as a reader sees it: markup rendered, entities written out; a text without any as it is."""
    if is_markup(text):
        return render(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def render(markup: str) -> str:
    """The blocks of a piece of markup, a blank line between them; empty if it cannot be parsed."""
    from lxml import etree
    from lxml import html as lxml_html

    if is_too_deep(markup):
        return ""
    try:
        root = lxml_html.document_fromstring(
            printable(markup), lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError):
        return ""
    return "\n\n".join(blocks(root))


def blocks(root: HtmlElement) -> list[str]:
    """The text of an element, block by block, on one line each; cells of a table's row with a tab between them."""
    found: list[str] = []
    piece: list[str] = []

    def close() -> None:
        text = "\t".join(" ".join(cell.split()) for cell in "".join(piece).split("\t"))
        if text.strip():
            found.append(text.strip())
        piece.clear()

    def add(text: str | None) -> None:
        if text:
            piece.append(text.replace("\t", " "))

    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        node, is_done = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if is_done or tag in _HIDDEN or not tag:
            if is_done and tag in _BLOCKS:
                close()
            if node is not root:
                add(node.tail)
            continue
        if tag in _BLOCKS or tag == "br":
            close()
        elif tag in ("td", "th") and "".join(piece).strip():
            piece.append("\t")
        add(node.text)
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]
    close()
    return found
