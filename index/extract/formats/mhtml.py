"""A page as browsers save it whole, in one file with its pictures and styles (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from index.extract.encodings import decode_markup
from index.extract.html import read_html
from index.extract.input import Input
from index.extract.urls import canonical_url
from index.sources.files import read_bytes
from index.types import Article, Skipped

_LIMIT = 16 * 2**20  # as of a page that is saved alone


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of the page."""
    message = message_from_bytes(read_bytes(file.content))
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes):
        yield Skipped(file.key, "no page in it; save it again")
        return
    if len(data) > _LIMIT:
        yield Skipped(file.key, f"a page of more than {_LIMIT >> 20} MB; save it again as a page without pictures")
        return
    url = _address(message) or _address(part)
    item = read_html(decode_markup(data, str(part.get_content_charset() or "")), url or file.key, now=file.now)
    yield replace(item, url=url) if isinstance(item, Article) and item.url is None and url else item


def _address(part: Message) -> str | None:
    named = (part.get(name) for name in ("Snapshot-Content-Location", "Content-Location"))
    return next((url for name in named if name and (url := canonical_url(str(name)))), None)
