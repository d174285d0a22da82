"""/settings"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.context import ContextBot, Interaction
from bot.discord.features.permissions import require_server_manager
from bot.discord.policy import LONGEST_COOLDOWN, spelled_settings
from bot.records import ServerSettings

_MOST_CHANNELS = 50
_WHERE: dict[str, Literal["all", "channels", "threads"]] = {
    "all channels": "all",
    "some channels": "channels",
    "threads only": "threads",
}
"""The choices of the option ``where``, and what is stored for each."""


class ServerSettingsCommand(commands.Cog):
    """The bot's behaviour in a server."""

    @app_commands.command(description="How I behave in this server; without options, shows it.")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(
        where="Where I answer",
        channel="Answer in this channel; name it again to stop that",
        reindex_role="May re-index and change sources, besides those who manage the server",
        no_reindex_role="Only those who manage the server may re-index",
        private="Whether answers to /ask are private unless the asker chooses",
        cooldown="Seconds between two questions of one person",
    )
    async def settings(
        self,
        interaction: Interaction,
        where: Literal["all channels", "some channels", "threads only"] | None = None,
        channel: discord.TextChannel | None = None,
        reindex_role: discord.Role | None = None,
        no_reindex_role: bool | None = None,
        private: bool | None = None,
        cooldown: app_commands.Range[int, 0, LONGEST_COOLDOWN] | None = None,
    ) -> None:
        """Show or change the settings."""
        guild = require_server_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        servers = interaction.client.context.servers
        old = await servers.load(guild)
        new = changed(
            old,
            where=where,
            channel=channel.id if channel else None,
            role=reindex_role.id if reindex_role else None,
            no_role=bool(no_reindex_role),
            private=private,
            cooldown=cooldown,
        )
        if new != old:
            await servers.change(guild, new)
        names = {new.reindex_role: f"<@&{new.reindex_role}>"} if new.reindex_role else {}
        title = "**Saved.**" if new != old else "**The settings of this server**"
        await interaction.edit_original_response(content=f"{title}\n{spelled_settings(new, names)}")


def changed(
    settings: ServerSettings,
    *,
    where: str | None,
    channel: int | None,
    role: int | None,
    no_role: bool,
    private: bool | None,
    cooldown: int | None,
) -> ServerSettings:
    """The settings with what was given changed. A channel is added, or taken away; to name one means some channels only. Pure."""
    if channel is not None:
        rest = tuple(other for other in settings.channels if other != channel)
        channels = rest if len(rest) < len(settings.channels) else (*rest, channel)[-_MOST_CHANNELS:]
        settings = replace(settings, channels=channels, where="channels")
    if where is not None:
        settings = replace(settings, where=_WHERE[where])
    if role is not None or no_role:
        settings = replace(settings, reindex_role=role)
    if private is not None:
        settings = replace(settings, private=private)
    if cooldown is not None:
        settings = replace(settings, cooldown=cooldown)
    return settings


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(ServerSettingsCommand())
