"""Vectors on the disk, a file for each chunk of articles, so that a run that was killed goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from bench.embedders.models import Embeds, Model
from index.types import Passage, Vectors
from index.unicode import encodable

_TOGETHER = 32
"""Passages embedded at a time."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of the first chunks, in the order of their passages, and the CPU seconds that they took."""

    vectors: Vectors
    cpu: float


class Shelf:
    """The vectors of one model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __len__(self) -> int:
        """The number of chunks that are there, from the first on."""
        return next(number for number in count() if not self._file(number).exists())

    def put(self, chunk: int, vectors: Vectors, cpu: float) -> None:
        """Keep a chunk, as a whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / "unfinished.npz"
        np.savez(unfinished, vectors=vectors.astype(np.float16), cpu=cpu)
        unfinished.replace(self._file(chunk))

    def first(self, chunks: int) -> Embedded:
        """The first ``chunks``."""
        parts, cpu = [], 0.0
        for number in range(chunks):
            with np.load(self._file(number)) as kept:
                parts.append(kept["vectors"].astype(np.float32))
                cpu += float(kept["cpu"])
        return Embedded(np.concatenate([part for part in parts if len(part)]), cpu)

    def _file(self, chunk: int) -> Path:
        return self._folder / f"{chunk:05}.npz"


def due(models: Sequence[Model], done: Mapping[str, int], chunks: int) -> Model | None:
    """The model whose turn it is: that which is furthest behind at its pace; None where all have all chunks."""
    behind = [model for model in models if done[model.name] < chunks]
    return min(behind, key=lambda model: (done[model.name] + 1) * model.pace, default=None)


def embed(
    passages: Callable[[int], Sequence[Passage]],
    chunks: int,
    models: Sequence[Model],
    shelves: Mapping[str, Shelf],
    most: int | None = None,
) -> None:
    """Embed chunk after chunk, the models in turn, until all have all; ``most``: no more than so many chunks of any model."""
    loaded: dict[str, Embeds] = {}
    done = {model.name: len(shelves[model.name]) for model in models}
    while model := due(models, done, min(chunks, most or chunks)):
        if model.name not in loaded:
            loaded[model.name] = model.load()
        chunk = done[model.name]
        texts = [encodable(passage.embedded) for passage in passages(chunk)]
        started = time.process_time()
        vectors = _in_batches(loaded[model.name], texts)
        spent = time.process_time() - started
        shelves[model.name].put(chunk, vectors, spent)
        done[model.name] += 1
        print(
            f"{model.name} {chunk + 1}/{chunks}: {len(texts)} passages, {1000 * spent / max(len(texts), 1):.1f} CPU ms each",
            flush=True,
        )


def _in_batches(embedder: Embeds, texts: Sequence[str]) -> Vectors:
    parts = [embedder.embed_passages(texts[first : first + _TOGETHER]) for first in range(0, len(texts), _TOGETHER)]
    return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)
