"""A bundled transformer in ONNX Runtime: texts in, a row of numbers for each out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.models.bert_tokens import Text, tokens_of
from index.models.bundled import BundledFile
from index.models.eight_bits import products_overflow
from index.models.fused_bert import Pooling, fused
from index.models.onnx_file import Array, read_weights
from index.models.tuned import tuned
from index.types import Vectors

if TYPE_CHECKING:
    from tokenizers import Encoding


class OnnxModel:
    """Reads texts one by one, several at the same time, each on a core of its own.

    The graph quantises activations as it goes, over all that it is given at once: in a batch, what a text is worth would depend on
    its neighbours, and padding would be paid for.
    """

    def __init__(
        self,
        file: BundledFile,
        *,
        threads: int,
        tuning: Path | None = None,
        pooling: Pooling = "first",
        head: Array | None = None,
        same_everywhere: bool = False,
    ) -> None:
        """Load a model with its ``tuning``, ``pooling`` and ``head`` for each token; ``threads`` 0 means as many as there are cores to use.

        Raises ModelError.

        Processors without VNNI cut off what exceeds 16 bits as they add up products: rows come out 3 % smaller, quicker. With
        ``same_everywhere`` they take the time to get what the others get. Others get the same either way, in less than half of it
        without the slower products.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        if same_everywhere and products_overflow():
            options.add_session_config_entry("session.x64quantprecision", "1")
        weights = read_weights(file.read())
        model = fused(tuned(weights, tuning) if tuning else weights, pooling, head)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]
        threads = threads or _cores()
        self._map: Callable[..., Iterable[Vectors]] = ThreadPoolExecutor(threads, "model").map if threads > 1 else map

    def run(self, texts: Sequence[Text]) -> list[Vectors]:
        """For each text its vector, or the logit of a classifier. The longest are read first: all cores are done at one time."""
        encodings = tokens_of(texts)
        order = sorted(range(len(encodings)), key=lambda place: -len(encodings[place].ids))
        rows = dict(zip(order, self._map(self._forward, [encodings[place] for place in order]), strict=True))
        return [rows[place] for place in range(len(encodings))]

    def by_token(self, texts: Sequence[Text]) -> list[tuple[Encoding, Vectors]]:
        """For each text its tokens, and what the head makes of each: (tokens, n)."""
        encodings = tokens_of(texts)
        return list(zip(encodings, self._map(partial(self._forward, output=1), encodings), strict=True))

    def _forward(self, encoding: Encoding, output: int = 0) -> Vectors:
        feed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        row: Vectors = self._session.run([self._outputs[output]], feed)[0][0]
        return row


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
