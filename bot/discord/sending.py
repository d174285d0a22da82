"""Messages on their way to Discord, whatever trouble it has."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import ui

_log = logging.getLogger(__name__)

NOT_NOW = (discord.DiscordServerError, aiohttp.ClientError, OSError, asyncio.TimeoutError)
"""Discord has trouble, or the connection does: whether it was done is not known."""
_NO = "🚫"
_PAUSES = (1.0, 3.0, 9.0)
_TOO_MANY = 429
View = ui.View | ui.LayoutView


class Withdrawn(Exception):
    """Somebody deleted the reply, the question, or the channel that it was asked in: it is not brought back."""


async def tell_privately(message: discord.Message, text: str) -> None:
    """Tell whoever wrote ``message`` alone; who takes no direct messages gets a sign below it."""
    about = "" if message.guild is None else f"\n-# {message.jump_url}"
    try:
        await send(message.author, text + about)
    except discord.Forbidden:
        with contextlib.suppress(discord.HTTPException):
            await message.add_reaction(_NO)


async def acknowledge(interaction: discord.Interaction[Any], *, private: bool) -> None:
    """Have Discord show that the bot is thinking; where it is too late for that, the answer comes as a message."""
    try:
        await interaction.response.defer(ephemeral=private, thinking=True)
    except discord.NotFound:
        _log.warning("an interaction reached the bot too late to be acknowledged")


async def send(
    where: discord.abc.Messageable,
    content: str | None,
    view: View | None = None,
    reference: discord.MessageReference | None = None,
    nonce: str | None = None,
) -> discord.Message:
    """Send a message that pings nobody, not even whom it replies to.

    Of several with one ``nonce`` within minutes Discord takes the first alone, and gives that back.
    """
    options: dict[str, Any] = {"content": content, "mention_author": False}
    options |= {"nonce": nonce} if nonce is not None else {}
    options |= {"view": view} if view is not None else {}
    options |= {"reference": reference} if reference is not None else {}
    sent: discord.Message = await where.send(**options)
    return sent


async def patiently(act: Callable[[], Awaitable[None]]) -> None:
    """Do it again, with growing pauses, while Discord has trouble or too much to do, or the connection breaks."""
    from tenacity import (
        AsyncRetrying,
        before_sleep_log,
        retry_if_exception,
        stop_after_attempt,
        wait_chain,
        wait_fixed,
    )

    attempts = AsyncRetrying(
        retry=retry_if_exception(_may_pass),
        wait=wait_chain(*map(wait_fixed, _PAUSES)),
        stop=stop_after_attempt(len(_PAUSES) + 1),
        before_sleep=before_sleep_log(_log, logging.INFO),
        reraise=True,
    )
    async for attempt in attempts:  # called with a function that only returns a coroutine, tenacity does not await that
        with attempt:
            await act()


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, NOT_NOW) or (isinstance(error, discord.HTTPException) and error.status == _TOO_MANY)
