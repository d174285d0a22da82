"""The record of all that happened: requests, faults that a test asked for, interactions and how they were answered."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_discord.protocol import JSON, LOADING

File = tuple[str, bytes]


@dataclass
class Exchange:
    """A request of the bot and what it was answered."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: list[File]
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    response: Any = None

    def __str__(self) -> str:
        text = json.dumps(self.body, ensure_ascii=False) if self.body is not None else ""
        return f"{self.method} {self.path} {text[:160]} -> {self.status}"


@dataclass
class Fault:
    """An answer that the next requests get instead of their own."""

    method: str
    pattern: str
    times: int
    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class Interaction:
    """Something that a person did with the bot: a command, a click, a form."""

    id: str
    token: str
    type: int
    channel: JSON
    user: JSON
    payload: JSON
    message: JSON | None
    ack_window: float
    created: float = field(default_factory=time.monotonic)
    acked: float | None = None
    ack: JSON | None = None
    original: JSON | None = None
    followups: list[JSON] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds_to_ack(self) -> float | None:
        """How long the bot took to acknowledge it."""
        return None if self.acked is None else self.acked - self.created

    @property
    def loading(self) -> bool:
        """Still showing "thinking…"."""
        return bool(self.original and self.original["flags"] & LOADING)

    @property
    def choices(self) -> list[JSON]:
        """The choices that an autocompletion offered."""
        data: JSON = (self.ack or {}).get("data") or {}
        return list(data.get("choices") or [])

    @property
    def modal(self) -> JSON | None:
        """The form that was opened."""
        return self.ack["data"] if self.ack and self.ack["type"] == 9 else None

    @property
    def messages(self) -> list[JSON]:
        """All messages that answer it."""
        return [*([self.original] if self.original else []), *self.followups]

    async def until(self, test: Callable[[Interaction], Any], timeout: float, what: str) -> Interaction:
        """Wait until ``test`` holds."""
        try:
            async with asyncio.timeout(timeout):
                while not test(self):
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            raise AssertionError(f"interaction {self.id}: not {what} within {timeout} s") from None
        return self

    async def wait_acked(self) -> Interaction:
        """Wait until it is acknowledged, for as long as Discord would."""
        return await self.until(lambda ix: ix.acked, self.ack_window + 0.2, "acknowledged")

    async def wait_finished(self, timeout: float = 30.0) -> Interaction:
        """Wait until it is acknowledged and no longer shows "thinking…"."""
        await self.wait_acked()
        return await self.until(lambda ix: not ix.loading, timeout, "answered")

    async def wait_followup(self, number: int = 1, timeout: float = 10.0) -> JSON:
        """Wait for the message that follows up."""
        await self.until(lambda ix: len(ix.followups) >= number, timeout, f"followed up {number} times")
        return self.followups[number - 1]
