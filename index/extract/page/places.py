"""Where on a page its blocks of text stand, and what that tells of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from index.extract.furniture import is_sentence
from index.extract.furniture_table import plain as said
from index.extract.furniture_table import table
from index.extract.page.tree import marks, text_of
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "span", "td", "dd", "dt", "figcaption")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SET_AS_HEADING = frozenset((*_HEADINGS, "dt"))
_HEADING = 120
_NEAR, _TEASER = 4, 1500
_BESIDE_LEAD = frozenset(("aside", "nav", "footer", "form", "figure", "figcaption", "table"))
_OUTSIDE = frozenset(("aside", "nav", "footer", "form", "header", "figure", "figcaption", "table"))
_LEAD = re.compile(r"(?<![a-z])(?:lead|lede|intro|standfirst|sub-?(?:title|head|headline)|dek|deck|summary|abstract|vorspann|chapo|entradilla|bajada|ingress|sommario|occhiello|excerpt|description|teaser)", re.IGNORECASE)  # fmt: skip
LONG = 60
"""Characters of a block, without spaces and marks, that is surely the story's own and no heading."""
SAMPLE = 25
COVERED = 0.8
_POINTED = 0.45
"""Of a block's letters: where so many are a link's, a label before it or its place in a list tells that it leads away."""
_CAPTION = re.compile(
    r"(?<![a-z])(?:caption|gallery[-_]{0,2}item|credits?|copyright|bildunter|bildtext|legend|lead-art|"
    r"(?:photo|image|picture|foto|[a-z]{0,8}bild)[-_]{0,2}(?:text|info|source|desc|credit|titel|title))",
    re.IGNORECASE,
)


class Places:
    """Where on the page its blocks of text stand."""

    def __init__(self, tree: HtmlElement) -> None:
        self._nodes: list[HtmlElement] = []
        self._keys: list[str] = []
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        self._tags: defaultdict[str, set[str]] = defaultdict(set)
        self._shares: dict[str, float] = {}
        self._captions: dict[str, bool] = {}  # both by text: many elements may hold the same
        for node in tree.iter(*_BLOCKS):
            if node.tag in ("div", "span") and next(node.iterchildren("p", "div"), None) is not None:
                continue
            key = squeezed(node.text_content())
            if not key or len(key) > 20_000:
                continue
            self._at[key].append(len(self._nodes))
            self._tags[key].add(node.tag)
            self._nodes.append(node)
            self._keys.append(key)

    def _named(self, key: str) -> Iterator[HtmlElement]:
        """The elements that hold just this text."""
        return (self._nodes[at] for at in self._at.get(key, ()))

    def _linked(self, key: str) -> float:
        """The share of a block that is links."""
        if key not in self._shares:
            self._shares[key] = self._share(key)
        return self._shares[key]

    def _share(self, key: str) -> float:
        share = 0.0
        for node in self._named(key):
            if any(above.tag == "a" and above.get("href") for above in islice(node.iterancestors(), _NEAR)):
                return 1.0
            if len(key) > 12 and (linked := sum(len(squeezed(link.text_content())) for link in node.iter("a"))):
                share = linked / len(key)
            if node.tag == "li" and _starts_with_link(node):
                share = max(share, _POINTED)
        return share

    def links(self, blocks: Sequence[str], keys: Sequence[str]) -> frozenset[int]:
        """The blocks that are nothing but links, or point to another story, or are items of a list that does."""
        shares = [self._linked(key) for key in keys]
        found = {at for at, share in enumerate(shares) if share >= COVERED}
        found |= {
            at for at, share in enumerate(shares) if share >= _POINTED and table().pointer.begin(said(blocks[at]))
        }
        for first, last in _runs(["li" in self._tags.get(key, ()) for key in keys]):
            pointing = [at for at in range(first, last) if shares[at] >= _POINTED]
            if len(pointing) >= 2 and 2 * len(pointing) > last - first:
                found |= set(range(first, last))
        return frozenset(found)

    def is_heading(self, key: str, block: str) -> bool:
        """True for a block that the page sets as a heading or a term that it defines, and that is short and no sentence."""
        is_set = len(block) <= _HEADING and not _SET_AS_HEADING.isdisjoint(self._tags.get(key, ()))
        return is_set and not is_sentence(block)

    def captions(self, keys: Sequence[str]) -> frozenset[int]:
        """The blocks that stand below a picture."""
        return frozenset(at for at, key in enumerate(keys) if self._is_caption(key))

    def _is_caption(self, key: str) -> bool:
        """True if all that holds just this text is a caption."""
        if key not in self._captions:
            self._captions[key] = self._all_are_captions(key)
        return self._captions[key]

    def _all_are_captions(self, key: str) -> bool:
        found = list(self._named(key))
        within = {above for node in found for above in node.iterancestors()}
        innermost = [node for node in found if node not in within]
        return bool(innermost) and all(node.tag == "figcaption" or _is_caption(node) for node in innermost)

    def is_apart(self, key: str) -> bool:
        """True for a short paragraph all of which is set in other letters than the text, or to the right."""
        return len(key) <= LONG and any(
            node.tag == "p" and ("right" in (node.get("style") or "") or _is_emphasized(node))
            for node in self._named(key)
        )

    def is_link(self, key: str) -> bool:
        """True for a block that is nothing but a link."""
        return self._linked(key) >= COVERED

    def in_order(self, blocks: Sequence[str]) -> list[str]:
        """The blocks in the order of the page; one that stands there several times, or in no element of its own, follows the one before it."""
        places: list[int] = []
        for block in blocks:
            found = self._at.get(squeezed(block), ())
            places.append(found[0] if len(found) == 1 else places[-1] if places else -1)
        return [block for _, block in sorted(zip(places, blocks, strict=True), key=lambda pair: pair[0])]

    def completed(self, blocks: Sequence[str], told: str) -> list[str]:
        """The blocks with the paragraphs between and after them that stand in containers of the same make."""
        keys = [squeezed(block) for block in blocks]
        known = frozenset(keys)
        text = "".join(keys)
        make: Counter[str] = Counter()
        articles: Counter[HtmlElement | None] = Counter()
        places: list[int | None] = []
        for key in keys:
            place = next(iter(self._at.get(key, ())), None)
            places.append(place)
            if place is not None and len(key) >= LONG and self._nodes[place].tag == "p":
                make[_make(self._nodes[place])] += len(key)
                articles[_article(self._nodes[place])] += len(key)
        if not make:
            return list(blocks)
        (main, covered), article = make.most_common(1)[0], articles.most_common(1)[0][0]
        if covered < sum(map(len, keys)) / 3:
            return list(blocks)
        missing = [
            at
            for at, node in enumerate(self._nodes)
            if node.tag == "p"
            and not _is_known(self._keys[at], text)
            and _make(node) == main
            and _article(node) is article
            and not self.is_link(self._keys[at])
            and not any(above.tag in _OUTSIDE for above in node.iterancestors())
            and (len(told) < len(text) / 2 or self._keys[at][:LONG] in told)
        ]
        added = sum(len(self._keys[at]) for at in missing)
        if not LONG < added <= 4 * len(text):
            missing = []
        within = [place for place in (*places, *missing) if place is not None]
        headings = [
            at
            for at in range(min(within), max(within))
            if (node := self._nodes[at]).tag in _HEADINGS
            and len(self._keys[at]) <= _HEADING
            and _make(node) == main
            and self._keys[at] not in known
            and not self.is_link(self._keys[at])
        ]
        return self._merged(blocks, places, sorted((*missing, *headings)))

    def _merged(self, blocks: Sequence[str], places: Sequence[int | None], missing: Sequence[int]) -> list[str]:
        """Blocks and missing paragraphs in the order of the page."""
        merged: list[str] = []
        waiting = list(missing)
        last = -1
        for block, place in zip(blocks, places, strict=True):
            if place is not None and place > last:
                last = place
                while waiting and waiting[0] < place:
                    merged.append(text_of(self._nodes[waiting.pop(0)]))
            merged.append(block)
        return [*merged, *(text_of(self._nodes[at]) for at in waiting)]

    def lead(self, blocks: Sequence[str], description: str, titles: Sequence[str]) -> str:
        """The summary above the story, where a reader sees one that the blocks have not: the one that the page's data gives too,
        else what is named so."""
        own = {squeezed(title) for title in titles if title}
        first = self._first([key for block in blocks if (key := squeezed(block)) not in own and len(key) >= LONG])
        text = "".join(map(squeezed, blocks))
        about = squeezed(description)
        headline = max((at for at in range(first) if self._keys[at] in own), default=first)
        named = ""
        for at in range(first):
            key, node = self._keys[at], self._nodes[at]
            if not LONG / 2 <= len(key) <= 800 or key in own or self.is_link(key) or _is_known(key, text):
                continue
            if self._is_caption(key) or any(above.tag in _BESIDE_LEAD for above in node.iterancestors()):
                continue
            if _is_teaser(node, own):
                continue
            if len(about) >= LONG / 2 and (key.startswith(about[:LONG]) or about.startswith(key[:LONG])):
                return text_of(node)
            if any(_LEAD.search(name) for name in _names(node)) and (at > headline or not named):
                named = text_of(node)
        return named

    def _first(self, keys: Sequence[str]) -> int:
        """The place of the story's first block on the page, be it in an element of its own or not."""
        for key in keys[:3]:
            if self._at.get(key):
                return self._at[key][0]
            found = next((at for at, other in enumerate(self._keys) if key[:LONG] in other), None)
            if found is not None:
                return found
        return len(self._nodes)


def _is_caption(node: HtmlElement) -> bool:
    """True if an element is within a picture's frame or named as its caption."""
    parent = node.getparent()
    named = f"{marks(node)} {marks(parent) if parent is not None else ''}"
    above = next(node.iterancestors("figure", "figcaption", "blockquote"), None)  # a quote may be set as a figure
    return _CAPTION.search(named) is not None or (above is not None and above.tag != "blockquote")


def _is_emphasized(node: HtmlElement) -> bool:
    """True for an element with nothing in it but one that is set in bold or slanting letters."""
    return (
        len(node) == 1
        and node[0].tag in ("strong", "b", "em", "i")
        and not (node.text or "").strip()
        and not (node[0].tail or "").strip()
    )


def _is_teaser(node: HtmlElement, own: set[str]) -> bool:
    """True for text that stands with the heading of another story, or is a link to it."""
    for above in islice(node.iterancestors(), _NEAR):
        if above.tag == "a":
            return True
        if above.tag in ("main", "body") or len(above.text_content()) > _TEASER:
            return False
        if any(_leads_away(heading, own) for heading in above.iter(*_HEADINGS) if heading is not node):
            return True
    return False


def _leads_away(heading: HtmlElement, own: set[str]) -> bool:
    """True for a linked heading that is not the page's own."""
    is_linked = heading.find(".//a") is not None or any(True for _ in heading.iterancestors("a"))
    return is_linked and squeezed(heading.text_content()) not in own


def _starts_with_link(node: HtmlElement) -> bool:
    """True if an item of a list begins with a linked headline."""
    link = next(iter(node.iter("a")), None)
    title = text_of(link) if link is not None else ""
    return len(title.split()) >= 4 and text_of(node).startswith(title)


def _is_known(key: str, text: str) -> bool:
    """True if most of a block is in a text already, with something between or without."""
    samples = [key[at : at + SAMPLE] for at in range(0, len(key), SAMPLE)]
    return key in text or 2 * sum(sample in text for sample in samples) > len(samples)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where the flags are set one after another."""
    first: int | None = None
    for at, flag in enumerate((*flags, False)):
        if flag and first is None:
            first = at
        elif not flag and first is not None:
            yield first, at
            first = None


def _make(node: HtmlElement) -> str:
    """The look of a paragraph's container: its tag and its classes without what only numbers it."""
    parent = node.getparent()
    if parent is None:
        return ""
    classes = sorted(re.sub(r"\d+", "", name) for name in (parent.get("class") or "").split())
    return f"{parent.tag} {' '.join(classes)}"


def _article(node: HtmlElement) -> HtmlElement | None:
    return next((above for above in node.iterancestors("article")), None)


def _names(node: HtmlElement) -> Iterator[str]:
    yield f"{node.get('class', '')} {node.get('id', '')} {node.get('itemprop', '')}"
    parent = node.getparent()
    if parent is not None and len(parent) <= 3:
        yield f"{parent.get('class', '')} {parent.get('itemprop', '')}"
