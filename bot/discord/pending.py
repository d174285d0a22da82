"""Tasks under way, so that the program can end after them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class PendingTasks:
    """The tasks that people wait for."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self.closing = False
        """Nothing new is to begin."""

    def __len__(self) -> int:
        return len(self._tasks)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count the current task while the block runs."""
        task = asyncio.current_task()
        if task is None or task in self._tasks:
            yield
            return
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def finish(self, within: float, to_say_so: float) -> None:
        """Wait ``within`` seconds for what is under way; what is not done then is cancelled, with ``to_say_so`` seconds for that."""
        self.closing = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=within)
        late = set(self._tasks)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=to_say_so)
