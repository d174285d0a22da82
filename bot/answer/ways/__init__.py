"""The ways to an answer, one for each kind of request: which windows are read, and which of them are shown."""

from __future__ import annotations

import re

from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.by_sentence import fact, who_is
from bot.answer.ways.claims import claim
from bot.answer.ways.combined import several
from bot.answer.ways.comparing import compare
from bot.answer.ways.lists import listing
from bot.answer.ways.one_article import page
from bot.answer.ways.outcome import Chosen, Outcome, Tools, Way
from bot.answer.ways.spoken import named_so, said, told_on
from bot.answer.ways.stories import briefing
from index.types import Filters

__all__ = ["Chosen", "Outcome", "Tools", "find"]

_DETAIL = re.compile(r"(?:and )?what (?:about|happened (?:to|with))\s", re.IGNORECASE)
"""What asks, in a conversation, for a detail of its story rather than for a story of its own."""


def find(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Go the way that fits the request's intent."""
    if request.intent is Intent.SEVERAL:
        return several(tools, request, filters, find)
    if words := told_on(tools, request, filters, limit):
        return words
    if request.intent is Intent.TOPIC and request.shown and _DETAIL.match(request.question):
        detail = fact(tools, request, filters, limit)
        if detail.verdict == "answered":
            return detail
    found = _WAYS.get(request.intent, fact)(tools, request, filters, limit)
    return found if found.is_answered else named_so(tools, request, filters, limit) or found


_WAYS: dict[Intent, Way] = {
    Intent.FACT: fact,
    Intent.CLAIM: claim,
    Intent.LIST: listing,
    Intent.SAID: said,
    Intent.WHO_IS: who_is,
    Intent.TOPIC: briefing,
    Intent.LATEST: briefing,
    Intent.SUMMARY: briefing,
    Intent.TIMELINE: briefing,
    Intent.COMPARE: compare,
    Intent.ADDRESS: page,
}
