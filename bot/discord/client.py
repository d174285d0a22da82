"""The bot's connection to Discord."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.context import BotContext, ContextBot, Interaction
from bot.discord.features import (
    ask,
    feedback,
    forget,
    mentions,
    menus,
    reindex,
    server_settings,
    sources,
    status,
)
from bot.discord.features.buttons import AnswerButton
from bot.discord.reporting import report, unwrap
from bot.log import log_failure
from bot.presentation.wording import count

_log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[ContextBot]):
    """Commands whose errors reach the person."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await report(interaction, unwrap(error))


class NewsBot(ContextBot):
    """The bot with all its features. It keeps nothing of its own beside its connection."""

    def __init__(
        self,
        context: BotContext,
        *,
        proxy: str | None = None,
        announce: Callable[[str], None] = lambda text: None,
        **options: Any,  # noqa: ANN401  # discord.py's own
    ) -> None:
        readable = context.reads_everything
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=readable),
            proxy=proxy,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            **options,
        )
        self.context = context
        self.was_ready = False
        """It was connected at least once."""
        self._announce = announce

    async def setup_hook(self) -> None:
        """Load the features and tell Discord the commands."""
        for feature in (ask, forget, mentions, menus, reindex, server_settings, sources, status):
            await feature.setup(self)
        self.add_dynamic_items(AnswerButton)
        if left := await self.context.open_replies.left_behind():
            self._ending = asyncio.create_task(self.context.open_replies.end(self, left))
        await self.tree.sync()

    async def on_interaction(self, interaction: Interaction, /) -> None:
        """Commands and buttons find their way by themselves; forms are not waited for."""
        await feedback.sent(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """No prefix commands: ``mentions`` listens."""

    async def on_ready(self) -> None:
        """Connected, and all servers are known; also after each new session."""
        if not self.was_ready:
            self._announce(f"connected as {self.user}, in {count(len(self.guilds), 'server')}.")
        self.was_ready = True

    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self.context.servers.load(guild.id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.context.servers.load(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget what people there asked and added."""
        self.context.servers.drop(guild.id)
        await self.context.records.forget_server(guild.id)
        await self.context.service.forget_server(guild.id)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        if (error := sys.exc_info()[1]) is not None:
            _log.error("%s failed; reference %s", event_method, log_failure(error))
