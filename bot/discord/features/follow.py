"""The button Follow up: a thread in which the conversation goes on."""

from __future__ import annotations

from datetime import UTC, datetime

import discord

from bot.discord.context import Interaction
from bot.discord.features.channels import thread_key
from bot.discord.features.lookup import find_answer
from bot.discord.reporting import Refusal
from bot.discord.sending import send
from bot.discord.text.markdown import fit

_NAME = 90
_HAS_THREAD = 160004


async def open_thread(interaction: Interaction, handle: str) -> None:
    """Open a thread from the answer, or show the way to the one there is."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    message, bot, channel = interaction.message, interaction.client, interaction.channel
    saved = await find_answer(interaction, handle)
    hidden = saved.private or saved.server is None or message is None or message.flags.ephemeral
    if message is None or hidden or not isinstance(channel, discord.TextChannel):
        raise Refusal("I can open threads from public answers in text channels only; just ask me again here.")
    if message.flags.has_thread or channel.get_thread(message.id) is not None:
        await _show_the_way(interaction, channel, message.id)
        return
    asked = " ".join(saved.answer.question.split()) or "Follow up"
    try:
        thread = await message.create_thread(name=fit(asked, _NAME, str), auto_archive_duration=1440)
    except discord.Forbidden:
        raise Refusal(
            "I lack the permission Create Public Threads in this channel; somebody who manages the server can grant it."
        ) from None
    except discord.HTTPException as error:
        if error.code != _HAS_THREAD:
            raise
        await _show_the_way(interaction, channel, message.id)
        return
    now = datetime.now(UTC)
    for turn in await bot.context.records.conversation(saved.conversation) if saved.conversation else []:
        await bot.context.records.add_turn(thread_key(thread.id), turn, saved.asker, now)
    how = "Just write" if bot.context.reads_everything else "Mention me, or reply to me with a mention, and write"
    try:
        await send(thread, f"{how} what else you want to know; I remember what was asked here.")
    except discord.Forbidden:
        raise Refusal(
            "I opened a thread but lack the permission Send Messages in Threads; somebody who manages the server can grant it."
        ) from None
    await interaction.edit_original_response(content=f"Let us continue in <#{thread.id}>.")


async def _show_the_way(interaction: Interaction, channel: discord.TextChannel, thread: int) -> None:
    """Name the thread that there is: one that is not known here is archived, or was deleted, and no other can take its place."""
    if channel.get_thread(thread) is None:
        try:
            await interaction.client.fetch_channel(thread)
        except discord.NotFound:
            raise Refusal(
                "The thread of this answer was deleted; ask me again, and follow up on the new answer."
            ) from None
        except discord.HTTPException:  # whether it is there is not known
            pass
    await interaction.edit_original_response(content=f"The conversation continues in <#{thread}>.")
