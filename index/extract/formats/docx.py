"""Word documents: the text of the paragraphs, read like a text dump."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from index.extract.data_articles import read_record
from index.extract.input import Input
from index.extract.textdump import read_textdump
from index.extract.zipped import archive, part, xml
from index.types import Article, Skipped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a document; what its text does not tell, its properties may."""
    with archive(file.content) as found:
        document, core = xml(part(found, "word/document.xml")), xml(part(found, "docProps/core.xml"))
    if document is None:
        yield Skipped(file.key, "no Word document in it; save it again as .docx")
        return
    text = "\n\n".join(line for node in document.iter(f"{_W}p") if (line := _text(node).strip()))
    if not text:
        yield Skipped(file.key, "no text in it", is_error=False)
        return
    told = {etree.QName(node).localname: node.text for node in core if node.text} if core is not None else {}
    # When the document was made is not when the news was published: only what the text says of its day counts.
    facts = read_record(
        {"title": told.get("title"), "author": told.get("creator"), "text": "-"}, file.key, now=file.now
    )
    article, *others = read_textdump(text, file.key, now=file.now)
    if isinstance(facts, Article):
        article = replace(article, headline=article.headline or facts.headline, byline=article.byline or facts.byline)
    yield from (article, *others)


def _text(paragraph: etree._Element) -> str:
    return "".join(
        (node.text or "") if node.tag == f"{_W}t" else _BREAKS.get(str(node.tag), "") for node in paragraph.iter()
    )
