"""The one way from a question to an answer, for the terminal, Discord and the evaluator."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.answer.answers import Answer, Evidence, newest_day
from bot.answer.choose.deciding import Threshold
from bot.answer.choose.marks import telling_words
from bot.answer.choose.reader import Quote, ReaderSettings
from bot.answer.query import Progress, Query, silent
from bot.answer.search import PassageSearch
from bot.answer.trace import Trace, traced_passages
from bot.answer.understand.followup import depends, says_nothing_alone, speaks_of_known
from bot.answer.understand.intents import Intent
from bot.answer.understand.language import notice
from bot.answer.understand.request import Request, understand
from bot.answer.ways import Chosen, Outcome, Tools, find
from bot.answer.ways.conversation import is_covered
from index.blocks import context_of
from index.types import AnswerFinder, Filters, Reranker

_NO_QUESTIONS = (Intent.SMALL_TALK, Intent.FOREIGN, Intent.ADDRESS)
"""Intents of messages that no conversation changes."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A request, what was found for it, and its answer in quotes alone."""

    request: Request
    outcome: Outcome
    answer: Answer


class Answerer:
    """Answers questions with quotes alone. Blocking: call it from a thread where an event loop runs."""

    def __init__(
        self,
        searcher: PassageSearch,
        reranker: Reranker,
        threshold: Threshold | None = None,
        settings: ReaderSettings | None = None,
        finder: AnswerFinder | None = None,
    ) -> None:
        """Without a ``finder`` the words that tell the answer are not marked."""
        self._searcher = searcher
        self._reranker = reranker
        self._finder = finder
        self.threshold = threshold or Threshold()
        self._settings = settings or ReaderSettings()

    def ask(self, query: Query, *, progress: Progress = silent) -> Answer:
        """Answer ``query`` in the form that suits what it wants."""
        progress("searching")
        return self.looked_up(query, self.understood(query), progress=progress).answer

    def understood(self, query: Query) -> Request:
        """The request that ``query`` makes, by rules alone."""
        asked_on = self._asked_on(query)
        suggest = self._searcher.suggest
        request = understand(query.question, query.history, asked_on, suggest)
        if not query.history or request.intent in _NO_QUESTIONS or depends(query.question):
            return request
        # It does not say that it follows: it does where the articles of the conversation have all its words.
        leaning = self._leaning(query, asked_on)
        alone = understand(query.question, (), asked_on, suggest)
        if is_covered(self._searcher, leaning, alone.question, query.filters):
            return leaning
        return alone if alone.intent.is_briefing or alone.intent is Intent.WHO_IS else request

    def _otherwise(self, query: Query, request: Request) -> Request | None:
        """``query`` taken to lean on its conversation where ``request`` does not, or alone where it does; None where only one may be meant."""
        if request.following:
            alone = None if says_nothing_alone(query.question) else self.understood(replace(query, history=()))
            return alone if alone and not alone.reply else None
        may_lean = query.history and not request.intent.is_briefing and speaks_of_known(query.question)
        return self._leaning(query, self._asked_on(query)) if may_lean else None

    def _asked_on(self, query: Query) -> date | None:
        """The day of the question; by default that of the newest article."""
        return query.filters.asked_on or self._searcher.newest_day()

    def _leaning(self, query: Query, asked_on: date | None) -> Request:
        """``query`` as a question about what the conversation is about."""
        return understand(query.question, query.history, asked_on, self._searcher.suggest, leaning=True)

    def looked_up(self, query: Query, request: Request, *, progress: Progress = silent) -> LookedUp:
        """The answer to ``request``, as which ``query`` was understood, from the articles."""
        asked = " ".join(query.question.split())
        if request.intent in (Intent.SMALL_TALK, Intent.FOREIGN):
            reply = request.reply or notice(request.language)
            answer = Answer(asked, "not_found", intent=request.intent, reply=reply)
            return LookedUp(request, Outcome("not_found"), answer)
        started = time.perf_counter()
        tools = Tools(self._searcher, self._reranker, self.threshold, self._settings, progress)
        outcome = find(tools, request, query.filters, query.limit)
        if not outcome.is_answered and (otherwise := self._otherwise(query, request)):
            other = find(tools, otherwise, query.filters, query.limit)
            if other.is_answered:
                request, outcome = otherwise, other
        progress("checking")
        evidence = self._shown(request, outcome.chosen)
        seconds = outcome.results.seconds | {"all": time.perf_counter() - started}
        answer = self._answer(asked, request, outcome, evidence, seconds, query.filters)
        return LookedUp(request, outcome, answer)

    def verified(self, question: str, quotes: Sequence[Quote], *, marked: bool = True) -> tuple[Evidence, ...]:
        """Compare each quote with the store as it is now, and number those that stand."""
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
                    marks=telling_words(question, quote.window, self._finder) if marked and self._finder else (),
                    seen_on=hosts.get(article.seen_on or ""),
                    context=context_of(article, quote.start, quote.end),
                )
            )
        return tuple(evidence)

    def _confidence(self, outcome: Outcome) -> float:
        """Chance that the best quote answers; an article that is asked for by its address needs no guess."""
        if outcome.gate is None:
            return 1.0 if outcome.is_answered else 0.0
        return self.threshold.confidence(outcome.gate)

    def _shown(self, request: Request, chosen: Sequence[Chosen]) -> tuple[Evidence, ...]:
        places = {item.quote.place: item for item in chosen}
        marked = not request.intent.is_briefing and request.intent not in (Intent.CLAIM, Intent.ADDRESS, Intent.SAID)
        evidence = self.verified(request.question, [item.quote for item in chosen], marked=marked)
        return tuple(
            replace(item, stance=own.stance, part=own.part, label=own.label, also_in=own.quote.also_in)
            for item in evidence
            if (own := places.get((item.article_id, item.start, item.end)))
        )

    def _answer(
        self,
        asked: str,
        request: Request,
        outcome: Outcome,
        evidence: tuple[Evidence, ...],
        seconds: dict[str, float],
        filters: Filters,
    ) -> Answer:
        understood_by: Literal["as asked", "rule"] = "as asked" if request.question == asked else "rule"
        trace = Trace(
            asked=asked,
            standalone=request.standing,
            understood_by=understood_by,
            filters=filters,
            passages=traced_passages(outcome.results.passages),
            threshold=self.threshold.logit,
            gate=outcome.gate,
            seconds=seconds,
        )
        shown = evidence if outcome.verdict != "not_found" else ()
        return Answer(
            question=request.question,
            verdict=outcome.verdict if shown else "not_found",
            evidence=shown,
            confidence=self._confidence(outcome),
            as_of=newest_day(shown),
            seconds=seconds,
            missing=outcome.missing if shown else "",
            trace=trace,
            intent=request.intent,
            parts=outcome.parts,
            following=request.following,
            corrected=request.corrected,
        )
