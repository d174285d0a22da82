"""Files read line by line, compressed or not."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO


def lines(path: Path) -> Iterator[str]:
    """The lines of a file, which may be compressed as its name says."""
    with _opened(path) as file:
        for line in file:
            yield line.rstrip("\n")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of JSON Lines."""
    yield from map(json.loads, lines(path))


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
