"""The state of an article in words: its form, whether it is all there, and when it was changed. Pure."""

from __future__ import annotations

from datetime import datetime

from bot.presentation.wording import format_day, format_published
from index.types import Article, Form, Published

_FORMS: dict[Form, str] = {
    "": "",
    "live": "live blog",
    "opinion": "opinion",
    "analysis": "analysis",
    "review": "review",
    "release": "press release",
    "correction": "correction",
    "obituary": "obituary",
    "satire": "satire",
    "sponsored": "sponsored",
}


def form_and_access(article: Article) -> list[str]:
    """What kind of article it is where it is no plain report, and whether only a part of it is here."""
    access = "subscribers only" if article.access == "paid" else ""
    if article.is_excerpt:
        access = f"{access}: first lines" if access else "an excerpt"
    return [told for told in (_FORMS[article.form], access) if told]


def changed_later(article: Article) -> str:
    """The day of its last change, where that comes after the day of its publication; else empty."""
    if article.updated is None or article.day is None:
        return ""
    day = _by_its_clock(article.updated, article).date()
    return f"updated {format_day(day)}" if day > article.day else ""


def changed(article: Article) -> str:
    """The moment of its last change, or empty."""
    if article.updated is None:
        return ""
    return f"updated {format_published(Published(_by_its_clock(article.updated, article), 'minute', 'metadata'))}"


def _by_its_clock(at: datetime, article: Article) -> datetime:
    """A moment by the clock that its publication is told by, where there is one."""
    published = article.published
    return at.astimezone(published.at.tzinfo) if published and published.precision != "day" else at
