"""Who may manage: checked on our side too, because what Discord hides in menus is not forbidden by that."""

from __future__ import annotations

import discord

from bot.discord.context import Interaction
from bot.discord.policy import may_manage
from bot.discord.reporting import Refusal


def is_operator(interaction: Interaction) -> bool:
    """True if the person runs the bot: they own its application, or belong to the team that does."""
    application = interaction.client.application
    owners = {application.owner.id} if application else set()
    if application and application.team:
        owners = {member.id for member in application.team.members}
    return interaction.user.id in owners


async def require_manager(interaction: Interaction) -> None:
    """Raises Refusal unless the person manages the server or has the chosen role; in direct messages, unless they run the bot."""
    bot = interaction.client
    if interaction.guild_id is None:
        if not is_operator(interaction):
            raise Refusal("In direct messages only whoever runs me can do that; in a server, those who manage it.")
        return
    settings = await bot.context.servers.of(interaction.guild_id)
    roles = [role.id for role in interaction.user.roles] if isinstance(interaction.user, discord.Member) else []
    if not may_manage(settings, roles, manages_server=interaction.permissions.manage_guild):
        raise Refusal("Only those who manage this server, or have the role that /settings names, can do that.")


def require_server_manager(interaction: Interaction) -> int:
    """The server's id. Raises Refusal unless the person may manage the server itself."""
    if interaction.guild_id is None:
        raise Refusal("Settings belong to a server; use this there.")
    if not interaction.permissions.manage_guild:
        raise Refusal("Only those who manage this server can change its settings.")
    return interaction.guild_id
