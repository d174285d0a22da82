"""Articles as rows, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from index.days import day_number
from index.types import Article, Label, Published, Span, digest_of
from index.white_space import evened

_T = TypeVar("_T")

Fields = dict[str, Any]
"""Every field of an article but its text, as JSON has it."""
_LABELS = {label.value: label for label in Label}


def article_fields(article: Article) -> Fields:
    """Every field but the text."""
    published = article.published
    return {
        "key": article.key,
        "spans": [[span.start, span.end, span.label] for span in article.spans],
        "headline": article.headline,
        "url": article.url,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": [published.at.isoformat(), published.precision, published.source] if published else None,
        "language": article.language,
        "updated": article.updated.isoformat() if article.updated else None,
        "section": article.section,
        "access": article.access,
        "form": article.form,
        "is_excerpt": article.is_excerpt,
        "kind": article.kind,
        "seen_on": article.seen_on,
    }


def article_from(fields: Fields, body: bytes) -> Article:
    """The article that ``article_fields`` and ``pack`` made."""
    rest = dict(fields)
    published = rest.pop("published")
    if published:
        published = Published(datetime.fromisoformat(published[0]), published[1], published[2])
    updated = rest.pop("updated", None)
    rest["updated"] = datetime.fromisoformat(updated) if updated else None
    spans = tuple(Span(start, end, _LABELS[label]) for start, end, label in rest.pop("spans"))
    return Article(text=unpack(body), spans=spans, published=published, byline=tuple(rest.pop("byline")), **rest)


def encode(text: str) -> bytes:
    """UTF-8; lone surrogates pass."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """Read what ``encode`` made."""
    return data.decode("utf-8", "surrogatepass")


def pack(text: str) -> bytes:
    """Compressed UTF-8."""
    return zlib.compress(encode(text), 6)


def unpack(data: bytes) -> str:
    """Read what ``pack`` made."""
    return decode(zlib.decompress(data))


def to_json(value: object) -> str:
    """Plain ASCII, so that any text can be kept."""
    return json.dumps(value, ensure_ascii=True)


def day_of(article: Article) -> int | None:
    """The day of publication as YYYYMMDD."""
    return day_number(article.day) if article.day else None


def text_hash(article: Article) -> str:
    """Equal for the same story under two addresses of one outlet; another outlet or day is found, and filtered, by itself."""
    rest = (article.outlet.casefold(), article.kind, str(day_of(article)))
    return digest_of(chain(evened(article.headline, article.text), *(("\x1f", part) for part in rest)))


def chunks(items: Sequence[_T], size: int = 500) -> Iterator[list[_T]]:
    """Databases take a bounded number of parameters."""
    for first in range(0, len(items), size):
        yield list(items[first : first + size])
