"""Which of a page's text is the story: trafilatura's choice, completed by what it left out and the page shows to belong to it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from index.extract.furniture import is_list_heading, is_sentence
from index.extract.furniture_table import plain as said
from index.extract.furniture_table import table
from index.extract.page.places import COVERED, LONG, SAMPLE, Places
from index.extract.page.tree import marks, text_of
from index.extract.rendering import plain
from index.types import Label
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BESIDE = re.compile(
    r"(?<![a-z])(?:newsletter|related|recommend|read-?more|also-?read|(?:most|latest|recent|popular|trending)-?(?:read|popular|news|posts|stories|articles|box)|more-(?:on|from|stories)|outbrain|taboola|"
    r"paywall|subscri|regwall|cookie|consent|social-?(?:share|bar|links)|share-?(?:bar|tools|buttons)|breadcrumb|comment(?:s|-list)|field--name-comment|"
    r"author-?(?:bio|box|info|data|card|desc|about)|about-?(?:the-?)?author|promo|sponsor|advert|piano-|poll(?![a-z])|"
    r"app-?(?:bottom|banner|promo|download)|whatsapp|print-?(?:header|footer|only)(?![a-z])|twitter-tweet|instagram-media|(?:tiktok|bluesky|reddit|mastodon)-embed|fb-post|kg-(?:cta|signup|button|product|bookmark)|tag-?(?:s|list|cloud)(?![a-z])|keywords|no-?snippet)",
    re.IGNORECASE,
)
_POINTING = re.compile(r"(?<![a-z])(?:newsletter|related|recommend|read-?more|also-?read|promo)", re.IGNORECASE)
"""Names of paragraphs of the kind: others of them are part of the story, which is all behind a paywall."""
_MOST_BESIDE = 0.2
"""Of the page's paragraphs: what is called "related" and holds more is no mere list of other stories."""
_FEWEST_LINES, _CELL, _MOST_IN_CELL = 3, 500, 0.7
"""Paragraphs of a cell that is a story, their characters, and their share of its text."""
_TEASER = 700
_TITLE = 20
_MOST_TEASERS, _MOST_IN_LIST = 0.3, 0.6
"""Of the page's paragraphs: what may be other stories' at most, and what where a story is left without them."""
_LEFT_STORY = 1500
_NAMED_TITLE = re.compile(r"(?<![a-z])(?:title|headline)(?![a-z])", re.IGNORECASE)
_HEADS = ("h2", "h3", "h4", "h5")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_FEWEST_TIMES = 3
_MOST_AFTER = 0.4
_PROSE = 90
_LEAST_SET = 600
"""Characters of paragraphs by which a page is measured; one with fewer sets its text in other elements."""
_SURE, _SURE_SHARE = 2500, 0.6
_SHORT, _SHORT_SHARE = 1000, 0.85
"""Characters of a story, and its share of the page's paragraphs: one with less may be no more than a part of it."""
_MOST_UNTOLD = 0.15
_LEAST_TOLD = 0.85
_CODE = re.compile(
    r"\bfunction\s{0,3}\w{0,30}\([\w\s,]{0,60}\)\s{0,3}\{|\.push\(\s{0,3}[{(]|\bwindow\.\w{1,40}\s{0,3}(?:=|&&|\|\|)"
)


_LEFT = re.compile(r"\$\$\w{1,40}\$\$|\[\w{1,30} \w{1,30}=[\"“”'][^\]]{0,300}\].{0,60}")
"""Lines that a page's makers left in it: marks for advertisements, commands of their program."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story's blocks in order, and the labels of those that are no body, by number."""

    blocks: tuple[str, ...]
    labels: Mapping[int, Label]


def without_surroundings(tree: HtmlElement) -> None:
    """Take out of a page what names itself as something else than the story, unless it holds much of the text."""
    _unwrap(tree)
    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    etree.strip_elements(tree, "rt", "rp", with_tail=False)  # how a word is read, which would cut the sentence
    etree.strip_tags(tree, "ruby", "rb")
    _keep_times(tree)
    total = _prose(tree)
    is_set = total >= _LEAST_SET
    whole = total if is_set else len(tree.text_content())
    beside: list[HtmlElement] = []
    for node in tree.iter("div", "section", "aside", "ul", "form", "article", "p", "blockquote"):
        if (_POINTING if node.tag == "p" else _BESIDE).search(marks(node)) or node.get("data-nosnippet") is not None:
            beside.append(node)
    beside += _teasers(tree, total)
    for node in beside:
        inside = _prose(node) if is_set else len(node.text_content())
        if node.getparent() is not None and inside <= _MOST_BESIDE * whole and node.find(".//h1") is None:
            node.drop_tree()


def _unwrap(tree: HtmlElement) -> None:
    """Make plain what stands in a component's shadow, and tables that only set a page out; replies are taken out."""
    for node in tree.xpath(".//template[@shadowrootmode]"):
        node.tag = "div"
    for node in tree.xpath(".//*[@itemprop = 'comment']"):
        node.drop_tree()
    for layout in list(filter(_sets_out, tree.iter("table"))):
        for node in (layout, *layout.iter("tbody", "tr", "td", "th")):
            node.tag = "div"


def _sets_out(table: HtmlElement) -> bool:
    """True for a table one of whose cells is a story rather than a figure."""
    return any(
        len(cell.findall(".//p")) >= _FEWEST_LINES
        and _prose(cell) > max(_CELL, _MOST_IN_CELL * len(cell.text_content()))
        for cell in table.iter("td")
    )


def _prose(node: HtmlElement) -> int:
    """Characters of the paragraphs in an element."""
    return sum(len(child.text_content()) for child in node.iter("p"))


def _teasers(tree: HtmlElement, total: int) -> list[HtmlElement]:
    """Elements that stand for another story: a heading that is a link to another page, with little else around it."""
    found: list[HtmlElement] = []
    for heading in tree.iter(*_HEADS, "a"):
        text = text_of(heading)
        if len(text) < _TITLE or not (_is_title(heading) if heading.tag == "a" else _leads_away(heading, len(text))):
            continue
        teaser = heading
        for above in heading.iterancestors("div", "li", "article", "section", "a", "aside"):
            if len(above.text_content()) > _TEASER or any(
                text_of(other) != text for other in above.iter("h1", *_HEADS)
            ):
                break
            teaser = above
        found.append(teaser)
    size = sum(map(_prose, found))
    is_list = size <= _MOST_IN_LIST * total and total - size >= _LEFT_STORY
    return found if size <= _MOST_TEASERS * total or is_list else []


def _leads_away(heading: HtmlElement, size: int) -> bool:
    """True for a heading that is a link to another page for the most part."""
    links = list(heading.iter("a")) or list(islice(heading.iterancestors("a"), 1))
    linked = sum(len(text_of(link)) for link in links)
    return 2 * linked >= size - 1 and not (links[0].get("href") or "#").startswith("#")


def _is_title(link: HtmlElement) -> bool:
    """True for a link in an element of its own that is named a title, as some have it in the place of a heading."""
    parent = link.getparent()
    return (
        _NAMED_TITLE.search(link.get("class") or "") is not None
        and not (link.get("href") or "#").startswith("#")
        and parent is not None
        and parent.tag in ("div", "li", "article", "section")
        and not (parent.text or "").strip()
        and not (link.tail or "").strip()
    )


def _keep_times(tree: HtmlElement) -> None:
    """Make paragraphs of the times that stand over the entries of a live blog, which would be left out."""
    times = [node for node in tree.iter("time") if _CLOCK.search(text_of(node)) and len(text_of(node)) < 40]
    if len(times) >= _FEWEST_TIMES:
        for node in times:
            parent = node.getparent()
            if (parent is not None and parent.tag != "p" and squeezed(text_of(parent)) == squeezed(text_of(node))) or (
                parent is not None
                and parent.tag in ("div", "section", "article", "li", "header")
                and not (parent.text or "").strip()
            ):
                node.tag = "p"


def story(tree: HtmlElement, told: str, description: str, titles: Sequence[str]) -> Story | None:
    """The story of a page.

    Args:
        told: the text that the page's data gives, or empty.
        description: the summary that it gives.
        titles: its headline as it may stand on the page.
    """
    blocks = _extracted(tree)
    places = Places(tree)
    if blocks:
        blocks = places.completed(blocks, squeezed(told))
    told_blocks = [line.strip() for line in plain(html.unescape(told)).splitlines() if line.strip()]
    if _missed(told_blocks, blocks) or (len(blocks) == 1 and squeezed(blocks[0]) == squeezed("".join(told_blocks))):
        blocks = told_blocks
    if not blocks:
        return None
    lead = places.lead(blocks, description, titles)
    blocks = [lead, *blocks] if lead else blocks
    blocks = [line for block in blocks if (line := " ".join(block.split()))]
    keys = [squeezed(block) for block in blocks]
    own = {squeezed(title) for title in titles if title}
    away = places.links(blocks, keys) | _others(blocks) | _untold(blocks, keys, squeezed("".join(told_blocks)))
    away |= _again(keys)
    beside = places.captions(keys)
    if 2 * sum(len(keys[at]) for at in away | beside) >= sum(map(len, keys)):
        away = beside = frozenset()
    return Story(
        tuple(blocks),
        {at: Label.HEADING for at, key in enumerate(keys) if places.is_heading(key, blocks[at])}
        | dict.fromkeys(beside, Label.CAPTION)
        | dict.fromkeys(away, Label.FURNITURE)
        | {at: Label.HEADLINE for at, key in enumerate(keys[:6]) if key in own or _has_kicker(key, own)},
    )


def _has_kicker(key: str, own: set[str]) -> bool:
    """True for a title with little before it."""
    return any(key.endswith(title) and len(key) <= 1.5 * len(title) for title in own if len(title) >= _TITLE)


def _extracted(tree: HtmlElement) -> list[str]:
    """The story by trafilatura's own rules; compared with other extractors where it is short for its page."""
    found = _by_trafilatura(tree, fast=True)
    size, whole = sum(map(len, found)), _prose(tree)
    if (size >= _SURE and size >= _SURE_SHARE * whole) or (whole and size >= max(_SHORT, _SHORT_SHARE * whole)):
        return found
    return _by_trafilatura(tree, fast=False)


def _by_trafilatura(tree: HtmlElement, *, fast: bool) -> list[str]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        page = bare_extraction(tree, with_metadata=False, include_comments=False, fast=fast)
    except Exception:  # lxml and trafilatura let many kinds through on broken markup
        return []
    text = page.text if isinstance(page, Document) else ""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _others(blocks: Sequence[str]) -> frozenset[int]:
    """Code that a page shows for want of an element around it, and what follows the heading of a list of other stories at the end."""
    found = {at for at, block in enumerate(blocks) if _CODE.search(block) or _LEFT.fullmatch(block)}
    total = sum(map(len, blocks))
    after = 0
    for at in range(len(blocks) - 1, 0, -1):
        after += len(blocks[at])
        if after > _MOST_AFTER * total or (len(blocks[at]) > _PROSE and is_sentence(blocks[at])):
            break
        if len(blocks[at]) <= LONG and (is_list_heading(blocks[at]) or said(blocks[at]) in table().related):
            found |= set(range(at, len(blocks)))
    return frozenset(found)


def _again(keys: Sequence[str]) -> frozenset[int]:
    """Blocks that stand on the page twice."""
    first = {key: at for at, key in reversed(list(enumerate(keys)))}
    return frozenset(at for at, key in enumerate(keys) if len(key) >= LONG and first[key] < at)


def _untold(blocks: Sequence[str], keys: Sequence[str], told: str) -> frozenset[int]:
    """The blocks that are not in the text which the page's data gives, where that is all but these: boxes within the story and after it.

    Data often leaves out lists, headings and the summary, which stay."""
    if len(told) < 3 * LONG:
        return frozenset()
    missing = {at for at, key in enumerate(keys) if len(key) >= SAMPLE and not _is_in(key, told)}
    size = sum(map(len, keys))
    away = sum(len(keys[at]) for at in missing)
    if away > _MOST_UNTOLD * size or size - away < _LEAST_TOLD * len(told):
        return frozenset()
    first = next((at for at in range(len(keys)) if at not in missing and len(keys[at]) >= LONG), 0)
    return frozenset(at for at in missing if at > first and not blocks[at].startswith("- ") and is_sentence(blocks[at]))


def _is_in(key: str, text: str) -> bool:
    """True if most of a block is in a text, by samples of it."""
    samples = [key[at : at + SAMPLE] for at in range(0, len(key) - SAMPLE + 1, SAMPLE)]
    return 2 * sum(sample in text for sample in samples) >= len(samples)


def _missed(told: Sequence[str], blocks: Sequence[str]) -> bool:
    """True if most of the text that the page's data gives is not in the blocks, by samples of it."""
    text, whole = "".join(map(squeezed, blocks)), "".join(map(squeezed, told))
    samples = [whole[at : at + SAMPLE] for at in range(0, len(whole) - SAMPLE, 3 * SAMPLE)]
    return len(whole) >= 3 * LONG and sum(sample in text for sample in samples) < (1 - COVERED) * len(samples)
