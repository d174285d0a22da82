"""Answers from one article, by its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.choose.briefing import MOST, brief
from bot.answer.choose.deciding import convincing
from bot.answer.choose.developments import development
from bot.answer.choose.reader import Quote, read, select
from bot.answer.cues.people import people
from bot.answer.cues.speech import attributed_to, last_name
from bot.answer.cues.speeches import is_quoted
from bot.answer.understand.intents import Intent
from bot.answer.understand.request import Request
from bot.answer.ways.conversation import read_as_spoken, stands_out, stored_at
from bot.answer.ways.outcome import Chosen, Outcome, Tools
from index.search.searcher import Results
from index.search.terms import terms
from index.search.windows import Window, windows_of
from index.types import Filters, StoredArticle

_OPENING = 2
"""The lead is among the first windows; the very first may be a line of the page's own."""
_READ, _LEAST, _BEST = 40, -2.5, 0.5
"""Windows that are compared with the headline, the least logit of one, which is that of what the headline does not promise, and the least
of the best."""
_EASED, _BESIDE = 1.5, 1.0
"""Logits by which the threshold is lower where somebody says in which article the answer stands, and the distance below the first quote
at which another may stand beside it."""

_ASKS_SPEAKERS = re.compile(
    r"\W*(?:who(?:[’']?s| is| was| are| were| all is| gets?)? (?:all |being )?(?:quoted|cited|interviewed|speaking)|who (?:speaks|talks)|"
    r"who do(?:es)? (?:they|it|this|the article) (?:quote|cite|talk to|interview))\b",
    re.IGNORECASE,
)
_ASKS_WHETHER_SAID = re.compile(
    r"\W*(?:what(?:[’']?s| is| does| do| did)? |does |anything |is (?:there )?anything )?(?:(?:this|it|that|they|the article|the page|the story) )?"
    r"(?:say|says|said|mention|mentions)(?: anything| something)? (?:about|of|on|regarding) (?P<about>\S.*)$",
    re.IGNORECASE,
)
_SPEAKS_OF_IT = 4.0
"""Logits for a window that has all words of what the article is asked about."""


def page(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """An article by its address: its lead and what is central in it, or what is asked of it."""
    article = stored_at(tools.search, request.address)
    if article is None:
        return Outcome("not_found")
    results = tools.search.passages_of(article)
    tools.progress("reading")
    windows = list(dict.fromkeys(window for item in results.passages for window in windows_of(article, item.passage)))
    if _ASKS_SPEAKERS.match(request.subject) and (speaking := _by_speaker(windows)[: max(limit, MOST)]):
        return Outcome("answered", tuple(Chosen(_as_told(window)) for window in speaking), results)
    if request.subject and (answer := _asked_of(tools, request, article, results, filters, limit)):
        return answer
    logits = _by_headline(tools, article, windows)
    found = [
        development(window, logit, place, 1.0)
        for place, (window, logit) in enumerate(zip(windows, logits, strict=True))
    ]
    opening = brief(found[:_OPENING], Intent.SUMMARY, 1)
    central = brief(
        [item for item in found if item not in opening], Intent.SUMMARY, MOST - len(opening), per_article=MOST
    )
    told = [item.window for item in (*opening, *sorted(central, key=lambda item: item.order))]
    quotes = map(_as_told, told)
    return Outcome("related" if request.subject else "answered", tuple(map(Chosen, quotes)), results)


def _as_told(window: Window) -> Quote:
    return Quote(window.article, window.start, window.end, 0.0, 0.0)


def _by_speaker(windows: Sequence[Window]) -> list[Window]:
    """The first words of each person whom an article quotes."""
    told: dict[str, Window] = {}
    for window in windows:
        for person in people(window.text) if is_quoted(window.text) else ():
            if attributed_to(window.text, person.name):
                told.setdefault(last_name(person.name).casefold(), window)
    return list(dict.fromkeys(told.values()))


def _by_headline(tools: Tools, article: StoredArticle, windows: Sequence[Window]) -> list[float]:
    """How much each window tells of what the headline promises; those that are not read tell least."""
    read = windows[:_READ]
    logits = tools.reranker.relevance(article.article.headline, [window.text for window in read])
    lifted = max(0.0, _BEST - float(max(logits, default=_BEST)))  # whatever the headline is, some of it is told best
    return [max(_LEAST, float(logit) + lifted) for logit in logits] + [_LEAST] * (len(windows) - len(read))


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
    about = terms(match["about"]) if (match := _ASKS_WHETHER_SAID.match(request.subject)) else frozenset()

    def speaks_of_it(window: Window) -> float:
        return _SPEAKS_OF_IT * len(about & terms(window.text)) / max(1, len(about))

    quotes = read(asked.question, ranked.passages, tools.reader, speaks_of_it)
    if about and not any(about & terms(quote.text) for quote in quotes):
        return None
    least = tools.threshold.logit - _EASED
    if not quotes or (quotes[0].logit < least and not stands_out(quotes, own, least)):
        return None
    threshold = replace(tools.threshold, logit=min(quotes[0].logit, least), beside=_BESIDE)
    near = [quote for quote in convincing(quotes, threshold) if quote.logit >= quotes[0].logit - _BESIDE]
    shown = select(near, limit, tools.reader, per_article=limit)
    return Outcome("answered", tuple(map(Chosen, shown)), ranked, quotes[0].logit) if shown else None
