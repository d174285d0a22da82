"""Question -> ranked passages: words and vectors side by side, fused, reranked by the cross-encoder, what repeats put behind."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from index.search.diversity import by_marginal_relevance
from index.types import Article, Embedder, Filters, Found, Passage, Reranker, StoredArticle, Vectors, digest

_UNKNOWN_AGE_DAYS = 365


class WordIndex(Protocol):
    def search(self, question: str, limit: int, filters: Filters) -> list[Found]: ...


class VectorIndex(Protocol):
    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]: ...


class ArticleLookup(Protocol):
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...

    def articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]: ...


class Stores(Protocol):
    @property
    def words(self) -> WordIndex: ...

    @property
    def vectors(self) -> VectorIndex: ...

    @property
    def catalogue(self) -> ArticleLookup: ...


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How far to look; ``newsdesk eval`` measures it.

    The defaults were chosen on a third of the questions of 2022; ``reranked``, ``repeat_weight`` and ``sibling_weight`` on all of them.
    """

    depth: int = 100
    """Passages taken from each store."""
    reranked: int = 25
    """Fused passages that the cross-encoder reads; with 0 they stay in fused order."""
    word_weight: float = 1.0
    vector_weight: float = 1.0
    """A store with weight 0 is not asked."""
    rrf_constant: int = 20
    fused_weight: float = 0.3
    """What the fused rank counts beside the cross-encoder's logit."""
    freshness_weight: float = 0.8
    """What each doubling of an article's age costs, in logits; see ``staleness``."""
    repeat_weight: float = 5.0
    """What a passage costs that stands in a better-placed one as a whole, in logits; a part of it costs its share."""
    sibling_weight: float = 0.2
    """What each better-placed passage of the same article costs, in logits."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with the article it stands in."""

    passage: Passage
    article: StoredArticle
    logit: float
    """The cross-encoder's."""
    relevance: float
    """How well it answers by itself: logit, fused rank and freshness together."""
    score: float
    """What it was ranked by: its relevance, less what it repeats of those before it."""
    words_rank: int | None = None
    """Its place (from 1) among what the words found; None where they did not find it."""
    vectors_rank: int | None = None

    @property
    def text(self) -> str:
        return self.article.article.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Results:
    """Ranked passages, best first, and the seconds that each stage took."""

    passages: tuple[Ranked, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


class Searcher:
    """Finds passages. Blocking: call it from a thread where an event loop runs."""

    def __init__(
        self, store: Stores, embedder: Embedder, reranker: Reranker, settings: SearchSettings | None = None
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._reranker = reranker
        self._settings = settings or SearchSettings()

    def search(self, question: str, filters: Filters | None = None) -> Results:
        """The passages that answer ``question`` best; those beyond the reranked ones are left out."""
        chosen, wanted = self._settings, filters or Filters()
        clock = _Clock()
        by_vectors: list[Found] = []
        if chosen.vector_weight:
            vector = self._embedder.embed_question(question)
            clock.lap("embed")
            by_vectors = self._store.vectors.search(vector, chosen.depth, wanted)
        by_words = self._store.words.search(question, chosen.depth, wanted) if chosen.word_weight else []
        fused = fuse(by_words, by_vectors, chosen)
        # Vectors of a passage that was just removed may linger in Chroma; the catalogue decides what lives.
        passages = self._store.catalogue.passages(list(fused))
        unique = without_copies([passages[key] for key in fused if key in passages])
        if chosen.reranked:
            unique = unique[: chosen.reranked]
        articles = self._store.catalogue.articles(list({passage.article_id for passage in unique}))
        unique = [passage for passage in unique if passage.article_id in articles]
        clock.lap("search")
        in_words, in_vectors = _ranks(by_words), _ranks(by_vectors)

        def ranked(passage: Passage, logit: float, relevance: float, score: float) -> Ranked:
            ranks = in_words.get(passage.id), in_vectors.get(passage.id)
            return Ranked(passage, articles[passage.article_id], logit, relevance, score, *ranks)

        if not chosen.reranked:
            found = tuple(ranked(passage, 0.0, fused[passage.id], fused[passage.id]) for passage in unique)
            return Results(found, clock.seconds)
        logits = self._reranker.score(question, [passage.embedded for passage in unique])
        clock.lap("rerank")
        present = _present(articles.values(), wanted.asked_on)
        ages = [staleness(_day(articles[passage.article_id]), present) for passage in unique]
        relevance = [
            float(logit) + chosen.fused_weight * fused[passage.id] - chosen.freshness_weight * age
            for passage, logit, age in zip(unique, logits, ages, strict=True)
        ]
        order = by_marginal_relevance(
            relevance,
            [passage.quotable for passage in unique],
            [passage.article_id for passage in unique],
            chosen.repeat_weight,
            chosen.sibling_weight,
        )
        found = tuple(ranked(unique[place], float(logits[place]), relevance[place], score) for place, score in order)
        return Results(found, clock.seconds)

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        """The articles as the catalogue has them now; those that are gone are missing."""
        return self._store.catalogue.articles(ids)

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]:
        """Headlines of the pages on which the teasers among ``articles`` were seen, by the pages' keys."""
        keys = {article.seen_on for article in articles if article.seen_on}
        stored = self._store.catalogue.articles([digest(key) for key in keys])
        return {item.article.key: item.article.headline for item in stored.values()}


def fuse(by_words: Sequence[Found], by_vectors: Sequence[Found], settings: SearchSettings) -> dict[str, float]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009), scaled so that first in both lists is 1; best first."""
    constant = settings.rrf_constant
    scale = (constant + 1) / (settings.word_weight + settings.vector_weight)
    fused: dict[str, float] = {}
    for found, weight in ((by_words, settings.word_weight), (by_vectors, settings.vector_weight)):
        for rank, item in enumerate(found, start=1):
            fused[item.passage_id] = fused.get(item.passage_id, 0.0) + scale * weight / (constant + rank)
    return dict(sorted(fused.items(), key=lambda pair: -pair[1]))


def _ranks(found: Sequence[Found]) -> dict[str, int]:
    return {item.passage_id: rank for rank, item in enumerate(found, start=1)}


def staleness(day: date | None, present: date | None) -> float:
    """How far from the present news is: doublings of a month, 0 for the present itself; later news, too, is not what was meant.

    The present is the newest day among the candidates, or the day of the question. Questions about the news mean the latest of it
    unless they say otherwise; an unknown date counts as a year.
    """
    if present is None:
        return 0.0
    days = abs((present - day).days) if day else _UNKNOWN_AGE_DAYS
    return math.log2(1 + days / 30)


def _present(articles: Iterable[StoredArticle], asked_on: date | None) -> date | None:
    newest = max((day for stored in articles if (day := _day(stored))), default=None)
    return min(newest, asked_on) if newest and asked_on else newest


def _day(stored: StoredArticle) -> date | None:
    return stored.article.published.at.date() if stored.article.published else None


def without_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Drop passages whose words already came from a better-placed passage, as syndicated stories do."""
    kept: dict[str, Passage] = {}
    for passage in passages:
        kept.setdefault("".join(filter(str.isalnum, passage.quotable.casefold())), passage)
    return list(kept.values())


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._last
        self._last = now
