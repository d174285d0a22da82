"""How far an answer is, as its message tells it until it is there."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import discord

from bot.discord.sending import NOT_NOW, Withdrawn

_log = logging.getLogger(__name__)

STAGE_SECONDS, PLACE_SECONDS = 1.2, 5.0
"""Least time between what is shown and a new stage, or a new place in line: edits are rationed."""


class Ration:
    """Keeps what is shown while answers are in the making from holding up the other answers in the channel.

    Discord takes some five new messages and five edits there in five seconds, and discord.py lets what is more wait in a line.
    """

    def __init__(self) -> None:
        self._free_at: dict[int, float] = {}
        """For each channel where something was shown just now; for ever while it is on its way."""

    @contextmanager
    def turn(self, channel: int) -> Iterator[bool]:
        """True where something may be shown in the channel now, which is done when the block ends."""
        if self._free_at.get(channel, 0.0) > time.monotonic():
            yield False
            return
        self._free_at[channel] = math.inf
        try:
            yield True
        finally:
            now = time.monotonic()
            self._free_at[channel] = now + STAGE_SECONDS
            self._free_at = {place: until for place, until in self._free_at.items() if until > now}


Turn = Callable[[], AbstractContextManager[bool]]


def always() -> AbstractContextManager[bool]:
    """For what is not shown in a channel: each has its own ration there."""
    return nullcontext(True)


class Stages:
    """Shows the latest of what it is told, not more often than is allowed."""

    def __init__(self, show: Callable[[str], Awaitable[None]], first_after: float, turn: Turn = always) -> None:
        self._show = show
        self._turn = turn
        self._shown_at = time.monotonic() - PLACE_SECONDS + first_after
        self._first_at = time.monotonic() + first_after
        self._text = self._shown = ""
        self._gap = STAGE_SECONDS
        self._stopped = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def tell(self, text: str, gap: float) -> None:
        """Have ``text`` shown, at least ``gap`` seconds after the one before."""
        self._text, self._gap = text, gap
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Show nothing more; what is on its way has arrived when this returns, so that it cannot overwrite the answer."""
        self._stopped.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while self._text != self._shown:
            wait = max(self._first_at, self._shown_at + self._gap) - time.monotonic()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), max(wait, 0))
            if self._stopped.is_set():
                return
            with self._turn() as is_mine:
                if not is_mine:
                    self._first_at = time.monotonic() + STAGE_SECONDS
                    continue
                text = self._text
                try:
                    await self._show(text)
                except Withdrawn:
                    return
                except (discord.HTTPException, *NOT_NOW) as error:
                    _log.info("a stage could not be shown: %s", error)  # the answer itself is tried harder
                self._shown, self._shown_at = text, time.monotonic()
