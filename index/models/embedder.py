"""The embedders: all-MiniLM-L6-v2 in ONNX Runtime by default, anything else through sentence-transformers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.models.bert_tokens import MAX_TOKENS, count_tokens
from index.models.bundled import MINILM, ModelError
from index.models.hub import only_from_cache
from index.models.onnx import OnnxModel
from index.types import Embedder, Vectors, digest


class MiniLmEmbedder:
    """all-MiniLM-L6-v2, int8: the mean of all tokens' states."""

    fingerprint = "all-MiniLM-L6-v2-int8/mean/1"
    max_tokens = MAX_TOKENS

    def __init__(self, threads: int = 0) -> None:
        self._model = OnnxModel(MINILM, threads=threads, pooling="mean")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return count_tokens(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return _unit(np.array(self._model.run(texts), dtype=np.float32).reshape(len(texts), 384))

    def embed_question(self, question: str) -> Vectors:
        return self.embed_passages([question])


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads, from a folder or a hub id, with the prompts it declares."""

    def __init__(self, name: str) -> None:
        """Raises ModelError where the model cannot be loaded."""
        cached = only_from_cache("EMBEDDING_MODEL ", name, "sentence-transformers")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # loading takes a second, and its bar would stand among the answers
        try:
            self._model = SentenceTransformer(name, device="cpu", local_files_only=cached)
        except Exception as error:  # the library raises a dozen kinds, by kind of breakage
            raise ModelError(f"EMBEDDING_MODEL {name} cannot be loaded: {_first_line(error)}") from error
        self.max_tokens = int(self._model.max_seq_length or 512)
        probe = self.embed_passages(["newsdesk"])
        # Folders move and hub ids are re-uploaded: what the model answers identifies it, its name does not.
        self.fingerprint = f"{Path(name).name}/{digest(np.round(probe, 3).tobytes().hex())}"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(ids) for ids in self._model.tokenizer(list(texts), truncation=False, verbose=False)["input_ids"]]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "passage", "document")

    def embed_question(self, question: str) -> Vectors:
        return self._encode([question], "query")

    def _encode(self, texts: Sequence[str], *prompts: str) -> Vectors:
        prompt = next((name for name in prompts if self._model.prompts.get(name)), None)
        vectors = self._model.encode(
            list(texts), prompt_name=prompt, batch_size=16, convert_to_numpy=True, show_progress_bar=False
        )
        return _unit(np.asarray(vectors, dtype=np.float32))


def load_embedder(name: str = "", threads: int = 0) -> Embedder:
    """The bundled embedder, or with a ``name`` that of a local folder or hub id.

    Raises:
        ModelError: the model cannot be loaded.
    """
    return SentenceTransformerEmbedder(name) if name else MiniLmEmbedder(threads)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
