"""A reader that does what its files say: ``python -m tests.faults.misbehaving DESCRIPTOR``."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from index.pipeline.extraction import limits, worker
from index.types import Article, Skipped
from tests.support import fakes

PROGRAM = "import sys; from tests.faults.misbehaving import main; main(int(sys.argv[1]))"


def extract_file(path: Path, **options: object) -> Iterator[Article | Skipped]:
    """The articles of a file of records; a word by itself in a line is done."""
    for item in fakes.extract_file(path, **options):  # type: ignore[arg-type]
        if isinstance(item, Skipped):
            _do(path.read_text(encoding="utf-8"))
        else:
            yield item


def _do(what: str) -> None:
    if "crash" in what:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "killed" in what:
        os.kill(os.getpid(), signal.SIGKILL)
    if "leave" in what:
        os._exit(3)
    if "grow" in what:
        _ = bytearray(64 * 2**30)
    if "stand" in what:
        signal.pause()
    while "hang" in what:
        pass


def main(descriptor: int) -> None:
    """Serve the connection with little patience."""
    limits._SECONDS = 1.0
    worker.extract_file = extract_file  # type: ignore[assignment]
    worker.main(descriptor)
