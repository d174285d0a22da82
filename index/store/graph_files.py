"""Damage inside the files of a segment of Chroma's vectors, as hnswlib writes them: Chroma finds nothing by them, or crashes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<i6QiI3QdQ")
_VERSION = 1
"""Of hnswlib's files; of others nothing is known."""
_COUNTER_BYTES, _LINK_BYTES, _LABEL_BYTES = 4, 4, 8
_ROWS_AT_ONCE = 4096
_UNEVEN = 0.01
"""The most by which the length of a vector differs from 1."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The form of a segment's rows: a counter, links to other rows, a vector and a label each."""

    rows: int
    row_bytes: int
    vector_at: int
    label_at: int
    entry: int
    links: int
    upper_links: int

    @property
    def is_possible(self) -> bool:
        """It can be that of a segment."""
        return (
            self.vector_at == _COUNTER_BYTES + self.links * _LINK_BYTES
            and self.vector_at < self.label_at == self.row_bytes - _LABEL_BYTES
            and self.entry < self.rows
        )


def damaged_file(segment: Path) -> str | None:
    """The file of a segment that does not hold what hnswlib writes; None for a sound one, and for another form of files.

    Everything is looked at, a gigabyte in some seconds: links that lead nowhere would end the process that follows them.
    """
    version, _, _, rows, row_bytes, label_at, vector_at, _, entry, upper, links, *_ = _HEADER.unpack(
        (segment / "header.bin").read_bytes()[: _HEADER.size]
    )
    if version != _VERSION or not rows:
        return None
    layout = _Layout(rows, row_bytes, vector_at, label_at, entry, links, upper)
    if not layout.is_possible:
        return "header.bin"
    if not _are_rows(segment / "data_level0.bin", layout):
        return "data_level0.bin"
    if not _are_one(np.fromfile(segment / "length.bin", "<f4", rows)):
        return "length.bin"
    return None if _are_links((segment / "link_lists.bin").read_bytes(), layout) else "link_lists.bin"


def _are_rows(file: Path, layout: _Layout) -> bool:
    """Each links to other rows, holds a vector of length 1, and has a label of its own."""
    if file.stat().st_size < layout.rows * layout.row_bytes:
        return False
    labels = []
    for rows in _rows(file, layout):
        vectors = _as(rows[:, layout.vector_at : layout.label_at], "<f4")
        if not _lead_somewhere(rows[:, : layout.vector_at], layout.links, layout.rows):
            return False
        if not _are_one(np.linalg.norm(vectors.astype(np.float64), axis=1)):
            return False
        labels.append(_as(rows[:, layout.label_at :], "<u8"))
    return np.unique(np.concatenate(labels)).size == layout.rows


def _rows(file: Path, layout: _Layout) -> Iterator[NDArray[np.uint8]]:
    with file.open("rb") as opened:
        for first in range(0, layout.rows, _ROWS_AT_ONCE):
            count = min(_ROWS_AT_ONCE, layout.rows - first)
            yield np.frombuffer(opened.read(count * layout.row_bytes), np.uint8).reshape(count, layout.row_bytes)


def _are_links(written: bytes, layout: _Layout) -> bool:
    """For each row the bytes of its links on the levels above, and those links."""
    level = _COUNTER_BYTES + layout.upper_links * _LINK_BYTES
    at = 0
    for _ in range(layout.rows):
        size = int.from_bytes(written[at : at + _COUNTER_BYTES], "little")
        at += _COUNTER_BYTES
        if size % level or at + size > len(written):
            return False
        links = np.frombuffer(written, np.uint8, size, at).reshape(-1, level)
        if not _lead_somewhere(links, layout.upper_links, layout.rows):
            return False
        at += size
    return True


def _are_one(lengths: NDArray[np.floating[Any]]) -> bool:
    """As far as embedders' vectors are: what no number is, is not."""
    return bool((np.abs(lengths - 1) < _UNEVEN).all())


def _lead_somewhere(lists: NDArray[np.uint8], most: int, rows: int) -> bool:
    """Each has at most so many links, all to rows that are there."""
    counts, links = _as(lists[:, :2], "<u2"), _as(lists[:, _COUNTER_BYTES:], "<u4")
    if (counts > most).any():
        return False
    used = np.arange(most) < counts
    return bool((links[used] < rows).all())


def _as(columns: NDArray[np.uint8], kind: str) -> NDArray[Any]:
    return np.ascontiguousarray(columns).view(kind)
