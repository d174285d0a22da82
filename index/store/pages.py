"""The rows in the pages of an SQLite file, found without the tree that leads to them (https://sqlite.org/fileformat2.html).

For a database that SQLite itself cannot read any more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

Value = int | float | str | bytes | None

_MAGIC = b"SQLite format 3\0"
_LEAF = 0x0D
_LEAF_HEADER, _FILE_HEADER = 8, 100
_SIZES = (2**12, 2**14)
"""Those of earlier newsdesks' files, and of today's."""
_TREE_PAGES = frozenset((0x02, 0x05, 0x0A, _LEAF))
"""The first bytes of pages that are part of a tree, which most are."""
_FLOAT = 7
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was found: its number, and its values in the order of the columns."""

    number: int
    values: tuple[Value, ...]


def page_size(data: bytes | mmap) -> int:
    """The size of the file's pages: as its header has it, or where that is lost as its pages look."""
    told = int.from_bytes(data[16:18], "big")
    if told in _SIZES:
        return told
    small, large = _SIZES
    starts = range(small, len(data), small)
    inner = [data[start] in _TREE_PAGES for start in starts if start % large]
    outer = [data[start] in _TREE_PAGES for start in starts if start % large == 0]
    # Within a large page there is anything.
    return large if 2 * sum(inner) * len(outer) < sum(outer) * len(inner) else small


def rows(data: bytes | mmap) -> Iterator[Row]:
    """Every row in any page that looks like the leaf of a table; what cannot be decoded is passed over."""
    size = page_size(data)
    for start in range(0, len(data) - size + 1, size):
        header = start + (_FILE_HEADER if start == 0 else 0)
        if data[header] != _LEAF:
            continue
        (count,) = struct.unpack_from(">H", data, header + 3)
        if count > (size - _LEAF_HEADER) // 2:
            continue
        for place in struct.unpack_from(f">{count}H", data, header + _LEAF_HEADER):
            try:
                yield _row(data, size, start, place)
            except (IndexError, ValueError, struct.error, OverflowError):
                continue


def mended_header(page: bytes, pages: int) -> bytes:
    """A whole first page with a header that SQLite accepts for a file of so many pages, if it holds the rest of one."""
    fixed = bytearray(page)
    fixed[:16] = _MAGIC
    # Page size; write-ahead log; no reserved bytes; the fractions that are always the same.
    fixed[16:24] = struct.pack(">H", len(page)) + bytes((2, 2, 0, 64, 32, 32))
    fixed[28:40] = struct.pack(">III", pages, 0, 0)  # no free pages: they are not needed to read
    fixed[44:48] = struct.pack(">I", 4)
    fixed[52:60] = struct.pack(">II", 0, 1)  # no automatic vacuum; UTF-8
    fixed[64:92] = bytes(28)
    fixed[92:96] = fixed[24:28]
    return bytes(fixed)


def _row(data: bytes | mmap, page_size: int, start: int, place: int) -> Row:
    if not _LEAF_HEADER <= place < page_size:
        raise ValueError
    size, at = _varint(data, start + place)
    number, at = _varint(data, at)
    payload = _payload(data, page_size, size, at, start + page_size)
    header_size, at = _varint(payload, 0)
    kinds = []
    while at < header_size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, kind, at)
        values.append(value)
    if at != len(payload):
        raise ValueError
    return Row(number - 2**64 if number >= 2**63 else number, tuple(values))


def _payload(data: bytes | mmap, page_size: int, size: int, at: int, end: int) -> bytes:
    """The bytes of a row, those that stand in further pages too."""
    most, least = page_size - 35, (page_size - 12) * 32 // 255 - 23
    if size <= most:
        if at + size > end:
            raise ValueError
        return data[at : at + size]
    if size > len(data):
        raise ValueError
    local = least + (size - least) % (page_size - 4)
    local = local if local <= most else least
    found = [data[at : at + local]]
    (page,) = struct.unpack_from(">I", data, at + local)
    missing = size - local
    while missing > 0:
        if not 1 < page <= len(data) // page_size:
            raise ValueError
        first = (page - 1) * page_size
        part = data[first + 4 : first + 4 + min(missing, page_size - 4)]
        (page,) = struct.unpack_from(">I", data, first)
        found.append(part)
        missing -= len(part)
    return b"".join(found)


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind == _FLOAT:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind < _FLOAT:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(_slice(payload, at, end), "big", signed=True), end
    if kind < 12:
        raise ValueError
    end = at + (kind - 12) // 2
    part = _slice(payload, at, end)
    return (part.decode("utf-8") if kind % 2 else part), end


def _slice(payload: bytes, start: int, end: int) -> bytes:
    if end > len(payload):
        raise ValueError
    return payload[start:end]


def _varint(data: bytes | mmap, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
