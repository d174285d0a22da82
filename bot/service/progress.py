"""Progress from a thread, told on the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable


class Latest:
    """Calls ``tell`` on ``loop`` with what it was last called with: a thread that is faster than the loop does not flood it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, tell: Callable[[str, int, int], None]) -> None:
        self._loop = loop
        self._tell = tell
        self._guard = threading.Lock()
        self._latest: tuple[str, int, int] | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        with self._guard:
            pending, self._latest = self._latest is not None, (stage, done, total)
        if not pending:
            with contextlib.suppress(RuntimeError):  # the loop was closed over it
                self._loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        with self._guard:
            latest, self._latest = self._latest, None
        if latest is not None:
            self._tell(*latest)
