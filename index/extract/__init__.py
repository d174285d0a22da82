"""Bytes -> articles: headline, byline, date, body, teasers; the rest is labelled as what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.extract import publication_dates
from index.extract.clock import Clock
from index.extract.formats import reader
from index.extract.furniture import is_unfinished
from index.extract.input import Input
from index.sources.files import Unreadable, kind, why_not_read
from index.types import Article, FutureDate, Label, Skipped

__all__ = ["RULES_VERSION", "extract_file"]

RULES_VERSION = 86
"""Grows with every change of what is made of the same bytes: files that were read by older rules are read again."""

_OF_ONE_DAY = frozenset(("txt", "md", "html", "json", "mhtml", "eml", "docx", "odt", "rtf", "pdf", "nitf", "vtt"))
"""Kinds of which a day in a file's name is the articles' own, and not only that of the crawl."""
_ENTRIES = 3
"""Times over entries, from which a page is a live blog."""
_SKIPS_TOLD = 20
"""Of the same reason in one file, after which only their number is told: of a million lines each may be at fault."""


def extract_file(path: Path, *, now: datetime, content: Path | None = None) -> Iterator[Article | Skipped]:
    """The articles of a file, one at a time, and one clear sentence for each thing in it that is none. Raises nothing but MemoryError.

    ``content``: the file of the same name that its bytes are in, where it is not there itself any more.
    """
    clock = Clock.at(now)
    try:
        items = (_dated(item, path, clock) for item in _items(Input(path, content or path, clock)))
        yield from _told_shortly(_told_at_all(items, str(path)), str(path))
        if clock.left_out:
            yield FutureDate.of(str(path), min(clock.left_out))
    except Unreadable as error:
        yield Skipped(str(path), str(error))
    except MemoryError:
        raise  # who bounds the memory knows what to say
    except Exception as error:  # a file that no one foresaw must not stop the others
        yield Skipped(str(path), f"could not be understood ({type(error).__name__}); please report it")


def _told_at_all(items: Iterable[Article | Skipped], where: str) -> Iterator[Article | Skipped]:
    """The same, or that there is nothing, so that every file is accounted for."""
    is_empty = True
    for item in items:
        is_empty = False
        yield item
    if is_empty:
        yield Skipped(where, "nothing in it to read", is_error=False)


def _told_shortly(items: Iterable[Article | Skipped], where: str) -> Iterator[Article | Skipped]:
    """The same, but of what is skipped for one reason over and over only the first, and at the end how many more."""
    counts: Counter[tuple[str, bool]] = Counter()
    for item in items:
        if isinstance(item, Skipped):
            counts[item.reason, item.is_error] += 1
            if counts[item.reason, item.is_error] > _SKIPS_TOLD:
                continue
        yield item
    for (reason, is_error), count in counts.items():
        if count > _SKIPS_TOLD:
            yield Skipped(where, f"{count - _SKIPS_TOLD:,} more: {reason}", is_error=is_error)


def _items(file: Input) -> Iterator[Article | Skipped]:
    if (name := kind(file.path)) is None:
        yield Skipped(file.key, why_not_read(file.path), is_error=False)
    else:
        yield from reader(name)(file)


def _dated(item: Article | Skipped, path: Path, now: datetime) -> Article | Skipped:
    """Give an article without a date the one in its file's name, and say of one without any body that it has none."""
    if isinstance(item, Skipped):
        return item
    if not item.body and item.headline:
        item = _begun(item)
    if not item.body:
        return Skipped(item.key, "nothing but page furniture", is_error=False)
    if not item.form and _is_live(item):
        item = replace(item, form="live")
    if item.published is None and item.kind == "article" and kind(path) in _OF_ONE_DAY:
        return replace(item, published=publication_dates.from_filename(path.name, now))
    return item


def _begun(article: Article) -> Article:
    """The same with the notice that its story is still to be written as its text, where it has no other."""
    spans = tuple(
        replace(span, label=Label.BODY)
        if span.label is Label.FURNITURE and is_unfinished(article.text[span.start : span.end])
        else span
        for span in article.spans
    )
    return article if spans == article.spans else replace(article, spans=spans, is_excerpt=True)


def _is_live(article: Article) -> bool:
    """True for entries below their times, which are no cues of subtitles."""
    times = [article.text[span.start : span.end] for span in article.spans if span.label is Label.TIME]
    return len(times) >= _ENTRIES and not any("-->" in time for time in times)
