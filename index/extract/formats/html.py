"""A web page, saved as HTML."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.encodings import decode_markup
from index.extract.html import read_html
from index.extract.input import Input
from index.sources.files import read_bytes, require_text
from index.types import Article, Skipped

_LIMIT = 16 * 2**20  # trafilatura needs some 50 times a page's size
_HEAD = 8192


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a page."""
    data = read_bytes(file.content, _LIMIT)
    require_text(data[:_HEAD])
    yield read_html(decode_markup(data), file.key, now=file.now)
