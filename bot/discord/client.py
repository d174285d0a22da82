"""The bot's connection to Discord."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import feedback
from bot.discord.async_records import AsyncRecords, ServerSettingsCache
from bot.discord.buttons import AnswerButton
from bot.discord.pending import PendingTasks
from bot.discord.policy import Cooldown
from bot.discord.reporting import report, unwrap
from bot.log import log_failure
from bot.presentation.wording import count

if TYPE_CHECKING:
    from bot.service import NewsService

_log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["NewsBot"]):
    """Commands whose errors reach the person."""

    async def on_error(self, interaction: discord.Interaction[NewsBot], error: app_commands.AppCommandError, /) -> None:
        await report(interaction, unwrap(error))


class NewsBot(commands.AutoShardedBot):
    """The bot. It keeps nothing of its own: questions go to the service, what is to be remembered to the records.

    ``reads_everything`` says whether Discord grants it the content of messages that are not addressed to it.
    """

    def __init__(
        self,
        service: NewsService,
        records: AsyncRecords,
        *,
        reads_everything: bool,
        proxy: str | None = None,
        largest_upload: int = 25 * 2**20,
        announce: Callable[[str], None] = lambda text: None,
        **options: Any,  # noqa: ANN401  # discord.py's own
    ) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=reads_everything)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            proxy=proxy,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            **options,
        )
        self.service = service
        self.records = records
        self.servers = ServerSettingsCache(records)
        self.cooldown = Cooldown()
        self.pending = PendingTasks()
        self.reads_everything = reads_everything
        self.largest_upload = largest_upload
        self.was_ready = False
        """Whether it ever was connected."""
        self._announce = announce

    async def setup_hook(self) -> None:
        """Load the features and tell Discord the commands."""
        from bot.discord import ask, forget, mentions, menus, reindex, server_settings, sources, status

        for feature in (ask, forget, mentions, menus, reindex, server_settings, sources, status):
            await feature.setup(self)
        self.add_dynamic_items(AnswerButton)
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
        await self.servers.load(guild.id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.servers.load(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """What people there asked, and what they added, is nobody's business any more."""
        self.servers.drop(guild.id)
        await self.records.forget_server(guild.id)
        await self.service.forget_server(guild.id)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        if (error := sys.exc_info()[1]) is not None:
            _log.error("%s failed; reference %s", event_method, log_failure(error))


Interaction: TypeAlias = discord.Interaction[NewsBot]
