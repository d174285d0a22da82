"""Zip archives (EPUB, DOCX, WACZ), within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from index.sources.files import TEXT_LIMIT, Unreadable

PART_LIMIT = 32 * 2**20
"""Bytes, unpacked, of one part that is read whole."""


class Archive(zipfile.ZipFile):
    """An archive of parts that are read whole, and together are no larger than another file may be."""

    left = TEXT_LIMIT
    """Bytes, unpacked, that may still be read."""


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """An archive that is open.

    Raises:
        Unreadable: at opening or while reading in the ``with`` block, for whatever is wrong with it.
    """
    try:
        with Archive(path) as found:
            yield found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        locked = isinstance(error, RuntimeError) and "password" in str(error)
        raise Unreadable("locked with a password" if locked else "damaged; fetch the file again") from error


def part(found: Archive, name: str) -> bytes:
    """The bytes of a part; empty if there is none of that name.

    Raises:
        Unreadable: it is too large, alone or with those that were read before.
    """
    most = min(PART_LIMIT, found.left)
    try:
        with found.open(name) as stream:
            data = stream.read(most + 1)
    except KeyError:
        return b""
    if len(data) > most:
        told = f"a part of it unpacks to more than {PART_LIMIT >> 20} MB"
        raise Unreadable(told if most == PART_LIMIT else f"unpacks to more than {TEXT_LIMIT >> 20} MB; split it")
    found.left -= len(data)
    return data


def xml(data: bytes) -> etree._Element | None:
    """A part's XML; nothing outside it is looked up, and no entity is made larger.

    Raises:
        Unreadable: its reader gave up before its end.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if is_beyond_limits(parser.error_log):
        raise Unreadable(BEYOND_LIMITS)
    return root


BEYOND_LIMITS = "XML that is nested too deeply, or has too long a text in it; split it, or save it again"


def is_beyond_limits(errors: Iterable[etree._LogEntry]) -> bool:
    """True if the reader of XML, which passes over what is wrong, gave up on the rest of a document."""
    return any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in errors)
