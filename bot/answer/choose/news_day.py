"""When that happened which the news report: "died Thursday" in an article of that week, not a year of which it tells beside. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer.choose.reader import Fit
from bot.answer.choose.timing import names_long_past, time_fit
from bot.answer.cues.date_mentions import mentions, resolve
from bot.answer.cues.doers import tells_little
from bot.answer.cues.subjects import names_asked
from bot.answer.cues.synonyms import tells_of
from bot.answer.understand.period import Period
from index.search.searcher import Results
from index.search.terms import FUNCTION_WORDS, terms
from index.search.windows import Window
from index.sentences import sentences
from index.stemming import stem

_ASKS = re.compile(r"^\W*(?:so |and |but )?(?:when(?:['’]?s)?|(?:on )?(?:what|which) (?:day|date))\b", re.IGNORECASE)
_OF_OLD = re.compile(
    r"\b(?:first|original\w*|founded|born|ever|last (?:time|year)|used to|before|previous\w*|histor\w+|once)\b",
    re.IGNORECASE,
)
"""What a question says that may want an event of another time than the news."""
_NEXT = re.compile(r"\b(?:next|upcoming)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_EARLIEST, _LATEST = -8, 45
"""Days from an article to the event that is its news, or that it announces."""
_OPENING = 300
"""Characters in which an article tells its news."""
_SAME = 2 / 3
"""The share of the other words of the question that stand over or in what tells of its event."""
_REPORTED, _UNDATED, _ELSEWHERE, _LONG_PAST = 3.0, 2.0, 3.0, 2.5
"""Logits for what reports the event with its day; beside such, by which falls behind what tells of it without a day, what does not tell of
it, and what tells of years long past.
"""
_DAY_LATER, _MOST_LATER = 1.0, 4.0
"""Logits that each day costs, and all of them at most, by which another article tells later what comes next."""


@dataclass(frozen=True, slots=True)
class _Event:
    """What a question wants the day of: its words from what happened on, and the stems of its other words."""

    deed: str
    others: frozenset[str]

    def told_in(self, text: str) -> bool:
        """``text`` tells of such an event."""
        return tells_of(text, self.deed)

    def reported_in(self, window: Window, day: date) -> bool:
        """A sentence tells of it, and of a day about that of its article: of this one, as the sentence itself says, or the headline; or
        it opens the news of it, of which the day is ``day``, that of the article.
        """
        headline = window.article.article.headline
        told = [one for start, end in sentences(window.text) if self.told_in(one := window.text[start:end])]
        if self.told_in(headline) and self._is_of(headline):
            return any(_is_dated(one, day) for one in told) or (bool(told) and window.start < _OPENING)
        return any(_is_dated(one, day) and self._is_of(one) for one in told)

    def _is_of(self, text: str) -> bool:
        return len(self.others & terms(text)) >= _SAME * len(self.others)


def news_fit(question: str, period: Period | None, found: Results) -> Fit:
    """The fit of a window to the time of the question; where the day of an event is asked that is in the news, also to that event."""
    of_time = time_fit(question, period)
    windows = [one.window for item in found.passages for one in item.windows]
    event = _event_asked(question, windows) if period is None else None
    if event is None:
        return of_time
    reported = {
        window.place: day
        for window in windows
        if (day := window.article.article.day) and event.reported_in(window, day)
    }
    if not reported:
        return of_time
    newest = max(reported.values())

    def fit(window: Window) -> float:
        if day := reported.get(window.place):
            later = (newest - day).days if _NEXT.search(question) else 0
            return of_time(window) + _REPORTED - min(_MOST_LATER, _DAY_LATER * later)
        behind = _UNDATED if event.told_in(window.text) else _ELSEWHERE
        return of_time(window) - behind - _LONG_PAST * names_long_past(window)

    return fit


def _event_asked(question: str, windows: Sequence[Window]) -> _Event | None:
    """The event of a question for a day: its last word that is no name tells what happened."""
    asks = _ASKS.match(question)
    if asks is None or _OF_OLD.search(question):
        return None
    names = names_asked(question, [window.text for window in windows])
    words = [word for word in _WORD.finditer(question.casefold()) if word[0] not in FUNCTION_WORDS]
    deeds = [word for word in words if stem(word[0]) not in names]
    if not deeds or tells_little(question[deeds[-1].start() :]):
        return None
    deed = deeds[-1].start()
    return _Event(question[deed:], terms(question[asks.end() : deed]))


def _is_dated(text: str, published: date) -> bool:
    days = [resolve(mention, text, published) for mention in mentions(text)]
    return any(_EARLIEST <= (day - published).days <= _LATEST for day in days if day)
