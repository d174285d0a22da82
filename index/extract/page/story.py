"""Which of a page's text is the story: trafilatura's choice, completed by what it left out and the page shows to belong to it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from index.extract.furniture import is_end, is_list_heading, is_sentence
from index.extract.furniture_table import plain as said
from index.extract.furniture_table import table
from index.extract.page.places import COVERED, LONG, SAMPLE, Places
from index.extract.page.posts import parted
from index.extract.page.surroundings import CLOCK, FEWEST_TIMES, prose
from index.extract.rendering import plain
from index.types import Label
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = 20
_MOST_AFTER = 0.4
_PROSE = 90
_SURE, _SURE_SHARE = 2500, 0.6
_SHORT, _SHORT_SHARE = 1000, 0.85
"""Characters of a story, and its share of the page's paragraphs: one with less may be no more than a part of it."""
_COMMENTS = re.compile(
    r"[^\w\n]{0,3}(?:\(?\d[\d.,]{0,6}\)? )?(?:comment|coment|komment|commenti|reader|join the conv)", re.IGNORECASE
)
"""The heading of what readers say below a story."""
_STAMP = 40
"""Characters of the time over an entry of a live blog, entries of which extractors do not leave in order."""
_HEADER = 6
"""Blocks among which the headline may be; it may stand farther below where all above the first sentence are words of menus."""
_AS_IT_IS = frozenset(("pre", "code", "textarea"))
_MOST_UNTOLD = 0.15
_ENDS = 4
"""Blocks of a story among which a name that stands alone may be who wrote it."""
_EDGE = 0.1
"""Of a text: its end, with which some data has more than the story."""
_ABOVE = 5
"""Blocks above a story that may be its headline, its summary, who wrote it and when."""
_LEAST_TOLD = 0.85
_CODE = re.compile(
    r"\bfunction\s{0,3}\w{0,30}\([\w\s,]{0,60}\)\s{0,3}\{|\.push\(\s{0,3}[{(]|\bwindow\.\w{1,40}\s{0,3}(?:=|&&|\|\|)"
)


_LEFT = re.compile(r"\$\$\w{1,40}\$\$|\[\w{1,30} \w{1,30}=[\"“”'][^\]]{0,300}\].{0,60}")
"""Lines that a page's makers left in it: marks for advertisements, commands of their program."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story's blocks in order, the labels of those that are no body, by number, and the short ones at either end that are set apart."""

    blocks: tuple[str, ...]
    labels: Mapping[int, Label]
    apart: frozenset[str] = frozenset()


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
        is_live = sum(len(block) < _STAMP and CLOCK.match(block) is not None for block in blocks) >= FEWEST_TIMES
        blocks = places.completed(places.in_order(blocks) if is_live else blocks, squeezed(told))
    told_blocks = [line.strip() for line in plain(html.unescape(told)).splitlines() if line.strip()]
    if _missed(told_blocks, blocks) or (len(blocks) == 1 and squeezed(blocks[0]) == squeezed("".join(told_blocks))):
        blocks = told_blocks
    if not blocks:
        return None
    lead = places.lead(blocks, description, titles)
    blocks = [lead, *blocks] if lead else blocks
    parts = [parted(line) for block in blocks if (line := " ".join(block.split()))]
    blocks = [part for line in parts for part in line]
    posts = {at for at, more in zip(accumulate(map(len, parts), initial=0), parts, strict=False) if len(more) > 1}
    keys = [squeezed(block) for block in blocks]
    own = {squeezed(title) for title in titles if title}
    whole = squeezed("".join(told_blocks))
    outside = _outside(blocks, keys, whole)
    away = (places.links(blocks, keys) | _others(blocks) | _untold(blocks, keys, whole) | _again(keys)) - outside
    away -= {at + 1 for at in posts}
    beside = places.captions(keys) - outside
    if 2 * sum(len(keys[at]) for at in away | beside) >= sum(
        len(key) for at, key in enumerate(keys) if at not in outside
    ):
        away = beside = frozenset()
    above = max(_HEADER, next((at for at, block in enumerate(blocks) if len(block) > _PROSE and is_sentence(block)), 0))
    labels = (
        {at: Label.HEADING for at, key in enumerate(keys) if places.is_heading(key, blocks[at])}
        | dict.fromkeys(beside, Label.CAPTION)
        | dict.fromkeys(away | outside, Label.FURNITURE)
        | {at: Label.HEADLINE for at, key in enumerate(keys[:above]) if key in own or _has_kicker(key, own)}
        | dict.fromkeys(posts - outside, Label.SPEAKER)
    )
    ends = {*range(len(blocks))[:_ENDS], len(blocks) - 1} - labels.keys()
    return Story(tuple(blocks), labels, frozenset(blocks[at] for at in ends if places.is_apart(keys[at])))


def _has_kicker(key: str, own: set[str]) -> bool:
    """True for a title with little before it."""
    return any(key.endswith(title) and len(key) <= 1.5 * len(title) for title in own if len(title) >= _TITLE)


def _extracted(tree: HtmlElement) -> list[str]:
    """The story by trafilatura's own rules; compared with other extractors where it is short for its page."""
    _unwrap(tree)
    found = _by_trafilatura(tree, fast=True)
    size, whole = sum(map(len, found)), prose(tree)
    if (size >= _SURE and size >= _SURE_SHARE * whole) or (whole and size >= max(_SHORT, _SHORT_SHARE * whole)):
        return found
    return _by_trafilatura(tree, fast=False)


def _unwrap(tree: HtmlElement) -> None:
    """Take out the ends of lines within a page's words, which extractors keep at times, so that a paragraph would be several."""
    for node in tree.iter():
        if node.text and "\n" in node.text and node.tag not in _AS_IT_IS:
            node.text = node.text.replace("\n", " ")
        if node.tail and "\n" in node.tail:
            node.tail = node.tail.replace("\n", " ")


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
    """Code that a page shows for want of an element around it, what readers say below the story, and what follows the heading of a list of other stories at the end."""
    found = {at for at, block in enumerate(blocks) if _CODE.search(block) or _LEFT.fullmatch(block)}
    before = 0
    for at, block in enumerate(blocks):
        if before >= _SHORT and _COMMENTS.match(block) and is_end(block):
            return frozenset(found | set(range(at, len(blocks))))
        before += len(block)
    total = before
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


def _outside(blocks: Sequence[str], keys: Sequence[str], told: str) -> frozenset[int]:
    """What follows the end of the text that the page's data gives, where the blocks have that as a whole, and the words of menus far above its beginning."""
    if len(told) < 3 * LONG:
        return frozenset()
    own = [at for at, key in enumerate(keys) if len(key) >= SAMPLE and _is_in(key, told)]
    first, last = min(own, default=0), max(own, default=0)
    ends = [told.rfind(sample) for sample in _samples(keys[last])] if own else []
    if max(ends, default=0) < (1 - _EDGE) * len(told) or sum(len(keys[at]) for at in own) < _LEAST_TOLD * len(told):
        return frozenset()
    menus = {at for at in range(first - _ABOVE) if not is_sentence(blocks[at])}
    return frozenset(menus | set(range(last + 1, len(keys))))


def _is_in(key: str, text: str) -> bool:
    """True if most of a block is in a text, by samples of it."""
    samples = _samples(key)
    return 2 * sum(sample in text for sample in samples) >= len(samples)


def _samples(key: str) -> list[str]:
    return [key[at : at + SAMPLE] for at in range(0, len(key) - SAMPLE + 1, SAMPLE)]


def _missed(told: Sequence[str], blocks: Sequence[str]) -> bool:
    """True if most of the text that the page's data gives is not in the blocks, by samples of it."""
    text, whole = "".join(map(squeezed, blocks)), "".join(map(squeezed, told))
    samples = [whole[at : at + SAMPLE] for at in range(0, len(whole) - SAMPLE, 3 * SAMPLE)]
    return len(whole) >= 3 * LONG and sum(sample in text for sample in samples) < (1 - COVERED) * len(samples)
