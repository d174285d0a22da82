"""JSON values out of text, and one clear sentence where there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from index.types import Skipped

_CHUNK = 2**20
_ITEM = 64 * 2**20
"""Characters of one item of a large list."""
_GAP = 4096
_LONGEST = 300
"""Digits of a number; none of an article's has more, and what has thousands Python refuses to read."""


def _number(digits: str) -> int | None:
    """A whole number, or nothing in its place where it is too long for one: the rest of a record is there all the same."""
    return int(digits) if len(digits) <= _LONGEST else None


_DECODER = json.JSONDecoder(parse_int=_number)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON value, which may be None."""

    value: object


def parsed(text: str, where: str) -> Parsed | Skipped:
    """The value that a text is."""
    try:
        return Parsed(_DECODER.decode(text))
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            return Skipped(where, f"JSON cut short ({at}); fetch it again")
        return Skipped(where, f"not valid JSON at {at}: {error.msg.lower()}")
    except RecursionError:
        return Skipped(where, "JSON nested too deeply; export its articles alone, one a line")


def streamed(text: TextIO, where: str) -> Iterator[Parsed | Skipped]:
    """The items of a list that is a whole document, or the values of one that holds several, while it is read."""
    buffer, at, is_last = "", 0, False
    while True:
        at = _next(buffer, at)
        try:
            if at >= len(buffer):
                raise json.JSONDecodeError("nothing", buffer, at)
            value, end = _DECODER.raw_decode(buffer, at)
            if end == len(buffer) and not is_last:
                raise json.JSONDecodeError("a number may go on", buffer, at)
        except RecursionError:
            yield Skipped(where, "JSON nested too deeply; export its articles alone, one a line")
            return
        except ValueError:
            if is_last or len(buffer) - at > _ITEM:
                if at < len(buffer):
                    large = "one item is larger than a document may be; split it, or make it JSON Lines"
                    yield Skipped(where, "JSON cut short or damaged; fetch it again" if is_last else large)
                return
            more = text.read(max(_CHUNK, len(buffer) - at))
            is_first = not buffer and at == 0
            buffer, at, is_last = buffer[at:] + more, 0, not more
            if is_first:
                buffer = buffer.lstrip().removeprefix("[")
            continue
        yield Parsed(value)
        at = end


def _next(buffer: str, at: int) -> int:
    """Where the next value starts: behind white space, commas and the list's end."""
    return at + len(buffer[at : at + _GAP]) - len(buffer[at : at + _GAP].lstrip(" \t\r\n,]"))
