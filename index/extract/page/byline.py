"""Who wrote a page's article: persons, not the site, its address or a picture's credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from index.extract.page.json_ld import Node, squeezed, words
from index.extract.page.tree import Meta, text_of
from index.extract.bylines import looks_like_names, names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = ("article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "og:article:author")  # fmt: skip
_AND = {
    **dict.fromkeys(("da", "nb", "no", "nn", "kl", "is"), "og"),
    **dict.fromkeys(("it", "pt"), "e"),
    **{
        "sv": "och",
        "de": "und",
        "fr": "et",
        "es": "y",
        "nl": "en",
        "pl": "i",
        "tr": "ve",
        "fi": "ja",
        "lt": "ir",
        "cs": "a",
        "id": "dan",
    },
}
"""The word between two names, by language."""
_BEFORE = re.compile(
    r"^(?:[A-Z]\w{1,20}\s)?(?i:by|von|vom|auteur|aut(?:h)?or(?:in|e|a)?|por|par|di|av|af|door|text|oleh|texto)\s*:?\s+(?=[^\W\d_a-z])"
)
_ASIDE = re.compile(r"\s{0,9}[(\[][^()\[\]]{0,60}[)\]]")
_MARKED = re.compile(r"(?<![a-z])(?:author|autor|auteur|autore|byline|verfasser|writer|forfatter)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|teaser|bio|recommend|more-from|footer", re.IGNORECASE)
_LONGEST = 80
_MOST_WORDS = 5


def authors(node: Node, meta: Meta) -> list[str]:
    """What a page says of who wrote it, in its data, the most telling place first."""
    return (
        list(_names(node.get("author"))) or list(_names(node.get("creator"))) or meta.all("author") or meta.all(*_META)
    )


def visible(tree: HtmlElement) -> list[str]:
    """The line that a reader sees to name who wrote it, where its element is marked as such; else nothing."""
    for node in tree.iter("a", "span", "div", "p", "address", "li", "strong", "b", "em"):
        marks = f"{node.get('class', '')} {node.get('id', '')} {node.get('rel', '')} {node.get('itemprop', '')}"
        if marks.strip() and _MARKED.search(marks) and not _ELSEWHERE.search(marks):
            text = _BEFORE.sub("", _ASIDE.sub("", text_of(node)), count=1)
            if 4 < len(text) <= _LONGEST and looks_like_names(text):
                return [text]
    return []


def byline(given: Iterable[str], language: str, site: Iterable[str]) -> tuple[str, ...]:
    """The persons that these lines name. ``site``: names that the site itself goes by."""
    own = {key for name in site if (key := squeezed(name))}
    found = {
        squeezed(name): name for line in given for name in _split(line, _AND.get(language, "")) if _is_person(name, own)
    }
    short = {key: name for key, name in found.items() if len(name.split()) <= _MOST_WORDS}
    return tuple((short or found).values())


def _split(line: str, conjunction: str) -> Iterator[str]:
    line = _BEFORE.sub("", _ASIDE.sub("", line), count=1)
    pieces = re.split(rf"\s{conjunction}\s", line) if conjunction else [line]
    if any(len(piece.split()) < 2 for piece in pieces):
        pieces = [line]
    for piece in pieces:
        yield from names(piece)


def _is_person(name: str, own: set[str]) -> bool:
    key = squeezed(name)
    if not any(map(str.isalpha, key)) or any(mark in name for mark in ("://", "@", "www.", "/")):
        return False
    return not any(
        key == outlet or (len(outlet) >= 3 and len(key) >= 3 and (key.startswith(outlet) or outlet.startswith(key)))
        for outlet in own
    )


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield words(value)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, Mapping):
        name = value.get("name")
        yield from _names(name) if isinstance(name, (str, list)) else ()
