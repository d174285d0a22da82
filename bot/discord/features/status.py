"""/status and /help"""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.discord.context import ContextBot, Interaction
from bot.discord.features.sources import source_line
from bot.discord.policy import spelled_settings
from bot.discord.text.cards import coverage_line
from bot.discord.text.reports import bullets
from bot.presentation.reports import describe_filling

_SOURCES_LONGEST = 800
_HELP = """\
**I answer questions about the news that I have, with quotes.** Every quote was compared with its article character for \
character just before you see it. What is not in my articles I do not know.

- **/ask** a question; `outlet`, `since` and `until` narrow it down, `private` shows the answer to you only
- **Mention me** with a question, reply to an answer, or write to me directly
- **Follow up** below an answer opens a thread where I remember what was asked
- **Quotes** shows what stands around each quote; in a message's menu under Apps: Show sources, Ask the news about this
- **/status** says what I have, and where from; **/forget** deletes what I have stored about you
- Those who manage the server: **/sources**, **/reindex**, **/settings**"""


class Status(commands.Cog):
    """The bot's capabilities and its state."""

    @app_commands.command(description="What I can be asked about, and how busy I am.")
    async def status(self, interaction: Interaction) -> None:
        """Show the state of things."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        coverage = await bot.context.service.coverage(interaction.guild_id)
        working, waiting = bot.context.service.load
        lines = [coverage_line(coverage), f"**Questions** {working} being answered, {waiting} waiting"]
        if coverage.waiting:
            lines.append(f"**Dense vectors** {describe_filling(coverage.waiting, coverage.passages)}")
        if bot.context.service.running:
            lines.append(f"**Re-indexing** {bot.context.service.running}")
        if bot.latency == bot.latency:  # not a number before the first heartbeat
            lines.append(f"**Discord** answers in {bot.latency * 1000:,.0f} ms")
        sources = await bot.context.service.sources(interaction.guild_id)
        lines += ["", bullets(list(map(source_line, sources)), "There are no sources yet.", _SOURCES_LONGEST)]
        if interaction.guild_id is not None:
            lines += ["", spelled_settings(await bot.context.servers.of(interaction.guild_id))]
        await interaction.edit_original_response(content="\n".join(lines))

    @app_commands.command(description="How to ask me.")
    async def help(self, interaction: Interaction) -> None:
        """Show what there is."""
        await interaction.response.send_message(_HELP, ephemeral=True)


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(Status())
