"""Furniture that only the corpus reveals: blocks that recur over many articles of one outlet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from index.types import Article, Label, Span, digest, digest_of
from index.white_space import evened

SHORT = 160
"""Characters. Up to here a recurring block is a sign-off or a button; a longer one may be a background paragraph that an outlet
repeats in each update, so it has to recur more often."""
FEWEST = 5
SHARE = 0.005
FEWEST_LONG = 12
SHARE_LONG = 0.01
_USUAL = 10_000
"""Characters of a paragraph that is evened out in one go."""


def blocks(article: Article) -> Iterator[tuple[Span, str]]:
    """The article's body paragraphs, each with a digest that evens out case and white space."""
    for span in article.body:
        text = article.text[span.start : span.end]
        if len(text) <= _USUAL:  # the same in a fraction of the time: a question looks at hundreds of paragraphs
            yield span, digest(" ".join(text.split()).casefold())
        else:
            yield span, digest_of(piece.casefold() for piece in evened(text))


def furniture(articles: int, counts: Mapping[str, int], lengths: Mapping[str, int]) -> set[str]:
    """The blocks of one outlet that are furniture.

    Args:
        articles: how many the outlet has.
        counts: in how many of them each block stands, by digest.
        lengths: of each block, in characters.
    """
    few, many = max(FEWEST, SHARE * articles), max(FEWEST_LONG, SHARE_LONG * articles)
    return {block for block, count in counts.items() if count >= (few if lengths[block] <= SHORT else many)}


def without(article: Article, removed: Set[str]) -> Article:
    """The article with these blocks labelled as furniture."""
    spans = {span: replace(span, label=Label.FURNITURE) for span, block in blocks(article) if block in removed}
    return replace(article, spans=tuple(spans.get(span, span) for span in article.spans)) if spans else article
