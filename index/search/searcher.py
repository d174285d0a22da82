"""Question -> ranked passages: words and vectors side by side, fused, reranked by the cross-encoder, what repeats put behind."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Protocol

from index.days import day_of_number
from index.search.diversity import by_marginal_relevance
from index.search.window_ranking import worth_reading
from index.search.windows import Window
from index.stemming import derived_from
from index.types import Article, Embedder, Filters, Found, Passage, Reranker, StoredArticle, Vectors, digest

_UNKNOWN_AGE_DAYS = 365


class WordSearch(Protocol):
    def search(self, question: str, limit: int, filters: Filters) -> list[Found]: ...

    def suggest(self, words: Sequence[str]) -> Mapping[str, str]: ...


class VectorSearch(Protocol):
    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]: ...


class ArticleLookup(Protocol):
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...

    def waiting(self, ids: Sequence[str]) -> set[str]: ...

    def articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]: ...

    def article(self, name: str) -> StoredArticle | None: ...

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]: ...

    def days(self) -> tuple[int | None, int | None]: ...


class Stores(Protocol):
    @property
    def words(self) -> WordSearch: ...

    @property
    def vectors(self) -> VectorSearch: ...

    @property
    def catalogue(self) -> ArticleLookup: ...


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Bounds and weights of the search; ``newsdesk eval`` measures them.

    The defaults were chosen on a third of the questions of 2022; ``reranked``, ``repeat_weight`` and ``sibling_weight`` on all of them.
    ``windows`` and ``always`` were cut from 40 and 25 where 302 questions that people typed were answered no worse.
    """

    depth: int = 100
    """Passages taken from each store."""
    reranked: int = 25
    """Fused passages that are reranked; with 0 they stay in fused order."""
    windows: int = 28
    """Windows of these passages that the cross-encoder reads."""
    always: int = 12
    """Best-fused passages of which a window is read, whatever its words."""
    word_weight: float = 1.0
    vector_weight: float = 1.0
    """A store with weight 0 is not asked."""
    rrf_constant: int = 20
    fused_weight: float = 0.3
    """The weight of the fused rank beside the cross-encoder's logit."""
    freshness_weight: float = 0.8
    """The cost of each doubling of an article's age, in logits; see ``staleness``."""
    repeat_weight: float = 5.0
    """The cost of a passage that stands in a better-placed one as a whole, in logits; a part of it costs its share."""
    sibling_weight: float = 0.2
    """The cost of each better-placed passage of the same article, in logits."""


@dataclass(frozen=True, slots=True)
class ReadWindow:
    """A window with the cross-encoder's logit for it, read under its headline and date."""

    window: Window
    logit: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with the article it stands in."""

    passage: Passage
    article: StoredArticle
    logit: float
    """The cross-encoder's, of the best of its windows."""
    relevance: float
    """Its relevance by itself: logit, fused rank and freshness together."""
    score: float
    """The score that it was ranked by: its relevance, less what it repeats of those before it."""
    words_rank: int | None = None
    """Its place (from 1) among what the words found; None where they did not find it."""
    vectors_rank: int | None = None
    fused: float = 0.0
    """Its fused score: 1 where both stores found it first."""
    age: float = 0.0
    """The staleness of its article; see ``staleness``."""
    windows: tuple[ReadWindow, ...] = ()
    """Those of its windows that the cross-encoder read, best first."""

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
        found = self.candidates(question, filters)
        return self.rank(question, found, filters) if self._settings.reranked else found

    def candidates(self, question: str, filters: Filters | None = None, most: int | None = None) -> Results:
        """Passages in fused order, without what the cross-encoder says: ``most`` of them, by default as many as are reranked."""
        chosen, wanted = self._settings, filters or Filters()
        most = most or chosen.reranked or None
        clock = _Clock()
        with ThreadPoolExecutor(1, "vectors") as beside:  # neither search needs the other's core
            by_vectors_then = beside.submit(self._by_vectors, question, wanted)
            by_words = self._store.words.search(question, chosen.depth, wanted) if chosen.word_weight else []
            by_vectors = by_vectors_then.result()
        seen = {item.passage_id for item in by_vectors}
        unseen = [item.passage_id for item in by_words if item.passage_id not in seen]
        waiting = self._store.catalogue.waiting(unseen) if chosen.vector_weight else ()
        fused = fuse(by_words, by_vectors, chosen, waiting)
        unique = self._first_of(list(fused), most or len(fused))
        articles = self._store.catalogue.articles(list({passage.article_id for passage in unique}))
        in_words, in_vectors = _ranks(by_words), _ranks(by_vectors)
        found = tuple(
            Ranked(
                passage,
                articles[passage.article_id],
                0.0,
                fused[passage.id],
                fused[passage.id],
                in_words.get(passage.id),
                in_vectors.get(passage.id),
                fused[passage.id],
            )
            for passage in unique
            if passage.article_id in articles
        )
        clock.lap("search")
        return Results(found, clock.seconds)

    def _by_vectors(self, question: str, filters: Filters) -> list[Found]:
        if not self._settings.vector_weight:
            return []
        return self._store.vectors.search(self._embedder.embed_question(question), self._settings.depth, filters)

    def _first_of(self, ids: Sequence[str], most: int) -> list[Passage]:
        """The first ``most`` of these passages that live and copy none before them. As a rule half of as many more are read.

        Vectors of a passage that was just removed may linger in Chroma; the catalogue decides what lives.
        """
        found: list[Passage] = []
        size = most + most // 2
        for first in range(0, len(ids), size or 1):
            part = ids[first : first + size]
            live = self._store.catalogue.passages(part)
            found = without_copies([*found, *(live[key] for key in part if key in live)])
            if len(found) >= most:
                break
        return found[:most]

    def rank(
        self, question: str, found: Results, filters: Filters | None = None, *, by_relevance: bool = False
    ) -> Results:
        """``found`` reranked: a passage is worth what the best of its windows is worth to the cross-encoder.

        With ``by_relevance`` it says how they fit what is no question.
        """
        chosen, clock = self._settings, _Clock()
        items = found.passages
        windows = worth_reading(
            question,
            [item.passage for item in items],
            {item.article.id: item.article for item in items},
            [item.score for item in items],
            chosen.windows,
            chosen.always,
        )
        score = self._reranker.relevance if by_relevance else self._reranker.score
        logits = score(question, [item.window.in_context for item in windows])
        read: dict[int, list[ReadWindow]] = {}
        for candidate, logit in zip(windows, logits, strict=True):
            read.setdefault(candidate.passage, []).append(ReadWindow(candidate.window, float(logit)))
        unread = float(min(logits, default=0.0)) - 1.0
        present = _present((item.article for item in items), filters.asked_on if filters else None)
        scored = []
        for position, item in enumerate(items):
            own = tuple(sorted(read.get(position, ()), key=lambda window: -window.logit))
            logit = own[0].logit if own else unread
            age = staleness(item.article.article.day, present)
            relevance = logit + chosen.fused_weight * item.score - chosen.freshness_weight * age
            scored.append(replace(item, logit=logit, relevance=relevance, age=age, windows=own))
        order = by_marginal_relevance(
            [item.relevance for item in scored],
            [item.passage.quotable for item in scored],
            [item.article.id for item in scored],
            chosen.repeat_weight,
            chosen.sibling_weight,
        )
        clock.lap("rerank")
        return Results(
            tuple(replace(scored[place], score=score) for place, score in order), found.seconds | clock.seconds
        )

    def article(self, name: str) -> StoredArticle | None:
        """The article of this address, path or id; None where there is none."""
        return self._store.catalogue.article(name)

    def passages_of(self, article: StoredArticle) -> Results:
        """The passages of one article, in order; nothing is read."""
        found = self._store.catalogue.passages_of([article.id])
        return Results(tuple(Ranked(passage, article, 0.0, 0.0, 0.0) for passage in found))

    def newest_day(self) -> date | None:
        """The day of the newest article; None where none is dated."""
        newest = self._store.catalogue.days()[1]
        return day_of_number(newest) if newest else None

    def suggest(self, words: Sequence[str]) -> Mapping[str, str]:
        """The corpus's own spelling of words that it does not hold; words that nothing resembles are left out.

        A word that the embedder knows as one piece is a word of its language, and meant as typed: "strike" is no "stripes". What is
        derived of one may have one letter wrong, and not more: "governer" is a governor, "pricier" no premier.
        """
        if not words:
            return {}
        from rapidfuzz.distance import DamerauLevenshtein

        forms = {word: (word.casefold(), *derived_from(word.casefold())) for word in words}
        fewest, *counts = self._embedder.count_tokens(["the", *chain.from_iterable(forms.values())])
        tokens = dict(zip(chain.from_iterable(forms.values()), counts, strict=True))
        known = {form for form, count in tokens.items() if count <= fewest}
        suggested = self._store.words.suggest([word for word, (own, *_) in forms.items() if own not in known])
        return {
            typed: meant
            for typed, meant in suggested.items()
            if known.isdisjoint(forms[typed]) or DamerauLevenshtein.distance(typed.casefold(), meant.casefold()) <= 1
        }

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        """The articles as the catalogue has them now; those that are gone are missing."""
        return self._store.catalogue.articles(ids)

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]:
        """Headlines of the pages on which the teasers among ``articles`` were seen, by the pages' keys."""
        keys = {article.seen_on for article in articles if article.seen_on}
        stored = self._store.catalogue.articles([digest(key) for key in keys])
        return {item.article.key: item.article.headline for item in stored.values()}


def fuse(
    by_words: Sequence[Found], by_vectors: Sequence[Found], settings: SearchSettings, waiting: Collection[str] = ()
) -> dict[str, float]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009), scaled so that first in both lists is 1; best first.

    For passages that are ``waiting`` for their vectors, their words speak in place of these.
    """
    constant = settings.rrf_constant
    scale = (constant + 1) / (settings.word_weight + settings.vector_weight)
    fused: dict[str, float] = {}
    for found, weight in ((by_words, settings.word_weight), (by_vectors, settings.vector_weight)):
        for rank, item in enumerate(found, start=1):
            own = settings.word_weight + settings.vector_weight if item.passage_id in waiting else weight
            fused[item.passage_id] = fused.get(item.passage_id, 0.0) + scale * own / (constant + rank)
    return dict(sorted(fused.items(), key=lambda pair: -pair[1]))


def _ranks(found: Sequence[Found]) -> dict[str, int]:
    return {item.passage_id: rank for rank, item in enumerate(found, start=1)}


def staleness(day: date | None, present: date | None) -> float:
    """The distance of news from the present: doublings of a month, 0 for the present itself; later news, too, is not what was meant.

    The present is the newest day among the candidates, or the day of the question. Questions about the news mean the latest of it
    unless they say otherwise; an unknown date counts as a year.
    """
    if present is None:
        return 0.0
    days = abs((present - day).days) if day else _UNKNOWN_AGE_DAYS
    return math.log2(1 + days / 30)


def _present(articles: Iterable[StoredArticle], asked_on: date | None) -> date | None:
    newest = max((day for stored in articles if (day := stored.article.day)), default=None)
    return min(newest, asked_on) if newest and asked_on else newest


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
