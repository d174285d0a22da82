"""PDF with a text layer, read like a text dump."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from index.extract.input import Input
from index.extract.outlets import clean_headline
from index.extract.press_archives import read_dump
from index.sources.files import opened
from index.types import Article, Skipped

_MOST_PAGES = 500
_MOST = 4 * 2**20


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a document."""
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # it complains about every slip of a file that it can still read
    with opened(file.content) as stream:
        try:
            document = PdfReader(stream)
            if document.is_encrypted and not document.decrypt(""):
                yield Skipped(file.key, "locked with a password")
                return
            title = str(document.metadata.title or "") if document.metadata else ""
            text = _text(document)
        except (
            PyPdfError,
            DependencyError,  # a cipher that nothing here reads
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
            AssertionError,
        ):
            yield Skipped(file.key, "not a PDF that can be read; save it again")
            return
    if not text.strip():
        yield Skipped(file.key, "only pictures of pages, no text; have it recognised first (OCR)")
        return
    article, *others = read_dump(text, file.key, now=file.now)
    yield from (replace(article, headline=article.headline or clean_headline(title)[0]), *others)


def _text(document: PdfReader) -> str:
    pages: list[str] = []
    for page in document.pages[:_MOST_PAGES]:
        pages.append(page.extract_text().strip())
        if sum(map(len, pages)) > _MOST:
            break
    return "\n\n".join(page for page in pages if page)
