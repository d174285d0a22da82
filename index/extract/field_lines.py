"""Lines that begin with the name of a field, as press archives, mail programs and scrapers write them: "HD Bridge shut", "Subject: ..."."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("field_lines.toml")
_KINDS = ("headline", "subject", "byline", "published", "sent", "dateline", "outlet", "language", "story", "rest")
_CODE = re.compile(r"([A-Z]{2,3})(?:\s{1,8}|$)")
_NAME = re.compile(r"([^\W\d_][\w /-]{1,24}):\s{0,8}")
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s?:\s{0,3}){1,5}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5} of \d{1,5} documents?|document \d{1,5} of \d{1,5}", re.IGNORECASE)
_FIRST_LINES = 12
_LONGEST_NAME = 3
"""Words of a field's name."""
_FEWEST_ROWS = 5
"""Rows of a table of fields that was copied without its colons."""
_ARCHIVES = ("factiva", "nexis", "proquest", "newsbank")
_WITH_ROWS = ("proquest", "newsbank")
"""Archives whose pages show the fields as such a table."""
_LIST = " []'\"“”"


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A line's field: its ``kind`` in the table, and where in the text its value stands, which may be nothing."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    has_colon: bool
    fewest: int
    kinds: Mapping[str, str]
    """The kind of a field by its name."""


def field_lines(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, FieldLine]:
    """The fields that a text's lines name, by the number of the line; none where too few are named for that to be no chance."""
    found: dict[int, FieldLine] = {}
    for family in _families():
        own = _of_family(text, lines, family)
        if family.name in _WITH_ROWS:
            own |= _rows(text, lines, family)
        if len({text[lines[at][0] : field.start] for at, field in own.items()}) >= family.fewest:
            found = {**own, **found}
    for at, (start, end) in enumerate(lines[:_FIRST_LINES]):
        if at + 1 < len(lines) and _NUMBER.fullmatch(text, start, end):
            found[at] = FieldLine("rest", end, end)
            if (
                text[start].isdigit()
                and at + 1 not in found
                and not any(field.kind == "outlet" for field in found.values())
            ):
                found[at + 1] = FieldLine("outlet", *lines[at + 1])
            break
    return found


def _of_family(text: str, lines: Sequence[tuple[int, int]], family: _Family) -> dict[int, FieldLine]:
    found: dict[int, FieldLine] = {}
    for at, (start, end) in enumerate(lines):
        match = (_NAME if family.has_colon else _CODE).match(text, start, end)
        kind = family.kinds.get(match[1].casefold() if family.has_colon else match[1], "") if match else ""
        if not match or not kind or (family.name == "nexis" and not match[1].isupper()):
            continue
        if at >= _FIRST_LINES and family.name not in _ARCHIVES:
            break
        found[at] = FieldLine(kind, *_value(text, match.end(), end))
    return found


def _rows(text: str, lines: Sequence[tuple[int, int]], family: _Family) -> dict[int, FieldLine]:
    """The fields of a table as a browser copies it: names and values with a space between, each row right below another."""
    found: dict[int, FieldLine] = {}
    run: dict[int, FieldLine] = {}
    for at, (start, end) in enumerate([*lines, (0, 0)]):
        words = text[start:end].split(maxsplit=_LONGEST_NAME)
        sizes = range(min(len(words) - 1, _LONGEST_NAME), 0, -1)
        name = next((name for size in sizes if (name := " ".join(words[:size])).casefold() in family.kinds), "")
        if name and name[0].isupper():
            run[at] = FieldLine(
                family.kinds[name.casefold()],
                *_value(text, text.find(words[len(name.split())], start + len(name)), end),
            )
            continue
        if len(run) >= _FEWEST_ROWS:
            found |= run
        run = {}
    return found


def _value(text: str, start: int, end: int) -> tuple[int, int]:
    """A value without the marks of a reply before it and those of a list around it."""
    if match := _REPLY.match(text, start, end):
        start = match.end()
    if text[start:end].startswith("["):
        while start < end and text[start] in _LIST and text[end - 1] in _LIST:
            start, end = start + 1, end - 1
    return start, end


@cache
def _families() -> tuple[_Family, ...]:
    """The table, read once."""
    return tuple(
        _Family(
            family["name"],
            family["has_colon"],
            family["fewest"],
            {
                (name.casefold() if family["has_colon"] else name): kind
                for kind in _KINDS
                for name in map(str.strip, family[kind].split("|"))
                if name
            },
        )
        for family in tomllib.loads(_TABLE.read_text("utf-8"))["family"]
    )
