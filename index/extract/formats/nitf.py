"""NITF, the News Industry Text Format: one article of an agency or an archive."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.extract.data_articles import read_record
from index.extract.input import Input
from index.extract.rendering import render
from index.extract.xml_parts import attribute, first, local, markup, root_of, words
from index.sources.files import read_bytes
from index.types import Article, Skipped

_MEDIA = ("media", "nitf-table-metadata")
_WITHDRAWN = ("canceled", "cancelled", "killed", "withheld")


def read(file: Input) -> Iterator[Article | Skipped]:
    """The article of a document."""
    root = root_of(read_bytes(file.content))
    if root is None or first(root, "body") is None:
        yield Skipped(file.key, "no NITF in it; fetch it again")
    elif attribute(root, "docdata", "management-status").lower() in _WITHDRAWN:
        yield Skipped(file.key, "withdrawn by who published it", is_error=False)
    else:
        yield read_record(nitf_record(root), file.key, now=file.now)


def nitf_record(root: etree._Element) -> dict[str, object]:
    """The fields of an article, of a whole document or of its body alone."""
    byline = first(root, "byline")
    people = [words(node) for node in byline.iterfind(".//{*}person")] if byline is not None else []
    days = ("date.issue", "norm"), ("date.release", "norm"), ("story.date", "norm"), ("pubdata", "date.publication")
    return {
        "title": words(first(root, "hl1")) or words(first(root, "hedline")) or words(first(root, "title")),
        "authors": people or words(byline),
        "published": [day for place in days if (day := attribute(root, *place))],
        "outlet": attribute(root, "pubdata", "name")
        or words(first(root, "distributor"))
        or attribute(root, "doc.copyright", "holder"),
        "url": [
            attribute(root, "pubdata", "ex-ref"),
            attribute(root, "doc-id", "id-string"),
            attribute(root, "doc-id", "regsrc"),
        ],
        "section": attribute(root, "pubdata", "position.section") or attribute(root, "tobject", "tobject.type"),
        "genre": attribute(root, "tobject.property", "tobject.property.type"),
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        "text": _story(root),
    }


def _story(root: etree._Element) -> str:
    """The words of the story, without media and what stands twice."""
    content = first(root, "body.content")
    if content is None:
        return ""
    blocks = [node for node in content if isinstance(node.tag, str) and local(node) not in _MEDIA]
    whole = [node for node in blocks if node.get("class") == "full_text"]  # beside it stands its first paragraph again
    return "\n\n".join(render(markup(node, but=_MEDIA)) for node in whole or blocks)
