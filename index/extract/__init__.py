"""Bytes -> articles: headline, byline, date, body, teasers; the rest is labelled as what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.extract import publication_dates
from index.extract.html import read_html
from index.extract.json_records import read_record, records
from index.extract.markdown_article import read_markdown
from index.extract.textdump import read_textdump
from index.sources.files import Unreadable, decode, kind, read_lines, read_text, require_text
from index.types import Article, Skipped

__all__ = ["RULES_VERSION", "extract_file"]

RULES_VERSION = 1
"""Grows with every change of what is made of the same bytes: files that were read by older rules are read again."""

_HTML_LIMIT = 16 * 2**20  # trafilatura needs some 50 times a page's size
_JSON_LIMIT = 128 * 2**20


def extract_file(path: Path, *, now: datetime, content: Path | None = None) -> Iterator[Article | Skipped]:
    """The articles of a file, one at a time, and one clear sentence for each thing in it that is none. Never raises.

    ``content``: the file of the same name that its bytes are in, where it is not there itself any more.
    """
    try:
        for item in _items(path, content or path, now):
            yield _dated(item, path, now)
    except Unreadable as error:
        yield Skipped(str(path), str(error))
    except Exception as error:  # a file that no one foresaw must not stop the others
        yield Skipped(str(path), f"could not be understood ({type(error).__name__}); please report it")


def _items(path: Path, content: Path, now: datetime) -> Iterator[Article | Skipped]:
    key = str(path)
    match kind(path):
        case "jsonl":
            yield from _json_lines(path, content, now)
        case "json":
            yield from _json(path, content, now)
        case "html":
            yield read_html(read_text(content, _HTML_LIMIT), key, now=now)
        case "md":
            yield from read_markdown(read_text(content), key, now=now)
        case "txt":
            yield from read_textdump(read_text(content), key, now=now)
        case None:
            yield Skipped(key, "not a kind of file that is read", is_error=False)


def _dated(item: Article | Skipped, path: Path, now: datetime) -> Article | Skipped:
    """Give an article without a date the one in its file's name, and say of one without any body that it has none."""
    if isinstance(item, Skipped):
        return item
    if not item.body:
        return Skipped(item.key, "nothing but page furniture", is_error=False)
    if item.published is None and item.kind == "article" and kind(path) != "jsonl":
        return replace(item, published=publication_dates.from_filename(path.name, now))
    return item


def _json(path: Path, content: Path, now: datetime) -> Iterator[Article | Skipped]:
    found = _parsed(read_text(content, _JSON_LIMIT), str(path))
    if isinstance(found, Skipped):
        yield found
        return
    many = records(found.value)
    if not many:
        yield Skipped(str(path), "a list without articles", is_error=False)
    for number, record in enumerate(many, start=1):
        yield read_record(record, str(path) if len(many) == 1 else f"{path}#{number}", now=now)


def _json_lines(path: Path, content: Path, now: datetime) -> Iterator[Article | Skipped]:
    for number, line in read_lines(content):
        where = f"{path}#{number}"
        if line is None:
            yield Skipped(where, "a line too long for one article")
            continue
        try:
            require_text(line)
        except Unreadable as error:
            yield Skipped(where, str(error))
            continue
        found = _parsed(decode(line), where)
        yield found if isinstance(found, Skipped) else read_record(found.value, where, now=now)


class _Parsed:
    """A JSON value, which may be None."""

    def __init__(self, value: object) -> None:
        self.value = value


def _parsed(text: str, where: str) -> _Parsed | Skipped:
    try:
        return _Parsed(json.loads(text))
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            return Skipped(where, f"JSON cut short ({at}); fetch it again")
        return Skipped(where, f"not valid JSON at {at}: {error.msg.lower()}")
    except RecursionError:
        return Skipped(where, "JSON nested too deeply")
    except ValueError:
        return Skipped(where, "JSON with a number that is too long")
