"""The time that is asked about, and what is of it: articles by their day, sentences by the dates that they name. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from bot.answer.choose.reader import Fit, no_preference
from bot.answer.cues.date_mentions import mentions, periods, resolve
from bot.answer.understand.period import Period
from index.calendar_names import MONTHS
from index.days import day_number
from index.search.windows import Window, block_before
from index.types import Filters

_BONUS, _PENALTY, _SLACK = 1.0, 2.0, 3
"""Logits for a window whose article is of the time that is asked about, or is not; days around it that count as that time."""
_EVE = timedelta(1)
_MONTH = re.compile(rf"\b(?:{'|'.join(month.capitalize() for month in MONTHS)})\b")
_LONG_PAST, _YEARS = 1.5, 2
"""Logits by which a window falls behind that names a year so many years before its article, where nothing of the past is asked."""
_NAMED_YEAR = re.compile(r"(?<![\d.,$£€])\b(?P<year>1[6-9]\d\d|20\d\d)\b(?![.,]?\d|%)")
_THIS_YEAR = re.compile(r"\b(?:this|the) year\b(?! (?:before|to|ended|ending|of))|\bso far\b", re.IGNORECASE)
_NEAR = 40
"""Characters before a year in which it is told what that year is."""
_COUNTED_FROM = re.compile(r"\b(?:since|than|until|after|before)(?:\s[\w.,]{1,12}){0,3}\Z", re.IGNORECASE)
_ASKS_OF_PAST = re.compile(
    r"\b(?:last|before|previous|previously|ever|former|formerly|history|historic|record|first|original|originally|used to|when|what year|which year|"
    r"how (?:long|old|many years)|age|born|founded|until|since|ago|once|again)\b|\b(?:1[6-9]|20)\d\d\b",
    re.IGNORECASE,
)
"""What a question says that may want an earlier year."""
_ASKS_AHEAD = re.compile(
    r"\W*(?:(?:so|and|but|ok|hey) ){0,2}(?!.{0,200}\b(?:birthday|anniversary)\b)(?:when(?:['’]?s)?|(?:on )?(?:what|which) (?:day|date)) (?:(?:is|are|will|does|do|can|could|should)\b|(?<=s )(?!it been\b))",
    re.IGNORECASE,
)
"""Asks for the day of what is to come, or comes again."""
_AHEAD = re.compile(
    r"\b(?:will|would|won[’']t|to be|set (?:to|for)|schedul\w+|plan(?:s|ned|ning)?|expect\w*|due|upcoming|next|soon|later this|until|through|annual\w*|every|each|"
    r"(?:begin|start|open|run|return|kick|air|premiere|resume|take|happen|come|fall|end|close|hit|arrive|mark)s|launches|goes|is|are|can|may)\b",
    re.IGNORECASE,
)
"""What a sentence says of what is to come, or of what is always so."""
_OVER_DAYS = 60
_REPORTED = ((1, 3), (10, 5), (31, 15), (366, 31))
"""Days after a period of at most so many days in which it is still reported."""


def period_fit(period: Period | None) -> Fit:
    """The fit of a window to the time that the question names, by the day of its article."""
    if period is None:
        return no_preference

    def fit(window: Window) -> float:
        day = window.article.article.day
        if day is None:
            return -_PENALTY / 2
        away = period.distance(day)
        return _BONUS if away <= _SLACK else -min(_PENALTY, math.log2(1 + away / 7))

    return fit


def time_fit(question: str, period: Period | None) -> Fit:
    """The fit of a window to the time of the question: the one that it names, else the present of the news.

    Years long past are what is told for comparison: "Sears won that title in 1881" is no answer to "who won the title". Of 294 quiz
    questions and questions of fact that had no part in choosing this, it places the right window first for one more.
    """
    if period is not None:
        return period_fit(period)
    return lambda window: -_LONG_PAST * is_long_past(question, window)


def is_long_past(question: str, window: Window) -> bool:
    """The window names a year long before its article, though nothing of the past is asked; what is merely counted from that year, as
    in "the worst since 2008", is news, and so is what tells of a day of its week: "the card of 1952 was sold on Sunday".
    """
    return not _ASKS_OF_PAST.search(question) and names_long_past(window)


def names_long_past(window: Window) -> bool:
    """The window names a year long before its article, and no day of its week."""
    published = window.article.article.published
    if published is None:
        return False
    if any(
        one.year is None and (one.weekday is not None or one.shift is not None or one.day)
        for one in mentions(window.text)
    ):
        return False
    return any(year <= published.at.year - _YEARS for year in _years_told(window.text))


def _years_told(text: str) -> list[int]:
    """The years that ``text`` names, but for those that something is merely counted from."""
    return [
        int(match["year"])
        for match in _NAMED_YEAR.finditer(text)
        if not _COUNTED_FROM.search(text[max(0, match.start() - _NEAR) : match.start()].rstrip())
    ]


def is_over(question: str, window: Window) -> bool:
    """Asked for a day to come ("when are they getting married"), the window tells only of days long before its article."""
    published = window.article.article.day
    if published is None or not _ASKS_AHEAD.match(question) or _AHEAD.search(window.text):
        return False
    last = [
        resolve(mention, window.text, published)
        or (date(mention.year, mention.month or 12, 28) if mention.year else None)
        for mention in mentions(window.text)
    ]
    return bool(last) and all(day is not None and (published - day).days > _OVER_DAYS for day in last)


def is_of(period: Period, window: Window) -> bool:
    """The window is of that time: its article was published then, or it names a day or year of it, as may its headline and the paragraph
    before.
    """
    article = window.article.article
    published = article.day
    if published and period.first - _EVE <= published <= _reported_until(period):
        return True
    text = "\n".join((article.headline, block_before(window.article, window.start), window.context, window.text))
    whole_year = period.days > _REPORTED[-2][0]
    weekdays = {mention.weekday for mention in mentions(period.said)} - {None}
    for mention in mentions(text):
        if mention.weekday in weekdays:  # "the fire on Friday" may mean the Friday of the article
            return True
        if (day := resolve(mention, text, published)) and period.distance(day) == 0:
            return True
        if (
            mention.year
            and (whole_year or mention.month)
            and not mention.day
            and _meets(period, mention.year, mention.month)
        ):
            return True
    return any(
        _meets(period, year, month) for year, month in periods(text, published) if year and (whole_year or month)
    )


def counts_another_month(period: Period, window: Window) -> bool:
    """The window names months, and none of them is the one that is asked about: "275,000 jobs in June" is no count of July's."""
    month = period.first.month
    if period.days > _REPORTED[-2][0] or period.last.month != month:
        return False
    named = {MONTHS.index(match[0].casefold()) + 1 for match in _MONTH.finditer(window.text)}
    return bool(named) and month not in named


def names_another_year(period: Period, window: Window) -> bool:
    """The window names years, and none of them is one that is asked about."""
    return _are_others(period, {mention.year for mention in mentions(window.text) if mention.year})


def _are_others(period: Period, years: Collection[int]) -> bool:
    """There are ``years``, and none of them is of the period."""
    return bool(years) and not any(period.first.year <= year <= period.last.year for year in years)


def is_of_another_year(period: Period | None, window: Window) -> bool:
    """Asked about a year, the window tells of others: "a profit of 48 million in 2024", in whatever year it was reported. What is merely
    counted from a year, as in "the most since 2008", is of its article's, and so is what tells of "this year" where that is asked about.
    """
    if period is None or period.is_edition or period.days <= _REPORTED[-2][0]:
        return False
    if not any(map(str.isdigit, period.said)) and _THIS_YEAR.search(window.text):
        return False
    return _are_others(period, _years_told(window.text))


def within(period: Period, filters: Filters, *, strictly: bool = False) -> Filters:
    """``filters`` for what was published in that time, which is the present of what is asked; by default also a little later."""
    since = day_number(period.first if strictly else period.first - _EVE)
    until = day_number(period.last if strictly else _reported_until(period))
    return replace(
        filters,
        since=max(since, filters.since or since),
        until=min(until, filters.until or until),
        asked_on=min(period.last, filters.asked_on or period.last),
    )


def day_told(text: str, published: date | None) -> date | None:
    """The day of what ``text`` of an article tells: the first that it names and that was there by then, else that of the article."""
    for mention in mentions(text):
        if (day := resolve(mention, text, published)) and (published is None or day <= published):
            return day
    return published


def _reported_until(period: Period) -> date:
    return period.last + timedelta(next((after for days, after in _REPORTED if period.days <= days), 0))


def _meets(period: Period, year: int, month: int | None) -> bool:
    """A month of a year, or the year as a whole, has a day in common with the period."""
    first = date(year, month or 1, 1)
    last = date(year, 12, 31) if month is None else (first + timedelta(31)).replace(day=1) - timedelta(1)
    return first <= period.last and period.first <= last
