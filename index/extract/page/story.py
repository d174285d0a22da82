"""Which of a page's text is the story: trafilatura's choice, completed by what it left out and the page shows to belong to it."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.extract.page.json_ld import squeezed
from index.extract.page.tree import text_of
from index.extract.rendering import plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "span", "td", "dd", "figcaption")
_OUTSIDE = frozenset(("aside", "nav", "footer", "form", "header", "figure", "figcaption", "table"))
_LEAD = re.compile(r"(?<![a-z])(?:lead|lede|intro|standfirst|sub-?(?:title|head|headline)|dek|deck|summary|abstract|vorspann|chapo|entradilla|bajada|ingress|sommario|occhiello|excerpt|description|teaser)", re.IGNORECASE)  # fmt: skip
_BESIDE = re.compile(
    r"(?<![a-z])(?:newsletter|related|recommend|read-?more|also-?read|most-?(?:read|popular)|more-(?:on|from|stories)|outbrain|taboola|"
    r"paywall|subscri|regwall|cookie|consent|social-?(?:share|bar|links)|share-?(?:bar|tools|buttons)|breadcrumb|comment(?:s|-list)|"
    r"author-?(?:bio|box)|promo|sponsor|advert|piano-|poll-?widget)",
    re.IGNORECASE,
)
_LONG = 60
"""Characters of a block, without spaces and marks, that is surely the story's own and no heading."""
_SAMPLE = 25
_MOST_BESIDE = 0.2
"""Of the page's paragraphs: what is called "related" and holds more is no mere list of other stories."""
_COVERED = 0.8


@dataclass(frozen=True, slots=True)
class Story:
    """A story's blocks in order, and which of them are links to other stories or the page's own headline."""

    blocks: tuple[str, ...]
    linked: frozenset[int] = frozenset()
    headlines: frozenset[int] = frozenset()


def without_surroundings(tree: HtmlElement) -> None:
    """Take out of a page what names itself as something else than the story, unless it holds much of the text."""
    total = sum(len(node.text_content()) for node in tree.iter("p"))
    beside: list[HtmlElement] = []
    for node in tree.iter("div", "section", "aside", "ul", "form", "article"):
        name = f"{node.get('class', '')} {node.get('id', '')}"
        if len(name) > 1 and len(name) < 1000 and _BESIDE.search(name):
            beside.append(node)
    for node in beside:
        inside = sum(len(child.text_content()) for child in node.iter("p"))
        if node.getparent() is not None and inside <= _MOST_BESIDE * total and node.find(".//h1") is None:
            node.drop_tree()


def story(tree: HtmlElement, told: str, description: str, titles: Sequence[str]) -> Story | None:
    """The story of a page.

    Args:
        told: the text that the page's data gives, or empty.
        description: the summary that it gives.
        titles: its headline as it may stand on the page.
    """
    blocks = _extracted(tree)
    places = _Places(tree)
    if blocks:
        blocks = places.completed(blocks, squeezed(told))
    told_blocks = [line.strip() for line in plain(html.unescape(told)).splitlines() if line.strip()]
    if _missed(told_blocks, blocks) or (len(blocks) == 1 and squeezed(blocks[0]) == squeezed("".join(told_blocks))):
        blocks = told_blocks
    if not blocks:
        return None
    lead = places.lead(blocks, description)
    blocks = [lead, *blocks] if lead else blocks
    keys = [squeezed(block) for block in blocks]
    own = {squeezed(title) for title in titles if title}
    headlines = frozenset(at for at, key in enumerate(keys[:6]) if key in own)
    linked = frozenset(at for at, key in enumerate(keys) if places.is_link(key))
    return Story(tuple(blocks), linked if len(linked) < len(blocks) / 2 else frozenset(), headlines)


def _extracted(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        page = bare_extraction(tree, with_metadata=False, include_comments=False)
    except Exception:  # lxml and trafilatura let many kinds through on broken markup
        return []
    text = page.text if isinstance(page, Document) else ""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _missed(told: Sequence[str], blocks: Sequence[str]) -> bool:
    """True if most of the text that the page's data gives is not in the blocks, by samples of it."""
    text, whole = "".join(map(squeezed, blocks)), "".join(map(squeezed, told))
    samples = [whole[at : at + _SAMPLE] for at in range(0, len(whole) - _SAMPLE, 3 * _SAMPLE)]
    return len(whole) >= 3 * _LONG and sum(sample in text for sample in samples) < (1 - _COVERED) * len(samples)


class _Places:
    """Where on the page its blocks of text stand."""

    def __init__(self, tree: HtmlElement) -> None:
        self._nodes: list[HtmlElement] = []
        self._keys: list[str] = []
        self._links: set[str] = set()
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        for node in tree.iter(*_BLOCKS):
            if node.tag in ("div", "span") and (node.find("p") is not None or node.find("div") is not None):
                continue
            key = squeezed(text_of(node))
            if not key or len(key) > 20_000:
                continue
            self._at[key].append(len(self._nodes))
            self._nodes.append(node)
            self._keys.append(key)
            if len(key) > 12 and sum(len(squeezed(text_of(link))) for link in node.iter("a")) >= _COVERED * len(key):
                self._links.add(key)

    def is_link(self, key: str) -> bool:
        """True for a block that is nothing but a link."""
        return key in self._links

    def completed(self, blocks: Sequence[str], told: str) -> list[str]:
        """The blocks with the paragraphs between and after them that stand in containers of the same make."""
        keys = [squeezed(block) for block in blocks]
        text = "".join(keys)
        make: Counter[str] = Counter()
        articles: Counter[HtmlElement | None] = Counter()
        places: list[int | None] = []
        for key in keys:
            place = next(iter(self._at.get(key, ())), None)
            places.append(place)
            if place is not None and len(key) >= _LONG and self._nodes[place].tag == "p":
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
            and self._keys[at] not in text
            and _make(node) == main
            and _article(node) is article
            and self._keys[at] not in self._links
            and not any(above.tag in _OUTSIDE for above in node.iterancestors())
            and (len(told) < len(text) / 2 or self._keys[at][:_LONG] in told)
        ]
        added = sum(len(self._keys[at]) for at in missing)
        if not _LONG < added <= 4 * len(text):
            return list(blocks)
        return self._merged(blocks, places, missing)

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

    def lead(self, blocks: Sequence[str], description: str) -> str:
        """The summary above the story, where a reader sees one that the blocks have not."""
        first = next(
            (at for block in blocks if len(key := squeezed(block)) >= _LONG for at in self._at.get(key, ())), None
        )
        text = "".join(map(squeezed, blocks))
        about = squeezed(description)
        for at, node in enumerate(self._nodes[:first] if first is not None else ()):
            key = self._keys[at]
            if not _LONG / 2 <= len(key) <= 800 or key in text or key in self._links:
                continue
            is_told = len(about) >= _LONG / 2 and (key.startswith(about[:_LONG]) or about.startswith(key[:_LONG]))
            if is_told or any(_LEAD.search(name) for name in _names(node)):
                if any(above.tag in ("aside", "nav", "footer", "form", "figure") for above in node.iterancestors()):
                    continue
                return text_of(node)
        return ""


def _make(node: HtmlElement) -> str:
    """What a paragraph's container is like: its tag and its classes without what only numbers it."""
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
