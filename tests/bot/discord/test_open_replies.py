"""Replies that a killed bot left, where several bots share the records."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest

import bot.discord.open_replies
from bot.discord.open_replies import OpenReplies
from bot.records import OpenReply

OWN, ANOTHERS = 11, 22


class SomeShards(discord.AutoShardedClient):
    """Serves some of the shards: it sees one channel."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none(), shard_ids=[0], shard_count=2)

    async def wait_until_ready(self) -> None:
        """It is."""

    def get_channel(self, id: int, /) -> Any:
        return SimpleNamespace() if id == OWN else None


class Kept:
    def __init__(self) -> None:
        self.forgotten: list[int] = []

    async def end_reply(self, number: int) -> None:
        self.forgotten.append(number)


def test_what_another_bot_works_on_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []

    async def end(_: discord.Client, reply: OpenReply) -> None:
        ended.append(reply.number)

    monkeypatch.setattr(bot.discord.open_replies, "_end", end)
    kept, now = Kept(), datetime.now(UTC)
    left = [
        OpenReply(OWN, 1, at=now, number=1),
        OpenReply(ANOTHERS, 2, at=now, number=2),
        OpenReply(ANOTHERS, 3, at=now - timedelta(days=2), number=3),
    ]

    async def run() -> None:
        await OpenReplies(kept).end(SomeShards(), left)  # type: ignore[arg-type]

    asyncio.run(run())
    assert ended == kept.forgotten == [1, 3]
