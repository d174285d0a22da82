"""Threads for what blocks, so that the event loop never does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, TypeVar

from bot.service.refusals import Closed

_T = TypeVar("_T")

Kind = Literal["question", "lookup", "upload", "run", "filling"]
"""Kinds of work that do not wait for each other."""


def _nothing() -> None:
    """Nothing is to be done at the end."""


class ThreadPools:
    """A number of threads for each kind of work. Belongs to one event loop; takes no work once ``stopping`` is set."""

    def __init__(self, stopping: threading.Event, threads: dict[Kind, int]) -> None:
        self._stopping = stopping
        self._pools = {kind: ThreadPoolExecutor(number, kind) for kind, number in threads.items()}
        self._under_way: set[asyncio.Future[Any]] = set()

    async def do(self, kind: Kind, work: Callable[[], _T], done: Callable[[], object] = _nothing) -> _T:
        """The result of ``work``, done in a thread; ``done`` is called when it is over, which a cancelled caller does not wait for.

        Raises:
            Closed: the program is going down.
        """
        if self._stopping.is_set():
            done()
            raise Closed
        future = asyncio.get_running_loop().run_in_executor(self._pools[kind], work)
        self._under_way.add(future)

        def over(finished: asyncio.Future[_T]) -> None:
            self._under_way.discard(finished)
            done()
            if not finished.cancelled():
                finished.exception()  # looked at, or asyncio would complain where the caller has gone

        future.add_done_callback(over)
        return await asyncio.shield(future)

    async def close(self, within: float) -> bool:
        """Finish what is under way; False where that takes longer than ``within`` seconds, so that threads still work."""
        pending: set[asyncio.Future[Any]] = set()
        if self._under_way:
            _, pending = await asyncio.wait(self._under_way, timeout=within)
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        return not pending
