"""Endpoints about the bot, people and the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.fake_discord.protocol import JSON, ApiError
from tests.support.fake_discord.routing import Call, route

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord


@route("GET", "/users/@me")
async def me(fake: FakeDiscord, call: Call) -> JSON:
    return fake.bot_account()


@route("GET", "/users/@me/guilds")
async def my_guilds(fake: FakeDiscord, call: Call) -> list[JSON]:
    return fake.guild_list


@route("GET", "/users/{user_id}")
async def user(fake: FakeDiscord, call: Call) -> JSON:
    if call.params["user_id"] not in fake.users:
        raise ApiError(404, 10013, "Unknown User")
    return fake.users[call.params["user_id"]]


@route("POST", "/users/@me/channels")
async def open_direct_messages(fake: FakeDiscord, call: Call) -> JSON:
    key = str((call.body or {}).get("recipient_id"))
    if key not in fake.users:
        raise ApiError(404, 10013, "Unknown User")
    return fake.dm(fake.users[key])


@route("GET", "/oauth2/applications/@me", "/applications/@me")
async def my_application(fake: FakeDiscord, call: Call) -> JSON:
    return fake.app


@route("GET", "/gateway")
async def gateway(fake: FakeDiscord, call: Call) -> JSON:
    return {"url": fake.gateway.url}


@route("GET", "/gateway/bot")
async def gateway_for_bots(fake: FakeDiscord, call: Call) -> JSON:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 14400000, "max_concurrency": 1}
    return {"url": fake.gateway.url, "shards": fake.shards, "session_start_limit": limit}


@route("GET", "/guilds/{guild_id}/members/{user_id}")
async def member(fake: FakeDiscord, call: Call) -> JSON:
    guild = fake.guilds.get(call.params["guild_id"])
    if guild is None or call.params["user_id"] not in guild["members"]:
        raise ApiError(404, 10007, "Unknown Member")
    found: JSON = guild["members"][call.params["user_id"]]
    return found
