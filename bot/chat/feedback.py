"""The buttons 👍 and 👎; the latter asks for a reason, which may be left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.chat.errors import Refusal
from bot.chat.views import Form

if TYPE_CHECKING:
    from bot.chat.client import Interaction

_FORM_SECONDS = 900.0
_THANKS = "Thank you; that helps to make the answers better."


async def up(interaction: Interaction, number: int) -> None:
    """The answer was good."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _keep(interaction, number, good=True, reason=None)
    await interaction.edit_original_response(content=_THANKS)


async def down(interaction: Interaction, number: int) -> None:
    """The answer was bad: that is kept at once, whatever becomes of the form."""
    await interaction.response.send_modal(Reason(number))
    await _keep(interaction, number, good=False, reason=None)


class Reason(Form, title="What was wrong?"):
    """Asks why an answer was bad."""

    reason: ui.TextInput[Reason] = ui.TextInput(
        label="Reason",
        custom_id="reason",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=1000,
        placeholder="Such as: old news, another person, not what I asked",
    )

    def __init__(self, number: int) -> None:
        super().__init__(timeout=_FORM_SECONDS)  # without one, forms that are closed unsent would be kept for ever
        self._number = number

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _keep(
            cast("Interaction", interaction), self._number, good=False, reason=self.reason.value.strip() or None
        )
        await interaction.edit_original_response(content=_THANKS)


async def _keep(interaction: Interaction, number: int, *, good: bool, reason: str | None) -> None:
    records = interaction.client.records
    if not await records.feedback(number, interaction.user.id, good, reason, datetime.now(UTC)):
        raise Refusal("That answer is not kept any more, so what you think of it cannot be either.")
