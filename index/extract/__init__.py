"""Bytes -> articles: headline, byline, date, body, teasers; the rest is labelled as furniture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from index.extract.html import extract_html
from index.extract.markdown import extract_markdown
from index.extract.records import extract_record, records
from index.extract.textdump import extract_text_dump
from index.model import Article, Skipped
from index.sources.files import LINE_LIMIT, Unreadable, decode, kind, read_lines, read_text

__all__ = ["extract_file"]


def extract_file(path: Path, *, now: datetime) -> Iterator[Article | Skipped]:
    """The articles of a file, one at a time, and one clear sentence for each thing in it that is none. Never raises."""
    form = kind(path)
    try:
        if form == "jsonl":
            yield from _json_lines(path, now)
            return
        text = read_text(path)
    except Unreadable as error:
        yield Skipped(str(path), str(error))
        return
    if form == "json":
        yield from _json(text, path, now)
    elif form == "md":
        yield extract_markdown(text, str(path), now)
    elif form == "html":
        yield extract_html(text, str(path), now)
    else:
        found = extract_text_dump(text, path, now)
        if any(article.body for article in found):
            yield from found
        else:
            yield Skipped(str(path), "nothing but page furniture", is_error=False)


def _json(text: str, path: Path, now: datetime) -> Iterator[Article | Skipped]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Skipped(str(path), f"is not valid JSON, or cut short: {_position(error)}")
        return
    for number, record in enumerate(records(value), start=1):
        yield extract_record(record, f"{path}#{number}", f"{path}#{number}", now)


def _json_lines(path: Path, now: datetime) -> Iterator[Article | Skipped]:
    """Raises Unreadable where the file ends too early, after what it gave until then."""
    for number, line in read_lines(path):
        where = f"{path}:{number}"
        if line is None:
            yield Skipped(where, f"a line over {LINE_LIMIT >> 20} MB")
            continue
        try:
            record = json.loads(decode(line))
        except (ValueError, RecursionError) as error:
            yield Skipped(where, f"is not valid JSON, or cut short: {_position(error)}")
        else:
            yield extract_record(record, where, f"{path}#{number}", now)


def _position(error: Exception) -> str:
    return f"{error.msg} at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "too deeply nested"
