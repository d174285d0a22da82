"""Plain text as somebody saved it from a page."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.input import Input
from index.extract.press_archives import read_dump
from index.sources.files import read_text
from index.types import Article


def read(file: Input) -> Iterator[Article]:
    """The article of a text dump, then the stories that its page recommends; of an archive's export the articles."""
    yield from read_dump(read_text(file.content), file.key, now=file.now)
