"""Finding an answer again, for the buttons and menus below it."""

from __future__ import annotations

from bot.discord.context import Interaction
from bot.discord.reporting import Refusal
from bot.records import SavedAnswer


async def find_answer(interaction: Interaction, handle: str) -> SavedAnswer:
    """The answer that has this handle, for whoever pressed a button of it: what Discord passes on is not believed.

    Raises:
        Refusal: it is too old, was deleted, or is not for this person, or not here.
    """
    if not handle:
        raise Refusal("That answer is too old for its buttons; ask again.")
    saved = await interaction.client.context.records.find(handle)
    if saved is None or not saved.is_for(interaction.user.id, interaction.guild_id, interaction.channel_id):
        raise Refusal("That answer has been deleted; ask again.")
    return saved
