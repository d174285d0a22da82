"""JSON Lines: a record a line."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.data_articles import read_found
from index.extract.input import Input
from index.extract.parsing import parsed
from index.extract.shapes import records
from index.sources.files import Unreadable, decode, read_lines, require_text
from index.types import Article, Skipped


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of the lines, of which each is read alone: a broken one costs only itself."""
    yield from read_found(_found(file), now=file.now)


def _found(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    for number, line in read_lines(file.content):
        where = file.record(number)
        if line is None:
            yield Skipped(where, "a line too long for one article")
            continue
        try:
            require_text(line)
        except Unreadable as error:
            yield Skipped(where, str(error))
            continue
        found = parsed(decode(line), where)
        if isinstance(found, Skipped):
            yield found
            continue
        many = records(found.value)
        if not many and not isinstance(found.value, list):
            continue  # a line that belongs to the next
        if not many:
            yield Skipped(where, "a list without articles", is_error=False)
        for place, record in enumerate(many, start=1):
            yield (where if len(many) == 1 else f"{where}.{place}"), record
