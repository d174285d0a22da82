"""A web page, saved as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.extract.encodings import decode_markup
from index.extract.html import read_html
from index.extract.input import Input
from index.extract.urls import canonical_url
from index.sources.files import read_bytes, require_text
from index.types import Article, Skipped

_LIMIT = 16 * 2**20  # trafilatura needs some 50 times a page's size
_HEAD = 8192
_SAVED = re.compile(
    r"<!--\s{0,9}(?:Page saved with SingleFile\s{0,9}url:\s{0,3}|saved from url=\(\d{4}\))(https?://[^\s<>]{4,2000})",
    re.IGNORECASE,
)


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a page."""
    data = read_bytes(file.content, _LIMIT)
    require_text(data[:_HEAD])
    markup = decode_markup(data)
    item = read_html(markup, file.key, now=file.now)
    if isinstance(item, Article) and item.url is None and (url := _saved_from(markup)):
        item = replace(item, url=url, key=url)
    yield item


def _saved_from(markup: str) -> str | None:
    """The address in the comment that programs put first in the pages that they save (SingleFile, browsers)."""
    match = _SAVED.search(markup, 0, _HEAD)
    return canonical_url(match[1]) if match else None
