"""Endpoints about the messages of a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.fake_discord.protocol import (
    ADD_REACTIONS,
    ATTACH_FILES,
    DIRECT,
    EMBED_LINKS,
    EPHEMERAL,
    JSON,
    MANAGE_MESSAGES,
    READ_HISTORY,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    THREADS,
    ApiError,
)
from tests.support.fake_discord.routing import NO_CONTENT, Call, Reply, route

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord

_ONE = "/channels/{channel_id}/messages/{message_id}"
_REACTION = f"{_ONE}/reactions/{{emoji_name}}/@me"


@route("GET", "/channels/{channel_id}/messages")
async def history(fake: FakeDiscord, call: Call) -> list[JSON]:
    channel = fake.channel(call.params["channel_id"])
    fake.need(channel, READ_HISTORY)
    after, before = int(call.query.get("after", 0)), int(call.query.get("before", 1 << 63))
    public = (message for message in fake.messages[channel["id"]].values() if not message["flags"] & EPHEMERAL)
    wanted = [message for message in public if after < int(message["id"]) < before]
    return wanted[::-1][: int(call.query.get("limit", 50))]


@route("GET", _ONE)
async def one_message(fake: FakeDiscord, call: Call) -> JSON:
    fake.need(fake.channel(call.params["channel_id"]), READ_HISTORY)
    return fake.message(call.params["channel_id"], call.params["message_id"])


@route("POST", "/channels/{channel_id}/messages")
async def send(fake: FakeDiscord, call: Call) -> JSON:
    channel = fake.channel(call.params["channel_id"])
    is_thread = channel["type"] in THREADS
    fake.need(channel, (SEND_IN_THREADS if is_thread else SEND_MESSAGES) | (ATTACH_FILES if call.files else 0))
    if is_thread and channel["thread_metadata"]["locked"]:
        raise ApiError(400, 50083, "Thread is archived")
    body = call.body or {}
    if body.get("message_reference") and channel["type"] != DIRECT and not fake.permissions(channel) & READ_HISTORY:
        raise ApiError(403, 160002, "Cannot reply without permission to read message history")
    if body.get("enforce_nonce") and body.get("nonce") is not None:  # discord.py always asks for this
        for sent in fake.messages[channel["id"]].values():
            if sent["author"] is fake.bot and sent.get("nonce") == body["nonce"]:
                return sent
    fake.check(body, call.files, body.get("flags") or 0, creating=True)
    message = fake.write(channel, fake.bot, body, call.files)
    if not fake.permissions(channel) & EMBED_LINKS and channel["type"] != DIRECT:
        message["embeds"] = []  # Discord drops them without a word
    return await fake.send(channel, message)


@route("PATCH", _ONE)
async def edit(fake: FakeDiscord, call: Call) -> JSON:
    channel = fake.channel(call.params["channel_id"])
    message = fake.message(channel["id"], call.params["message_id"])
    if message["author"]["id"] != fake.bot["id"]:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    await fake.edit(channel, message, call.body or {}, call.files)
    return message


@route("DELETE", _ONE)
async def delete(fake: FakeDiscord, call: Call) -> Reply:
    channel = fake.channel(call.params["channel_id"])
    message = fake.message(channel["id"], call.params["message_id"])
    if message["author"]["id"] != fake.bot["id"]:
        fake.need(channel, MANAGE_MESSAGES)
    await fake.remove(channel, message)
    return NO_CONTENT


@route("PUT", _REACTION)
async def react(fake: FakeDiscord, call: Call) -> Reply:
    fake.need(fake.channel(call.params["channel_id"]), ADD_REACTIONS | READ_HISTORY)
    fake.message(call.params["channel_id"], call.params["message_id"])
    return NO_CONTENT


@route("DELETE", _REACTION)
async def take_back_reaction(fake: FakeDiscord, call: Call) -> Reply:
    fake.message(call.params["channel_id"], call.params["message_id"])
    return NO_CONTENT
