"""/sources list, add, remove"""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.context import ContextBot, Interaction
from bot.discord.features.permissions import require_manager
from bot.discord.policy import best_matches
from bot.discord.reply import InteractionReply
from bot.discord.reporting import Refusal
from bot.discord.text.reports import bullets, name_of, progress_line, report_text
from bot.presentation.wording import about, count
from bot.service import Source, Upload


@app_commands.default_permissions(manage_guild=True)
class SourceCommands(commands.GroupCog, group_name="sources", group_description="Where the articles come from."):
    """A server's own sources: only it searches them."""

    @app_commands.command(name="list", description="Show where the articles come from.")
    async def list_(self, interaction: Interaction) -> None:
        """List what this server searches."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await interaction.client.context.service.sources(interaction.guild_id)
        await interaction.edit_original_response(
            content=bullets(list(map(source_line, found)), "There are no sources yet; /sources add adds one.")
        )

    @app_commands.command(description="Add a file that you send, or something on offer, for this server only.")
    @app_commands.describe(
        file="A file of articles: .txt .html .md .json .jsonl, also .gz and .xz",
        offered="A folder or file that whoever runs me offers",
    )
    async def add(
        self, interaction: Interaction, file: discord.Attachment | None = None, offered: str | None = None
    ) -> None:
        """Add a source."""
        _in_server(interaction)
        await require_manager(interaction)
        if (file is None) == (offered is None):
            raise Refusal("Either send a file or choose something that is offered.")
        service = interaction.client.context.service
        await interaction.response.defer(ephemeral=True, thinking=True)
        wanted: Upload | str = offered or ""
        if file is not None:
            largest = interaction.client.context.largest_upload
            if file.size > largest:
                raise Refusal(f"The file is larger than {largest / 2**20:g} MB; split it, or compress it with gzip.")
            wanted = Upload(file.filename, await file.read())
        source = await service.add_source(interaction.guild_id, wanted)
        await interaction.edit_original_response(content=_added(source))

    @app_commands.command(description="Remove a source of this server, with the articles that only it gave.")
    @app_commands.describe(name="Which one")
    async def remove(self, interaction: Interaction, name: str) -> None:
        """Remove a source."""
        _in_server(interaction)
        await require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        reply = InteractionReply(interaction, private=True)
        with interaction.client.context.pending.under_way():
            report = await interaction.client.context.service.remove_source(
                interaction.guild_id,
                name,
                progress=lambda stage, done, total: reply.tell(progress_line(stage, done, total)),
            )
            await reply.say(f"Removed {name_of(name)}.\n{report_text(report, 1_700)}")

    @add.autocomplete("offered")
    async def offers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Things that may be added."""
        return _choices(await interaction.client.context.service.offered(interaction.guild_id), typed)

    @remove.autocomplete("name")
    async def own(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Things that may be removed."""
        found = await interaction.client.context.service.sources(interaction.guild_id)
        return _choices([source.name for source in found if not source.shared], typed)


def _added(source: Source) -> str:
    if not source.to_read:
        return f"Added {name_of(source.name)}. /reindex reads it."
    duration = about(source.seconds)
    return (
        f"Added {name_of(source.name)}: {count(source.to_read, 'article')}. /reindex reads it, which takes {duration}."
    )


def _choices(names: list[str], typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=name) for name in best_matches(names, typed)]


def _in_server(interaction: Interaction) -> None:
    if interaction.guild_id is None:
        raise Refusal(
            "Sources are added to a server; use this there. Shared ones are added with newsdesk reindex PATH."
        )


def source_line(source: Source) -> str:
    """A source in a list."""
    kind = "shared by all servers" if source.shared else "uploaded" if source.uploaded else "this server's"
    missing = "; no longer there" if source.missing else ""
    return f"{name_of(source.name)}: {count(source.articles, 'article')} ({kind}{missing})"


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(SourceCommands())
