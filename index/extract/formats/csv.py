"""Tables with a line of names: comma, semicolon or tab separated."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from index.extract.data_articles import read_found
from index.extract.day_order import A_DATE, Order, first_of, order_of, settled
from index.extract.input import Input
from index.sources.files import decoder, opened
from index.types import Article, Skipped

_CELL = 16 * 2**20
_SEPARATORS = ",;\t|"


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of the rows."""
    yield from read_found(rows(file), now=file.now)


def rows(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    """The rows of a table as records, while it is read; dates in numbers with their day where the whole of their column tells it."""
    told: dict[str, set[Order]] = {}
    for name, cell in (cell for item in _rows(file) if isinstance(item, tuple) for cell in item[1].items()):
        if len(cell) <= A_DATE and (first := first_of(cell)):
            told.setdefault(name, set()).add(first)
    orders = {name: order_of(firsts) for name, firsts in told.items()}
    for item in _rows(file):
        if isinstance(item, tuple):
            key, row = item
            yield key, {name: settled(cell, orders.get(name, "")) for name, cell in row.items()}
        else:
            yield item


def _rows(file: Input) -> Iterator[tuple[str, dict[str, str]] | Skipped]:
    csv.field_size_limit(_CELL)
    with opened(file.content) as stream, io.TextIOWrapper(stream, decoder(stream), "replace", newline="") as text:
        head = text.readline()
        if not head.strip():
            yield Skipped(file.key, "empty")
            return
        separator = max(_SEPARATORS, key=head.count)
        try:
            names = next(csv.reader([head], delimiter=separator))
        except csv.Error as error:
            yield Skipped(file.key, f"its first line is no names of columns: {error}")
            return
        lines = csv.reader((line.replace("\0", "") for line in text), delimiter=separator)
        number = 1
        while True:
            try:
                row = next(lines, None)
            except csv.Error as error:
                yield Skipped(file.record(number + 1), f"not a row of a table: {error}")
                return
            if row is None:
                return
            number += 1
            if any(cell.strip() for cell in row):
                yield file.record(number), dict(zip(names, row, strict=False))
