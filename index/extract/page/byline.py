"""Who wrote a page's article: persons, not the site, its address or a picture's credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from index.extract.authors import bare, first_part, is_firm, persons
from index.extract.byline_marks import is_mark
from index.extract.bylines import Byline, read_byline
from index.extract.furniture import is_sentence
from index.extract.name_shapes import looks_like_names
from index.extract.page.json_ld import Node, words
from index.extract.page.tree import Meta, short_text
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = ("article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "og:article:author", "twitter:misc:written by")  # fmt: skip
_MARKED = re.compile(r"(?<![a-z])(?:author|autor|auteur|autore|byline|verfasser|writer|forfatter)", re.IGNORECASE)
_WRITTEN = re.compile(
    r"writ|author|auto[rl]|auteur|verfass|geschrieben|escrit|écrit|scritto|geschreven|skrevet|skriven|napisa|yaz|oleh",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:autorin/autor|autor(?:in)?|author|written by|auteur|autore)\b\s{0,3}:?\s{0,3}", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"comment|related|teaser|bio|recommend|more-from|(?<!post-)(?<!entry-)footer|sidebar|(?<!elementor-)widget|popular|latest|newsletter",
    re.IGNORECASE,
)
_BELOW = re.compile(r"comment|related|recommend|more-from|footer|newsletter", re.IGNORECASE)
"""What is not the article's own, though it stands below its headline."""
_BESIDE = frozenset(("aside", "footer", "nav", "form"))
_OWN_FOOTER = re.compile(r"(?:post|entry)-footer")
"""The end of a story, where some pages tell who wrote it."""
_PROFILE = re.compile(
    r"https?://(?!\S{0,40}(?:facebook|twitter|x|instagram|linkedin)\.com)\S{3,120}/(?:authors?|autor(?:en|es)?|editors?|people|by|contributors?|profiles?|staff|journalists?|reporters?)/"
    r"([a-z]{2,20}(?:-[a-z]{1,20}){1,3})/?"
)
_PROFILED = re.compile(
    r"/(?:authors?|autor(?:en|es)?|by|contributors?|staff|journalists?|reporters?|people|profile)/[a-z]", re.IGNORECASE
)
_NAME = re.compile(r"(?<![\w-])(?:fn|name|(?:author|byline)(?:__|-)name)(?![\w-])")
_DIGITS = re.compile(r"\d{1,4}[./-]\d")
_DATED = re.compile(r"(?:\s{0,3}[,•·|–—-])?\s(?:(?:am|on|le|el|op|den)\s)?\d", re.IGNORECASE)
"""What goes on after a name with a day."""
_LONGEST = 80
_SIGNED = 3
"""Blocks of a story at either end that may tell who wrote it."""
_HEADINGS = ("h1", "h2")
_LONGEST_LINE = 500
_NEAR = 4
_MOST_PARTS = 8
_LINES = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "span",
    "div",
    "p",
    "address",
    "byline",
    "dd",
    "font",
    "li",
    "td",
    "ul",
    "strong",
    "b",
    "em",
    "i",
    "small",
    "cite",
)
_PROSE = 200
_FEWEST_PROSE = 2


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
            return max((found, *told), key=lambda other: len(other) if _names_all(other, found) else 0)
        anybody = anybody or found
    seen = persons(visible(tree, headline), site, language)  # last, as it looks at the whole page
    return seen if seen and (not anybody or all(map(is_firm, anybody)) or _completes(seen, anybody)) else anybody


def _names_all(other: Sequence[str], found: Sequence[str]) -> bool:
    """True for what names all of these persons, and may name more: some places have only the first author."""
    more = [name for name in other if name not in found]
    return set(map(squeezed, found)) <= set(map(squeezed, other)) and all(
        " " in name or not name.isascii() for name in more
    )


def _is_short(name: str) -> bool:
    """True for a first name or a login, which a reader may see written out; capitals are an agency's, other scripts have one word for all."""
    return name.isascii() and not name.isupper() and len(name.split()) == 1


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


def visible(tree: HtmlElement, headline: str) -> list[str]:
    """The line that a reader sees to name who wrote it: near the headline one that says so, else one that is marked as such."""
    title = squeezed(headline)
    is_below = False
    prose = 0
    marked: list[str] = []
    is_announced = False
    for node in tree.iter(*_LINES):
        is_near = is_below and prose < _FEWEST_PROSE
        if len(node) > _MOST_PARTS or not (is_near or node.tag in _HEADINGS or _may_tell(node)):
            continue
        line = short_text(node, _LONGEST_LINE)
        is_below = is_below or (node.tag in _HEADINGS and bool(title) and title in squeezed(line))
        prose += is_near and node.tag == "p" and (not line or len(line) > _PROSE) and bool(node.text_content().strip())
        if not 1 < len(line) <= _LONGEST:
            continue
        is_near = is_below and prose < _FEWEST_PROSE
        if is_near and (read := _read(line)) and read.is_marked and read.persons:
            return _named_within(node) or list(read.persons)
        if is_near and is_announced and looks_like_names(line):
            return [line]
        is_announced = is_mark(line) or (is_announced and not line[:1].isalpha())
        piece = _not_dated(line)
        text = bare(piece)
        if is_near and piece is not line and looks_like_names(piece) and _DIGITS.match(line):
            return [piece]
        if (is_near and text != piece and looks_like_names(text.split(",", 1)[0])) or (is_near and _is_linked(node)):
            return [text]
        if not marked and (label := _LABELLED.match(line)) and looks_like_names(line[label.end() :]):
            marked = [line[label.end() :]]
        name = _DATED.split(text, maxsplit=1)[0]
        if not marked and (looks_like_names(name) or _is_linked(node)) and _is_marked(node, is_near=is_near):
            marked = _named_within(node) or [name]
            if is_near:
                return marked
    return marked


def signed(blocks: Sequence[str], apart: frozenset[str]) -> tuple[str, ...]:
    """Who signs a story: a line at either end of it that says so, else names set apart above its first sentence or below its last.

    ``apart``: the lines that the page sets apart from the text.
    """
    for line in (*blocks[:_SIGNED], *reversed(blocks[-_SIGNED:])):
        if len(line) <= _LONGEST and (read := _read(line)) and read.is_marked and read.persons:
            return read.persons
    for line in (*takewhile(lambda block: not is_sentence(block), blocks), *blocks[-1:]):
        names = [name.strip() for name in line.split("/")] if line in apart else []
        if names and all(map(looks_like_names, names)):
            return tuple(names)
    return ()


@lru_cache(maxsize=256)  # elements within each other hold the same line
def _read(line: str) -> Byline | None:
    return read_byline(first_part(line))


def _may_tell(node: HtmlElement) -> bool:
    """True for an element far from the headline that is named for who wrote, or begins with a label for it."""
    if _is_named_so(_marks(node)):
        return True
    first = node.text or ""
    if not first or first.isspace():
        first = next((text for text in node.itertext() if not text.isspace()), "")
    return first.lstrip()[:3].casefold() in ("aut", "wri")


@lru_cache(maxsize=1024)  # many elements of a page are made alike
def _is_named_so(names: str) -> bool:
    return _MARKED.search(names) is not None


def _not_dated(line: str) -> str:
    """The part of a line between bars that has no numbers ("04.02.2022 | 13:10 Uhr | Ann Lee"), else its first."""
    parts = line.split(" | ")
    return next((part for part in parts if not any(map(str.isdigit, part))), parts[0]) if len(parts) > 1 else line


def _named_within(node: HtmlElement) -> list[str]:
    """The names in a byline that are links to who wrote, or marked as names: what else it says is none."""
    found = [
        text
        for part in node.iter("a", "span")
        if ("author" in (part.get("rel") or "") or part.get("itemprop") == "name" or _NAME.search(part.get("class") or "") or _PROFILED.search(part.get("href") or ""))
        and looks_like_names(text := short_text(part, _LONGEST))
    ]  # fmt: skip
    return list(
        dict.fromkeys(name for name in found if not any(name != other and name.startswith(other) for other in found))
    )


def _is_linked(node: HtmlElement) -> bool:
    """True for a link to the author, as the page itself says."""
    return "author" in (node.get("rel") or "").lower().split() and _is_marked(node)


def _marks(node: HtmlElement) -> str:
    return " ".join(filter(None, map(node.get, ("class", "id", "rel", "itemprop"))))


def _is_marked(node: HtmlElement, *, is_near: bool = False) -> bool:
    """True for an element that is named for who wrote and is no part of something else, as far as its place does not tell that."""
    if not _is_named_so(_marks(node)):
        return False
    around = [node]
    for above in node.iterancestors():
        if above.tag in _BESIDE and not _OWN_FOOTER.search(above.get("class") or ""):
            return False
        if len(around) < _NEAR:
            around.append(above)
    return not any(
        (_BELOW if is_near else _ELSEWHERE).search(f"{one.get('class', '')} {one.get('id', '')}")
        for one in around
        if one.tag != "body"
    )
