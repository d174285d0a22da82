"""Failures reach the person: privately, in one sentence, with a reference number where nobody foresaw it."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

from bot.discord.text.markdown import fit
from bot.log import log_failure
from index.errors import UserError

_log = logging.getLogger(__name__)
_LONGEST = 1_900
"""Characters of a message; Discord takes 2,000."""
CLOSED_THREAD = frozenset({50083, 160005})
"""The thread is archived, or locked."""


class Refusal(Exception):
    """Something that the bot does not do; the message is for the person, in Discord's markdown."""


def sentence(error: BaseException) -> str:
    """The words for the person about ``error``; one that nobody foresaw is logged under the reference that is told."""
    error = unwrap(error)
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, UserError):
        if error.public != str(error):
            _log.warning("%s", error)
        return fit(error.public, _LONGEST)
    if isinstance(error, discord.Forbidden):
        return "I lack a permission for that here; somebody who manages the server can grant it to me."
    if isinstance(error, discord.HTTPException):
        return _refused(error)
    if isinstance(error, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
        return "My commands have changed; reload Discord (Ctrl+R) and try again."
    if isinstance(error, app_commands.CheckFailure | app_commands.TransformerError):
        return "That does not work here, or not with this input."
    return f"Something failed on my side. Whoever runs me finds more in the log under `{log_failure(error)}`."


def _refused(error: discord.HTTPException) -> str:
    """The words for what Discord did not do: a matter of the server or of Discord, so the log has it in a line."""
    _log.warning("Discord did not do it: %s", " ".join(str(error).split()))
    if error.status >= 500 or error.status == 429:
        return "Discord has trouble just now; try again in a minute."
    if isinstance(error, discord.NotFound):
        return "What that was about is no longer there; ask again."
    if error.code in CLOSED_THREAD:
        return "This thread is closed, so I cannot write in it; open it again, or ask me elsewhere."
    return (
        f"Discord does not let me answer there (code {error.code}); ask me in another channel, or write to me directly."
    )


def unwrap(error: BaseException) -> BaseException:
    """The error that a command raised, out of what discord.py wraps around it."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    return error


async def report(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person who caused ``interaction`` what went wrong. Never raises."""
    if interaction.type is discord.InteractionType.autocomplete:
        log_failure(unwrap(error))
        return
    text = sentence(error)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except (discord.HTTPException, OSError) as failure:
        _log.warning("an error message could not be delivered: %s", failure)
