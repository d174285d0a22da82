"""Protocol buffers' wire format, as far as model files need it: what a message holds, and messages made of fields."""

from __future__ import annotations

import struct
from collections.abc import Iterator

Value = int | bytes | memoryview
_VARINT, _EIGHT, _SIZED, _FOUR = 0, 1, 2, 5
_MASK = (1 << 64) - 1


def fields(message: memoryview) -> Iterator[tuple[int, Value]]:
    """The fields of a message with their numbers, in order; what is sized is not copied.

    Raises:
        ValueError: it is none, or cut off.
    """
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, place = _varint(message, place)
            yield number, value
            continue
        if kind not in (_EIGHT, _SIZED, _FOUR):
            raise ValueError(f"no field has the type {kind}")
        size, place = _varint(message, place) if kind == _SIZED else (8 if kind == _EIGHT else 4, place)
        if place + size > len(message):
            raise ValueError("the message is cut off")
        yield number, message[place : place + size]
        place += size


def varints(packed: memoryview) -> list[int]:
    """The whole numbers of a packed field, negative ones included."""
    found, place = [], 0
    while place < len(packed):
        value, place = _varint(packed, place)
        found.append(signed(value))
    return found


def signed(value: int) -> int:
    """The number that stands as two's complement of 64 bits."""
    return value - (1 << 64) if value >> 63 else value


def field(number: int, value: float | str | bytes) -> bytes:
    """A field with this number: a whole number as varint, another in four bytes, all else with its size before it."""
    if isinstance(value, int):
        return _as_varint(number << 3 | _VARINT) + _as_varint(value & _MASK)
    if isinstance(value, float):
        return _as_varint(number << 3 | _FOUR) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return opening(number, len(data)) + data


def opening(number: int, size: int) -> bytes:
    """The beginning of a field of this many bytes."""
    return _as_varint(number << 3 | _SIZED) + _as_varint(size)


def _varint(data: memoryview, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(data):
            raise ValueError("the message is cut off")
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & _MASK, place
    raise ValueError("a number has no end")


def _as_varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
