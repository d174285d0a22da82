"""A transformer graph in ONNX Runtime with its tokenizer: texts in, the graph's first output out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Text = str | tuple[str, str]


class OnnxModel:
    """Runs batches of similar length, so that little is spent on padding."""

    def __init__(self, folder: Path, *, threads: int, max_tokens: int = 512) -> None:
        """Load ``model.onnx`` and ``tokenizer.json`` from ``folder``; ``threads`` 0 means as many as there are cores."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Idle threads would spin on the cores that another question, or another model, needs: a third of the time under load.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens, strategy="longest_first")
        self._counter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._counter.no_padding()
        self._counter.no_truncation()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens included, nothing truncated."""
        return [len(encoding.ids) for encoding in self._counter.encode_batch([_clean(text) for text in texts])]

    def run(self, texts: Sequence[Text], *, batch: int = 16) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """Yield (positions in ``texts``, first output for them), shortest texts first."""
        encodings = self._tokenizer.encode_batch([_clean_pair(text) for text in texts])
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        for first in range(0, len(order), batch):
            positions = order[first : first + batch]
            yield positions, self._forward([encodings[i] for i in positions])

    def _forward(self, encodings: Sequence[Any]) -> NDArray[np.float32]:
        width = max(len(encoding.ids) for encoding in encodings)
        ids, mask, types = (np.zeros((len(encodings), width), dtype=np.int64) for _ in range(3))
        for row, encoding in enumerate(encodings):
            length = len(encoding.ids)
            ids[row, :length] = encoding.ids
            mask[row, :length] = 1
            types[row, :length] = encoding.type_ids
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        output: NDArray[np.float32] = self._session.run(None, feed)[0]
        return output


def _clean(text: str) -> str:
    """Lone surrogates cannot be encoded; the tokenizer would refuse the whole batch."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _clean_pair(text: Text) -> Text:
    return _clean(text) if isinstance(text, str) else (_clean(text[0]), _clean(text[1]))
