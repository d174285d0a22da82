"""Answers from one article, by its address."""

from __future__ import annotations

from bot.answer.briefing import MOST, brief, development
from bot.answer.deciding import convincing
from bot.answer.reader import Quote, read, select
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.outcome import Chosen, Outcome, Tools
from index.search.windows import windows_of
from index.types import Filters

_OPENING = 2
"""The lead is among the first windows; the very first may be a line of the page's own."""


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
    found = [development(window, 0.0, place, 1.0) for place, window in enumerate(windows)]
    opening = brief(found[:_OPENING], Intent.SUMMARY, 1)
    central = brief(
        [item for item in found if item not in opening], Intent.SUMMARY, MOST - len(opening), per_article=MOST
    )
    told = [item.window for item in (*opening, *sorted(central, key=lambda item: item.order))]
    quotes = [Quote(article, window.start, window.end, 0.0, 0.0) for window in told]
    return Outcome("related" if request.subject else "answered", tuple(map(Chosen, quotes)), results)
