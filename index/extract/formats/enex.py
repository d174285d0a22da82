"""Notes of Evernote and what reads its exports (ENEX): pages that were clipped, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from lxml import etree

from index.extract.data_articles import read_found
from index.extract.input import Input
from index.extract.xml_parts import local
from index.sources.files import Unreadable, opened
from index.types import Article, Skipped

_TOLD = {"title": "title", "content": "text", "author": "author", "source-url": "url", "created": "created"}


def read(file: Input) -> Iterator[Article | Skipped]:
    """The notes, each as an article."""
    yield from read_found(_notes(file), now=file.now)


def _notes(file: Input) -> Iterator[tuple[str, object] | Skipped]:
    number = 0
    with opened(file.content) as stream:
        try:
            # Pictures are within the notes as text, of any length.
            for _, note in etree.iterparse(
                cast(IO[bytes], stream),
                tag="note",
                resolve_entities=False,
                no_network=True,
                huge_tree=True,
            ):
                number += 1
                yield file.record(number), _record(note)
                note.clear()
                while note.getprevious() is not None:
                    del note.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"notes that cannot be read ({error.msg or 'cut short'}); export them again") from error
    if not number:
        yield Skipped(file.key, "no notes in it", is_error=False)


def _record(note: etree._Element) -> dict[str, object]:
    """The fields of a note. A clipped page was not published when it was clipped."""
    found = {
        _TOLD[name]: node.text for node in note.iter(etree.Element) if (name := local(node)) in _TOLD and node.text
    }
    content = found.get("text", "")
    record: dict[str, object] = {**found, "text": content[max(0, content.find("<en-note")) :]}
    if "url" in record:
        record.pop("created", None)
    return record
