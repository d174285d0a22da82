"""An embedder that costs next to nothing, in the bundled one's place: its dimension, tokens and name, but not its understanding.

What it made can be asked by the real program: the answers say nothing, what they cost does.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from index.models.bert_tokens import count_tokens
from index.models.embedder import MiniLmEmbedder
from index.types import Vectors

_DIMENSION, _WORDS = 384, 8192


class StandInEmbedder:
    """The sum of a random vector for each word: texts that share words are near each other."""

    fingerprint = MiniLmEmbedder.fingerprint
    max_tokens = MiniLmEmbedder.max_tokens

    def __init__(self) -> None:
        self._of_words = np.random.default_rng(0).standard_normal((_WORDS, _DIMENSION), dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return count_tokens(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        rows = np.stack([self._of_words[_numbers(text)].sum(axis=0) for text in texts])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def embed_question(self, question: str) -> Vectors:
        return self.embed_passages([question])


def _numbers(text: str) -> list[int]:
    words = re.findall(r"\w+", text.casefold()) or [text]
    return [zlib.crc32(word.encode("utf-8", "replace")) % _WORDS for word in words]
