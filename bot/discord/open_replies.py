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
_LOOKED_AT = 50
"""Messages after a question among which its reply is looked for."""
_ABANDONED = timedelta(days=1)


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
        """Have each say that the bot was restarted, unless its answer is there, and forget it.

        Of a bot that serves some shards only those in its own servers: the others may be in the making elsewhere.
        """
        if isinstance(client, discord.AutoShardedClient) and client.shard_ids is not None:
            await client.wait_until_ready()
            replies = [reply for reply in replies if _is_own(client, reply)]
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


def _is_own(client: discord.Client, reply: OpenReply) -> bool:
    """In a channel that the bot sees, or so old that nobody works on it any more."""
    too_old = reply.at is None or datetime.now(UTC) - reply.at > _ABANDONED
    return too_old or client.get_channel(reply.channel) is not None


async def _end(client: discord.Client, reply: OpenReply) -> None:
    for path, place in await _where(client, reply):
        shown = await client.http.request(Route("GET", path, metadata=None, **place))
        if not shown.get("components"):  # else the answer came to be just before the end
            body = {"content": RESTARTED, "allowed_mentions": {"parse": []}}
            await client.http.request(Route("PATCH", path, metadata=None, **place), json=body)


async def _where(client: discord.Client, reply: OpenReply) -> list[tuple[str, dict[str, str]]]:
    """The messages that the reply became, with their paths at Discord: none, or one."""
    if reply.token is not None:
        if client.application_id is None or reply.at is None or datetime.now(UTC) - reply.at > _TOKEN_LIVES:
            return []
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        return [(path, {"webhook_id": str(client.application_id), "webhook_token": reply.token})]
    channel, me = str(reply.channel), str(client.user.id if client.user else 0)
    later = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
    found = await client.http.request(later, params={"after": reply.message, "limit": _LOOKED_AT})
    path = "/channels/{channel_id}/messages/{message_id}"
    # In a thread that was opened for the question, which has its id, the reply refers to nothing.
    referred = (None, str(reply.message)) if reply.channel == reply.message else (str(reply.message),)
    return [
        (path, {"channel_id": channel, "message_id": message["id"]})
        for message in found
        if message["author"]["id"] == me
        and (message.get("message_reference") or {}).get("message_id") in referred
        and not message.get("components")
    ]
