"""JSON: one record, a list of them, an API's answer, or JSON Lines under another name."""

from __future__ import annotations

import io
from collections.abc import Iterator

from index.extract.data_articles import read_found
from index.extract.formats import jsonl
from index.extract.input import Input
from index.extract.parsing import Parsed, parsed, streamed
from index.extract.shapes import records
from index.sources.files import decode, opened, require_text
from index.types import Article, Skipped

_WHOLE = 16 * 2**20
"""Bytes up to which a document is read at once; of a larger list its items are, one after another."""
_HEAD = 8192


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of a document."""
    with opened(file.content) as stream:
        data = stream.read(_WHOLE + 1)
    if not data.strip():
        yield Skipped(file.key, "empty")
        return
    require_text(data[:_HEAD])
    if len(data) > _WHOLE:
        yield from read_found(_items(file), now=file.now)
        return
    text = decode(data)
    found = parsed(text, file.key)
    if isinstance(found, Skipped):
        if _is_lines(text):
            yield from jsonl.read(file)
        else:
            yield found
        return
    many = records(found.value)
    if not many:
        yield Skipped(file.key, "a list without articles", is_error=False)
    keys = [file.key] if len(many) == 1 else map(file.record, range(1, len(many) + 1))
    yield from read_found(zip(keys, many, strict=True), now=file.now)


def _items(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    """The records of a large document, while it is read."""
    number = 0
    with opened(file.content) as stream, io.TextIOWrapper(stream, "utf-8-sig", "replace") as text:
        for found in streamed(text, file.key):
            for record in records(found.value) if isinstance(found, Parsed) else [found]:
                number += 1
                yield record if isinstance(record, Skipped) else (file.record(number), record)


def _is_lines(text: str) -> bool:
    """True if the first line that is not blank is a value by itself, and another follows."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return first.startswith(("{", "[")) and bool(rest.strip()) and not isinstance(parsed(first, ""), Skipped)
