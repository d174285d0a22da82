"""/forget"""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.discord.context import ContextBot, Interaction
from bot.presentation.wording import count


class Forget(commands.Cog):
    """Deleting what is stored about a person."""

    @app_commands.command(
        description="Delete what I have stored about you: your questions, my answers to them, your feedback."
    )
    async def forget(self, interaction: Interaction) -> None:
        """Delete it at once."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        gone = await interaction.client.context.records.forget(interaction.user.id)
        text = f"Done: {count(gone, 'record')} deleted." if gone else "I have stored nothing about you."
        await interaction.edit_original_response(content=text + " Messages in Discord stay; delete those yourself.")


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(Forget())
