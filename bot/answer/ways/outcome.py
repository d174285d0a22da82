"""The tools that the ways to an answer work with, and their outcome."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.answer.answers import Label, Stance, Verdict
from bot.answer.choose.agreement import agreeing
from bot.answer.choose.corrections import labelled, notice_of
from bot.answer.choose.deciding import Threshold, about_topic, convincing, measured, says_all
from bot.answer.choose.fitting import fitting
from bot.answer.choose.naming import names_another_number, of_those_asked
from bot.answer.choose.reader import Fit, Quote, ReaderSettings, no_preference, read, reworded, select
from bot.answer.choose.timing import is_of, is_of_another_year, within
from bot.answer.cues.abbreviations import with_initials_spelled_out
from bot.answer.query import Progress
from bot.answer.search import PassageSearch
from bot.answer.understand.request import Request
from bot.answer.ways.conversation import preferring, read_as_spoken, stands_out, told_in, with_whole
from index.search.searcher import Results
from index.types import Filters, Reranker, StoredArticle

CLOSEST = 3
"""Quotes that are shown as merely close."""
_EASED = 1.2
_AGREED = 3.0
"""Logits below the threshold at which what two articles tell is shown."""
_LATELY_FRESHNESS, _RUNNING_FRESHNESS = 1.0, 2.0
"""The least cost of each doubling of an article's age where a question says that it means the present, and where it asks for a number
that goes on changing.
"""
_BESIDE_OUTSTANDING = 0.5
"""The distance below a quote that only stands out of its conversation at which another may stand beside it."""
_LATELY = re.compile(
    r"\b(?:yet|still|now|currently|so far|anymore|any more|at the moment|right now|latest|these days|finally|eventually|ultimately)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\bhow many\b(?!.{0,80}\b(?:did|was|were|had)\b).{1,80}\b(?:has|have|are|is|does|do)\b|\b(?:death|body) (?:toll|count)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A quote that is to be shown, and as what."""

    quote: Quote
    stance: Stance = ""
    part: int = 0
    label: Label = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a request."""

    verdict: Verdict
    chosen: tuple[Chosen, ...] = ()
    results: Results = field(default_factory=Results)
    gate: float | None = None
    """The best quote's logit."""
    parts: tuple[str, ...] = ()
    missing: str = ""
    least: float = -math.inf
    """The logit of a quote that may stand alone; others stand beside one."""

    @property
    def is_answered(self) -> bool:
        """Something answers it, in part at least; what is merely close does not."""
        return self.verdict in ("answered", "partial")


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of the ways."""

    search: PassageSearch
    reranker: Reranker
    threshold: Threshold
    reader: ReaderSettings
    progress: Progress


Way = Callable[[Tools, Request, Filters, int], Outcome]
"""From a request, the articles that may answer it, and how many quotes are wanted, to what came of it."""


def eased(tools: Tools) -> float:
    """The threshold, lower: reasons, lists, claims and accounts are given by sentences that the cross-encoder is less sure of."""
    return tools.threshold.logit - _EASED


def read_and_choose(
    tools: Tools,
    request: Request,
    filters: Filters,
    limit: int,
    fit: Fit = no_preference,
    least: float | None = None,
    *,
    by_relevance: bool = False,
    also_read: Callable[[Results], Results] | None = None,
    per_article: int = 2,
    fit_to: Callable[[Results], Fit] | None = None,
) -> Outcome:
    """The windows of all candidates that answer best, where they answer at all; ``also_read`` adds to those that any search reads, and
    ``fit_to`` makes the fit of what was found.
    """
    found, told = candidates(tools, request, filters)
    spelled = with_initials_spelled_out(request.question, [item.passage.embedded for item in found.passages])
    if spelled != request.question:
        request = replace(request, question=spelled)
        found, told = candidates(tools, request, filters)
    asked = request.standing
    if request.period and not request.period.is_edition:
        filters = replace(filters, asked_on=within(request.period, filters).asked_on)
    tools.progress("reading")
    results = tools.search.rank(asked, found, filters, by_relevance=by_relevance)
    if told:
        results = read_as_spoken(
            tools.reranker.relevance if by_relevance else tools.reranker.score, request, results, told
        )
    if also_read:
        results = also_read(results)
    if fit_to:
        fit = fit_to(results)
    reader = replace(
        tools.reader, freshness_weight=max(tools.reader.freshness_weight, _least_freshness(request.question))
    )
    quotes = read(asked, results.passages, reader, preferring(told, fit, request))
    quotes = [quote for quote in quotes if not names_another_number(asked, quote.text)]
    gate = max((quote.logit for quote in quotes), default=None)
    if least is None:
        least = eased(tools) if quotes and says_all(_timeless(request, quotes[0]), quotes[0]) else tools.threshold.logit
    if not by_relevance and (gate is None or gate < least):
        quotes = reworded(asked, quotes, tools.reranker)
        gate = max((quote.logit for quote in quotes), default=None)
    threshold = replace(tools.threshold, logit=least)
    able: Sequence[Quote] = quotes
    if stands_out(quotes, told, least) and quotes[0].logit < least:
        threshold = replace(threshold, logit=quotes[0].logit, beside=_BESIDE_OUTSTANDING)
    elif (gate is None or gate < least) and (giving := measured(asked, quotes, least)):
        able, threshold = giving[:1], replace(threshold, logit=giving[0].logit)
    elif (
        not by_relevance and gate is not None and least - _AGREED <= gate < least and (pair := agreeing(asked, quotes))
    ):
        able, threshold = pair, replace(threshold, logit=pair[0].logit)
    able = [quote for quote in able if not is_of_another_year(request.period, quote.window)]
    shown = of_those_asked(asked, quotes, _shown(able, limit, tools.reader, threshold, per_article), threshold.logit)
    shown = fitting(asked, shown, threshold.logit)
    if not shown:
        return closest(tools, request, results, quotes, gate)
    notice = notice_of(shown, (one.window for item in results.passages for one in item.windows))
    chosen = tuple(Chosen(quote, label=label) for quote, label in labelled(shown, notice))
    return Outcome("answered", chosen, results, gate, least=threshold.logit)


def _timeless(request: Request, quote: Quote) -> str:
    """The question without the time that it names, where the quote is of that: "in 2022" need not be said in an article of 2022."""
    period = request.period
    return request.standing.replace(period.said, " ") if period and is_of(period, quote.window) else request.standing


def _least_freshness(question: str) -> float:
    if _RUNNING.search(question):
        return _RUNNING_FRESHNESS
    return _LATELY_FRESHNESS if _LATELY.search(question) else 0.0


def candidates(tools: Tools, request: Request, filters: Filters) -> tuple[Results, dict[str, StoredArticle]]:
    """Passages for the question, and the articles of the conversation, all of whose passages are among them."""
    found = _timed(tools, request, filters)
    told = told_in(tools.search, request, filters, found)
    return with_whole(tools.search, found, told), told


def _timed(tools: Tools, request: Request, filters: Filters) -> Results:
    """Passages for the question; where it names a time, half of them from articles of that time."""
    found = tools.search.candidates(request.standing, filters)
    if request.period is None:
        return found
    then = tools.search.candidates(request.standing, within(request.period, filters), len(found.passages) // 2).passages
    known = {item.passage.id for item in then}
    others = [item for item in found.passages if item.passage.id not in known]
    return replace(found, passages=(*then, *others)[: max(len(found.passages), len(then))])


def _shown(
    quotes: Sequence[Quote], limit: int, reader: ReaderSettings, threshold: Threshold, per_article: int
) -> list[Quote]:
    """The quotes that convince, as far as there is room; where that leaves no room for what reaches the threshold, it goes first."""
    able = convincing(quotes, threshold)
    shown = select(able, limit, reader, per_article)
    if shown and not any(quote.logit >= threshold.logit for quote in shown):
        surest = max(able, key=lambda quote: quote.logit)
        others = [quote for quote in able if quote is not surest]
        shown = select([replace(surest, score=math.inf), *others], limit, reader, per_article)
    return shown if any(quote.logit >= threshold.logit for quote in shown) else []


def closest(tools: Tools, request: Request, results: Results, quotes: Sequence[Quote], gate: float | None) -> Outcome:
    """The quotes nearest to an answer, one an article, where anything is about the same at all."""
    near = about_topic(request, quotes)
    shown = select(near, CLOSEST, tools.reader, per_article=1)
    return Outcome("related" if shown else "not_found", tuple(map(Chosen, shown)), results, gate)


def only(tools: Tools, request: Request, found: Outcome, answers: Callable[[Quote], bool]) -> Outcome:
    """``found`` with the quotes that answer; without any that may stand alone, they are merely close."""
    if found.verdict != "answered":
        return found
    own = tuple(item for item in found.chosen if answers(item.quote))
    return (
        replace(found, chosen=own)
        if any(item.quote.logit >= found.least for item in own)
        else closest(tools, request, found.results, [item.quote for item in found.chosen], found.gate)
    )
