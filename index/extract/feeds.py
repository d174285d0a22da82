"""Feed files: windows on the news, out of which entries roll that are not gone."""

from __future__ import annotations

from pathlib import Path

from index.sources.files import Unreadable, kind, opened

_HEAD = 2**16
_JSON_FEED = b"jsonfeed.org"
_WHOLE = (b"wordpress.org/export/", b":complete")
"""Marks of XML that is all there is: WordPress's export, and a feed that says so (RFC 5005)."""


def is_window(path: Path) -> bool:
    """True for a feed (RSS, Atom, RDF, a sitemap, JSON Feed) that shows the newest entries, and not all that there are."""
    of = kind(path)
    if of not in ("xml", "json"):
        return False
    try:
        with opened(path) as stream:
            head = stream.read(_HEAD).replace(b"\0", b"")  # UTF-16
    except Unreadable:
        return False
    return _JSON_FEED in head if of == "json" else not any(mark in head for mark in _WHOLE)
