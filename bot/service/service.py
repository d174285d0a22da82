"""The one owner of stores and models in a program that keeps running. Async outside, threads inside."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot.answer.answers import Answer, Evidence
from bot.answer.context import in_context
from bot.answer.coverage import Coverage
from bot.answer.query import Progress, Query, Stage, silent
from bot.service.operations import Operations
from bot.service.progress import Latest
from bot.service.question_queue import QuestionQueue, Queued
from bot.service.refusals import Busy, Closed
from bot.service.server_sources import Source, Upload
from bot.service.store_pool import StorePool
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Models
    from bot.records import Records
    from index.pipeline.reindex import Progress as RunProgress
    from index.pipeline.reindex import Report

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_SMALL_THREADS = 4
"""For reading a catalogue: lists, counts, autocompletion."""
_TIDY_SECONDS = 6 * 3600


def _nowhere(*_: object) -> None:
    """Progress that nobody wants to be told."""


class NewsService:
    """Answers questions and re-indexes, for as long as the program runs. Belongs to one event loop, which it never blocks.

    ``server`` is a Discord server's id, or None outside of any: then only the operator's own sources are searched. Errors that
    people are to see are ``ServiceError``, ``StoreError`` and ``ModelError``; each is one sentence.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        models: Models | None = None,
        records: Records | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``records`` are tidied as ``settings.keep_days`` says; without them nothing is."""
        from bot.app import Models

        self._settings = settings
        self._records = records
        self._clock = clock
        self._stopping = threading.Event()
        self._pool = StorePool(settings.data_dir, lambda: self._models.fingerprint)
        self._models = models or Models(settings)
        self._operations = Operations(settings, self._pool, self._models, clock, self._stopping)
        self._queue = QuestionQueue(settings.questions_at_once, settings.questions_waiting)
        self._questions = ThreadPoolExecutor(settings.questions_at_once, "question")
        self._small = ThreadPoolExecutor(_SMALL_THREADS, "service")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._under_way: set[asyncio.Future[Any]] = set()
        self._run = ""
        self._tidying: asyncio.Task[None] | None = None

    async def warm(self) -> None:
        """Load the models and open the shared store, so that the first question takes no longer than any.

        Raises:
            ModelError: a model cannot be loaded.
            StoreError: the store cannot be opened, or was made with another model.
        """
        await self._in(self._questions, self._operations.warm)
        if self._records is not None and self._settings.keep_days:
            self._tidying = asyncio.create_task(self._tidy())

    # Questions

    async def ask(
        self,
        query: Query,
        *,
        server: int | None,
        asker: Hashable = None,
        progress: Progress = silent,
        queued: Queued = _nowhere,
    ) -> Answer:
        """Answer ``query`` from the server's own and the shared articles.

        A bounded number is worked on at a time. While it waits, ``queued`` is told the place in line, 1 for the next, whenever
        it changes; then ``progress`` each stage; both on the event loop. With ``asker``, nobody's second question goes before
        another's first. Cancelled while it is worked on, its place is freed when the work is done.

        Raises:
            Busy: too many wait already.
            Closed: the program is going down.
        """
        loop = asyncio.get_running_loop()
        ticket = await self._queue.enter(object() if asker is None else asker, queued)

        def tell(stage: Stage) -> None:
            with contextlib.suppress(RuntimeError):  # the loop was closed over it
                loop.call_soon_threadsafe(progress, stage)

        answer = partial(self._operations.answer, query, server, tell)
        return await self._in(self._questions, answer, done=lambda: self._queue.leave(ticket))

    @property
    def load(self) -> tuple[int, int]:
        """How many questions are being worked on, and how many wait."""
        return self._queue.working, self._queue.waiting

    async def context(self, server: int | None, evidence: Evidence) -> str:
        """The quote with the sentences around it, verbatim, as the article was when it was quoted."""
        return await self._in(self._small, partial(in_context, evidence))

    # What there is

    async def coverage(self, server: int | None) -> Coverage:
        """What a question asked there is answered from."""
        return await self._in(self._small, partial(self._operations.coverage, server))

    async def outlets(self, server: int | None) -> list[str]:
        """Outlets of these articles, most articles first."""
        return await self._in(self._small, partial(self._operations.outlets, server))

    async def sources(self, server: int | None) -> list[Source]:
        """The server's own sources, then the operator's, which every server shares."""
        return await self._in(self._small, partial(self._operations.sources, server))

    async def offered(self, server: int | None) -> list[str]:
        """Names of what the operator lets servers add."""
        return await self._in(self._small, partial(self._operations.offered, server))

    async def add_source(
        self, server: int | None, *, upload: Upload | None = None, offered: str | None = None
    ) -> Source:
        """Add a file that was sent, or something offered, to the server's sources; ``reindex`` reads it.

        A file takes the place of an earlier one of the same name.

        Raises:
            Refused: it cannot be added; the message says why.
        """
        return await self._in(self._small, partial(self._operations.add_source, server, upload, offered))

    # Re-indexing

    @property
    def running(self) -> str:
        """What re-indexing is under way, such as ``reading 12 of 40``; empty when none is."""
        return self._run

    async def reindex(
        self, *, server: int | None, source: str | None = None, progress: RunProgress = _nowhere
    ) -> Report:
        """Bring the server's own articles (None: the operator's) up to their sources, or to the one named ``source``.

        Answers keep flowing, and use the new articles as soon as it is done. ``progress`` is called on the event loop, with the
        stage, how much of it is done, and how much there is; where the loop is busy, only the latest is told.

        Raises:
            Busy: a run is under way here, or in another process.
            Refused: there is no such source, or none at all.
            Closed: the program is going down; the next run completes what this one began.
        """
        return await self._as_run(progress, partial(self._operations.reindex, server, source))

    async def remove_source(self, server: int | None, name: str, *, progress: RunProgress = _nowhere) -> Report:
        """Remove one of the server's own sources with the articles that only it gave. A run, as ``reindex``.

        Raises:
            Refused: the server has no such source of its own.
        """
        return await self._as_run(progress, partial(self._operations.remove_source, server, name))

    async def forget_server(self, server: int) -> None:
        """Delete the server's own sources and articles, as when the bot was removed from it; after the run that is under way."""
        await self._in(self._writer, partial(self._operations.forget_server, server))

    # The end

    async def close(self, within: float = 9.0) -> bool:
        """Turn away who waits, stop a re-indexing, finish the questions under way; whether that took less than ``within`` seconds.

        Where it did not, threads still work: the caller should end the process without waiting for them.
        """
        self._stopping.set()
        self._queue.close()
        self._pool.close()
        if self._tidying is not None:
            self._tidying.cancel()
        pending: set[asyncio.Future[Any]] = set()
        if self._under_way:
            _, pending = await asyncio.wait(self._under_way, timeout=within)
        for pool in (self._questions, self._small, self._writer):
            pool.shutdown(wait=False, cancel_futures=True)
        return not pending

    async def _as_run(self, progress: RunProgress, work: Callable[[RunProgress], _T]) -> _T:
        if self._run:
            raise Busy(f"A re-indexing is under way already ({self._run}); try again when it is done.")
        self._run = "starting"

        def note(stage: str, done: int, total: int) -> None:
            self._run = f"{stage} {done:,} of {total:,}"
            progress(stage, done, total)  # type: ignore[arg-type]  # the stage comes from the run itself

        def end() -> None:
            self._run = ""

        told = Latest(asyncio.get_running_loop(), note)
        return await self._in(self._writer, partial(work, told), done=end)

    async def _in(self, pool: Executor, work: Callable[[], _T], done: Callable[[], object] = _nowhere) -> _T:
        """The result of ``work``, done in a thread; ``done`` is called when it is over, which a cancelled caller does not wait for."""
        if self._stopping.is_set():
            done()
            raise Closed
        future = asyncio.get_running_loop().run_in_executor(pool, work)
        self._under_way.add(future)

        def over(finished: asyncio.Future[_T]) -> None:
            self._under_way.discard(finished)
            done()
            if not finished.cancelled():
                finished.exception()  # looked at, or asyncio would complain where the caller has gone

        future.add_done_callback(over)
        return await asyncio.shield(future)

    async def _tidy(self) -> None:
        """Forget what is older than the operator wants to keep."""
        while self._records is not None:
            before = self._clock() - timedelta(days=self._settings.keep_days)
            try:
                gone = await self._in(self._small, partial(self._records.forget_before, before))
                _log.info("%d records from before %s are forgotten", gone, before.date())
            except Closed:
                return
            except Exception:
                _log.exception("old records could not be forgotten")
            await asyncio.sleep(_TIDY_SECONDS)
