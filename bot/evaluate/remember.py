"""Stand-ins that do each piece of work once a question, so that ablations and second askings cost little more than one.

All of them are made anew for each question: nothing is remembered from one question to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.search.searcher import ArticleLookup, Results, Searcher, SearchSettings, Stores, VectorSearch, WordSearch
from index.types import Embedder, Filters, Found, Passage, Reranker, StoredArticle, Vectors

_Known = dict[tuple[str, str], np.float32]


class OneEmbedding:
    """An embedder that embeds a question once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.fingerprint = embedder.fingerprint
        self.max_tokens = embedder.max_tokens
        self._known: dict[str, Vectors] = {}

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As the embedder counts them."""
        return self._embedder.count_tokens(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As the embedder embeds them; not remembered."""
        return self._embedder.embed_passages(texts)

    def embed_question(self, question: str) -> Vectors:
        """Remembered."""
        if question not in self._known:
            self._known[question] = self._embedder.embed_question(question)
        return self._known[question]


class OneScoring(Reranker):
    """A reranker that reads each pair once."""

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker
        self.fingerprint = reranker.fingerprint
        self._scores: _Known = {}
        self._relevances: _Known = {}

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Raw logits; only texts that are new are read."""
        return _remembered(self._scores, self._reranker.score, question, texts)

    def relevance(self, request: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same of the other judgement."""
        return _remembered(self._relevances, self._reranker.relevance, request, texts)


def _remembered(
    known: _Known, score: Callable[[str, list[str]], NDArray[np.float32]], question: str, texts: Sequence[str]
) -> NDArray[np.float32]:
    new = list(dict.fromkeys(text for text in texts if (question, text) not in known))
    if new:
        known.update(((question, text), value) for text, value in zip(new, score(question, new), strict=True))
    return np.array([known[question, text] for text in texts], dtype=np.float32)


class _OneWordSearch:
    def __init__(self, words: WordSearch) -> None:
        self._words = words
        self._known: dict[tuple[str, int, Filters], list[Found]] = {}

    def search(self, question: str, limit: int, filters: Filters) -> list[Found]:
        key = (question, limit, filters)
        if key not in self._known:
            self._known[key] = self._words.search(question, limit, filters)
        return self._known[key]

    def suggest(self, words: Sequence[str]) -> Mapping[str, str]:
        return self._words.suggest(words)


class _OneVectorSearch:
    def __init__(self, vectors: VectorSearch) -> None:
        self._vectors = vectors
        self._known: dict[tuple[bytes, int, Filters], list[Found]] = {}

    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]:
        key = (vectors.tobytes(), limit, filters)
        if key not in self._known:
            self._known[key] = self._vectors.search(vectors, limit, filters)
        return self._known[key]


class OneLookUp:
    """A catalogue that unpacks each article once."""

    def __init__(self, catalogue: ArticleLookup) -> None:
        self._catalogue = catalogue
        self._known: dict[str, StoredArticle | None] = {}

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """As the catalogue has them; not remembered."""
        return self._catalogue.passages(ids)

    def waiting(self, ids: Sequence[str]) -> set[str]:
        """As the catalogue has them; not remembered."""
        return self._catalogue.waiting(ids)

    def articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        """Remembered, those that do not exist too."""
        new = [key for key in ids if key not in self._known]
        if new:
            self._known |= {**dict.fromkeys(new), **self._catalogue.articles(new)}
        return {key: stored for key in ids if (stored := self._known[key]) is not None}

    def article(self, name: str) -> StoredArticle | None:
        """As the catalogue has it; not remembered."""
        return self._catalogue.article(name)

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        """As the catalogue has them; not remembered."""
        return self._catalogue.passages_of(article_ids)

    def days(self) -> tuple[int | None, int | None]:
        """As the catalogue has them."""
        return self._catalogue.days()


class _WithoutSome:
    """A catalogue from which some articles, with their passages, are left out."""

    def __init__(self, catalogue: ArticleLookup, left_out: Callable[[StoredArticle], bool]) -> None:
        self._catalogue = catalogue
        self._left_out = left_out

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        found = self._catalogue.passages(ids)
        kept = self.articles(list({passage.article_id for passage in found.values()}))
        return {key: passage for key, passage in found.items() if passage.article_id in kept}

    def waiting(self, ids: Sequence[str]) -> set[str]:
        return self._catalogue.waiting(ids)

    def articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        found = self._catalogue.articles(ids)
        return {key: stored for key, stored in found.items() if not self._left_out(stored)}

    def article(self, name: str) -> StoredArticle | None:
        found = self._catalogue.article(name)
        return None if found is None or self._left_out(found) else found

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        return self._catalogue.passages_of(list(self.articles(article_ids)))

    def days(self) -> tuple[int | None, int | None]:
        return self._catalogue.days()


@dataclass(frozen=True, slots=True)
class OneQuestion:
    """The stores during one question: ``index.search.searcher.Stores``."""

    words: WordSearch
    vectors: VectorSearch
    catalogue: ArticleLookup

    @classmethod
    def of(cls, stores: Stores) -> OneQuestion:
        """The same stores, with a memory."""
        return cls(_OneWordSearch(stores.words), _OneVectorSearch(stores.vectors), OneLookUp(stores.catalogue))

    def without(self, left_out: Callable[[StoredArticle], bool]) -> OneQuestion:
        """The same stores as if the articles that ``left_out`` holds true for did not exist."""
        return OneQuestion(self.words, self.vectors, _WithoutSome(self.catalogue, left_out))


class Watched(Searcher):
    """A searcher that keeps what it was asked, and what it found."""

    def __init__(self, stores: Stores, embedder: Embedder, reranker: Reranker, settings: SearchSettings) -> None:
        super().__init__(stores, embedder, reranker, settings)
        self._searches: dict[str, Results] = {}

    def search(self, question: str, filters: Filters | None = None) -> Results:
        """As any searcher does."""
        self._searches[question] = super().search(question, filters)
        return self._searches[question]

    def searched_for(self, question: str, filters: Filters) -> tuple[str, Results]:
        """The search made for ``question``, perhaps with words of its conversation after it, and what that found.

        Some questions are answered by other searches, such as one for each of their parts, or by none; they are searched now.
        """
        asked = next((text for text in self._searches if text.startswith(question)), question)
        return asked, self._searches.get(asked) or self.search(question, filters)


ABLATIONS = ("vectors only", "words only", "fused")


def ablation(name: str, settings: SearchSettings) -> SearchSettings:
    """``settings`` with all of the search left out but what ``name``, one of ``ABLATIONS``, says."""
    words = 0.0 if name == "vectors only" else settings.word_weight
    vectors = 0.0 if name == "words only" else settings.vector_weight
    return replace(settings, word_weight=words, vector_weight=vectors, reranked=0)
