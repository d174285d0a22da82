"""Blocks that recur are known by digests that do not depend on how a paragraph is set."""

from __future__ import annotations

import pytest

from index.extract.recurring import _USUAL, blocks
from index.types import Article, Label, Span, digest_of
from index.white_space import evened


@pytest.mark.parametrize("text", ["Ein\u00a0 Wort\tund ẞ, \ud800", " ", "word \n" * _USUAL])
def test_a_short_paragraph_and_a_long_one_have_the_same_kind_of_digest(text: str) -> None:
    article = Article("a", text, (Span(0, len(text), Label.BODY),))
    assert [block for _, block in blocks(article)] == [digest_of(piece.casefold() for piece in evened(text))]
