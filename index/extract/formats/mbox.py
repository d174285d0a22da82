"""Mailboxes of newsletters (mbox), as mail programs and Google Takeout save them: message after message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from index.extract.formats.eml import read_message
from index.extract.input import Input
from index.sources.files import opened
from index.types import Article, Skipped

_START = b"From "
_LARGEST = 32 * 2**20
_LINE = 2**20


def read(file: Input) -> Iterator[Article | Skipped]:
    """The messages, each as an article."""
    number = 0
    with opened(file.content) as stream:
        for number, data in enumerate(_messages(stream), start=1):  # also how many there are
            where = file.record(number)
            if data is None:
                yield Skipped(where, f"a message of more than {_LARGEST >> 20} MB")
            else:
                yield read_message(data, where, now=file.now)
    if not number:
        yield Skipped(file.key, "no mailbox: no line begins with “From ”; save it again as mbox")


def _messages(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The bytes of each message, None for one that is too large. A message begins after a blank line with "From "."""
    lines: list[bytes] | None = None
    size, was_blank = 0, True
    while line := stream.readline(_LINE):
        if was_blank and line.startswith(_START):
            if lines is not None:
                yield b"".join(lines) if size <= _LARGEST else None
            lines, size, was_blank = [], 0, False
            continue
        was_blank = not line.strip()
        if lines is None:
            if not was_blank:
                return
            continue
        size += len(line)
        if size <= _LARGEST:
            lines.append(line[1:] if line.lstrip(b">").startswith(_START) and line.startswith(b">") else line)
        else:
            lines.clear()
    if lines is not None:
        yield b"".join(lines) if size <= _LARGEST else None
