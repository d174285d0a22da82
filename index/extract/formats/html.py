"""A web page, saved as HTML."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.html import read_html
from index.extract.input import Input
from index.sources.files import read_text
from index.types import Article, Skipped

_LIMIT = 16 * 2**20  # trafilatura needs some 50 times a page's size


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a page."""
    yield read_html(read_text(file.content, _LIMIT), file.key, now=file.now)
