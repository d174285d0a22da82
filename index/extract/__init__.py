"""Bytes -> articles: headline, byline, date, body, teasers; the rest is labelled as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.extract import publication_dates
from index.extract.formats import reader
from index.extract.input import Input
from index.sources.files import Unreadable, kind
from index.types import Article, Skipped

__all__ = ["RULES_VERSION", "extract_file"]

RULES_VERSION = 2
"""Grows with every change of what is made of the same bytes: files that were read by older rules are read again."""


def extract_file(path: Path, *, now: datetime, content: Path | None = None) -> Iterator[Article | Skipped]:
    """The articles of a file, one at a time, and one clear sentence for each thing in it that is none. Raises nothing but MemoryError.

    ``content``: the file of the same name that its bytes are in, where it is not there itself any more.
    """
    try:
        for item in _items(Input(path, content or path, now)):
            yield _dated(item, path, now)
    except Unreadable as error:
        yield Skipped(str(path), str(error))
    except MemoryError:
        raise  # who bounds the memory knows what to say
    except Exception as error:  # a file that no one foresaw must not stop the others
        yield Skipped(str(path), f"could not be understood ({type(error).__name__}); please report it")


def _items(file: Input) -> Iterator[Article | Skipped]:
    if (name := kind(file.path)) is None:
        yield Skipped(file.key, "not a kind of file that is read", is_error=False)
    else:
        yield from reader(name)(file)


def _dated(item: Article | Skipped, path: Path, now: datetime) -> Article | Skipped:
    """Give an article without a date the one in its file's name, and say of one without any body that it has none."""
    if isinstance(item, Skipped):
        return item
    if not item.body:
        return Skipped(item.key, "nothing but page furniture", is_error=False)
    if item.published is None and item.kind == "article" and kind(path) not in ("jsonl", "csv"):
        return replace(item, published=publication_dates.from_filename(path.name, now))
    return item
