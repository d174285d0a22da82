"""The one owner of stores and models in a program that keeps running. Async outside, threads inside."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.answer.answers import Answer, Evidence
from bot.answer.coverage import Coverage
from bot.answer.query import Progress, Query, Stage, silent
from bot.answer.quote_context import in_context
from bot.service import answering, runs, server_corpus
from bot.service.operator_work import ReadOutcome, ReindexOrder, RemoveOrder
from bot.service.progress import Latest
from bot.service.question_queue import QuestionQueue, Queued
from bot.service.refusals import Busy, Closed, Stopped
from bot.service.resources import Resources
from bot.service.server_sources import Source, Upload
from bot.service.store_pool import StorePool
from bot.service.thread_pools import Kind, ThreadPools
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Models
    from bot.records import Records
    from index.pipeline.checking import Examination
    from index.pipeline.reindex import Progress as RunProgress
    from index.pipeline.reindex import Report

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_LOOKUP_THREADS = 4
"""For reading a catalogue: lists, counts, autocompletion."""
_RUN_THREADS = 8
"""Runs at a time, of different servers, which take turns at embedding; further ones wait."""
_TIDY_SECONDS = 6 * 3600


def _nowhere(*_: object) -> None:
    """Progress that nobody follows."""


class NewsService:
    """Answers questions and re-indexes, for as long as the program runs. Belongs to one event loop, which it never blocks.

    ``server`` is a Discord server's id, or None outside of any: then only the operator's own sources are searched. Errors that
    people are to see are ``UserError``; each is one sentence.
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

        models = models or Models(settings)
        pool = StorePool(settings.place, lambda: models.fingerprint)
        self._resources = Resources(settings, pool, models, clock)
        self._queue = QuestionQueue(settings.questions_at_once, settings.questions_waiting)
        threads: dict[Kind, int] = {
            "question": settings.questions_at_once,
            "lookup": _LOOKUP_THREADS,
            "upload": 1,
            "run": _RUN_THREADS,
            "filling": _RUN_THREADS,
        }
        self._threads = ThreadPools(self._resources.stopping, threads)
        self._records = records
        self._runs: dict[int | None, runs.StoreRun] = {}
        self._fillings: dict[int | None, runs.StoreRun] = {}
        """The embedding of passages behind a run, whose end nobody waits for."""
        self._tasks: dict[runs.StoreRun, asyncio.Task[int]] = {}
        """Of each filling; asyncio itself keeps none."""
        self._tidying: asyncio.Task[None] | None = None

    async def look(self) -> str | None:
        """Open the shared store; returns what is wrong with it where questions are answered nevertheless.

        Raises:
            StoreError: the store cannot be opened, or was made with another model.
        """
        return await self._threads.do("lookup", partial(answering.look, self._resources))

    async def warm(self) -> None:
        """Load the models and open the shared store, so that the first question takes no longer than any.

        What a run that was cut off left to be embedded is embedded behind.

        Raises:
            ModelError: a model cannot be loaded.
            StoreError: the store cannot be opened, or was made with another model.
        """
        await self._threads.do("question", partial(answering.warm, self._resources))
        self._fill(None)
        if self._records is not None and self._resources.settings.keep_days:
            self._tidying = asyncio.create_task(self._tidy(self._records))

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

        work = partial(answering.answer, self._resources, query, server, tell)
        return await self._threads.do("question", work, done=lambda: self._queue.leave(ticket))

    @property
    def load(self) -> tuple[int, int]:
        """The numbers of questions that are being worked on, and that wait."""
        return self._queue.working, self._queue.waiting

    async def context(self, evidence: Evidence) -> str:
        """The quote with the sentences around it, verbatim, as the article was when it was quoted."""
        return await self._threads.do("lookup", partial(in_context, evidence))

    # What there is

    async def coverage(self, server: int | None) -> Coverage:
        """Articles, outlets and days that a question asked there is answered from."""
        return await self._look_up(server_corpus.coverage, server)

    async def outlets(self, server: int | None) -> list[str]:
        """Outlets of these articles, most articles first."""
        return await self._look_up(server_corpus.outlets, server)

    async def sources(self, server: int | None) -> list[Source]:
        """The server's own sources, then the operator's, which every server shares."""
        return await self._look_up(server_corpus.sources, server)

    async def offered(self, server: int | None) -> list[str]:
        """Names of what the operator lets servers add."""
        return await self._look_up(server_corpus.offered, server)

    async def add_source(self, server: int | None, wanted: Upload | str) -> Source:
        """Add a file that was sent, or what is offered under a name, to the server's sources; ``reindex`` reads it.

        A file takes the place of an earlier one of the same name.

        Raises:
            Refused: it cannot be added, or holds more than one file may; the message says why.
        """
        return await self._threads.do("upload", partial(server_corpus.add_source, self._resources, server, wanted))

    # Re-indexing

    @property
    def running(self) -> str:
        """The stage of each re-indexing under way, such as ``reading 12 of 40``; empty when there is none."""
        return "; ".join(run.state for run in (*self._runs.values(), *self._fillings.values()))

    def seconds_left(self, server: int | None) -> float | None:
        """The time until all of these articles are embedded; None where that is not under way."""
        run = self._fillings.get(server)
        return run.seconds_left if run is not None else None

    def stop(self, server: int | None) -> bool:
        """Stop what runs over the server's own articles (None: the operator's) at its next step; False if nothing does."""
        found = [run for run in (self._runs.get(server), self._fillings.get(server)) if run is not None]
        for run in found:
            run.stop()
        return bool(found)

    async def reindex(
        self, *, server: int | None, source: str | None = None, progress: RunProgress = _nowhere
    ) -> Report:
        """Bring the server's own articles (None: the operator's) up to their sources, or to the one named ``source``.

        Answers keep flowing, and use the new articles as soon as it is done; then these are embedded behind, which makes them
        found by their meaning, too. ``progress`` is called on the event loop, with the
        stage, how much of it is done, and how much there is; where the loop is busy, only the latest is told.

        Raises:
            Busy: a run over the same articles is under way, here or in another process.
            Stopped: somebody stopped it.
            Refused: there is no such source, or none at all.
            Closed: the program is going down; the next run completes what this one began.
        """
        return await self._as_run(server, partial(runs.reindex, self._resources, server, source), progress)

    async def carry_out(self, order: ReindexOrder, *, progress: RunProgress = _nowhere) -> ReadOutcome:
        """Re-index the operator's own articles as was ordered in the terminal. A run, as ``reindex``.

        Raises:
            Refused: there is nothing to read, or no such path.
        """
        return await self._as_run(None, partial(runs.carry_out, self._resources, order), progress)

    async def filled(self, server: int | None, progress: RunProgress = _nowhere) -> int:
        """Embed what waits for it, or wait until that which is under way ends; returns how many texts that were since it began.

        Raises:
            Stopped, Closed: as ``reindex``.
        """
        self._fill(server)
        run = self._fillings[server]
        follow: Callable[[str, int, int], None] = progress  # type: ignore[assignment]  # the stage comes from the run itself
        run.followers.append(follow)
        try:
            return await asyncio.shield(self._tasks[run])
        finally:
            run.followers.remove(follow)

    async def remove_operator_sources(self, order: RemoveOrder) -> list[tuple[Path, int]]:
        """Remove the operator's own sources with the articles that only they gave; returns each with the number of these.

        A run, as ``reindex``.

        Raises:
            Refused: one of them is no source.
        """
        return await self._as_run(None, partial(runs.remove_operator_sources, self._resources, order), _nowhere)

    async def examine_stores(self) -> dict[int | None, Examination]:
        """The state of the operator's own store (None) and of those of servers, each while nobody writes it. A run, as ``reindex``."""
        return await self._as_run(None, partial(runs.examine_stores, self._resources), _nowhere)

    async def remove_source(self, server: int | None, name: str, *, progress: RunProgress = _nowhere) -> Report:
        """Remove one of the server's own sources with the articles that only it gave. A run, as ``reindex``.

        Raises:
            Refused: the server has no such source of its own.
        """
        return await self._as_run(server, partial(runs.remove_source, self._resources, server, name), progress)

    async def forget_server(self, server: int) -> None:
        """Delete the server's own sources and articles, as when the bot was removed from it; a run over them is stopped."""
        self.stop(server)
        if (run := self._fillings.get(server)) is not None:
            await asyncio.wait({self._tasks[run]})  # it would make the folder again
        await self._threads.do("run", partial(runs.forget_server, self._resources, server))

    # The end

    async def close(self, within: float = 9.0) -> bool:
        """Turn away who waits, stop a re-indexing, finish the questions under way; False where that took ``within`` seconds or more.

        Then threads still work: the caller should end the process without waiting for them.
        """
        self._resources.stopping.set()
        self._queue.close()
        self._resources.pool.close()
        if self._tidying is not None:
            self._tidying.cancel()
        return await self._threads.close(within)

    async def _look_up(self, work: Callable[[Resources, int | None], _T], server: int | None) -> _T:
        return await self._threads.do("lookup", partial(work, self._resources, server))

    async def _as_run(
        self, server: int | None, work: Callable[[runs.StoreRun, RunProgress], _T], progress: RunProgress
    ) -> _T:
        if under_way := self._runs.get(server):
            raise Busy(f"A re-indexing is under way already ({under_way.state}); try again when it is done.")
        run = self._runs[server] = runs.StoreRun(self._resources)

        def note(stage: str, done: int, total: int) -> None:
            run.note(stage, done, total)
            progress(stage, done, total)  # type: ignore[arg-type]  # the stage comes from the run itself

        def end() -> None:
            if self._runs.get(server) is run:
                del self._runs[server]

        latest = Latest(asyncio.get_running_loop(), note)
        try:
            result = await self._threads.do("run", partial(work, run, latest), done=end)
        except asyncio.CancelledError:
            run.stop()  # who wanted it has gone
            raise
        self._fill(server)
        return result

    def _fill(self, server: int | None) -> None:
        """Begin to embed what the server's own articles (None: the operator's) lack, unless that is under way."""
        if server in self._fillings:
            return
        run = self._fillings[server] = runs.StoreRun(self._resources)
        work = partial(runs.fill, self._resources, server, run, Latest(asyncio.get_running_loop(), run.note))
        task = asyncio.create_task(self._threads.do("filling", work, done=lambda: self._fillings.pop(server, None)))
        self._tasks[run] = task
        task.add_done_callback(partial(self._filled, run))

    def _filled(self, run: runs.StoreRun, task: asyncio.Task[int]) -> None:
        del self._tasks[run]
        if not task.cancelled() and (error := task.exception()) and not isinstance(error, Closed | Stopped):
            _log.error("what was read could not be embedded", exc_info=error)

    async def _tidy(self, records: Records) -> None:
        """Forget what is older than the operator wants to keep."""
        while True:
            before = self._resources.clock() - timedelta(days=self._resources.settings.keep_days)
            try:
                gone = await self._threads.do("lookup", partial(records.forget_before, before))
                _log.info("%d records from before %s are forgotten", gone, before.date())
            except Closed:
                return
            except Exception:
                _log.exception("old records could not be forgotten")
            await asyncio.sleep(_TIDY_SECONDS)
