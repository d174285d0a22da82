"""Sudden ends: every kind of work on a store is killed at a random moment; what is left must be whole, or be completed."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

_SAMPLES = Path(__file__).parents[1] / "index" / "samples"
_TOLD_EVERY = 10
_TICK = 0.001
_NEEDED = (
    "chromadb",
    "bot.app",
    "bot.cli.program",
    "bot.cli.render",
    "bot.service.backup",
    "index.pipeline.checking",
    "index.pipeline.compacting",
    "index.pipeline.reindex",
)


def measure(kills: int, seed: int, first: int = 0) -> dict[str, object]:
    """How many kills each kind of work outlived; Ctrl-C gives the figures so far, and ``first`` goes on from there.

    After a kill the work is completed by a plain re-indexing; then ``check`` must find as much fault, and the store hold exactly
    the same, as where the work was done undisturbed, or was never begun.
    """
    _warm_up()
    ended: list[tuple[str, bool]] = []
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(KeyboardInterrupt):
        trials = {
            name: _Trial(work, Path(folder, f"{name}.template"), Path(folder, name)) for name, work in _WORKS.items()
        }
        for number in range(first, kills):
            name = list(trials)[number % len(trials)]
            hit, fault = trials[name].kill(random.Random(f"{seed}/{number}").random())
            ended.append((name, hit))
            broken += [f"{name} {number}: {fault}"] if fault else []
            if (number + 1) % _TOLD_EVERY == 0:
                print(f"{number + 1} of {kills}, {len(broken)} broken", *broken[-1:], file=sys.stderr, flush=True)
    kinds = {
        name: {
            "kills": sum(of == name and hit for of, hit in ended),
            "ended before": sum(of == name and not hit for of, hit in ended),
            "seconds undisturbed": round(trial.seconds, 2),
        }
        for name, trial in trials.items()
    }
    return {"done": len(ended), "kills": sum(hit for _, hit in ended), "kinds": kinds, "broken": broken}


@dataclass(frozen=True, slots=True)
class _Place:
    """A store, the news that it is of, and a backup of it."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def news(self) -> Path:
        return self.folder / "news"

    def run(self, *words: str) -> tuple[int, str]:
        """A command to its end: its exit code, and what it said."""
        _, status = os.waitpid(self.begin(*words), 0)
        return os.waitstatus_to_exitcode(status), (self.folder / "said").read_text(errors="replace")

    def begin(self, *words: str) -> int:
        """The id of a process that does a command: a copy of this one, which has the modules and the model already."""
        if child := os.fork():
            return child
        code = 70
        try:
            said = os.open(self.folder / "said", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
            os.dup2(said, 1)
            os.dup2(said, 2)
            os.environ["NEWSDESK_DATA_DIR"] = str(self.data)
            code = _code_of([str(self.folder / word[1:]) if word.startswith("@") else word for word in words])
        finally:
            os._exit(code)

    def holds(self) -> tuple[object, ...]:
        """The live articles, the passages and whether they are embedded, and how many records of each kind there are."""
        records = ("answers", "turns", "feedback", "server_settings")
        return (
            self._rows("catalogue", "SELECT id, content_hash FROM articles WHERE live > 0 ORDER BY id"),
            self._rows("catalogue", "SELECT id, in_vectors FROM passages ORDER BY id"),
            *(self._rows("records", f"SELECT count(*) FROM {table}") for table in records),
        )

    def _rows(self, name: str, wanted: str) -> object:
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.data / name}.sqlite3?mode=ro", uri=True)) as database:
                return tuple(database.execute(wanted))
        except sqlite3.OperationalError as error:
            return str(error)


@dataclass(frozen=True, slots=True)
class _Work:
    """A kind of work: what is done beforehand, the command that is killed, and the one that completes it.

    A word that begins with @ is a path in the place.
    """

    prepare: Callable[[_Place], None]
    command: tuple[str, ...]
    complete: tuple[str, ...] = ("reindex", "--prune")


@dataclass(slots=True)
class _Trial:
    """A kind of work, the folder that it is done in, and how it may end."""

    work: _Work
    template: Path
    folder: Path
    seconds: float = 0.0
    """Undisturbed."""
    allowed: list[tuple[object, ...]] = field(default_factory=list)
    """How it ends where it was never begun, and where it was done."""

    def kill(self, moment: float) -> tuple[bool, str]:
        """Kill it after this part of its time: was it still at work then, and what fault did that leave?"""
        if not self.allowed:
            self._prepare()
        place = self._fresh()
        end = time.monotonic() + moment * self.seconds
        child = place.begin(*self.work.command)
        hit = not _ended_by(child, end)
        if hit:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        found, said = self._completed(place)
        return hit, "" if found in self.allowed else f"{said} {_difference(found, self.allowed[-1])}"

    def _prepare(self) -> None:
        place = _Place(self.folder)
        place.news.mkdir(parents=True)
        self.work.prepare(place)
        shutil.copytree(self.folder, self.template)
        self.allowed.append(self._completed(self._fresh())[0])
        place = self._fresh()
        begun = time.monotonic()
        place.run(*self.work.command)
        self.seconds = time.monotonic() - begun
        self.allowed.append(self._completed(place)[0])

    def _fresh(self) -> _Place:
        """The place as it was prepared."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.template, self.folder)
        return _Place(self.folder)

    def _completed(self, place: _Place) -> tuple[tuple[object, ...], str]:
        """How completing and checking end with what is there then; and what is said at that."""
        code, said = place.run(*self.work.complete)
        checked, problems = place.run("check")
        return (code, checked, *place.holds()), "" if code == checked == 0 else f"{said[-300:]} {problems[-300:]}"


def _ended_by(child: int, end: float) -> bool:
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(_TICK)
    return os.waitpid(child, os.WNOHANG)[0] != 0


def _difference(found: tuple[object, ...], wanted: tuple[object, ...]) -> str:
    differing = [(one, other) for one, other in zip(found, wanted, strict=True) if one != other]
    return "; ".join(f"{str(one)[:200]} in place of {str(other)[:200]}" for one, other in differing)


def _warm_up() -> None:
    """Load what commands load, so that kills hit their work."""
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    for module in _NEEDED:
        import_module(module)
    from index.models import embedder

    warm = embedder.load_embedder(threads=1)
    warm.embed_passages(["A sentence."])
    embedder.load_embedder = lambda *_: warm


def _code_of(words: list[str]) -> int:
    from bot.cli.program import program

    try:
        program(prog_name="newsdesk", args=words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _written(place: _Place) -> None:
    for path in sorted(_SAMPLES.glob("*.txt"))[:10]:
        shutil.copy(path, place.news)


def _indexed(place: _Place) -> None:
    from bot.records import Records
    from bot.records.saved import ServerSettings

    _written(place)
    place.run("reindex", "@news")
    records = Records(place.data)
    records.set_server_settings(1, ServerSettings())
    records.close()


def _changed(place: _Place) -> None:
    _indexed(place)
    for path in sorted(place.news.iterdir())[::2]:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\nA sentence that was added later ends this story.\n", encoding="utf-8")


def _vanished(place: _Place) -> None:
    _indexed(place)
    for path in sorted(place.news.iterdir())[::2]:
        path.unlink()


def _of_an_older_version(place: _Place) -> None:
    from tests.index.store.old_stores import WITH_RECORDS, unpack

    place.data.mkdir()
    unpack(WITH_RECORDS, place.data)


def _lost(place: _Place) -> None:
    """Backed up; then half of the news and the settings of a server were lost."""
    _indexed(place)
    place.run("backup", "@backup.zip")
    shutil.rmtree(place.data)
    for path in sorted(place.news.iterdir())[::2]:
        path.unlink()
    place.run("reindex", "@news")


_WORKS: dict[str, _Work] = {
    "add": _Work(_written, ("reindex", "@news"), ("reindex",)),
    "update": _Work(_changed, ("reindex",), ("reindex",)),
    "remove": _Work(_vanished, ("reindex", "--prune")),
    "migrate": _Work(_of_an_older_version, ("check",), ("status",)),
    "compact": _Work(_changed, ("compact",), ("reindex",)),
    "restore": _Work(_lost, ("restore", "--force", "@backup.zip"), ("status",)),
}
