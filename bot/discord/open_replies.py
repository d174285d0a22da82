"""Replies that are not done are remembered, so that the next start can end those of a bot that was killed."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import discord
from discord.http import Route

from bot.discord.async_records import AsyncRecords
from bot.discord.reply import InteractionReply, Reply
from bot.records import OpenReply

_log = logging.getLogger(__name__)

RESTARTED = "I was restarted; ask again."
_TOKEN_LIVES = timedelta(minutes=14)


class OpenReplies:
    """The replies that are in the making."""

    def __init__(self, records: AsyncRecords) -> None:
        self._records = records
        self._tidied = False

    @asynccontextmanager
    async def remembered(self, reply: Reply) -> AsyncIterator[None]:
        """Remember the reply while the block runs. That this fails keeps nobody from an answer."""
        numbers: list[int] = []

        async def note(place: OpenReply) -> None:
            try:
                numbers.append(await self._records.begin_reply(place, datetime.now(UTC)))
            except Exception as error:
                _log.warning("a reply could not be remembered: %s", error)

        reply.on_open = note
        if isinstance(reply, InteractionReply):
            await reply.opened()
        try:
            yield
        finally:
            for number in numbers:
                await self._forget(number)

    async def left_behind(self) -> list[OpenReply]:
        """Those of a bot that was killed: asked once, before this one answers anything."""
        if self._tidied:
            return []
        self._tidied = True
        return await self._records.open_replies()

    async def end(self, client: discord.Client, replies: list[OpenReply]) -> None:
        """Have each say that the bot was restarted, unless its answer is there, and forget it."""
        for reply in replies:
            try:
                await _end(client, reply)
            except (discord.HTTPException, OSError) as error:
                _log.info("a reply from before the start could not be ended: %s", error)
            await self._forget(reply.number)

    async def _forget(self, number: int) -> None:
        try:
            await self._records.end_reply(number)
        except Exception as error:
            _log.warning("a reply could not be forgotten: %s", error)


async def _end(client: discord.Client, reply: OpenReply) -> None:
    if reply.token is not None:
        if client.application_id is None or reply.at is None or datetime.now(UTC) - reply.at > _TOKEN_LIVES:
            return
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        place = {"webhook_id": str(client.application_id), "webhook_token": reply.token}
    else:
        path = "/channels/{channel_id}/messages/{message_id}"
        place = {"channel_id": str(reply.channel), "message_id": str(reply.message)}
    shown = await client.http.request(Route("GET", path, metadata=None, **place))
    if not shown.get("components"):  # else the answer came to be just before the end
        body = {"content": RESTARTED, "allowed_mentions": {"parse": []}}
        await client.http.request(Route("PATCH", path, metadata=None, **place), json=body)
