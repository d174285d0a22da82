"""Endpoints that register application commands, everywhere or in one server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.fake_discord.command_limits import command_problems
from tests.support.fake_discord.protocol import JSON, ApiError, form_error, walk_options
from tests.support.fake_discord.routing import NO_CONTENT, Call, Reply, route

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord

_ALL = tuple(f"/applications/{{application_id}}{scope}/commands" for scope in ("", "/guilds/{guild_id}"))
_ONE = tuple(f"{template}/{{command_id}}" for template in _ALL)


@route("PUT", *_ALL)
async def put_commands(fake: FakeDiscord, call: Call) -> list[JSON]:
    scope = _scope(fake, call)
    if problems := list(command_problems(call.body)):
        raise form_error(problems)
    before = {(command["type"], command["name"]): command["id"] for command in scope.values()}
    scope.clear()
    for given in call.body:
        command = _registered(fake, given, call.params.get("guild_id"))
        command["id"] = before.get((command["type"], command["name"]), command["id"])
        scope[command["id"]] = command
    return list(scope.values())


@route("GET", *_ALL)
async def list_commands(fake: FakeDiscord, call: Call) -> list[JSON]:
    return list(_scope(fake, call).values())


@route("GET", *_ONE)
async def one_command(fake: FakeDiscord, call: Call) -> JSON:
    scope = _scope(fake, call)
    if call.params["command_id"] not in scope:
        raise ApiError(404, 10063, "Unknown application command")
    return scope[call.params["command_id"]]


@route("DELETE", *_ONE)
async def delete_command(fake: FakeDiscord, call: Call) -> Reply:
    await one_command(fake, call)
    del _scope(fake, call)[call.params["command_id"]]
    return NO_CONTENT


def _scope(fake: FakeDiscord, call: Call) -> dict[str, JSON]:
    if call.params["application_id"] != fake.app["id"]:
        raise ApiError(403, 20012, "You are not authorized to perform this action on this application")
    guild = call.params.get("guild_id")
    if guild and guild not in fake.guilds:
        raise ApiError(403, 50001, "Missing Access")
    return fake.commands.setdefault(guild, {})


def _registered(fake: FakeDiscord, given: JSON, guild_id: str | None) -> JSON:
    permissions = given.get("default_member_permissions")
    command = {
        "id": fake.snowflake(),
        "application_id": fake.app["id"],
        "version": fake.snowflake(),
        "type": 1,
        "description": "",
        "integration_types": [0],
        "nsfw": False,
        **{key: value for key, value in given.items() if value is not None},
        "default_member_permissions": None if permissions is None else str(permissions),
    }
    for option in walk_options(command.get("options")):
        for key in [key for key, value in option.items() if value is None]:
            del option[key]
    return command | ({"guild_id": guild_id} if guild_id else {})
