"""Endpoints about channels and threads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.support.fake_discord.protocol import (
    CREATE_THREADS,
    GUILDS,
    HAS_THREAD,
    JSON,
    READ_HISTORY,
    SEND_MESSAGES,
    THREADS,
    ApiError,
)
from tests.support.fake_discord.routing import NO_CONTENT, Call, Reply, route

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord

_WITH_THREADS = (0, 5)
_PUBLIC_THREAD, _PRIVATE_THREAD = 11, 12


@route("GET", "/guilds/{guild_id}/channels")
async def channels_of(fake: FakeDiscord, call: Call) -> list[JSON]:
    inside = (channel for channel in fake.channels.values() if channel.get("guild_id") == call.params["guild_id"])
    return [channel for channel in inside if channel["type"] not in THREADS]


@route("GET", "/channels/{channel_id}")
async def channel(fake: FakeDiscord, call: Call) -> JSON:
    found = fake.channel(call.params["channel_id"])
    fake.need(found, 0)
    return found


@route("PATCH", "/channels/{channel_id}")
async def change_channel(fake: FakeDiscord, call: Call) -> JSON:
    found = fake.channel(call.params["channel_id"])
    is_thread = found["type"] in THREADS
    if is_thread:
        settings = ("archived", "locked", "auto_archive_duration", "invitable")
        found["thread_metadata"] |= {key: call.body[key] for key in settings if key in call.body}
    found |= {key: call.body[key] for key in ("name", "topic", "rate_limit_per_user") if key in call.body}
    event = "THREAD_UPDATE" if is_thread else "CHANNEL_UPDATE"
    await fake.gateway.dispatch(event, found, found.get("guild_id"), GUILDS)
    return found


@route("POST", "/channels/{channel_id}/typing")
async def typing(fake: FakeDiscord, call: Call) -> Reply:
    fake.need(fake.channel(call.params["channel_id"]), SEND_MESSAGES)
    fake.typing.append((time.monotonic(), call.params["channel_id"]))
    return NO_CONTENT


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
async def thread_at_message(fake: FakeDiscord, call: Call) -> Reply:
    parent = fake.channel(call.params["channel_id"])
    if parent["type"] not in _WITH_THREADS:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    fake.need(parent, CREATE_THREADS | READ_HISTORY)
    message = fake.message(parent["id"], call.params["message_id"])
    if message["flags"] & HAS_THREAD:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    message["flags"] |= HAS_THREAD
    return await _open(fake, parent, message["id"], call.body, _PUBLIC_THREAD)


@route("POST", "/channels/{channel_id}/threads")
async def thread(fake: FakeDiscord, call: Call) -> Reply:
    parent = fake.channel(call.params["channel_id"])
    fake.need(parent, CREATE_THREADS)
    return await _open(fake, parent, fake.snowflake(), call.body, call.body.get("type") or _PRIVATE_THREAD)


@route("PUT", "/channels/{channel_id}/thread-members/@me")
async def join_thread(fake: FakeDiscord, call: Call) -> Reply:
    fake.channel(call.params["channel_id"])
    return NO_CONTENT


async def _open(fake: FakeDiscord, parent: JSON, key: str, body: JSON, type: int) -> Reply:
    made = fake.add_thread(parent, key, body, type)
    await fake.gateway.dispatch("THREAD_CREATE", {**made, "newly_created": True}, parent["guild_id"], GUILDS)
    return Reply(201, made)
