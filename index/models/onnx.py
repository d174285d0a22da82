"""A transformer graph in ONNX Runtime with its tokenizer: texts in, what the graph says of each out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.unicode import encodable

Text = str | tuple[str, str]


class OnnxModel:
    """Reads texts one by one, several at the same time, each on a core of its own.

    The bundled graphs quantise activations as they go, over all that they are given at once: in a batch, what a text is worth
    would depend on its neighbours, and padding would be paid for.
    """

    def __init__(self, folder: Path, *, threads: int, max_tokens: int = 512) -> None:
        """Load ``model.onnx`` and ``tokenizer.json`` from ``folder``; ``threads`` 0 means as many as there are cores to use."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens, strategy="longest_first")
        self._counter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._counter.no_padding()
        self._counter.no_truncation()
        threads = threads or _cores()
        self._map: Callable[..., Iterable[NDArray[np.float32]]] = (
            ThreadPoolExecutor(threads, "model").map if threads > 1 else map
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens included, nothing truncated."""
        return [len(encoding.ids) for encoding in self._counter.encode_batch([encodable(text) for text in texts])]

    def run(self, texts: Sequence[Text]) -> list[NDArray[np.float32]]:
        """For each text the first of what the graph puts out: a token's state (CLS), or the logit of a classifier."""
        return list(self._map(self._forward, self._tokenizer.encode_batch([_encodable_pair(text) for text in texts])))

    def _forward(self, encoding: Any) -> NDArray[np.float32]:  # noqa: ANN401 - the tokenizer's own type
        feed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        output = self._session.run(None, feed)[0]
        first: NDArray[np.float32] = np.array(output[0, 0])  # a view would keep the states of all tokens
        return first


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _encodable_pair(text: Text) -> Text:
    """The tokenizer would refuse a whole batch for one half of a surrogate pair."""
    return encodable(text) if isinstance(text, str) else (encodable(text[0]), encodable(text[1]))
