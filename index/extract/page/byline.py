"""Who wrote a page's article: persons, not the site, its address or a picture's credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from index.extract.authors import is_firm, persons
from index.extract.outlets import is_agency, known_name
from index.extract.page.json_ld import Node, words
from index.extract.page.seen_byline import more_marked, visible
from index.extract.page.tree import Meta
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = ("article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "og:article:author", "twitter:misc:written by")  # fmt: skip
_WRITTEN = re.compile(
    r"writ|author|auto[rl]|auteur|verfass|geschrieben|escrit|écrit|scritto|geschreven|skrevet|skriven|napisa|yaz|oleh",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"https?://(?!\S{0,40}(?:facebook|twitter|x|instagram|linkedin)\.com)\S{3,120}/(?:authors?|autor(?:en|es)?|editors?|people|by|contributors?|profiles?|staff|journalists?|reporters?)/"
    r"([a-z]{2,20}(?:-[a-z]{1,20}){1,3})/?"
)


def byline(
    tree: HtmlElement,
    everything: Sequence[Node],
    node: Node,
    meta: Meta,
    headline: str,
    site: Sequence[str],
    language: str,
) -> tuple[str, ...]:
    """Who wrote the article: by the first of the places that name persons, else by the first that names anybody.

    Args:
        tree: the page.
        everything: all that its data describes.
        node: its article there.
        meta: its meta elements.
        headline: its headline.
        site: what the site goes by.
        language: the page's.
    """
    anybody: tuple[str, ...] = ()
    told = [found for given in _told(everything, node, meta) if (found := persons(given, site, language))]
    for found in told:
        if not all(is_firm(name) or _is_short(name) for name in found):
            return _fullest(found, (*told, *more_marked(tree, found, site, language)))
        anybody = anybody or found
    seen = visible(tree, headline, site, language)  # last, as it looks at the whole page
    is_nobody = all(is_firm(name) or _is_login(name, seen) for name in anybody) or _completes(seen, anybody)
    return _fullest(seen, more_marked(tree, seen, site, language)) if seen and is_nobody else anybody


def _fullest(found: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max((found, *others), key=lambda other: len(other) if _names_all(other, found) else 0)


def _names_all(other: Sequence[str], found: Sequence[str]) -> bool:
    """True for what names all of these persons, and may name more: some places have only the first author."""
    more = [name for name in other if name not in found]
    return set(map(squeezed, found)) <= set(map(squeezed, other)) and all(
        " " in name or not name.isascii() for name in more
    )


def _is_short(name: str) -> bool:
    """True for a first name or a login, which a reader may see written out; capitals are an agency's, other scripts have one word for all."""
    return name.isascii() and not name.isupper() and len(name.split()) == 1


def _is_login(name: str, seen: Sequence[str]) -> bool:
    """True for a login that is none of the persons who are seen, as it begins like none of their names."""
    words = " ".join(seen).casefold().split()
    is_other = bool(seen) and all(" " in other for other in seen) and not any(w.startswith(name[:2]) for w in words)
    return is_other and _is_short(name) and name.islower() and not is_agency(known_name(name))


def _completes(seen: Sequence[str], given: Sequence[str]) -> bool:
    """True if names are seen whose first words these are."""
    firsts = {name.casefold().split()[0] for name in seen if len(name.split()) > 1}
    return any(name.casefold() in firsts for name in given)


def _told(everything: Sequence[Node], node: Node, meta: Meta) -> Iterator[Iterable[str]]:
    """The fields of a page's data that tell who wrote it, the most telling first."""
    people = {words(other.get("@id")): other for other in everything if other.get("@id") and other.get("name")}
    yield _names(node.get("author"), people)
    yield _names(node.get("creator"), people)
    yield meta.all("author")
    yield _shared(meta)
    for name in _META:
        given = meta.all(name)
        yield [text for text in given if "://" not in text]
        yield [match[1].replace("-", " ").title() for text in given if (match := _PROFILE.fullmatch(text))]


def _shared(meta: Meta) -> list[str]:
    """The author that is told to those who share the page, beside a label for it ("Written by")."""
    pairs = zip(meta.all("twitter:label1", "twitter:label2"), meta.all("twitter:data1", "twitter:data2"), strict=False)
    return [given for label, given in pairs if _WRITTEN.search(label)]


def _names(value: object, people: Mapping[str, Node]) -> Iterator[str]:
    if isinstance(value, str):
        yield words(value)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, people)
    elif isinstance(value, Mapping):
        named = value if value.get("name") else people.get(words(value.get("@id")), {})
        name = named.get("name") or " ".join(
            filter(None, (words(value.get("givenName")), words(value.get("familyName"))))
        )
        yield from _names(name, people) if isinstance(name, (str, list)) else ()
