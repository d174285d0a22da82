"""Markdown, with front matter or without."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.input import Input
from index.extract.markdown_article import read_markdown
from index.sources.files import read_text
from index.types import Article, Skipped


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a Markdown file, then the stories that it recommends."""
    yield from read_markdown(read_text(file.content), file.key, now=file.now)
