"""Web archives (WARC), as crawlers write them, and the texts of their pages (WET): every page in them that is an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from index.extract.encodings import charset_of, decode_markup
from index.extract.html import read_html
from index.extract.input import Input
from index.extract.textdump import read_textdump
from index.extract.urls import canonical_url
from index.sources.files import Unreadable, decode, opened, unpacked_limit
from index.types import Article, Skipped

_PAGE = 16 * 2**20


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio ships no types
    INC_RECORD = ""  # which it would print


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of an archive."""
    with opened(file.content) as stream:
        yield from pages(cast(IO[bytes], stream), file)


def pages(stream: IO[bytes], file: Input) -> Iterator[Article | Skipped]:
    """The articles of the pages in a stream of WARC records, compressed or not.

    Raises:
        Unreadable: it is no archive, or is cut short.
    """
    number = 0
    left = unpacked_limit(file.content.stat().st_size)
    try:
        for record in _Records(stream):
            url = canonical_url(record.rec_headers.get_header("WARC-Target-URI"))
            if record.rec_type == "conversion" and url:
                number += 1
                text = decode(record.content_stream().read(_PAGE))
                yield from (
                    replace(item, key=url, url=url) if item.kind == "article" else item
                    for item in read_textdump(text, url, now=file.now)
                )
                continue
            if record.rec_type != "response" or "html" not in _header(record, "Content-Type"):
                continue
            if not str(record.http_headers.get_statuscode()).startswith("2"):
                continue
            number += 1
            data = record.content_stream().read(_PAGE)
            left -= len(data)
            if left < 0:
                raise Unreadable("its pages unpack to far more than pages do; split it")
            markup = decode_markup(data, charset_of(_header(record, "Content-Type")))
            item = read_html(markup, url or file.record(number), now=file.now)
            if isinstance(item, Article) and item.url is None and url:
                item = replace(item, url=url)
            yield item
    except (ArchiveLoadFailed, EOFError, UnicodeError, AttributeError) as error:  # the last by headers that are missing
        raise Unreadable("not a web archive, or cut short; fetch it again") from error
    if not number:
        yield Skipped(file.key, "a web archive without pages", is_error=False)


def _header(record: ArcWarcRecord, name: str) -> str:
    return str(record.http_headers.get_header(name) or "").lower() if record.http_headers else ""
