"""Who and what there is: the bot and its application, people, servers, channels, messages, commands."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import Any

from tests.support.fake_discord.protocol import BOT_PERMISSIONS, DIRECT, EVERY_PERMISSION, JSON, THREADS
from tests.support.fake_discord.records import Interaction

_EPOCH_MS = 1420070400000


def now_iso() -> str:
    """The time, as Discord writes it."""
    return datetime.now(UTC).isoformat()


class World:
    """The state of a Discord, to be built before a bot connects and afterwards."""

    def __init__(self, token: str | None = None) -> None:
        self._made = 0
        parts = (secrets.token_urlsafe(size) for size in (18, 4, 20))
        self.token = token or ".".join(parts)
        self.users: dict[str, JSON] = {}
        self.guilds: dict[str, JSON] = {}
        self.channels: dict[str, JSON] = {}
        self.messages: dict[str, dict[str, JSON]] = {}
        self.commands: dict[str | None, dict[str, JSON]] = {None: {}}
        self.interactions: dict[str, Interaction] = {}
        self.guild_list: list[JSON] = []
        """The answer to ``GET /users/@me/guilds``."""
        self.bot_permissions = BOT_PERMISSIONS
        self.denied: dict[str, int] = {}
        """The permissions that the bot lacks in a channel."""
        self.everyones_permissions = EVERY_PERMISSION
        self.member_permissions: dict[str, int] = {}
        """A person's permissions, as interactions tell it; where absent, what everyone may."""
        self.bot = self._user("newsbot", is_bot=True)
        self.app = _application(self.bot, self._user("owner"))

    @property
    def mention(self) -> str:
        """How the bot is mentioned."""
        return f"<@{self.bot['id']}>"

    def snowflake(self) -> str:
        """A new id."""
        self._made += 1
        return str(((int(time.time() * 1000) - _EPOCH_MS) << 22) | (self._made & 0x3FFFFF))

    def add_user(self, name: str, *guilds: JSON) -> JSON:
        """A person, who is a member of the guilds."""
        user = self._user(name)
        for guild in guilds:
            guild["members"][user["id"]] = _member(user)
        return user

    def add_guild(self, name: str) -> JSON:
        """A server with the bot in it."""
        key = self.snowflake()
        owner = self.app["owner"]
        guild = {
            "id": key,
            "name": name,
            "owner_id": owner["id"],
            "members": {user["id"]: _member(user) for user in (self.bot, owner)},
            "joined_at": now_iso(),
            "roles": [_everyone(key, self.bot_permissions)],
        }
        self.guilds[key] = guild
        return guild

    def add_channel(self, guild: JSON, name: str, type: int = 0) -> JSON:
        """A channel of a server."""
        return self._add(
            {
                "id": self.snowflake(),
                "type": type,
                "guild_id": guild["id"],
                "name": name,
                "position": 0,
                "flags": 0,
                "topic": None,
                "nsfw": False,
                "parent_id": None,
                "rate_limit_per_user": 0,
                "last_message_id": None,
                "permission_overwrites": [],
            }
        )

    def add_thread(self, parent: JSON, key: str, body: JSON, type: int) -> JSON:
        """A thread below a channel."""
        metadata = {
            "archived": False,
            "archive_timestamp": now_iso(),
            "create_timestamp": now_iso(),
            "locked": False,
            "auto_archive_duration": body.get("auto_archive_duration") or 4320,
        }
        return self._add(
            {
                "id": key,
                "type": type,
                "guild_id": parent["guild_id"],
                "parent_id": parent["id"],
                "owner_id": self.bot["id"],
                "name": body["name"],
                "flags": 0,
                "rate_limit_per_user": 0,
                "last_message_id": None,
                "message_count": 0,
                "member_count": 1,
                "total_message_sent": 0,
                "thread_metadata": metadata,
            }
        )

    def dm(self, user: JSON) -> JSON:
        """The direct messages between a person and the bot."""
        for channel in self.channels.values():
            if channel["type"] == DIRECT and channel["recipients"][0]["id"] == user["id"]:
                return channel
        return self._add(
            {"id": self.snowflake(), "type": DIRECT, "flags": 0, "recipients": [user], "last_message_id": None}
        )

    def bot_account(self) -> JSON:
        """The bot as it sees itself."""
        return {**self.bot, "mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}

    def guild_create(self, guild: JSON) -> JSON:
        """The event that tells of a server."""
        channels = [channel for channel in self.channels.values() if channel.get("guild_id") == guild["id"]]
        return {
            **_QUIET_GUILD,
            **{key: guild[key] for key in ("id", "name", "owner_id", "roles", "joined_at")},
            "member_count": len(guild["members"]),
            "members": [guild["members"][self.bot["id"]]],
            "channels": [channel for channel in channels if channel["type"] not in THREADS],
            "threads": [channel for channel in channels if channel["type"] in THREADS],
        }

    def permissions(self, channel: JSON) -> int:
        """The bot's permissions in a channel."""
        parent = channel.get("parent_id") if channel["type"] in THREADS else None
        return self.bot_permissions & ~self.denied.get(channel["id"], 0) & ~self.denied.get(parent or "", 0)

    def _add(self, channel: JSON) -> JSON:
        self.channels[channel["id"]] = channel
        self.messages[channel["id"]] = {}
        return channel

    def _user(self, name: str, *, is_bot: bool = False) -> JSON:
        user: JSON = {
            "id": self.snowflake(),
            "username": name,
            "avatar": None,
            "discriminator": "0",
            "public_flags": 0,
            "flags": 0,
            "global_name": None if is_bot else name.title(),
            "primary_guild": None,
            "banner": None,
            "accent_color": None,
        } | ({"bot": True} if is_bot else {})
        self.users[user["id"]] = user
        return user


def _member(user: JSON) -> JSON:
    nothing = ("nick", "avatar", "banner", "premium_since", "communication_disabled_until")
    no: JSON = dict.fromkeys(("deaf", "mute", "pending"), False)
    return {"user": user, "roles": [], "joined_at": now_iso(), "flags": 0, **no, **dict.fromkeys(nothing)}


def _everyone(guild_id: str, permissions: int) -> JSON:
    return {
        "id": guild_id,
        "name": "@everyone",
        "permissions": str(permissions),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def _application(bot: JSON, owner: JSON) -> JSON:
    counts = ("guild", "user_install", "user_authorization")
    return {
        "id": bot["id"],
        "name": "newsbot",
        "icon": None,
        "description": "",
        "type": None,
        "bot": bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 1 << 19,
        "flags_new": str(1 << 19),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": owner,
        **{f"approximate_{name}_count": 0 for name in counts},
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "integration_types_config": {"0": {}, "1": {}},
    }


_ABSENT = (
    *("icon", "splash", "discovery_splash", "afk_channel_id", "application_id", "system_channel_id"),
    *("rules_channel_id", "vanity_url_code", "description", "banner", "public_updates_channel_id"),
    "safety_alerts_channel_id",
)
_ZERO = (
    *("verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level"),
    *("system_channel_flags", "premium_tier", "premium_subscription_count", "nsfw_level"),
)
_EMPTY = (
    *("emojis", "features", "stickers", "voice_states", "presences", "stage_instances"),
    *("guild_scheduled_events", "soundboard_sounds"),
)
_QUIET_GUILD: dict[str, Any] = {
    **dict.fromkeys(_ABSENT),
    **dict.fromkeys(_ZERO, 0),
    **{key: [] for key in _EMPTY},
    "afk_timeout": 300,
    "max_members": 500000,
    "preferred_locale": "en-US",
    "premium_progress_bar_enabled": False,
    "large": False,
    "unavailable": False,
}
