"""Bounds of time and memory for reading one file."""

from __future__ import annotations

import math
import time
from pathlib import Path

from index.sources.files import COMPRESSED, LINE_LIMIT, kind

try:
    import resource
except ImportError:  # not on every platform; then only the clock on the wall bounds a reader
    resource = None  # type: ignore[assignment]

MEMORY_BYTES = 1536 * 2**20
"""Address space of a reader: the largest page that is read needs about half of it."""

_SECONDS = 10.0
_SECONDS_PER_MB = 5.0
_MOST_MB = 128.0
_USUAL_RATIO = 10
"""News text shrinks by this much at most."""
_WAITING = 6.0
"""A busy machine may let a reader wait this many times as long as it works."""


def processor_seconds(path: Path) -> float:
    """The time that a reader may work on one thing in the file: far more than news of its size needs."""
    try:
        megabytes = path.stat().st_size / 2**20
    except OSError:
        return _SECONDS
    if path.suffix.lower() in COMPRESSED:
        megabytes *= _USUAL_RATIO
    most = LINE_LIMIT / 2**20 if kind(path) == "jsonl" else _MOST_MB
    return _SECONDS + _SECONDS_PER_MB * min(megabytes, most)


def wall_seconds(path: Path) -> float:
    """The time that a run waits for a sign of life."""
    return _WAITING * processor_seconds(path)


def bound_process() -> None:
    """Bound this process's memory, and keep it from leaving a core dump."""
    if resource is None:
        return
    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY_BYTES)):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (soft, hard))
        except (OSError, ValueError):  # macOS knows the limit of memory, but does not take it
            continue


def bound_work(seconds: float) -> None:
    """From now on the system ends this process when it has worked for ``seconds``, wherever it is."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
