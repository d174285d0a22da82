"""Files of every format, damaged at random: does each get a result, or a reason, in time?"""

from __future__ import annotations

import gzip
import lzma
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from bench.originals import originals
from index.pipeline.extraction import ExtractionRequest, Workers

_WITHIN = 0.6
"""Of archives, the part that is damaged within: others are hardly more than archives that cannot be opened."""
_ODD = (b"[" * 5000, b"{" * 5000, b"<div>" * 5000, b"\0" * 100, b"\xff\xfe", b" " * 20_000, b"\n" * 20_000, b"a" * 50_000, b"9" * 5000, b"<!--", b"]]>", b"&a;" * 500)  # fmt: skip


def measure(files: int, seed: int) -> dict[str, object]:
    """How many of each kind were read, were named with a reason, harmed their reader, were not accounted for; the longest seconds.

    Kinds are equally frequent.
    """
    chance = random.Random(seed)
    kinds = originals()
    outcomes: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    reasons: Counter[str] = Counter()
    slowest, slowest_file = 0.0, ""
    with tempfile.TemporaryDirectory() as folder, Workers() as readers:
        paths = []
        for number in range(files):
            kind = list(kinds)[number % len(kinds)]
            name, data = chance.choice(kinds[kind])
            path = Path(folder, kind, f"{number:04}-{name}")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_damaged(name, data, chance))
            paths.append(path)
        now = datetime(2024, 5, 1, tzinfo=UTC)
        last = time.perf_counter()
        for path, found in readers.extract((path, ExtractionRequest(path, now)) for path in paths):
            items = list(found)
            seconds, last = time.perf_counter() - last, time.perf_counter()
            if seconds > slowest:
                slowest, slowest_file = seconds, path.name
            told = [item.reason for item in items if hasattr(item, "reason")]
            harmed = [reason for reason in told if "reader" in reason or "far longer" in reason or "memory" in reason]
            unforeseen = [reason for reason in told if "please report" in reason]
            reasons.update({*harmed, *unforeseen})
            outcome = "harmed its reader" if harmed else "named" if told and len(told) == len(items) else "read" if items else "not accounted for"  # fmt: skip
            outcomes[outcome] += 1
            by_kind[path.parent.name][outcome] += 1
    return {
        "files": files,
        **outcomes,
        "kinds": by_kind,
        "slowest seconds": round(slowest, 1),
        "slowest": slowest_file,
        "reasons": dict(reasons),
    }


def _damaged(name: str, data: bytes, chance: random.Random) -> bytes:
    """Damaged as it is, or within: a part of an archive, or what was compressed."""
    within = chance.random() < _WITHIN
    if within and name.endswith((".gz", ".xz")):
        pack, unpack = (gzip.compress, gzip.decompress) if name.endswith(".gz") else (lzma.compress, lzma.decompress)
        return pack(_mutated(unpack(data), chance))
    if within and zipfile.is_zipfile(BytesIO(data)):
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as damaged:
            chosen = chance.choice(archive.namelist())
            for part in archive.namelist():
                content = archive.read(part)
                damaged.writestr(part, _mutated(content, chance) if part == chosen else content)
        return target.getvalue()
    return _mutated(data, chance)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """Cut, doubled, flipped, spliced with what parsers dislike, one to four times."""
    ways: tuple[Callable[[bytes, int], bytes], ...] = (
        lambda data, at: data[:at],
        lambda data, at: data[at:],
        lambda data, at: data[:at] + data[at // 2 :] + data,
        lambda data, at: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda data, at: data[:at] + chance.randbytes(20) + data[at:],
        lambda data, at: data[:at] + chance.choice(_ODD) + data[at:],
        lambda data, at: data[:at] + data[at : at + 40] * 300 + data[at:],
    )
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(ways)(data, chance.randrange(len(data) + 1))
    return data
