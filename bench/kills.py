"""Sudden ends: every kind of work on a store is killed at a random moment, and what is left must be whole, or be completed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_SAMPLES = _ROOT / "index" / "samples"
_FILES = 12


@dataclass(frozen=True, slots=True)
class _Place:
    """A store with the news that it is of."""

    data: Path
    news: Path
    backup: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command to its end."""
        return subprocess.run(_command(words), env=self._env(), capture_output=True, text=True, check=False)

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """A command that goes on."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(_command(words), env=self._env(), stdout=quiet, stderr=quiet, start_new_session=True)

    def _env(self) -> dict[str, str]:
        return os.environ | {"NEWSDESK_DATA_DIR": str(self.data), "PYTHONPATH": str(_ROOT)}


@dataclass(frozen=True, slots=True)
class _Work:
    """A kind of work: what is done beforehand, the command that is killed, and those that complete it."""

    prepare: Callable[[_Place], None]
    command: tuple[str, ...]
    complete: tuple[tuple[str, ...], ...] = (("reindex", "--prune"),)


def measure(kills: int, seed: int) -> dict[str, object]:
    """How many kills each kind of work outlived; a kill after which ``check`` finds fault, or articles are missing, is named."""
    chance = random.Random(seed)
    outlived: Counter[str] = Counter()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        seconds: dict[str, float] = {}
        for number in range(kills):
            name = list(_WORKS)[number % len(_WORKS)]
            fault = _killed(_WORKS[name], name, Path(folder, str(number)), chance, seconds)
            outlived[name] += not fault
            broken += [f"{name} {number}: {fault}"] if fault else []
            shutil.rmtree(Path(folder, str(number)))
    return {"kills": kills, "outlived": dict(outlived), "seconds": seconds, "broken": broken}


def _killed(work: _Work, name: str, folder: Path, chance: random.Random, seconds: dict[str, float]) -> str:
    """The fault that a kill left; empty where there is none. The first of a kind is timed, so that later ones hit its middle."""
    place = _Place(folder / "data", folder / "news", folder / "backup.zip")
    place.news.mkdir(parents=True)
    work.prepare(place)
    command = tuple(
        str(place.backup) if word == "BACKUP" else str(place.news) if word == "NEWS" else word for word in work.command
    )
    begun = time.monotonic()
    child = place.begin(*command)
    try:
        child.wait(seconds[name] * chance.random() if name in seconds else None)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    seconds.setdefault(name, round(time.monotonic() - begun, 1))
    for words in work.complete:
        done = place.run(*(str(place.backup) if word == "BACKUP" else word for word in words))
        if done.returncode not in (0, 1):
            return f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-300:]}"
    checked = place.run("check")
    if checked.returncode:
        return f"check: {checked.stdout.strip()[-300:]}"
    told = json.loads(place.run("status", "--json").stdout)
    return "" if told["articles"] else "no article is left"


def _indexed(place: _Place) -> None:
    for path in sorted(_SAMPLES.glob("*.txt"))[:_FILES]:
        shutil.copy(path, place.news)
    place.run("reindex", str(place.news))


def _to_be_added(place: _Place) -> None:
    for path in sorted(_SAMPLES.glob("*.txt"))[:_FILES]:
        shutil.copy(path, place.news)


def _changed(place: _Place) -> None:
    _indexed(place)
    for path in sorted(place.news.iterdir())[: _FILES // 2]:
        path.write_text(
            path.read_text(encoding="utf-8") + "\nA sentence that was added later ends this story.\n", encoding="utf-8"
        )


def _vanished(place: _Place) -> None:
    _indexed(place)
    for path in sorted(place.news.iterdir())[: _FILES // 2]:
        path.unlink()


def _of_an_older_version(place: _Place) -> None:
    from tests.index.store.old_stores import WITH_RECORDS, unpack

    place.data.mkdir()
    unpack(WITH_RECORDS, place.data)


def _backed_up(place: _Place) -> None:
    _changed(place)
    place.run("backup", str(place.backup))


_WORKS: dict[str, _Work] = {
    "add": _Work(_to_be_added, ("reindex", "NEWS"), (("reindex",),)),
    "update": _Work(_changed, ("reindex",)),
    "remove": _Work(_vanished, ("reindex", "--prune")),
    "migrate": _Work(_of_an_older_version, ("status",), (("status",),)),
    "compact": _Work(_changed, ("compact",)),
    "restore": _Work(_backed_up, ("restore", "--force", "BACKUP")),
}


def _command(words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "bot", *words]
