"""The rerankers: ms-marco-MiniLM-L12 in ONNX Runtime by default, anything else through sentence-transformers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.models.answer_words import answer_head, likely_answers
from index.models.bundled import CROSS_ENCODER, ModelError
from index.models.hub import only_from_cache
from index.models.onnx import OnnxModel
from index.models.onnx_file import Array
from index.types import AnswerFinder, AnswerWords, Reranker

NEWS_TUNING = Path(__file__).with_name("news_tuning.npz")
"""Ten of the twelve layers, six of them trained to tell the sentence of an article that answers from its neighbours that do not."""
_A_WORD, _WORDS, _MOST_WORDS = 0.1, 14, 20
"""Logits for each word of a question more than these, up to so many: the more is asked, the less a text can fit by chance. With it 260 right
questions and 260 near-misses on news, and 58 and 93 quiz questions, are told apart a little better (AUROC .858, .853 without)."""


class MiniLmReranker(Reranker, AnswerFinder):
    """The cross-encoder ms-marco-MiniLM-L-12-v2, int8, for questions tuned as docs/tuning.md tells."""

    fingerprint = "ms-marco-MiniLM-L-12-v2-int8-news-2"

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads

    @cached_property
    def _answering(self) -> OnnxModel:
        return self._loaded(NEWS_TUNING, answer_head())

    @cached_property
    def _relating(self) -> OnnxModel:
        return self._loaded(None)

    def _loaded(self, tuning: Path | None, head: Array | None = None) -> OnnxModel:
        # thresholds are fitted to logits: they have to be the same on every processor
        return OnnxModel(CROSS_ENCODER, threads=self._threads, tuning=tuning, head=head, same_everywhere=True)

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Logits, one a text; the same with and without a question mark.

        MS MARCO's questions have none. Without it the right window is first for 138 of 241 quiz questions (136 with it), and for 39
        of 69 and 35 of 55 questions of fact as people type them (40 and 32 with it).
        """
        words = min(len(question.split()), _MOST_WORDS)
        return _logits(self._answering, question, texts) + np.float32(_A_WORD * (words - _WORDS))

    def relevance(self, request: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same as the model was published: training for questions cost it some sense of what merely belongs to a matter."""
        return _logits(self._relating, request, texts)

    def answers(self, question: str, text: str, start: int) -> list[AnswerWords]:
        """The likeliest answers from the character ``start`` of ``text`` on, which is read as a whole."""
        ((encoding, scores),) = self._answering.by_token([(_asked(question), text)])
        return likely_answers(encoding, scores, start)


def _logits(model: OnnxModel, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
    asked = _asked(question)
    return np.array(model.run([(asked, text) for text in texts]), dtype=np.float32).reshape(len(texts))


def _asked(question: str) -> str:
    return question.rstrip(" ?") or question


class CrossEncoderReranker(Reranker):
    """Any cross-encoder that sentence-transformers loads, from a folder or a hub id."""

    def __init__(self, name: str) -> None:
        """Raises ModelError where the model cannot be loaded."""
        cached = only_from_cache("RERANK_MODEL ", name, "cross-encoder")
        import torch
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, device="cpu", activation_fn=torch.nn.Identity(), local_files_only=cached)
        except Exception as error:  # the library raises a dozen kinds, by kind of breakage
            raise ModelError(f"RERANK_MODEL {name} cannot be loaded: {error}".splitlines()[0][:300]) from error
        self.fingerprint = name

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Raw logits, one a text."""
        pairs = [(question, text) for text in texts]
        scores = self._model.predict(pairs, batch_size=16, convert_to_numpy=True, show_progress_bar=False)
        return np.asarray(scores, dtype=np.float32).reshape(len(texts))


def load_reranker(name: str = "", threads: int = 0) -> Reranker:
    """The bundled reranker, or with a ``name`` that of a local folder or hub id.

    Raises:
        ModelError: the model cannot be loaded.
    """
    return CrossEncoderReranker(name) if name else MiniLmReranker(threads)
