"""The entries in a message's menu under Apps."""

from __future__ import annotations

from typing import Any, cast

import discord
from discord import app_commands

from bot.discord.context import ContextBot, Interaction
from bot.discord.features.ask import ask_now
from bot.discord.features.buttons import answer_handle
from bot.discord.features.quotes import show_sources
from bot.discord.policy import about_message
from bot.discord.reporting import Refusal


async def ask_about(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Ask what the message says or asks."""
    question = about_message(message.content)
    if not question:
        raise Refusal("That message has no text that I could ask about.")
    await ask_now(cast(Interaction, interaction), question)


async def sources_of(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Show where an answer's quotes stand."""
    user = interaction.client.user
    mine = user is not None and message.author.id == user.id
    await show_sources(cast(Interaction, interaction), answer_handle(message.components) if mine else None)


async def setup(bot: ContextBot) -> None:
    bot.tree.add_command(app_commands.ContextMenu(name="Ask the news about this", callback=ask_about))
    bot.tree.add_command(app_commands.ContextMenu(name="Show sources", callback=sources_of))
