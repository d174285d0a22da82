"""Ways in which a database's file is damaged."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


def _page(path: Path) -> int:
    """The size of the file's pages."""
    return int.from_bytes(path.read_bytes()[16:18], "big")


def _change(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def _root(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(found[0])


def page_of_zeros(path: Path, table: str) -> None:
    """A page in the middle of the table is lost, as when a sector is."""
    data, size = path.read_bytes(), _page(path)
    leaf = next(
        page
        for page in range(len(data) // size - 1, 1, -1)
        if data[page * size] == 0x0D and int.from_bytes(data[page * size + 3 : page * size + 5]) > 0
    )
    _change(path, leaf * size, bytes(size))


def flipped_bits(path: Path, table: str) -> None:
    """Sixteen bits in the first page of the table, which says where its rows are."""
    chance = random.Random(1)
    size = _page(path)
    start = (_root(path, table) - 1) * size
    data = bytearray(path.read_bytes()[start : start + size])
    for _ in range(16):
        data[chance.randrange(24)] ^= 1 << chance.randrange(8)
    _change(path, start, bytes(data))


def damaged_root(path: Path, table: str) -> None:
    """The table's first page holds something else."""
    size = _page(path)
    _change(path, (_root(path, table) - 1) * size, b"nonsense" * (size // 8))


def bad_header(path: Path, table: str) -> None:
    """The first bytes, by which a database is known."""
    _change(path, 0, b"x" * 16)


def lost_first_page(path: Path, table: str) -> None:
    """The first page, where it stands which tables there are."""
    _change(path, 0, bytes(_page(path)))


def truncated(path: Path, table: str) -> None:
    """The file's second half is gone."""
    with path.open("r+b") as file:
        size = _page(path)
        file.truncate(path.stat().st_size // size // 2 * size)


def empty(path: Path, table: str) -> None:
    """Nothing is left."""
    path.write_bytes(b"")


Damage = Callable[[Path, str], None]
OF_A_TABLE: tuple[Damage, ...] = (flipped_bits, damaged_root)
"""These look for the table; to the others it does not matter."""
DAMAGES: tuple[Damage, ...] = (page_of_zeros, *OF_A_TABLE, bad_header, lost_first_page, truncated, empty)
