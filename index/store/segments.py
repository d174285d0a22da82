"""Damage that Chroma itself does not notice: a file of its vectors that is gone or cut short. It answers without them, or crashes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from index.store.graph_files import damaged_file

_DATABASE = "chroma.sqlite3"
_FILES = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")
"""The files that hnswlib and Chroma write of a segment, all of them at once."""
_HEADER_BYTES = 100
_COUNTER_BYTES = 4
_WRITTEN = (
    "SELECT segments.id FROM segments JOIN max_seq_id ON max_seq_id.segment_id = segments.id "
    "WHERE segments.scope = 'VECTOR'"
)
"""Segments of which something was carried over from Chroma's log to files."""


def is_lost(folder: Path) -> bool:
    """True where nothing is left in Chroma's folder, or there is no such folder. Asks the file system alone."""
    return not (folder / _DATABASE).is_file()


def lost_part(folder: Path) -> str | None:
    """The file below Chroma's folder that is not there, or not whole; None for a sound one, and where Chroma itself will tell."""
    if is_lost(folder):
        return _DATABASE if any(folder.glob("*/header.bin")) else None
    return next((part for segment in _written(folder) if (part := _lost(segment)) is not None), None)


def damaged_part(folder: Path) -> str | None:
    """The same, but for what stands in the files, too, all of which are read."""
    if (part := lost_part(folder)) is not None or is_lost(folder):
        return part
    damaged = ((segment, damaged_file(segment)) for segment in _written(folder))
    return next((f"{segment.name}/{name}" for segment, name in damaged if name is not None), None)


def _written(folder: Path) -> list[Path]:
    """The folders of the segments that stand in files; none where Chroma's database cannot be read, which Chroma tells."""
    database = quote(str(folder / _DATABASE))
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return [folder / str(row[0]) for row in connection.execute(_WRITTEN)]
    except sqlite3.Error:
        return []


def _lost(segment: Path) -> str | None:
    sizes = {}
    for name in _FILES:
        try:
            sizes[name] = (segment / name).stat().st_size
        except OSError:
            return f"{segment.name}/{name}"
    places = sizes["length.bin"] // _COUNTER_BYTES
    if sizes["header.bin"] < _HEADER_BYTES:
        return f"{segment.name}/header.bin"
    if not places or sizes["length.bin"] % _COUNTER_BYTES:
        return f"{segment.name}/length.bin"
    if not sizes["data_level0.bin"] or sizes["data_level0.bin"] % places:
        return f"{segment.name}/data_level0.bin"
    return None
