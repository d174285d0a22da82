"""Finding an answer again, for the buttons and menus below it."""

from __future__ import annotations

from bot.discord.context import Interaction
from bot.discord.reporting import Refusal
from bot.records import SavedAnswer


async def find_answer(interaction: Interaction, number: int) -> SavedAnswer:
    """The answer of this number, for whoever pressed a button of it.

    Raises:
        Refusal: it was deleted, or was given in another server.
    """
    saved = await interaction.client.context.records.answer(number)
    if saved is None or saved.server != interaction.guild_id:
        raise Refusal("That answer has been deleted; ask again.")
    return saved
