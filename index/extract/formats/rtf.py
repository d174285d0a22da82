"""Rich Text Format, as word processors and press archives save it."""

from __future__ import annotations

from collections.abc import Iterator

from index.extract.documents import read_document
from index.extract.input import Input
from index.extract.rich_text import rich_text
from index.sources.files import read_bytes
from index.types import Article, Skipped


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a document."""
    data = read_bytes(file.content)
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Skipped(file.key, "no RTF in it; save it again")
        return
    found = rich_text(data)
    yield from read_document(found.text, file, title=found.title, author=found.author)
