"""Numbers, days and coverage in words, the same in the terminal and on Discord. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.answer.coverage import Coverage
from bot.answer.query import Stage
from index.types import Published

STAGES: dict[Stage, str] = {
    "searching": "Searching…",
    "reading": "Reading what was found…",
    "writing": "The language model picks sentences and writes…",
    "checking": "Checking every quote…",
    "judging": "Comparing what it wrote with its quotes…",
}
_OUTLETS_NAMED = 5


def count(number: int, noun: str) -> str:
    """Such as ``1 article`` or ``1,453 articles``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def about(seconds: float) -> str:
    """A duration as people say it: "about 3 minutes"."""
    if seconds < 50:
        return "less than a minute"
    minutes = round(seconds / 60)
    return f"about {count(minutes, 'minute')}" if minutes < 90 else f"about {count(round(minutes / 60), 'hour')}"


def format_day(day: date) -> str:
    """Such as ``30 December 2021``."""
    return f"{day.day} {day:%B %Y}"


def format_published(published: Published) -> str:
    """The publisher's day, with the time and its zone where they are known."""
    return format_day(published.at.date()) if published.precision == "day" else format_moment(published.at)


def format_moment(at: datetime) -> str:
    """Such as ``30 December 2021, 14:05 UTC+1``."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    zone = f"{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else ""
    return f"{format_day(at.date())}, {at:%H:%M} UTC{zone}"


def what_there_is(coverage: Coverage, shown: Callable[[str], str]) -> str:
    """Such as ``9 articles from Harbour News, Radio One and 3 more, 1 December 2021 to 30 December 2021``; empty without any.

    ``shown`` makes an outlet's name fit for where it is to stand.
    """
    if not coverage.articles + coverage.teasers:
        return ""
    named = [shown(outlet) for outlet in coverage.outlets if outlet.strip()][:_OUTLETS_NAMED]
    more = len(coverage.outlets) - len(named)
    text = count(coverage.articles, "article")
    text += f" and {count(coverage.teasers, 'teaser')}" if coverage.teasers else ""
    others = " and others" if coverage.has_unnamed else f" and {more:,} more" if more > 0 else ""
    text += f" from {', '.join(named)}{others}" if named else ""
    if not (coverage.first and coverage.last):
        return text
    first, last = format_day(coverage.first), format_day(coverage.last)
    return f"{text}, {first}" if first == last else f"{text}, {first} to {last}"
