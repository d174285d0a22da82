"""Passages cut into windows: what a reader judges, and what may be quoted.

A window is one or more whole sentences within one block of an article (a paragraph, a list item, a row): what is quoted never runs
over the end of a block, where another item or another subject begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.blocks import blocks, context_of, read_out
from index.passages import preamble
from index.sentences import sentences, trimmed
from index.types import Passage, StoredArticle

_HEADING_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?:;,][\"”’')]*$")
_NUMBERED = re.compile(r"\s*(?:#?\d{1,3}[.):]|[IVX]{1,5}\.|No\. \d+)\s+\S")
_ASKS = re.compile(r"[^.!?\n]{1,300}\?[\"”’]?")
MOST_WORDS = 60
"""Words of a window that holds more than one sentence."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole sentences in a row, ``[start, end)`` of the stored text of ``article``."""

    article: StoredArticle
    start: int
    end: int

    @property
    def text(self) -> str:
        """As it stands in the article."""
        return self.article.article.text[self.start : self.end]

    @property
    def in_context(self) -> str:
        """With headline, date and what the page says over it, as passages are embedded."""
        lead = preamble(self.article.article)
        return f"{lead}\n{self.read_out}" if lead else self.read_out

    @property
    def read_out(self) -> str:
        """With what the page says over it, and the names that a row, an item or a turn leaves out."""
        return read_out(self.article.article, self.start, self.end)

    @property
    def context(self) -> str:
        """The page's own words over it: the entry's time, the section's heading, the speaker, the table's head."""
        return context_of(self.article.article, self.start, self.end)

    @property
    def place(self) -> tuple[str, int, int]:
        """The same for windows of two passages that overlap."""
        return self.article.id, self.start, self.end

    def holds(self, other: Window) -> bool:
        """``other`` is a part of it, or the same."""
        return self.article.id == other.article.id and self.start <= other.start and other.end <= self.end

    def meets(self, other: Window) -> bool:
        """The two share text."""
        return self.article.id == other.article.id and self.start < other.end and other.start < self.end


def windows_of(article: StoredArticle, passage: Passage, most_words: int = MOST_WORDS) -> list[Window]:
    """The windows of the blocks that ``passage`` reaches into: each block as a whole, with the heading of its list item; a long one in
    parts of whole sentences.

    They depend on the article alone, so that passages which overlap share them. A question that stands over its answer is said there.
    """
    found: list[Window] = []
    heading: Window | None = None
    for span in article.article.body:
        if span.start >= passage.end and heading is None:
            break
        if span.end <= passage.start and len(article.article.text[span.start : span.end].split()) > _HEADING_WORDS:
            heading = None  # not reached, and no heading of what is: it need not be cut
            continue
        parts = _parts(article, span.start, span.end, most_words)
        if heading is not None and parts and not article.article.text[heading.end : parts[0].start].strip():
            parts[0] = Window(article, heading.start, parts[0].end)  # an item is nothing without its heading
        heading = parts[0] if len(parts) == 1 and _is_heading(parts[0].text) else None
        found += [] if heading else parts
    reached = [window for window in found if window.start < passage.end and passage.start < window.end]
    if not any(map(_asks, reached)):
        return reached
    over = {stretch for block in blocks(article.article) for stretch in block.over}
    return [
        window for window in reached if not (_asks(window) and (window.context or (window.start, window.end) in over))
    ]


def _asks(window: Window) -> bool:
    return _ASKS.fullmatch(window.text) is not None


def _is_heading(text: str) -> bool:
    """A short line that says nothing by itself: numbered, or without the end of a sentence."""
    return (
        len(text.split()) <= _HEADING_WORDS
        and "\n" not in text
        and not _SENTENCE_END.search(text)
        and bool(_NUMBERED.match(text))
    )


def _parts(article: StoredArticle, start: int, end: int, most_words: int) -> list[Window]:
    text = article.article.text
    if len(text[start:end].split()) <= most_words:  # all its sentences, wherever one ends
        whole = Window(article, *trimmed(text, start, end))
        return [whole] if whole.start < whole.end else []
    found: list[Window] = []
    first: int | None = None
    stop = start
    for left, right in sentences(text, start, end):
        if first is not None and len(text[first:right].split()) > most_words:
            found.append(Window(article, first, stop))
            first = None
        first = left if first is None else first
        stop = right
    return [*found, Window(article, first, stop)] if first is not None else found


def windows_of_block(article: StoredArticle, start: int, end: int) -> list[Window]:
    """The windows of the block of body text at ``[start, end)``."""
    return _parts(article, start, end, MOST_WORDS)


def following_window(article: StoredArticle, end: int) -> Window | None:
    """The first window of the block of body text that begins after ``end``; None at the end of the article or before other text."""
    for span in article.article.body:
        if span.start >= end:
            between = article.article.text[end : span.start]
            found = [] if between.strip() else _parts(article, span.start, span.end, MOST_WORDS)
            return found[0] if found else None
    return None


def block_before(article: StoredArticle, start: int) -> str:
    """The block of body text that ends last before ``start``, such as the paragraph before; empty at the start of the article."""
    before = [span for span in article.article.body if span.end <= start]
    return article.article.text[before[-1].start : before[-1].end] if before else ""


def sentences_in(window: Window) -> list[Window]:
    """Each sentence of a window as a window of its own."""
    found = sentences(window.article.article.text, window.start, window.end)
    return [Window(window.article, start, end) for start, end in found]


def without_overlap(windows: Sequence[Window]) -> list[Window]:
    """``windows`` in order, without those that share text with one before."""
    kept: list[Window] = []
    for window in windows:
        if not any(window.meets(other) for other in kept):
            kept.append(window)
    return kept
