"""JSON: one record, a list of them, an API's answer, or JSON Lines under another name."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.formats import jsonl
from index.extract.input import Input
from index.extract.parsing import parsed
from index.extract.records import read_found
from index.extract.shapes import records
from index.sources.files import read_text
from index.types import Article, Skipped

_LIMIT = 128 * 2**20


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of a document."""
    text = read_text(file.content, _LIMIT)
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


def _is_lines(text: str) -> bool:
    """True if the first line that is not blank is a value by itself, and another follows."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return first.startswith(("{", "[")) and bool(rest.strip()) and not isinstance(parsed(first, ""), Skipped)
