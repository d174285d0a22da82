"""The memory that a run takes: the program's and its readers' together, with a stand-in for the models, which take 200 MB more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.processes import Peak

_SENTENCE = "The council of Harbour Town number {} spoke about ferries on Friday and will meet again in a week. "
_MB = 2**20


def measure() -> dict[str, object]:
    """Peak megabytes and seconds for each case, each in a process of its own."""
    figures: dict[str, object] = {"embedder": "a stand-in that hashes words"}
    for name, make in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            news = Path(folder, "news")
            news.mkdir()
            make(news)
            shown = subprocess.run(
                [sys.executable, "-m", "bench.memory", str(news), str(Path(folder, "data"))],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
            figures[name] = json.loads(shown.stdout)
            print(name, shown.stdout.strip(), file=sys.stderr, flush=True)
    return figures


def _lines(news: Path) -> None:
    with (news / "large.jsonl").open("w") as file:
        written = number = 0
        while written < 200 * _MB:
            text = "".join(_SENTENCE.format(number * 20 + n) for n in range(20))
            written += file.write(json.dumps({"title": f"Story {number}", "text": text}) + "\n")
            number += 1


def _long(news: Path) -> None:
    count = 30 * _MB // len(_SENTENCE)
    (news / "long.txt").write_text("Harbour\n\n" + "\n\n".join(_SENTENCE.format(n) for n in range(count)))


def _many(news: Path) -> None:
    for n in range(20_000):
        (news / f"{n:05}.txt").write_text(f"Headline of story {n}\n\n{_SENTENCE.format(n)}\n")


CASES: dict[str, Callable[[Path], None]] = {
    "200 MB of JSON Lines": _lines,
    "an article of 30 MB": _long,
    "20,000 files": _many,
}


def _with_readers() -> float:
    """Megabytes of this process and its readers."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return sum(map(_resident, ["self", *children]))


def _resident(process: str) -> float:
    """Megabytes; memory that processes share counts once for all of them together."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _run(news: Path, data: Path) -> dict[str, float]:
    from index.pipeline.reindex import Stage, reindex
    from index.store import open_store
    from tests.support.fakes import NOW, HashEmbedder

    embedder = HashEmbedder()
    begun = time.perf_counter()
    read: dict[str, float] = {}

    def note(stage: Stage, _: int, __: int) -> None:
        embedder.seen.clear()
        if stage != "reading" and not read:
            read.update({"peak MB while reading": round(peak.megabytes), "seconds of reading": _since(begun)})

    with Peak(_with_readers) as peak, open_store(data, embedder.fingerprint, exclusive=True) as store:
        report = reindex(store, embedder, [news], now=NOW, progress=note)
    counts = {"articles": report.added, "passages": report.passages_embedded}
    return counts | read | {"peak MB": round(peak.megabytes), "seconds": _since(begun)}


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 1)


if __name__ == "__main__":
    print(json.dumps(_run(Path(sys.argv[1]), Path(sys.argv[2]))))
