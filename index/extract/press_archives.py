"""Texts of press archives (Nexis, Factiva, ProQuest), which hold one article after another: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from index.extract.textdump import read_textdump
from index.types import Article

_MARKS = ("Document", "DOCUMENT", "Dokument", "DOKUMENT", "document")
_ENDS = (
    re.compile(
        r"^[ \t]{0,20}(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)[ \t]{0,20}$", re.M
    ),
    re.compile(r"^(?:AN[ \t]{1,9})?(?:Document|Dokument|Documento) [A-Z]{2,8}\w{12,30}[ \t]{0,20}$", re.M),
)
"""Lines that end a document: of Nexis, of Factiva."""
_STARTS = (
    re.compile(r"^[ \t]{0,40}\d{1,5} of \d{1,5} DOCUMENTS?[ \t]{0,20}$", re.M),
    re.compile(r"^[ \t]{0,20}Document \d{1,5} of \d{1,5}[ \t]{0,20}$", re.M),
)
"""Lines that begin one: of the older Nexis, of ProQuest."""
_COVER = re.compile(r"\s{0,20}Report Information from ProQuest\b")
"""The first line of an export of ProQuest, before a table of contents."""


def read_dump(text: str, key: str, *, now: datetime) -> Iterator[Article]:
    """The articles of a text: of an export of an archive each document's, else the one that it is."""
    found = documents(text)
    if len(found) < 2 and text[slice(*(found or [(0, 0)])[0])].strip() == "":
        found = [(0, len(text))]
    for number, (start, end) in enumerate(found, start=1):
        yield from read_textdump(text[start:end], f"{key}#{number}" if len(found) > 1 else key, now=now)


def documents(text: str) -> list[tuple[int, int]]:
    """Where in an archive's text its documents stand; none where it is no such text."""
    if not any(mark in text for mark in _MARKS):
        return []
    for mark in _ENDS:
        if ends := [match.end() for match in mark.finditer(text)]:
            return list(zip([0, *ends], ends, strict=False))
    for mark in _STARTS:
        starts = [match.start() for match in mark.finditer(text)]
        if len(starts) > 1 or (starts and _COVER.match(text)):
            return list(zip(starts, [*starts[1:], len(text)], strict=True))
    return []
