"""The tokens of texts, as both bundled models read them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.models.bundled import TOKENIZER
from index.unicode import encodable

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Text = str | tuple[str, str]
"""A text, or two that are read together."""

MAX_TOKENS = 512
"""The most that a model reads."""


_SPECIAL = 2
"""Tokens around a text."""
_LONGEST_KEPT = 32
"""Characters of a word whose number of tokens is remembered; longer ones hardly come again."""


def count_tokens(texts: Sequence[str]) -> list[int]:
    """Tokens of each text, special tokens included, nothing truncated.

    Word by word, for what a word gives does not depend on its neighbours, and most words are known.
    """
    return [_SPECIAL + sum(map(_pieces, text.replace("\n", " ").split(" "))) for text in texts]


def tokens_of(texts: Sequence[Text]) -> list[Encoding]:
    """Each text as a model reads it: of a pair that is too long the longer half is cut first."""
    found = _encoded(texts)
    if too_long := [place for place, encoding in enumerate(found) if len(encoding.ids) > MAX_TOKENS]:
        cut = _encoded([texts[place] for place in too_long], truncated=True)
        for place, encoding in zip(too_long, cut, strict=True):
            found[place] = encoding
    return found


def _pieces(word: str) -> int:
    return _remembered(word) if len(word) <= _LONGEST_KEPT else _counted(word)


@lru_cache(maxsize=2**16)
def _remembered(word: str) -> int:
    return _counted(word)


def _counted(word: str) -> int:
    return len(_encoded([word])[0].ids) - _SPECIAL


def _encoded(texts: Sequence[Text], *, truncated: bool = False) -> list[Encoding]:
    encodings: list[Encoding] = _tokenizer(truncated).encode_batch([_encodable(text) for text in texts])
    return encodings


@cache
def _tokenizer(truncates: bool) -> Tokenizer:
    from tokenizers import Tokenizer

    made = Tokenizer.from_str(TOKENIZER.read().decode())
    made.no_padding()
    if truncates:
        made.enable_truncation(MAX_TOKENS, strategy="longest_first")
    else:
        made.no_truncation()
    return made


def _encodable(text: Text) -> Text:
    """The tokenizer would refuse a whole batch for one half of a surrogate pair."""
    return encodable(text) if isinstance(text, str) else (encodable(text[0]), encodable(text[1]))
