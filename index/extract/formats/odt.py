"""Documents of LibreOffice and OpenOffice: the text of the paragraphs, headings, items and rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.extract.documents import read_document
from index.extract.input import Input
from index.extract.xml_parts import local
from index.extract.zipped import archive, part, xml
from index.types import Article, Skipped

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
_HIDDEN = frozenset((f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation"))
_MOST_SPACES = 100


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a document."""
    with archive(file.content) as found:
        content, meta = xml(part(found, "content.xml")), xml(part(found, "meta.xml"))
    body = content.find(f".//{_OFFICE}text") if content is not None else None
    if body is None:
        yield Skipped(file.key, "no text document in it; save it again as .odt")
        return
    told = {local(node): node.text for node in meta.iter("{*}title", "{*}creator", "{*}initial-creator")} if meta is not None else {}  # fmt: skip
    etree.strip_elements(body, *_HIDDEN, with_tail=False)
    author = told.get("initial-creator") or told.get("creator")
    yield from read_document("\n\n".join(_blocks(body)), file, title=told.get("title"), author=author)


def _blocks(body: etree._Element) -> Iterator[str]:
    """The words of every block in order; the cells of a row with a tab between them."""
    for node in body.iter(*_BLOCKS, f"{_TABLE}table-row"):
        if node.tag == f"{_TABLE}table-row":
            cells = (" ".join(map(_words, cell.iter(*_BLOCKS))) for cell in node.iter(f"{_TABLE}table-cell"))
            line = "\t".join(" ".join(cell.split()) for cell in cells)
        elif any(above.tag == f"{_TABLE}table-row" for above in node.iterancestors()):
            continue
        else:
            line = _words(node).strip()
        if line.strip():
            yield line


def _words(block: etree._Element) -> str:
    pieces: list[str] = []
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            pieces.append((node.tail or "") if node is not block else "")
        elif node.tag in _BLOCKS and node is not block:
            walk.skip_subtree()  # a frame's, which is a block of its own
        elif node.tag == f"{_TEXT}s":
            count = node.get(f"{_TEXT}c", "1")
            pieces.append(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1))
        else:
            pieces.append({f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(str(node.tag), node.text or ""))
    return "".join(pieces)
