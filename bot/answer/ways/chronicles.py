"""Timelines that an article tells itself, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import pairwise, zip_longest

from bot.answer.choose.briefing import brief
from bot.answer.choose.developments import Development, development
from bot.answer.cues.chronicle import entry_of
from bot.answer.understand.intents import Intent
from bot.answer.ways.outcome import Tools
from index.search.searcher import Ranked
from index.search.terms import terms
from index.search.windows import Window, windows_of_block
from index.sentences import sentences
from index.types import Span, StoredArticle

MOST, _LATER = 8, 3
"""Entries that are shown, which a card in Discord has room for, and how many fewer where other articles tell how it went on."""
_FEWEST, _WORDS = 4, 2
"""Entries of a chronicle, and words of one that tells anything, numbers aside."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")
_ARTICLES, _READ = 20, 60
"""Articles that are looked at, and about how many entries are read: of more every second or third."""
_IN_ORDER, _PAST = 0.8, 0.6
"""Shares of the entries that come after each other in time, one way or the other, and of those that were there by the article's day: what is
to come is a programme.
"""
_SPOKEN, _NAMED = 0.6, 0.5
"""Shares of the story's words that the headline and the opening of its chronicle have, and what tells how it went on."""


def chronicle(tools: Tools, asked: str, wanted: Set[str], items: Sequence[Ranked]) -> list[Development]:
    """The entries of the article that is a chronicle of the story, in the order of events. Nothing where no article among ``items`` is
    one. ``wanted`` are the words of the story.
    """
    articles = list({item.article.id: item.article for item in items}.values())[:_ARTICLES]
    found = [(spoken, _entries(article)) for article in articles if (spoken := _spoken(article, wanted)) >= _SPOKEN]
    _, told = max(found, key=lambda each: (len(each[1]) > 0, each[0], len(each[1])), default=(0.0, []))
    if not told:
        return []
    told = [*told[: -1 : 1 + len(told) // _READ], told[-1]]
    logits = tools.reranker.relevance(asked, [window.in_context for window, _ in told])
    entries = [
        replace(development(window, float(logit), order, 1.0), told_on=day)
        for order, ((window, day), logit) in enumerate(zip(told, logits, strict=True))
    ]
    return sorted(entries, key=lambda item: (item.told_on or date.min, item.order))


def with_later(entries: Sequence[Development], found: Sequence[Development]) -> list[Development]:
    """The first and the last entry of a chronicle, of each part of the time between the one that tells most of what is asked, and of what
    else was found how the story went on since its article: up to ``MOST`` in all.
    """
    own, until = entries[0].article, entries[0].day or entries[-1].told_on or date.min
    later = [
        item for item in found if item.article != own and (item.told_on or date.min) > until and item.named >= _NAMED
    ]
    after = brief(later, Intent.TIMELINE, _LATER)
    between = entries[1:-1]
    most = min(MOST - len(after) - 2, len(between))
    bounds = [len(between) * part // most for part in range(most + 1)]
    telling = [max(between[start:end], key=lambda item: item.logit) for start, end in pairwise(bounds)]
    return [entries[0], *telling, entries[-1], *after]


def _entries(article: StoredArticle) -> list[tuple[Window, date]]:
    """The entries of an article, each with its first day; none where it is no chronicle."""
    text, published, body = article.article.text, article.article.day, article.article.body
    found: list[tuple[Window, date]] = []
    for span, following in zip_longest(body, body[1:]):
        entry = entry_of(text[span.start : span.end], published)
        windows = windows_of_block(article, span.start, span.end) if entry else []
        if not entry or not windows or len(_WORD.findall(windows[0].text, len(entry.said))) < _WORDS:
            continue
        window = windows[0]
        if following and not _SENTENCE_END.search(window.text) and not text[window.end : following.start].strip():
            window = _with_first_sentence(window, following)
        found.append((window, entry.first))
    days = [day for _, day in found]
    later = sum(one <= other for one, other in pairwise(days))
    earlier = sum(one >= other for one, other in pairwise(days))
    past = sum(published is None or day <= published for day in days)
    is_told = len(found) >= _FEWEST and max(later, earlier) >= _IN_ORDER * (len(days) - 1)
    return found if is_told and past >= _PAST * len(days) else []


def _with_first_sentence(heading: Window, block: Span) -> Window:
    """The heading of an entry with the first sentence below it, as a list's items have theirs."""
    text = heading.article.article.text
    if entry_of(text[block.start : block.end], heading.article.article.day):
        return heading
    end = next((end for _, end in sentences(text, block.start, block.end)), heading.end)
    return Window(heading.article, heading.start, end)


def _spoken(article: StoredArticle, wanted: Set[str]) -> float:
    """The share of the story's words that an article's headline and opening have."""
    body = article.article.body
    opening = article.article.text[body[0].start : body[min(2, len(body) - 1)].end] if body else ""
    return len(wanted & terms(f"{article.article.headline} {opening}")) / max(1, len(wanted))
