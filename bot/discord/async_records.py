"""The records and the servers' settings, for the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from bot.answer.answers import Answer
from bot.answer.query import Turn
from bot.records import OpenReply, Records, SavedAnswer, ServerSettings
from bot.records.records import new_handle

_T = TypeVar("_T")

_SETTINGS_SECONDS = 0.5
"""Seconds that an acknowledgement may wait for a server's settings: Discord gives it 3 s in all."""
_UNKNOWN = ServerSettings(private=True)
"""For a server whose settings could not be read in time: what was meant to be private must not be shown to all."""


class AsyncRecords:
    """``Records`` behind a thread of their own, so that no question in work can hold them up."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._thread = ThreadPoolExecutor(1, "records")

    async def _do(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def save_answer(
        self,
        answer: Answer,
        *,
        server: int | None,
        channel: int,
        asker: int,
        conversation: str,
        private: bool,
        now: datetime,
    ) -> str:
        """Keep an answer; returns the handle for its buttons."""
        handle = new_handle()
        await self._do(
            lambda: self._records.save_answer(
                answer,
                server=server,
                channel=channel,
                asker=asker,
                conversation=conversation,
                private=private,
                handle=handle,
                now=now,
            )
        )
        return handle

    async def find(self, handle: str) -> SavedAnswer | None:
        """The answer that has this handle, if it is kept."""
        return await self._do(lambda: self._records.find(handle))

    async def begin_reply(self, reply: OpenReply, now: datetime) -> int:
        """Remember a reply until it is done; returns its number."""
        return await self._do(lambda: self._records.begin_reply(reply, now))

    async def end_reply(self, number: int) -> None:
        """The reply is done."""
        await self._do(lambda: self._records.end_reply(number))

    async def open_replies(self) -> list[OpenReply]:
        """Replies that were not done when the bot was last seen."""
        return await self._do(self._records.open_replies)

    async def feedback(self, number: int, person: int, up: bool, reason: str | None, now: datetime) -> bool:
        """Keep what a person thinks of an answer; False where the answer is gone."""
        return await self._do(lambda: self._records.feedback(number, person, up, reason, now))

    async def conversation(self, key: str) -> list[Turn]:
        """The last turns of a conversation, oldest first."""
        return await self._do(lambda: self._records.conversation(key))

    async def add_turn(self, key: str, turn: Turn, asker: int | str, now: datetime) -> None:
        """Add a turn to a conversation."""
        await self._do(lambda: self._records.add_turn(key, turn, asker, now))

    async def server_settings(self, guild: int) -> ServerSettings:
        """A server's settings."""
        return await self._do(lambda: self._records.server_settings(guild))

    async def set_server_settings(self, guild: int, settings: ServerSettings) -> None:
        """Keep a server's settings."""
        await self._do(lambda: self._records.set_server_settings(guild, settings))

    async def forget(self, person: int) -> int:
        """Delete what a person asked and said; returns how much that was."""
        return await self._do(lambda: self._records.forget(person))

    async def forget_server(self, guild: int) -> int:
        """Delete what was asked in a server."""
        return await self._do(lambda: self._records.forget_server(guild))

    def close(self) -> None:
        """End the thread, after what it still has to do."""
        self._thread.shutdown()


class ServerSettingsCache:
    """The servers' settings, in memory: they must be known before an interaction can be acknowledged."""

    def __init__(self, records: AsyncRecords) -> None:
        self._records = records
        self._known: dict[int, ServerSettings] = {}
        self._left: set[int] = set()

    async def load(self, guild: int) -> ServerSettings:
        """Read a server's settings."""
        self._left.discard(guild)
        self._known[guild] = settings = await self._records.server_settings(guild)
        return settings

    async def of(self, guild: int | None) -> ServerSettings:
        """A server's settings, soon; None is for direct messages, where the defaults hold."""
        if guild is None:
            return ServerSettings()
        if (settings := self._known.get(guild)) is not None:
            return settings
        try:
            return await asyncio.wait_for(self.load(guild), _SETTINGS_SECONDS)
        except Exception:
            return _UNKNOWN

    async def change(self, guild: int, settings: ServerSettings) -> None:
        """Keep new settings of a server."""
        await self._records.set_server_settings(guild, settings)
        self._known[guild] = settings

    def drop(self, guild: int) -> None:
        """Forget a server that the bot has left."""
        self._known.pop(guild, None)
        self._left.add(guild)

    def has_left(self, guild: int | None) -> bool:
        """True if the bot was removed from the server, and not added again."""
        return guild in self._left
