"""Word documents: the text of the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.extract.documents import read_document
from index.extract.input import Input
from index.extract.xml_parts import local
from index.extract.zipped import archive, part, xml
from index.types import Article, Skipped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_W}p"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a document."""
    with archive(file.content) as found:
        document, core = xml(part(found, "word/document.xml")), xml(part(found, "docProps/core.xml"))
    if document is None:
        yield Skipped(file.key, "no Word document in it; save it again as .docx")
        return
    text = "\n\n".join(line for node in document.iter(_PARAGRAPH) if (line := _text(node).strip()))
    told = {local(node): node.text for node in core if node.text} if core is not None else {}
    yield from read_document(text, file, title=told.get("title"), author=told.get("creator"))


def _text(paragraph: etree._Element) -> str:
    """A paragraph's own words, not those of the paragraphs in a text box in it."""
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, node in walk:
        if node.tag == _PARAGRAPH and node is not paragraph:
            walk.skip_subtree()
        else:
            pieces.append((node.text or "") if node.tag == f"{_W}t" else _BREAKS.get(str(node.tag), ""))
    return "".join(pieces)
