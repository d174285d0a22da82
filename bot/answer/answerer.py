"""The one way from a question to an answer, for the terminal, Discord and the evaluator."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answer.marks import telling_words
from bot.answer.model import Answer, Evidence, Progress, Turn
from bot.answer.reader import Quote, ReaderSettings, read
from index.model import Article, Filters, Reranker, StoredArticle
from index.search import Results


@dataclass(frozen=True, slots=True)
class Threshold:
    """When to be silent. Chosen on 161 questions of 2022, asked with and without the answering articles."""

    logit: float = 4.8
    """A quote below this is not shown."""
    slope: float = 0.9
    """Logistic slope of the confidence around ``logit``; not fitted yet."""

    def confidence(self, logit: float) -> float:
        """Chance that the quote answers, 0 to 1 (the form of Platt scaling)."""
        return 1.0 / (1.0 + math.exp(-self.slope * (logit - self.logit)))


class Shelf(Protocol):
    """What the answerer needs of ``index.search.Searcher``."""

    def search(self, question: str, filters: Filters | None = None) -> Results: ...

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]: ...

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]: ...


class Answerer:
    """Answers questions. Blocking: call it from a thread where an event loop runs."""

    def __init__(
        self,
        searcher: Shelf,
        reranker: Reranker,
        threshold: Threshold | None = None,
        settings: ReaderSettings | None = None,
    ) -> None:
        self._searcher = searcher
        self._reranker = reranker
        self._threshold = threshold or Threshold()
        self._settings = settings or ReaderSettings()

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        limit: int = 3,
        *,
        history: Sequence[Turn] = (),
        progress: Progress = lambda stage: None,
    ) -> Answer:
        """Answer ``question`` with up to ``limit`` verified quotes, or with ``not_found``.

        ``history`` is the conversation so far, oldest first; ``progress`` is told each stage as it begins.
        """
        question = " ".join(question.split())
        progress("searching")
        return self.answer_from(question, self._searcher.search(question, filters), limit, progress=progress)

    def answer_from(
        self, question: str, results: Results, limit: int = 3, *, progress: Progress = lambda stage: None
    ) -> Answer:
        """Read ``results`` and answer from them."""
        started = time.perf_counter()
        progress("reading")
        quotes = read(question, results.passages, self._reranker, limit, self._settings)
        progress("checking")
        convincing = [quote for quote in quotes if quote.logit >= self._threshold.logit]
        evidence = self._evidence(question, convincing)
        seconds = results.seconds | {"read": time.perf_counter() - started}
        best = max((quote.logit for quote in quotes), default=-math.inf)
        confidence = self._threshold.confidence(max(best, -50.0))
        if not evidence:
            return Answer(question, "not_found", confidence=confidence, seconds=seconds)
        days = [item.article.published.at.date() for item in evidence if item.article.published]
        return Answer(question, "answered", evidence, confidence, max(days, default=None), seconds)

    def _evidence(self, question: str, quotes: Sequence[Quote]) -> tuple[Evidence, ...]:
        """Verify each quote against the store as it is now, and number those that stand."""
        stored = self._searcher.live_articles([quote.article.id for quote in quotes])
        hosts = self._searcher.hosts([article.article for article in stored.values()])
        evidence: list[Evidence] = []
        for quote in quotes:
            current = stored.get(quote.article.id)
            if current is None or current.article.text[quote.start : quote.end] != quote.text:
                continue
            article = current.article
            evidence.append(
                Evidence(
                    number=len(evidence) + 1,
                    quote=quote.text,
                    start=quote.start,
                    end=quote.end,
                    article_id=current.id,
                    version=current.version,
                    article=article,
                    score=quote.logit,
                    marks=telling_words(question, quote.text, self._reranker),
                    seen_on=hosts.get(article.seen_on or ""),
                )
            )
        return tuple(evidence)
