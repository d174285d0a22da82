"""The buttons 👍 and 👎; the latter asks for a reason, which may be left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import discord
from discord import ui

from bot.discord.context import Interaction
from bot.discord.features.lookup import find_answer
from bot.discord.reporting import Refusal, report

_THANKS = "Thank you; that helps to improve the answers."
_LONGEST = 1000
_FORM = "newsdesk:2:reason:"
"""Before the answer's handle in the id of a form, so that one that was open during a restart is understood."""


async def up(interaction: Interaction, handle: str) -> None:
    """The answer was good."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _save(interaction, handle, good=True, reason=None)
    await interaction.edit_original_response(content=_THANKS)


async def down(interaction: Interaction, handle: str) -> None:
    """The answer was bad: that is kept at once, whatever becomes of the form."""
    await interaction.response.send_modal(_reason(handle))
    await _save(interaction, handle, good=False, reason=None)


async def sent(interaction: Interaction) -> None:
    """A form was sent: if it asked why an answer was bad, keep what it says."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    form: Any = interaction.data
    if not form["custom_id"].startswith(_FORM):
        return
    handle = form["custom_id"].removeprefix(_FORM)
    with interaction.client.context.pending.under_way():
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await _save(interaction, handle, good=False, reason=_written(form) or None)
            await interaction.edit_original_response(content=_THANKS)
        except Exception as error:
            await report(interaction, error)


def _reason(handle: str) -> ui.Modal:
    """Asks why an answer was bad."""
    form = ui.Modal(title="What was wrong?", custom_id=f"{_FORM}{handle}")
    reason: ui.TextInput[Any] = ui.TextInput(
        label="Reason",
        custom_id="reason",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=_LONGEST,
        placeholder="Such as: old news, another person, not what I asked",
    )
    form.add_item(reason)
    form.stop()  # discord.py would wait for it for ever, or till the next restart; ``sent`` does neither
    return form


def _written(form: Any) -> str:  # noqa: ANN401  # the form as Discord sends it: rows of fields
    fields = [field for row in form.get("components", ()) for field in row.get("components", ())]
    return " ".join(str(field.get("value") or "") for field in fields).strip()[:_LONGEST]


async def _save(interaction: Interaction, handle: str, *, good: bool, reason: str | None) -> None:
    records, saved = interaction.client.context.records, await find_answer(interaction, handle)
    if not await records.feedback(saved.id, interaction.user.id, good, reason, datetime.now(UTC)):
        raise Refusal("That answer has been deleted, so your feedback on it cannot be saved.")
