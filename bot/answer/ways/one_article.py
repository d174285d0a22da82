"""Answers from one article, by its address."""

from __future__ import annotations

from dataclasses import replace

from bot.answer.briefing import MOST, brief
from bot.answer.deciding import convincing
from bot.answer.developments import development
from bot.answer.reader import Quote, read, select
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.conversation import read_as_spoken, stands_out, stored_at
from bot.answer.ways.outcome import Chosen, Outcome, Tools
from index.search.searcher import Results
from index.search.windows import windows_of
from index.types import Filters, StoredArticle

_OPENING = 2
"""The lead is among the first windows; the very first may be a line of the page's own."""
_EASED, _BESIDE = 1.5, 1.0
"""Logits by which the threshold is lower where somebody says in which article the answer stands, and the distance below the first quote
at which another may stand beside it."""


def page(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """An article by its address: its lead and what is central in it, or what is asked of it."""
    article = stored_at(tools.search, request.address)
    if article is None:
        return Outcome("not_found")
    results = tools.search.passages_of(article)
    tools.progress("reading")
    if request.subject and (answer := _asked_of(tools, request, article, results, filters, limit)):
        return answer
    windows = list(dict.fromkeys(window for item in results.passages for window in windows_of(article, item.passage)))
    found = [development(window, 0.0, place, 1.0) for place, window in enumerate(windows)]
    opening = brief(found[:_OPENING], Intent.SUMMARY, 1)
    central = brief(
        [item for item in found if item not in opening], Intent.SUMMARY, MOST - len(opening), per_article=MOST
    )
    told = [item.window for item in (*opening, *sorted(central, key=lambda item: item.order))]
    quotes = [Quote(article, window.start, window.end, 0.0, 0.0) for window in told]
    return Outcome("related" if request.subject else "answered", tuple(map(Chosen, quotes)), results)


def _asked_of(
    tools: Tools, request: Request, article: StoredArticle, results: Results, filters: Filters, limit: int
) -> Outcome | None:
    """The answer of an article to a question, read as a whole under its headline; None where it gives none."""
    asked = replace(
        request, question=request.subject, spoken=f"{request.subject.rstrip('?')} ({article.article.headline})"
    )
    own = {article.id: article}
    ranked = tools.search.rank(asked.question, results, filters)
    ranked = read_as_spoken(tools.reranker.score, asked, ranked, own)
    quotes = read(asked.question, ranked.passages, tools.reader)
    least = tools.threshold.logit - _EASED
    if not quotes or (quotes[0].logit < least and not stands_out(quotes, own, least)):
        return None
    threshold = replace(tools.threshold, logit=min(quotes[0].logit, least), beside=_BESIDE)
    near = [quote for quote in convincing(quotes, threshold) if quote.logit >= quotes[0].logit - _BESIDE]
    shown = select(near, limit, tools.reader, per_article=limit)
    return Outcome("answered", tuple(map(Chosen, shown)), ranked, quotes[0].logit) if shown else None
