"""People's doings: they write, use commands and menus, click, fill in forms, as Discord's client lets them."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Sequence
from typing import Any

from tests.support.fake_discord.conversation import Conversation
from tests.support.fake_discord.protocol import (
    AUTOCOMPLETE,
    BUTTON,
    COMMAND,
    COMPONENT,
    EPHEMERAL,
    JSON,
    MODAL,
    TEXT_INPUT,
    ClientRefused,
    walk,
)
from tests.support.fake_discord.records import Interaction

_CHAT, _MESSAGE_MENU = 1, 3
_STRING, _NUMBERS = 3, (4, 10)


class People(Conversation):
    """A world with people who do something."""

    def __init__(self, token: str | None = None) -> None:
        super().__init__(token)
        self.ack_window = 3.0
        self.token_lifetime = 900.0

    async def say(self, user: JSON, channel: JSON, content: str, reply_to: JSON | None = None) -> JSON:
        """Write a message."""
        body: JSON = {"content": content}
        if reply_to:
            body["message_reference"] = {"message_id": reply_to["id"]}
        return await self.send(channel, self.write(channel, user, body, everything=True))

    async def slash(self, user: JSON, channel: JSON, name: str, /, **options: Any) -> Interaction:
        """Use a command; a subcommand is named after it, with a space between."""
        return await self._interact(COMMAND, user, channel, self._slash_data(name, channel, options))

    async def autocomplete(self, user: JSON, channel: JSON, name: str, focused: str, /, **options: Any) -> list[JSON]:
        """The choices that are offered while an option is being typed."""
        data = self._slash_data(name, channel, options, focused)
        return (await (await self._interact(AUTOCOMPLETE, user, channel, data)).wait_acked()).choices

    async def message_menu(self, user: JSON, channel: JSON, name: str, target: JSON) -> Interaction:
        """Choose something from a message's menu."""
        command = self._command(_MESSAGE_MENU, name, channel)
        data = {
            **{"id": command["id"], "name": name, "type": _MESSAGE_MENU, "target_id": target["id"]},
            "resolved": {"messages": {target["id"]: target}},
        }
        return await self._interact(COMMAND, user, channel, data)

    async def click(
        self, user: JSON, channel: JSON, message: JSON, custom_id: str, values: Sequence[str] = ()
    ) -> Interaction:
        """Press a button, or choose ``values`` in a menu."""
        if message["flags"] & EPHEMERAL and not self._was_sent_to(user, message):
            raise ClientRefused("only its addressee sees an ephemeral message")
        component = next((c for c in walk(message["components"]) if c.get("custom_id") == custom_id), None)
        if component is None or component.get("disabled"):
            raise ClientRefused(f"no enabled component {custom_id!r} on that message")
        kind = component["type"]
        data: JSON = {"custom_id": custom_id, "component_type": kind, "id": component.get("id", 0)}
        if kind != BUTTON:
            data["values"] = list(values)
        return await self._interact(COMPONENT, user, channel, data, message)

    async def submit(self, ix: Interaction, **values: str) -> Interaction:
        """Send the form that an interaction opened; a single value fills its fields whatever they are called."""
        if not ix.modal:
            raise ClientRefused("that interaction showed no modal")

        def fill(component: JSON) -> JSON:
            out = {"type": component["type"], "id": component.get("id", 0)}
            if "component" in component:
                return {**out, "component": fill(component["component"])}
            if "components" in component:
                return {**out, "components": [fill(inner) for inner in component["components"]]}
            out["custom_id"] = component.get("custom_id")
            if component["type"] == TEXT_INPUT:
                value = values.get(component["custom_id"], next(iter(values.values()), ""))
                too_little = component.get("required", True) and not value
                if too_little or len(value) > component.get("max_length", 4000):
                    raise ClientRefused(f"modal field {component['custom_id']}")
                out["value"] = value
            return out

        fields = [fill(component) for component in ix.modal["components"]]
        data = {"custom_id": ix.modal["custom_id"], "components": fields}
        return await self._interact(MODAL, ix.user, ix.channel, data, ix.message)

    def _was_sent_to(self, user: JSON, message: JSON) -> bool:
        theirs = (ix for ix in self.interactions.values() if ix.user["id"] == user["id"])
        return any(message["id"] == sent["id"] for ix in theirs for sent in ix.messages)

    def _command(self, kind: int, name: str, channel: JSON) -> JSON:
        guild = channel.get("guild_id")
        scopes = [self.commands.get(guild, {}), self.commands[None]] if guild else [self.commands[None]]
        where = 0 if guild else 1
        for command in (command for scope in scopes for command in scope.values()):
            if (command["name"], command["type"]) == (name, kind):
                contexts = command.get("contexts")
                if contexts is not None and where not in contexts:
                    raise ClientRefused(f"/{name} is not offered in context {where}")
                return command
        raise ClientRefused(f"no command {name!r} of type {kind} is registered here")

    def _slash_data(self, name: str, channel: JSON, given: JSON, focused: str | None = None) -> JSON:
        first, *rest = name.split(" ")
        command = self._command(_CHAT, first, channel)
        node, way = command, []
        for part in rest:
            inner = (o for o in node.get("options", []) if o["name"] == part and o["type"] in (1, 2))
            found = next(inner, None)
            if found is None:
                raise ClientRefused(f"no subcommand {name!r}")
            node = found
            way.append(node)
        options = _filled(node.get("options", []), given, focused)
        for outer in reversed(way):
            options = [{"name": outer["name"], "type": outer["type"], "options": options}]
        users = {value["id"]: value for value in given.values() if isinstance(value, dict) and "username" in value}
        data = {"id": command["id"], "name": command["name"], "type": _CHAT, "options": options}
        data |= {"guild_id": command["guild_id"]} if command.get("guild_id") else {}
        return data | ({"resolved": {"users": users}} if users else {})

    async def _interact(
        self, type: int, user: JSON, channel: JSON, data: JSON, message: JSON | None = None
    ) -> Interaction:
        guild = channel.get("guild_id")
        held = str(self.member_permissions.get(user["id"], self.everyones_permissions))
        payload: JSON = {
            "id": self.snowflake(),
            "application_id": self.app["id"],
            "type": type,
            "token": secrets.token_urlsafe(120),
            "version": 1,
            "data": data,
            "channel_id": channel["id"],
            "channel": {**channel, "permissions": held},
            "locale": "en-US",
            "app_permissions": str(self.permissions(channel)),
            "entitlements": [],
            "attachment_size_limit": self.max_upload,
            "authorizing_integration_owners": {"0": guild} if guild else {"1": user["id"]},
            "context": 0 if guild else 1,
        }
        if guild:
            member = self.guilds[guild]["members"].get(user["id"])
            if member is None:
                raise ClientRefused(f"{user['username']} is not in that guild")
            about = {"id": guild, "locale": "en-US", "features": []}
            payload |= {"guild_id": guild, "guild_locale": "en-US", "guild": about}
            payload["member"] = {**member, "permissions": held}
        else:
            payload["user"] = user
        if message:
            payload["message"] = copy.deepcopy(message)
        ix = Interaction(payload["id"], payload["token"], type, channel, user, payload, message, self.ack_window)
        self.interactions[ix.token] = ix
        await self.gateway.dispatch("INTERACTION_CREATE", payload, guild)
        return ix


def _filled(options: Sequence[JSON], given: JSON, focused: str | None) -> list[JSON]:
    """The options as the client sends them, where it lets a person send them."""
    if unknown := set(given) - {option["name"] for option in options}:
        raise ClientRefused(f"no such options: {unknown}")
    filled = []
    for option in options:
        name = option["name"]
        if name in given:
            value = given[name]
            if name != focused:
                _check(option, value)
            item = {"name": name, "type": option["type"], "value": value["id"] if isinstance(value, dict) else value}
            filled.append(item | ({"focused": True} if name == focused else {}))
        elif option.get("required") and not focused:
            raise ClientRefused(f"option {name} is required")
    return filled


def _check(option: JSON, value: Any) -> None:
    if option["type"] == _STRING:
        if not option.get("min_length", 0) <= len(value) <= option.get("max_length", 6000):
            raise ClientRefused(f"option {option['name']}: length")
        if option.get("choices") and value not in [choice["value"] for choice in option["choices"]]:
            raise ClientRefused(f"option {option['name']}: not one of the choices")
    if option["type"] in _NUMBERS and not option.get("min_value", -(2**53)) <= value <= option.get("max_value", 2**53):
        raise ClientRefused(f"option {option['name']}: range")
