"""Answers to why: the sentences that give a reason for what is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.answer.choose.corrections import labelled
from bot.answer.choose.reader import Quote, asks_only, select
from bot.answer.choose.timing import period_fit
from bot.answer.cues.reasons import ASKS_WHY, gives_reason, leaves_open, tells_effect
from bot.answer.cues.subjects import deed_asked, names_asked
from bot.answer.understand.request import Request
from bot.answer.ways.conversation import preferring
from bot.answer.ways.outcome import Chosen, Outcome, Tools, candidates, closest, eased
from index.search.searcher import staleness
from index.search.terms import coverage, terms, word_weights
from index.search.windows import Window, following_window, windows_of
from index.types import Filters

_READ = 32
_OVER = 0.6
_REASON, _COVER, _FRESH, _FUSED = 1.0, 1.0, 0.8, 0.5
_CHEAP_REASON = 0.5
_ANOTHERS, _OTHER_STORY = 3.0, 2.0
"""Logits against what tells of somebody else, or stands in an article that lacks a name of the question."""
_LEAD, _LEAD_LENGTH = 0.7, 700
"""Logits for the opening of an article, which tells why in short, by the share of the question's words there; its characters."""
_LEAD_GIVES, _LEAD_EASED = 0.1, 1.2
"""The sureness of a reason in the opening of an article that has all names asked about, from which on the threshold is lower; by how
many logits."""
_GIVEN, _GIVEN_EASED = 0.75, 1.8
"""The sureness of a reason from which on the threshold is lower, and by how many logits."""
_OPEN = 0.5
_BESIDE_BEST = 2.5
_LEAST_WORDS = 5
_HINTED = 0.5
"""The sureness of a reason below which the next paragraph may give it."""


def why(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The windows that give a reason for what is asked about, with the paragraph after the first where it only begins to."""
    asked = request.standing
    why = ASKS_WHY.match(asked)
    wanted_words = terms(asked[why.end() :] if why else asked) or terms(asked)
    results, told = candidates(tools, request, filters)
    tools.progress("reading")
    pool: dict[tuple[str, int, int], tuple[Window, float]] = {}
    for item in results.passages:
        for window in windows_of(item.article, item.passage):
            is_other = asks_only(asked, window.text) or tells_effect(window.text, wanted_words)
            if len(window.text.split()) >= _LEAST_WORDS and not is_other:
                pool.setdefault(window.place, (window, item.fused))
    if not pool:
        return Outcome("not_found", results=results)
    bodies = {place: terms(window.text) for place, (window, _) in pool.items()}
    heads = {window.article.id: terms(window.article.article.headline) for window, _ in pool.values()}
    wanted = word_weights(wanted_words, bodies.values())
    reasons = {
        place: gives_reason(window.text, wanted, heads[window.article.id]) for place, (window, _) in pool.items()
    }
    covers = {place: coverage(wanted, (bodies[place], 1.0), (heads[place[0]], _OVER)) for place in pool}
    cheap = {place: covers[place] + _CHEAP_REASON * reasons[place] + 0.35 * fused for place, (_, fused) in pool.items()}
    read = [pool[place] for place in sorted(pool, key=lambda place: -cheap[place])[:_READ]]
    logits = tools.reranker.relevance(asked, [window.in_context for window, _ in read])
    days = {window.article.id: day for window, _ in read if (day := window.article.article.day)}
    present = min(max(days.values(), default=date.max), filters.asked_on or date.max)
    fit = preferring(told, period_fit(request.period), request)
    names = names_asked(asked, [window.text for window, _ in read])
    deed = deed_asked(asked, names)
    stories = {window.article.id: terms(window.article.article.text) | heads[window.article.id] for window, _ in read}
    quotes = [
        Quote(
            window.article,
            window.start,
            window.end,
            float(logit),
            float(logit)
            + _REASON * reasons[window.place]
            - _OPEN * leaves_open(window.text)
            + _COVER * covers[window.place]
            + _FUSED * fused
            + fit(window)
            + _LEAD * (covers[window.place] if window.start < _LEAD_LENGTH else 0.0)
            - _ANOTHERS * bool(deed and deed.is_anothers(window.text))
            - _OTHER_STORY * (not names <= stories[window.article.id])
            - _FRESH * staleness(days.get(window.article.id), present),
        )
        for (window, fused), logit in zip(read, logits, strict=True)
    ]
    gate = max(quote.logit for quote in quotes)
    quotes.sort(key=lambda quote: -quote.score)
    given = [quote for quote in quotes if reasons[quote.place] >= _GIVEN]
    least = eased(tools)
    opening = [
        quote
        for quote in quotes
        if quote.start < _LEAD_LENGTH
        and reasons[quote.place] >= _LEAD_GIVES
        and names
        and names <= heads[quote.article.id] | bodies[quote.place]
    ]
    if (
        gate < least
        and not any(quote.logit >= least - _GIVEN_EASED for quote in given)
        and not any(quote.logit >= least - _LEAD_EASED for quote in opening)
    ):
        return closest(tools, request, results, quotes, gate)
    near = [quote for quote in quotes if quote.score >= quotes[0].score - _BESIDE_BEST]
    shown = select(near, limit, tools.reader)
    chosen = tuple(Chosen(quote, label=label) for quote, label in labelled(_going_on(shown, reasons)))
    return Outcome("answered", chosen, results, gate)


def _going_on(quotes: Sequence[Quote], reasons: Mapping[tuple[str, int, int], float]) -> list[Quote]:
    """``quotes``, with the next paragraph where the first gives no reason, and before one that leaves it open."""
    found: list[Quote] = []
    for quote in quotes:
        is_open = leaves_open(quote.text)
        begins = quote is quotes[0] and reasons[quote.place] < _HINTED
        after = following_window(quote.article, quote.end) if is_open or begins else None
        more = after and len(after.text.split()) >= _LEAST_WORDS
        next_one = [Quote(quote.article, after.start, after.end, quote.logit, quote.score)] if after and more else []
        found += [*next_one, quote] if is_open else [quote, *next_one]
    return list({item.place: item for item in found}.values())
