"""/reindex"""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.discord.context import ContextBot, Interaction
from bot.discord.features.permissions import is_operator, require_manager
from bot.discord.policy import best_matches
from bot.discord.reply import InteractionReply
from bot.discord.reporting import Refusal
from bot.discord.text.reports import add_reports, progress_line, report_text

if TYPE_CHECKING:
    from index.pipeline.reindex import Report


class Reindex(commands.Cog):
    """Bringing the articles up to their sources."""

    @app_commands.command(description="Read the sources again: new, changed and vanished articles.")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(source="Only this source; all by default", stop="Stop the re-indexing that is under way")
    async def reindex(self, interaction: Interaction, source: str | None = None, stop: bool = False) -> None:
        """Re-index what the server searches, or stop that."""
        await require_manager(interaction)
        if stop:
            await interaction.response.send_message(_stopped(interaction), ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        reply = InteractionReply(interaction, private=True)
        with interaction.client.context.pending.under_way():
            await reply.say(report_text(await run(interaction, reply, source)))

    @reindex.autocomplete("source")
    async def names(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Sources that the person may have read again."""
        sources = await interaction.client.context.service.sources(interaction.guild_id)
        names = [source.name for source in sources if not source.shared or is_operator(interaction)]
        return [app_commands.Choice(name=name, value=name) for name in best_matches(names, typed)]


async def run(interaction: Interaction, reply: InteractionReply, source: str | None) -> Report:
    """Re-index the server's own sources, and for whoever runs the bot the shared ones, or the one that is named.

    Raises:
        Busy: a run is under way.
        Refused: there is nothing to read, or no such source.
        Refusal: the only such source is the operator's.
    """
    service, server = interaction.client.context.service, interaction.guild_id
    sources = await service.sources(server)
    named = [item for item in sources if source is None or item.name == source]
    allowed = [item for item in named if not item.shared or is_operator(interaction)]
    if named and not allowed:
        raise Refusal("All servers share that, so only whoever runs me can have it read again.")
    owners: list[int | None] = [None] if server is None or any(item.shared for item in allowed) else []
    if server is not None and any(not item.shared for item in allowed):
        owners.append(server)
    reports = [
        await service.reindex(
            server=owner,
            source=source,
            progress=lambda stage, done, total, owner=owner: reply.tell(  # type: ignore[misc]
                progress_line(stage, done, total, service.seconds_left(owner))
            ),
        )
        for owner in owners or [server]
    ]
    return add_reports(reports)


def _stopped(interaction: Interaction) -> str:
    """Stop this server's own run, for whoever runs the bot that of the shared articles too, and say so."""
    service = interaction.client.context.service
    owners = {interaction.guild_id} | ({None} if is_operator(interaction) else set())
    if any(service.stop(owner) for owner in owners):
        return "The re-indexing stops at its next step; what it has written stays, and /reindex goes on from there."
    return "No re-indexing is under way here."


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(Reindex())
