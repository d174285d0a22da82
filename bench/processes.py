"""A process with all that it starts, measured: seconds, CPU seconds, memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_EVERY = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MB = 2**20


class Failed(Exception):
    """A measured process ended with an error."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, CPU seconds, and the peak of resident memory in MB (2^20 bytes), children included."""

    wall: float
    cpu: float
    peak_mb: float


def measured(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Cost:
    """The cost of a command whose output goes to ``log``. Raises Failed."""
    started = time.perf_counter()
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        with Peak(partial(resident, process.pid)) as peak:
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise Failed(f"{' '.join(command[:4])} … ended with {process.returncode}; its last words are in {log}.")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak.megabytes)


class Peak:
    """Watches a measure of memory, in MB, and keeps the most that it was."""

    def __init__(self, measure: Callable[[], float]) -> None:
        self.megabytes = 0.0
        self._measure = measure
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(_EVERY):
            self.megabytes = max(self.megabytes, self._measure())


def resident(process: int) -> float:
    """MB of memory of a process and of all below it, shared memory counted for each; 0 for one that is gone."""
    try:
        own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE / _MB
        children = [
            int(child)
            for thread in Path(f"/proc/{process}/task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    return own + sum(map(resident, children))


def disk_mb(folder: Path) -> float:
    """MB of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MB


def processor() -> str:
    """The processor's name, how many of its cores may be used, and the instructions for int8 that it has."""
    text = Path("/proc/cpuinfo").read_text()
    name = next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")), "?")
    number = next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model\t")), "?")
    flags = set(next((line for line in text.splitlines() if line.startswith("flags")), "").split())
    kinds = {"amx_int8": "AMX", "avx512_vnni": "VNNI (AVX-512)", "avx_vnni": "VNNI (AVX)", "avx2": "AVX2, no VNNI"}
    kind = next((told for flag, told in kinds.items() if flag in flags), "neither VNNI nor AVX2")
    return f"{name} (model {number}), {len(os.sched_getaffinity(0))} cores, {kind}"
