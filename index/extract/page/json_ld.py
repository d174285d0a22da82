"""A page's article in JSON-LD, found by its type: not the video's day, the publisher's name or another story's."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from index.extract.fields import is_news
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, object]

_LARGEST = 4 * 2**20
_DEEPEST = 6
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_WRAPPED = re.compile(
    r"^\s{0,99}(?://\s{0,99})?<!\[CDATA\[|(?://\s{0,99})?\]\]>\s{0,99};?\s{0,99}$|^\s{0,99}<!--|-->\s{0,99}$|;\s{0,99}$"
)
_COMMENT = re.compile(r"^[ \t]{0,99}//[^\n]{0,999}", re.MULTILINE)
_COMMA = re.compile(r",(?=\s{0,99}[}\]])")
_NO_VALUE = re.compile(r":(?=\s{0,99}[,}])")
_DECODER = json.JSONDecoder(strict=False)


def nodes(tree: HtmlElement) -> list[Node]:
    """Everything that the page describes, in order; what is only mentioned within something else (an image, a list) is left out."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and (text := script.text) and len(text) <= _LARGEST:
            found += _flat(_value(text), 0)
    return found


def article(found: list[Node], is_this: frozenset[str]) -> Node:
    """The node of the page's article: of several news that whose headline or address is the page's own, else the first."""
    news = [node for node in found if is_news(node.get("@type"))]
    own = [
        node
        for node in news
        if is_this & {squeezed(words(node.get(name))) for name in ("headline", "name", "url", "@id")}
    ]
    best = next(iter(own or news), {})
    same = [node for node in news if node is not best and words(node.get("headline")) == words(best.get("headline"))]
    return {
        name: value for node in (*reversed(same), best) for name, value in node.items() if value not in (None, "", [])
    }


def words(value: object) -> str:
    """A value as one line of plain text: entities written out; of a list or an object what it stands for."""
    if isinstance(value, str):
        return " ".join(html.unescape(html.unescape(value)).split())
    if isinstance(value, list):
        return words(value[0]) if value else ""
    if isinstance(value, Mapping):
        return next((text for name in ("name", "@value", "@id", "url") if (text := words(value.get(name)))), "")
    return ""


def _flat(value: object, depth: int) -> Iterator[Node]:
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        yield value
        for name in _WITHIN:
            yield from _flat(value.get(name), depth + 1)


def _value(text: str) -> object:
    """The value of a script; line breaks within strings, what old templates wrap around and what they leave out are forgiven."""
    for candidate in (text, _WRAPPED.sub("", _WRAPPED.sub("", text)), html.unescape(text), _mended(text)):
        try:
            return _DECODER.raw_decode(candidate.strip())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    """A script without the comments, the commas too many and the values too few of templates that are filled in by hand."""
    bare = _NO_VALUE.sub(":null", _COMMA.sub("", _COMMENT.sub("", text))).strip()
    return bare if bare.startswith(("{", "[")) else f"{{{bare}}}"
