"""Plain text as somebody saved it from a page."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.input import Input
from index.extract.textdump import read_textdump
from index.sources.files import read_text
from index.types import Article


def read(file: Input) -> Iterator[Article]:
    """The article of a text dump, then the stories that its page recommends."""
    yield from read_textdump(read_text(file.content), file.key, now=file.now)
