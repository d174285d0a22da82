"""Documents of word processors: their text is read like a text dump, and what it does not tell their properties may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.extract.data_articles import read_record
from index.extract.input import Input
from index.extract.press_archives import read_dump
from index.types import Article, Skipped


def read_document(
    text: str, file: Input, *, title: str | None = None, author: str | None = None
) -> Iterator[Article | Skipped]:
    """The article of a document with this text, title and author, then the stories that it recommends."""
    if not text.strip():
        yield Skipped(file.key, "no text in it", is_error=False)
        return
    # When the document was made is not when the news was published: only what the text says of its day counts.
    facts = read_record({"title": title, "author": author, "text": "-"}, file.key, now=file.now)
    article, *others = read_dump(text, file.key, now=file.now)
    if isinstance(facts, Article) and article.key == file.key:
        article = replace(article, headline=article.headline or facts.headline, byline=article.byline or facts.byline)
    yield from (article, *others)
