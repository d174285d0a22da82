"""Files read as the indexer reads them, and what came of them in short."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from index.extract import extract_file
from index.types import Article, Skipped

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCE = "The harbour bridge was shut on Friday after divers had found a crack as long as a bus."
SECOND = "Repairs will take nine weeks, said Ida Stenberg, the harbour master."


def extract(folder: Path, name: str, data: object) -> list[Article | Skipped]:
    """The outcome of a file of this name with these bytes, this text, or this value as JSON."""
    path = folder / name
    path.write_bytes(
        data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
    )
    return list(extract_file(path, now=NOW))


def articles(folder: Path, name: str, data: object) -> list[Article]:
    """The articles of a file, of which nothing may be left out."""
    found = extract(folder, name, data)
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def body(article: Article) -> list[str]:
    """The text of an article that may be cited."""
    return [article.text[span.start : span.end] for span in article.body]


def day(article: Article) -> str:
    """The day of publication, or empty."""
    return article.published.at.date().isoformat() if article.published else ""


def errors(found: list[Article | Skipped]) -> list[str]:
    """The errors, in words."""
    return [item.reason for item in found if isinstance(item, Skipped) and item.is_error]
