"""Posts of a network that a story shows: what somebody else says, told with who said it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extract.page.tree import marks, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EMBED = re.compile(r"twitter-tweet|bluesky-embed")
_SIGNED = re.compile(r"(.{10,}?)\s?[—–]\s?([^—–\n]{1,60}?\s\(@[\w.-]{1,40}\))\s([^\n]{4,30})")
"""A post as networks have it written for readers without their program: its words, its author, its day."""
_POST = re.compile(r"([^\n:]{1,60}?\s\(@[\w.-]{1,40}\),\s[^\n:]{4,30}):\s([^\n]{10,})")
_LINKS = ("pic.twitter.com", "https://t.co/", "http://t.co/")


def set_posts(tree: HtmlElement) -> None:
    """Make a paragraph of each post that is shown within the page, its author and day before its words, as a reader sees it."""
    for node in list(tree.iter("blockquote")):
        if not _EMBED.search(marks(node)):
            continue
        for link in list(node.iter("a")):
            if text_of(link).startswith(_LINKS):
                link.text = ""
        for line in node.iter("br", "p"):
            line.tail = f" {line.tail or ''}"
        if match := _SIGNED.fullmatch(" ".join(node.text_content().split())):
            tail = node.tail
            node.clear()
            node.tag, node.tail = "p", tail
            node.text = f"{match[2]}, {match[3]}: {match[1]}"


def parted(block: str) -> tuple[str, ...]:
    """The author and day of a post, and its words; any other block as it is."""
    match = _POST.fullmatch(block)
    return (match[1], match[2]) if match else (block,)
