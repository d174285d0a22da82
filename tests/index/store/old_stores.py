"""Stores that earlier newsdesks made, unpacked for a test."""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "fixtures/stores"
NAMES = ("12a9a61", "162e8f0")
WITH_RECORDS = "162e8f0"


def unpack(name: str, data: Path) -> Path:
    """The old store of this name in the folder ``data``; returns its catalogue."""
    with tarfile.open(FOLDER / f"{name}.tar.xz") as packed:
        packed.extraction_filter = getattr(tarfile, "data_filter", None)  # which Python has since 3.11.4
        packed.extractall(data)
    return data / "catalogue.sqlite3"


def write_sources(catalogue: Path, folder: Path) -> Path:
    """Write the files that the store was made of anew, out of what it kept of them."""
    import zlib

    folder.mkdir(parents=True)
    with closing(sqlite3.connect(catalogue)) as connection:
        rows = connection.execute("SELECT f.path, r.data FROM files f JOIN raws r ON r.sha256 = f.sha256").fetchall()
    for path, data in rows:
        (folder / Path(path).name).write_bytes(zlib.decompress(data))
    return folder


def tables(path: Path) -> dict[str, int]:
    """The tables of a database with their numbers of rows."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
