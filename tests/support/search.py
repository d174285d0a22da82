"""A search over given passages, without stores: it finds them all, whatever is asked, and reads their windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from index.days import day_number
from index.search.searcher import Ranked, ReadWindow, Results
from index.search.windows import windows_of
from index.types import Article, Filters, Label, Passage, Published, Reranker, Span, StoredArticle


class StubSearch:
    """Satisfies ``bot.answer.search.PassageSearch``. ``live`` is what the catalogue has when quotes are verified.

    Each window's logit is the reranker's where there is one, else that of its passage.
    """

    def __init__(
        self,
        passages: Sequence[Ranked],
        live: Sequence[Ranked] | None = None,
        reranker: Reranker | None = None,
        spelling: Mapping[str, str] | None = None,
    ) -> None:
        self.passages = tuple(passages)
        self.live = {item.article.id: item.article for item in (passages if live is None else live)}
        self.asked: list[str] = []
        self._reranker = reranker
        self._spelling = spelling or {}

    def search(self, question: str, filters: Filters | None = None) -> Results:
        return self.rank(question, self.candidates(question, filters), filters)

    def candidates(self, question: str, filters: Filters | None = None, most: int | None = None) -> Results:
        self.asked.append(question)
        within = filters or Filters()
        return Results(tuple(item for item in self.passages if _is_within(item, within))[:most])

    def rank(
        self, question: str, found: Results, filters: Filters | None = None, *, by_relevance: bool = False
    ) -> Results:
        return Results(tuple(self._read(question, item) for item in found.passages))

    def article(self, name: str) -> StoredArticle | None:
        own = {item.article.id: item.article for item in self.passages}
        return next((item for item in own.values() if name in (item.id, item.article.key, item.article.url)), None)

    def passages_of(self, article: StoredArticle) -> Results:
        return Results(tuple(item for item in self.passages if item.article.id == article.id))

    def newest_day(self) -> date | None:
        days = [published.at.date() for item in self.passages if (published := item.article.article.published)]
        return max(days, default=None)

    def suggest(self, words: Sequence[str]) -> Mapping[str, str]:
        return {word: self._spelling[word] for word in words if word in self._spelling}

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        return {key: self.live[key] for key in ids if key in self.live}

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]:
        return {}

    def _read(self, question: str, item: Ranked) -> Ranked:
        windows = windows_of(item.article, item.passage)
        logits = (
            [float(logit) for logit in self._reranker.score(question, [window.in_context for window in windows])]
            if self._reranker
            else [item.logit] * len(windows)
        )
        read = tuple(
            ReadWindow(window, logit)
            for window, logit in sorted(zip(windows, logits, strict=True), key=lambda pair: -pair[1])
        )
        return replace(item, windows=read)


def article(
    key: str,
    text: str,
    *,
    day: str = "2021-12-30",
    outlet: str = "Harbor Courier",
    headline: str = "",
    logit: float = 9.0,
) -> Ranked:
    """An article of one passage; each paragraph is a block."""
    spans: list[Span] = []
    position = 0
    for paragraph in text.split("\n\n"):
        start = text.index(paragraph, position)
        position = start + len(paragraph)
        if paragraph.strip():
            spans.append(Span(start, position, Label.BODY))
    made = Article(
        key=f"https://news.example/{key}",
        text=text,
        spans=tuple(spans),
        headline=headline or f"About {key}",
        url=f"https://news.example/{key}",
        outlet=outlet,
        published=Published(datetime.fromisoformat(day).replace(tzinfo=UTC), "day", "field") if day else None,
    )
    lead = f"{made.headline} ({day})\n"
    return Ranked(
        Passage(key, made.id, 0, len(text), lead + text), StoredArticle(made.id, 1, made), logit, logit, logit
    )


def _is_within(item: Ranked, filters: Filters) -> bool:
    published = item.article.article.published
    day = day_number(published.at.date()) if published else 0
    return (filters.since or 0) <= day <= (filters.until or 99_999_999)


class Indifferent(Reranker):
    """A reranker for tests that marks no words."""

    fingerprint = "indifferent"

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros(len(texts), dtype=np.float32)


class Logits(Reranker):
    """A reranker that has a logit for each text, whatever is asked."""

    fingerprint = "told"

    def __init__(self, logits: Mapping[str, float]) -> None:
        self._logits = logits

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array(
            [next((logit for own, logit in self._logits.items() if text.endswith(own)), -9.0) for text in texts],
            dtype=np.float32,
        )
