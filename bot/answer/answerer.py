"""The one way from a question to an answer, for the terminal, Discord and the evaluator."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Literal, Protocol

from bot.answer.answers import Answer, Evidence, newest_day
from bot.answer.followup import standalone
from bot.answer.marks import telling_words
from bot.answer.proof.injection import unfit_at
from bot.answer.query import Progress, Query, silent
from bot.answer.reader import Quote, ReaderSettings, read
from bot.answer.trace import Trace, traced_passages
from index.search.searcher import Results
from index.types import Article, Filters, Reranker, StoredArticle


@dataclass(frozen=True, slots=True)
class Threshold:
    """When to be silent, and how sure an answer is.

    Fitted to questions of 2022, each asked of the whole corpus and of the articles that do not hold its answer string: half of the
    latter are left unanswered, nine tenths of the right answers are shown.
    """

    logit: float = 5.4
    """Where no quote reaches this, none is shown."""
    beside: float = 1.0
    """How far below it a quote may lie that stands beside one that reaches it: another outlet's account of the same."""
    slope: float = 0.39
    """Logistic slope of the confidence around ``logit``, fitted with one question in five that the corpus cannot answer."""

    def shown(self, logits: Sequence[float]) -> list[bool]:
        """Which of an answer's quotes are shown."""
        least = self.logit - self.beside if max(logits, default=-math.inf) >= self.logit else math.inf
        return [logit >= least for logit in logits]

    def confidence(self, logit: float) -> float:
        """Chance that the quote answers, 0 to 1 (the form of Platt scaling)."""
        return 1.0 / (1.0 + math.exp(-self.slope * (logit - self.logit)))


class PassageSearch(Protocol):
    """What the answerer needs of ``index.search.searcher.Searcher``."""

    def search(self, question: str, filters: Filters | None = None) -> Results: ...

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]: ...

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]: ...


class Answerer:
    """Answers questions with quotes alone. Blocking: call it from a thread where an event loop runs."""

    def __init__(
        self,
        searcher: PassageSearch,
        reranker: Reranker,
        threshold: Threshold | None = None,
        settings: ReaderSettings | None = None,
    ) -> None:
        self._searcher = searcher
        self._reranker = reranker
        self.threshold = threshold or Threshold()
        self._settings = settings or ReaderSettings()

    def ask(self, query: Query, *, progress: Progress = silent) -> Answer:
        """Answer ``query`` with up to its limit of verified quotes, or with ``not_found``."""
        asked = " ".join(query.question.split())
        question = standalone(asked, query.history)
        progress("searching")
        results = self._searcher.search(question, query.filters)
        answer = self.answer_from(question, results, query.limit, progress=progress)
        understood_by: Literal["as asked", "rule"] = "as asked" if question == asked else "rule"
        return replace(answer, trace=with_trace(answer, asked, understood_by, query.filters))

    def answer_from(self, question: str, results: Results, limit: int = 3, *, progress: Progress = silent) -> Answer:
        """Read ``results`` and answer from them."""
        started = time.perf_counter()
        progress("reading")
        quotes = read(question, results.passages, self._reranker, limit, self._settings)
        progress("checking")
        convincing = list(compress(quotes, self.threshold.shown([quote.logit for quote in quotes])))
        evidence = self.verified(question, convincing)
        seconds = results.seconds | {"read": time.perf_counter() - started}
        best = max((quote.logit for quote in quotes), default=-math.inf)
        confidence = self.threshold.confidence(max(best, -50.0))
        trace = Trace(
            asked=question,
            standalone=question,
            passages=traced_passages(results.passages),
            threshold=self.threshold.logit,
            gate=best if quotes else None,
            seconds=seconds,
        )
        if not evidence:
            return Answer(question, "not_found", confidence=confidence, seconds=seconds, trace=trace)
        return Answer(question, "answered", evidence, confidence, newest_day(evidence), seconds, trace=trace)

    def verified(self, question: str, quotes: Sequence[Quote]) -> tuple[Evidence, ...]:
        """Compare each quote with the store as it is now, and number those that stand and are fit to be shown."""
        stored = self._searcher.live_articles([quote.article.id for quote in quotes])
        hosts = self._searcher.hosts([article.article for article in stored.values()])
        evidence: list[Evidence] = []
        for quote in quotes:
            current = stored.get(quote.article.id)
            if current is None or current.article.text[quote.start : quote.end] != quote.text:
                continue
            if unfit_at(current.article.text, quote.start, quote.end):
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


def with_trace(
    answer: Answer, asked: str, understood_by: Literal["as asked", "rule", "model"], filters: Filters
) -> Trace | None:
    """The answer's trace with how the question came to be searched as it was."""
    if answer.trace is None:
        return None
    return replace(answer.trace, asked=asked, understood_by=understood_by, filters=filters)
