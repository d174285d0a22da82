"""Answers from one article, by its address."""

from __future__ import annotations

from bot.answer.briefing import brief, development
from bot.answer.deciding import convincing
from bot.answer.reader import Quote, read, select
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.outcome import Chosen, Outcome, Tools
from index.search.windows import windows_of
from index.types import Filters


def page(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """An article by its address: its lead and what is central in it, or what is asked of it."""
    article = tools.search.article(request.address)
    if article is None:
        return Outcome("not_found")
    results = tools.search.passages_of(article)
    tools.progress("reading")
    if request.subject:
        ranked = tools.search.rank(request.subject, results, filters)
        quotes = read(request.subject, ranked.passages, tools.reader)
        shown = convincing(select(quotes, limit, tools.reader, per_article=limit), tools.threshold)
        if shown:
            return Outcome("answered", tuple(map(Chosen, shown)), ranked, max(quote.logit for quote in shown))
    windows = list(dict.fromkeys(window for item in results.passages for window in windows_of(article, item.passage)))
    told = brief(
        [development(window, 0.0, place, 1.0) for place, window in enumerate(windows)], Intent.SUMMARY, 5, per_article=5
    )
    lead = sorted(told, key=lambda item: item.order)
    quotes = [Quote(article, item.window.start, item.window.end, 0.0, 0.0) for item in lead]
    return Outcome("related" if request.subject else "answered", tuple(map(Chosen, quotes)), results)
