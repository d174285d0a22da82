"""A run's side: readers are started when they are needed, read ahead on all cores, and are replaced when they die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from index.pipeline.extraction.limits import wall_seconds
from index.pipeline.extraction.requests import Batch, ExtractionRequest
from index.types import Article, Skipped

_T = TypeVar("_T")

_MOST_READERS = 4
_AHEAD = 256
"""Files that are looked at before their turn, so that readers have work."""
_PROGRAM = "import sys; from index.pipeline.extraction.worker import main; main(int(sys.argv[1]))"

_OVERTIME = "takes far longer to read than any news file does; leave it out, or save it again in another format"
_CRASH = "makes its reader crash ({}); leave it out, or save it again in another format"
_KILLED = "its reader was killed from outside, perhaps for want of memory; run `newsdesk reindex --full` to try again"


class Workers:
    """Processes that extract files, a bounded number at a time. Belongs to one thread."""

    def __init__(self, at_once: int | None = None) -> None:
        """``at_once``: by default one process for each core."""
        self._at_once = at_once or min(_MOST_READERS, _cores())
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._all:
            worker.end()

    def extract(
        self, tasks: Iterable[tuple[_T, ExtractionRequest | None]]
    ) -> Iterator[tuple[_T, Iterator[Article | Skipped]]]:
        """Each task with what its file holds, nothing where it has no request, in the order of the tasks.

        Tasks are taken ahead of their turn. What a file holds has to be gone through before the next task is asked for.
        """
        return _ReadAhead(self, iter(tasks)).served()

    def taken(self) -> _Worker | None:
        """A reader without work; None where all have some."""
        if self._idle:
            return self._idle.pop()
        if len(self._all) >= self._at_once:
            return None
        worker = _Worker()
        self._all.add(worker)
        return worker

    def given_back(self, worker: _Worker) -> None:
        """Take back a reader that is done, and let go of one that died."""
        if worker.is_alive:
            self._idle.append(worker)
        else:
            self._all.discard(worker)


class _ReadAhead(Generic[_T]):
    """Tasks in order, the first of them with readers."""

    def __init__(self, workers: Workers, tasks: Iterator[tuple[_T, ExtractionRequest | None]]) -> None:
        self._workers = workers
        self._tasks = tasks
        self._ahead: deque[tuple[_T, _Worker | None]] = deque()
        self._waiting: tuple[_T, ExtractionRequest] | None = None
        """The task that no reader had time for."""

    def served(self) -> Iterator[tuple[_T, Iterator[Article | Skipped]]]:
        while True:
            self._look_ahead()
            if not self._ahead:
                return
            task, worker = self._ahead.popleft()
            yield task, self._items(worker) if worker else iter(())

    def _look_ahead(self) -> None:
        while len(self._ahead) < _AHEAD:
            if self._waiting is None:
                following = next(self._tasks, None)
                if following is None:
                    return
                task, request = following
                if request is None:
                    self._ahead.append((task, None))
                    continue
                self._waiting = task, request
            worker = self._workers.taken()
            if worker is None:
                return
            task, request = self._waiting
            self._waiting = None
            worker.begin(request)
            self._ahead.append((task, worker))

    def _items(self, worker: _Worker) -> Iterator[Article | Skipped]:
        is_last = False
        while not is_last:
            batch = worker.batch()
            is_last = batch.is_last
            if is_last:
                self._workers.given_back(worker)
                self._look_ahead()  # so that it reads while these articles are written
            yield from batch.items


class _Worker:
    """One process."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
                start_new_session=True,  # Ctrl-C is for the run, which then ends its readers
            )
        self._request: ExtractionRequest | None = None
        self.is_alive = True

    def begin(self, request: ExtractionRequest) -> None:
        """Have a file read; ``batch`` then gives what is in it."""
        self._request = request
        try:
            self._connection.send(request)
        except OSError:
            return  # it died; who waits for a batch is told

    def batch(self) -> Batch:
        """The next of what is in the file; the last says why, where the reader died over it."""
        request = self._request
        assert request is not None
        try:
            if self._connection.poll(wall_seconds(request.content or request.path)):
                found: Batch = self._connection.recv()
                if found.ends_reader:
                    self.end()
                return found
            self.end()
            reason = _OVERTIME
        except (EOFError, OSError):
            self._process.wait()
            reason = _epitaph(self._process.returncode)
            self.end()
        return Batch((Skipped(str(request.path), reason),), is_last=True)

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self.is_alive = False
        self._process.kill()
        self._process.wait()
        self._connection.close()


def _cores() -> int:
    """The number of cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _epitaph(code: int) -> str:
    """The words for what a process died of."""
    if -code == signal.SIGXCPU:
        return _OVERTIME
    if -code in (signal.SIGKILL, signal.SIGTERM):
        return _KILLED
    try:
        return _CRASH.format(signal.Signals(-code).name if code < 0 else f"exit code {code}")
    except ValueError:
        return _CRASH.format(f"signal {-code}")
