"""A reader's side: takes requests, gives what the files hold, batch by batch, until nobody wants any more."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

from index.extract import extract_file
from index.extract.fields import extend
from index.pipeline.extraction.limits import bound_process, bound_work, processor_seconds
from index.pipeline.extraction.requests import Batch, ExtractionRequest
from index.types import Article, Skipped

_ITEMS = 64
_CHARACTERS = 2**20
_SECONDS = 1.0
"""A batch is sent when it has this many articles, this much text, or was begun this long ago."""
_NICENESS = 10
"""Whoever asks a question meanwhile goes first."""


def main(descriptor: int) -> None:
    """Serve the connection that was handed down as this file descriptor."""
    connection = Connection(descriptor)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # libraries' own messages are for nobody
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os.nice(_NICENESS)
    bound_process()
    with suppress(EOFError, OSError):  # the run ended, or was killed
        while True:
            request: ExtractionRequest = connection.recv()
            if not _serve(request, connection.send):
                return


def _serve(request: ExtractionRequest, send: Callable[[Batch], None]) -> bool:
    """Read one file; False where this process is no longer sound."""
    seconds = processor_seconds(request.content or request.path)
    try:
        for batch in _batches(request, seconds):
            send(batch)
    except MemoryError:
        skip = Skipped(str(request.path), "needs more memory than any news file does; split it")
        send(Batch((skip,), is_last=True, ends_reader=True))
        return False
    return True


def _batches(request: ExtractionRequest, seconds: float) -> Iterator[Batch]:
    held: list[Article | Skipped] = []
    characters, begun = 0, time.monotonic()
    bound_work(seconds)
    extend(request.fields)
    for item in extract_file(request.path, now=request.now, content=request.content):
        held.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(held) >= _ITEMS or characters >= _CHARACTERS or time.monotonic() - begun >= _SECONDS:
            yield Batch(tuple(held), is_last=False)
            held, characters, begun = [], 0, time.monotonic()
        bound_work(seconds)
    yield Batch(tuple(held), is_last=True)
