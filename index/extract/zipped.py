"""Zip archives (EPUB, DOCX, WACZ), within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from index.sources.files import Unreadable

PART_LIMIT = 32 * 2**20
"""Bytes, unpacked, of one part that is read whole."""


@contextmanager
def archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive that is open.

    Raises:
        Unreadable: at opening or while reading in the ``with`` block, for whatever is wrong with it.
    """
    try:
        with zipfile.ZipFile(path) as found:
            yield found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        locked = isinstance(error, RuntimeError) and "password" in str(error)
        raise Unreadable("locked with a password" if locked else "damaged; fetch the file again") from error


def part(found: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part; empty if there is none of that name.

    Raises:
        Unreadable: it is too large.
    """
    try:
        with found.open(name) as stream:
            data = stream.read(PART_LIMIT + 1)
    except KeyError:
        return b""
    if len(data) > PART_LIMIT:
        raise Unreadable(f"a part of it unpacks to more than {PART_LIMIT >> 20} MB")
    return data


def xml(data: bytes) -> etree._Element | None:
    """A part's XML; nothing outside it is looked up, and no entity is made larger."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None
