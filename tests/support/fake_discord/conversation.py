"""Messages: what may be sent, how it is kept, and who hears of it."""

from __future__ import annotations

import asyncio
import copy
import re
from collections.abc import Sequence

from tests.support.fake_discord.gateway import Gateway
from tests.support.fake_discord.message_limits import message_problems
from tests.support.fake_discord.protocol import (
    DIRECT,
    DIRECT_MESSAGES,
    EPHEMERAL,
    GUILD_MESSAGES,
    GUILDS,
    JSON,
    LOADING,
    MENTION_EVERYONE,
    MESSAGE_CONTENT,
    SUPPRESS_EMBEDS,
    V2,
    VIEW_CHANNEL,
    ApiError,
    form_error,
    walk,
)
from tests.support.fake_discord.records import File
from tests.support.fake_discord.sessions import Session
from tests.support.fake_discord.world import World, now_iso

_ATTACHMENTS = "https://cdn.discordapp.com/attachments"


class Conversation(World):
    """A world in which messages are sent, edited and deleted."""

    def __init__(self, token: str | None = None) -> None:
        super().__init__(token)
        self.gateway = Gateway(self)
        self.uploads: dict[str, bytes] = {}
        self.max_upload = 10 * 1024 * 1024
        self.changed = asyncio.Event()

    async def announce_guild(self, guild: JSON) -> None:
        """Tell of a server that the bot was added to."""
        await self.gateway.dispatch("GUILD_CREATE", self.guild_create(guild), guild["id"], GUILDS)

    def channel(self, key: str) -> JSON:
        """A channel, or Discord's refusal."""
        if key not in self.channels:
            raise ApiError(404, 10003, "Unknown Channel")
        return self.channels[key]

    def message(self, channel_id: str, key: str) -> JSON:
        """A message that everybody in the channel can see, or Discord's refusal."""
        message = self.messages[self.channel(channel_id)["id"]].get(key)
        if message is None or message["flags"] & EPHEMERAL:
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def need(self, channel: JSON, permissions: int) -> None:
        """Refuse what the bot may not do in a channel."""
        if channel["type"] == DIRECT:
            return
        has = self.permissions(channel)
        if not has & VIEW_CHANNEL:
            raise ApiError(403, 50001, "Missing Access")
        if permissions & ~has:
            raise ApiError(403, 50013, "Missing Permissions")

    def check(self, body: JSON, files: Sequence[File], flags: int, *, creating: bool) -> None:
        """Refuse a message that Discord would refuse."""
        if problems := message_problems(body, flags, [name for name, _ in files]):
            raise form_error(problems)
        if sum(len(data) for _, data in files) > self.max_upload:
            raise ApiError(413, 40005, "Request entity too large")
        if len(files) > 10:
            raise form_error([(("files",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")])
        something = (body.get(key) for key in ("embeds", "components", "poll", "sticker_ids"))
        if creating and not ((body.get("content") or "").strip() or files or any(something)):
            raise ApiError(400, 50006, "Cannot send an empty message")

    def write(
        self,
        channel: JSON,
        author: JSON,
        body: JSON,
        files: Sequence[File] = (),
        *,
        everything: bool = False,
        flags: int = 0,
        base: JSON | None = None,
    ) -> JSON:
        """A message that is not sent yet. ``everything``: it may mention whom it likes, as people's may."""
        content = (body.get("content") or "").strip()
        allowed = body.get("allowed_mentions")
        parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or [])
        named = set(map(str, (allowed or {}).get("users") or []))
        mentioned = [key for key in dict.fromkeys(re.findall(r"<@!?(\d+)>", content)) if key in self.users]
        may_ping = everything or ("everyone" in parse and self.permissions(channel) & MENTION_EVERYONE)
        message: JSON = {
            "id": self.snowflake(),
            "type": 0,
            "channel_id": channel["id"],
            "author": author,
            "content": content,
            "timestamp": now_iso(),
            "edited_timestamp": None,
            "tts": bool(body.get("tts")),
            "pinned": False,
            "mentions": [self.users[key] for key in mentioned if everything or "users" in parse or key in named],
            "mention_roles": [],
            "mention_everyone": bool(may_ping and re.search(r"@(everyone|here)\b", content)),
            "attachments": [],
            "embeds": [],
            "components": [],
            "flags": (body.get("flags") or 0) | flags,
        }
        if body.get("nonce") is not None:
            message["nonce"] = body["nonce"]
        if reference := body.get("message_reference"):
            self._refer(channel, message, reference, pings=(allowed or {}).get("replied_user", allowed is None))
        message |= base or {}
        self._fill(message, body, files)
        return message

    async def send(self, channel: JSON, message: JSON) -> JSON:
        """Keep a message and tell of it."""
        self.keep(channel, message)
        await self.announce(channel, message)
        return message

    def keep(self, channel: JSON, message: JSON) -> JSON:
        """Keep a message, of which nobody is told yet."""
        self.messages[channel["id"]][message["id"]] = message
        channel["last_message_id"] = message["id"]
        self.changed.set()
        return message

    async def edit(self, channel: JSON, message: JSON, body: JSON, files: Sequence[File] = ()) -> None:
        """Change a message of the bot."""
        flags = (body.get("flags") or 0) | (message["flags"] & V2)
        self.check(body, files, flags, creating=False)
        if "content" in body:
            message["content"] = (body["content"] or "").strip()
        message["flags"] = (message["flags"] & ~LOADING) | (flags & (V2 | SUPPRESS_EMBEDS))
        message["edited_timestamp"] = now_iso()
        self._fill(message, body, files)
        if not any(message[key] for key in ("content", "embeds", "attachments", "components")):
            raise ApiError(400, 50006, "Cannot send an empty message")
        await self.announce(channel, message, "MESSAGE_UPDATE")
        self.changed.set()

    async def remove(self, channel: JSON, message: JSON) -> None:
        """Delete a message and tell of it."""
        self.messages[channel["id"]].pop(message["id"], None)
        guild = channel.get("guild_id")
        gone = {"id": message["id"], "channel_id": channel["id"]} | ({"guild_id": guild} if guild else {})
        await self.gateway.dispatch("MESSAGE_DELETE", gone, guild, GUILD_MESSAGES if guild else DIRECT_MESSAGES)

    async def announce(self, channel: JSON, message: JSON, event: str = "MESSAGE_CREATE") -> None:
        """Tell of a message, without its content where the intent for that is lacking."""
        if message["flags"] & EPHEMERAL:
            return
        full = {**message, "channel_type": channel["type"]}
        guild = channel.get("guild_id")
        if guild:
            full["guild_id"] = guild
            if member := self.guilds[guild]["members"].get(message["author"]["id"]):
                full["member"] = {key: value for key, value in member.items() if key != "user"}
        concerned = [message["author"], *message["mentions"]]
        exempt = channel["type"] == DIRECT or any(user["id"] == self.bot["id"] for user in concerned)
        bare: JSON = {**full, "content": "", "embeds": [], "attachments": [], "components": []}

        def shape(session: Session) -> JSON:
            return full if exempt or session.intents & MESSAGE_CONTENT else bare

        await self.gateway.dispatch(event, full, guild, GUILD_MESSAGES if guild else DIRECT_MESSAGES, shape)

    def _refer(self, channel: JSON, message: JSON, reference: JSON, *, pings: bool) -> None:
        target = self.messages[channel["id"]].get(str(reference["message_id"]))
        if target is None:
            if reference.get("fail_if_not_exists") is not False:
                raise form_error([(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")])
            return
        guild = channel.get("guild_id")
        message["type"] = 19
        message["message_reference"] = {"type": 0, "channel_id": channel["id"], "message_id": target["id"]} | (
            {"guild_id": guild} if guild else {}
        )
        message["referenced_message"] = {key: value for key, value in target.items() if key != "referenced_message"}
        if pings and target["author"] not in message["mentions"]:
            message["mentions"].append(target["author"])

    def _fill(self, message: JSON, body: JSON, files: Sequence[File]) -> None:
        if body.get("embeds") is not None:
            given = [{key: value for key, value in embed.items() if value is not None} for embed in body["embeds"]]
            message["embeds"] = [{**embed, "type": "rich"} for embed in given]
        if body.get("components") is not None:
            message["components"] = copy.deepcopy(body["components"])
            for number, component in enumerate(walk(message["components"]), 1):
                component["id"] = component.get("id") or number
        if body.get("attachments") is not None:
            kept = {str(attachment["id"]) for attachment in body["attachments"] if "id" in attachment}
            message["attachments"] = [item for item in message["attachments"] if item["id"] in kept]
        for name, data in files:
            key = self.snowflake()
            url = f"{_ATTACHMENTS}/{message['channel_id']}/{key}/{name}"
            self.uploads[key] = data
            message["attachments"].append(
                {"id": key, "filename": name, "size": len(data), "url": url, "proxy_url": url}
            )
