"""Ways in which a database's file is damaged."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096


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
    data = path.read_bytes()
    leaf = next(
        page
        for page in range(len(data) // PAGE - 1, 1, -1)
        if data[page * PAGE] == 0x0D and int.from_bytes(data[page * PAGE + 3 : page * PAGE + 5]) > 0
    )
    _change(path, leaf * PAGE, bytes(PAGE))


def flipped_bits(path: Path, table: str) -> None:
    """Sixteen bits in the first page of the table, which says where its rows are."""
    chance = random.Random(1)
    start = (_root(path, table) - 1) * PAGE
    data = bytearray(path.read_bytes()[start : start + PAGE])
    for _ in range(16):
        data[chance.randrange(24)] ^= 1 << chance.randrange(8)
    _change(path, start, bytes(data))


def damaged_root(path: Path, table: str) -> None:
    """The table's first page holds something else."""
    _change(path, (_root(path, table) - 1) * PAGE, b"nonsense" * (PAGE // 8))


def bad_header(path: Path, table: str) -> None:
    """The first bytes, by which a database is known."""
    _change(path, 0, b"x" * 16)


def lost_first_page(path: Path, table: str) -> None:
    """The first page, where it stands which tables there are."""
    _change(path, 0, bytes(PAGE))


def truncated(path: Path, table: str) -> None:
    """The file's second half is gone."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // PAGE // 2 * PAGE)


def empty(path: Path, table: str) -> None:
    """Nothing is left."""
    path.write_bytes(b"")


DAMAGES: tuple[Callable[[Path, str], None], ...] = (
    page_of_zeros,
    flipped_bits,
    damaged_root,
    bad_header,
    lost_first_page,
    truncated,
    empty,
)
