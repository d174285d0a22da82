"""Web archives in a zip (WACZ), as browser extensions write them."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.formats.warc import pages
from index.extract.input import Input
from index.extract.zipped import archive
from index.types import Article, Skipped


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of every archive in it."""
    with archive(file.content) as found:
        names = [name for name in found.namelist() if name.startswith("archive/") and not name.endswith("/")]
        if not names:
            yield Skipped(file.key, "no web archive in it; save the pages again")
        for name in names:
            with found.open(name) as stream:
                yield from pages(stream, file)
