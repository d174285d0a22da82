"""Furniture that only the corpus reveals: blocks that recur over many articles of one outlet."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from index.model import Article, Label, Span, digest

_SHORT = 300
"""Characters. A longer block is more likely to be a background paragraph that a paper repeats."""


def blocks(article: Article) -> list[tuple[Span, str]]:
    """The article's body paragraphs, each with a digest that evens out case and white space."""
    return [(span, digest(" ".join(article.text[span.start : span.end].casefold().split()))) for span in article.body]


def furniture(articles: int, counts: Mapping[str, int], lengths: Mapping[str, int]) -> set[str]:
    """The blocks of one outlet that are furniture.

    Args:
        articles: how many the outlet has.
        counts: in how many of them each block stands, by digest.
        lengths: of each block, in characters.
    """
    few, many = max(5.0, 0.004 * articles), max(8.0, 0.008 * articles)
    return {block for block, count in counts.items() if count >= (few if lengths[block] <= _SHORT else many)}


def without(article: Article, removed: Set[str]) -> Article:
    """The article with these blocks labelled as furniture."""
    spans = {span: replace(span, label=Label.FURNITURE) for span, block in blocks(article) if block in removed}
    return replace(article, spans=tuple(spans.get(span, span) for span in article.spans))
