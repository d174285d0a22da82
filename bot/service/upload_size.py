"""The size of an uploaded file once it is unpacked: counted in a process of its own, before the file is accepted. Blocking."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.service.refusals import Refused
from index.extract.field_table import Table
from index.pipeline.extraction import ExtractionRequest, Workers
from index.types import Skipped

_PASSAGE_CHARACTERS = 450
"""Of a passage, on average; enough to tell how long a run will take."""
_SECONDS = 90.0
"""A file that takes longer only to be counted would keep a run busy for hours."""
_ADVICE = "split it, or ask whoever runs me to index it"


@dataclass(frozen=True, slots=True)
class Most:
    """The most that one file may hold."""

    articles: int
    characters: int
    passages: int


@dataclass(slots=True)
class Size:
    """Things that a file holds."""

    articles: int = 0
    characters: int = 0
    passages: int = 0


def measured(content: Path, name: Path, now: datetime, most: Most, fields: Table | None = None) -> Size:
    """The size of the file ``name``, whose bytes are in ``content``. ``fields``: names of fields that are added to newsdesk's own.

    Raises:
        Refused: it holds more than ``most``, or takes too long to read; the sentence has the numbers. Or there is nothing to read in it.
    """
    size = Size()
    reason = ""
    deadline = time.monotonic() + _SECONDS
    with Workers(at_once=1) as workers:
        for _, found in workers.extract([(name, ExtractionRequest(name, now, content, fields or {}))]):
            for item in found:
                if time.monotonic() > deadline:
                    raise Refused(
                        f"Reading the file takes more than {_SECONDS:.0f} seconds "
                        f"({size.articles:,} articles so far); {_ADVICE}."
                    )
                if isinstance(item, Skipped):
                    reason = reason or item.reason
                    continue
                size.articles += 1
                size.characters += len(item.text)
                size.passages += max(1, sum(span.end - span.start for span in item.body) // _PASSAGE_CHARACTERS)
                _require(size, most)
    if not size.articles:
        raise Refused(f"Nothing in the file can be read: {reason}.")
    return size


def _require(size: Size, most: Most) -> None:
    for number, allowed, what in (
        (size.articles, most.articles, f"{most.articles:,} articles"),
        (size.characters, most.characters, f"{most.characters / 2**20:,.0f} MB of text"),
        (size.passages, most.passages, f"{most.passages:,} passages"),
    ):
        if number > allowed:
            raise Refused(f"The file holds more than {what}, which is the most that one file may hold; {_ADVICE}.")
