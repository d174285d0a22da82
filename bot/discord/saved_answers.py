"""An answer that was given before, for the buttons and menus below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.reporting import Refusal

if TYPE_CHECKING:
    from bot.discord.client import Interaction
    from bot.records import SavedAnswer


async def saved_answer(interaction: Interaction, number: int) -> SavedAnswer:
    """The answer of this number.

    Raises:
        Refusal: it was deleted, or was given in another server.
    """
    saved = await interaction.client.records.answer(number)
    if saved is None or saved.server != interaction.guild_id:
        raise Refusal("That answer is not kept any more; ask again.")
    return saved
