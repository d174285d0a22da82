"""The one message that answers a question: it tells the stages, then becomes the answer, whatever Discord does meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import ui

from bot.discord.views import LayoutCard, PlainCard, Post
from bot.records import OpenReply

_log = logging.getLogger(__name__)

STAGE_SECONDS, PLACE_SECONDS = 1.2, 5.0
"""Least time between what is shown and a new stage, or a new place in line: edits are rationed."""
_QUIET_SECONDS = 1.5
"""A question that is answered this fast needs no message about its stages where none was asked for."""
_DELETED = frozenset({10003, 10004, 10008})
"""Unknown channel, server, message."""
_NO_REPLY = 160002
"""Where the bot may not read the message history, it may write, but not as a reply to a message."""
_TOKEN_GONE = frozenset({10015, 10062, 50027})
"""Unknown webhook, unknown interaction, invalid token: it has expired."""
_NO = "🚫"
_PAUSES = (1.0, 3.0, 9.0)
_NOT_NOW = (discord.DiscordServerError, aiohttp.ClientError, OSError, asyncio.TimeoutError)
View = ui.View | ui.LayoutView


class Withdrawn(Exception):
    """Somebody deleted the reply, the question, or the channel that it was asked in: it is not brought back."""


class Stages:
    """Shows the latest of what it is told, not more often than is allowed."""

    def __init__(self, show: Callable[[str], Awaitable[None]], first_after: float) -> None:
        self._show = show
        self._shown_at = time.monotonic() - PLACE_SECONDS + first_after
        self._first_at = time.monotonic() + first_after
        self._text = self._shown = ""
        self._gap = STAGE_SECONDS
        self._stopped = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def tell(self, text: str, gap: float) -> None:
        """Have ``text`` shown, at least ``gap`` seconds after the one before."""
        self._text, self._gap = text, gap
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Show nothing more; what is on its way has arrived when this returns, so that it cannot overwrite the answer."""
        self._stopped.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while self._text != self._shown:
            wait = max(self._first_at, self._shown_at + self._gap) - time.monotonic()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), max(wait, 0))
            if self._stopped.is_set():
                return
            text = self._text
            try:
                await self._show(text)
            except Withdrawn:
                return
            except (discord.HTTPException, *_NOT_NOW) as error:
                _log.info("a stage could not be shown: %s", error)  # the answer itself is tried harder
            self._shown, self._shown_at = text, time.monotonic()


class Reply(ABC):
    """A message in the making."""

    def __init__(self, first_after: float = 0.0) -> None:
        self._stages = Stages(self._show, first_after)
        self.withdrawn = False
        """Somebody deleted it, or the question: nothing more is shown."""
        self.on_open: Callable[[OpenReply], Awaitable[None]] = _nobody
        """Called with where the reply is, as soon as it says how far it is."""

    def tell(self, text: str, gap: float = STAGE_SECONDS) -> None:
        """Show how far it is, soon."""
        self._stages.tell(text, gap)

    async def finish(self, post: Post) -> None:
        """Become the answer: as a layout, or as plain text where Discord refuses the layout."""
        await self._stages.stop()
        try:
            await patiently(lambda: self._put(None, LayoutCard(post)))
        except discord.HTTPException as error:
            if error.status != 400:
                raise
            _log.warning("a layout was refused (code %s); sent as plain text", error.code)
            await patiently(lambda: self._put(post.short.plain, PlainCard(post)))

    async def say(self, text: str) -> None:
        """Become a text, in Discord's markdown."""
        await self._stages.stop()
        await patiently(lambda: self._put(text, ui.View(timeout=None)))

    async def fail(self, text: str) -> None:
        """Tell the person privately that there will be no answer, and why. Never raises what Discord did."""
        await self._stages.stop()
        if self.withdrawn:
            return
        try:
            await patiently(lambda: self._tell_privately(text))
        except (discord.HTTPException, *_NOT_NOW) as error:
            _log.warning("an error message could not be delivered: %s", error)

    async def stopped(self, text: str) -> None:
        """Become ``text`` at the program's end: by one request and no second try, for there is hardly time for that."""
        await self._stages.stop()
        try:
            await self._put(text, ui.View(timeout=None))
        except (Withdrawn, discord.HTTPException, *_NOT_NOW) as error:
            _log.warning("that the bot is restarted could not be told: %s", error)

    async def vanish(self) -> None:
        """Show nothing more, and take away what is shown."""
        self.withdrawn = True
        await self._stages.stop()
        with contextlib.suppress(discord.HTTPException, *_NOT_NOW):
            await self._remove()

    async def _show(self, text: str) -> None:
        await self._put(text, None)

    async def _put(self, content: str | None, view: View | None) -> None:
        """As ``_write``. Raises Withdrawn where somebody deleted the message, or the channel."""
        if self.withdrawn:
            raise Withdrawn
        try:
            await self._write(content, view)
        except discord.NotFound as error:
            if error.code not in _DELETED:
                raise
            self.withdrawn = True
            raise Withdrawn from error

    @abstractmethod
    async def _write(self, content: str | None, view: View | None) -> None:
        """Write or overwrite the message; ``content`` is None with a layout, ``view`` is None for a stage."""

    @abstractmethod
    async def _tell_privately(self, text: str) -> None: ...

    @abstractmethod
    async def _remove(self) -> None:
        """Delete the message, if there is one."""


class InteractionReply(Reply):
    """Answers an interaction that was deferred."""

    def __init__(self, interaction: discord.Interaction[Any], *, private: bool) -> None:
        super().__init__()
        self._interaction = interaction
        self._private = private
        self._expired = False

    async def _write(self, content: str | None, view: View | None) -> None:
        if self._expired and view is None:  # a stage has nowhere to be shown
            return
        try:
            if view is None:
                await self._interaction.edit_original_response(content=content)
            else:
                await self._interaction.edit_original_response(content=content, view=view)
        except discord.HTTPException as error:
            if error.code not in _TOKEN_GONE:
                raise
            self._expired = True
            if view is not None:
                await self._elsewhere(content, view)

    async def _elsewhere(self, content: str | None, view: View) -> None:
        """The interaction has expired: a message in the channel, or to the person where the answer is private."""
        _log.info("an interaction had expired; its answer goes out as a message")
        client, channel = self._interaction.client, self._interaction.channel_id
        if not self._private and channel is not None:
            with contextlib.suppress(discord.Forbidden):
                await send(client.get_partial_messageable(channel), content, view)
                return
        await send(self._interaction.user, content, view)

    async def _remove(self) -> None:
        await self._interaction.delete_original_response()

    async def opened(self) -> None:
        """Discord shows that the bot is thinking."""
        await self.on_open(OpenReply(self._interaction.channel_id or 0, token=self._interaction.token))

    async def _tell_privately(self, text: str) -> None:
        try:
            await self._tell(text)
        except discord.HTTPException as error:
            if error.code not in _TOKEN_GONE:
                raise
            await send(self._interaction.user, text)

    async def _tell(self, text: str) -> None:
        if self._private:
            await self._interaction.edit_original_response(content=text)
            return
        # What follows first would become the public message that was promised, so that one is ended before, and then removed.
        await self._interaction.edit_original_response(content="…")
        await self._interaction.followup.send(text, ephemeral=True)
        await self._interaction.delete_original_response()


class MessageReply(Reply):
    """Answers a message by a reply to it, in ``channel`` (by default the message's own)."""

    def __init__(self, message: discord.Message, channel: discord.abc.Messageable | None = None) -> None:
        super().__init__(_QUIET_SECONDS)
        self._asked = message
        self._channel = channel or message.channel
        self._elsewhere = channel is not None
        self._message: discord.Message | None = None
        self._forbidden = False

    async def _write(self, content: str | None, view: View | None) -> None:
        if self._forbidden and view is None:  # Discord counts what it refuses, and shuts out who goes on
            return
        if self._message is not None:
            if view is None:
                self._message = await self._message.edit(content=content)
            else:
                self._message = await self._message.edit(content=content, view=view)
            return
        reference = None if self._elsewhere else self._asked.to_reference(fail_if_not_exists=False)
        if view is None:
            place = self._channel if isinstance(self._channel, discord.Thread) else self._asked.channel
            await self.on_open(OpenReply(place.id, self._asked.id))
        try:
            try:
                self._message = await send(self._channel, content, view, reference)
            except discord.Forbidden as error:
                if error.code != _NO_REPLY:
                    raise
                self._message = await send(self._channel, content, view)
        except discord.Forbidden:
            self._forbidden = True
            await self._not_here(content, view)

    @property
    def message_id(self) -> int | None:
        """The message that says how far it is, once there is one."""
        return self._message.id if self._message is not None else None

    async def _remove(self) -> None:
        if self._message is not None:
            await self._message.delete()

    async def _not_here(self, content: str | None, view: View | None) -> None:
        """There is no permission to write in the channel: tell the person, who alone would wonder."""
        if view is None:
            return
        _log.warning("no permission to write in channel %s", self._asked.channel.id)
        await send(
            self._asked.author,
            f"You asked me in <#{self._asked.channel.id}>, where I lack the permission to write. "
            "Somebody who manages the server can grant me Send Messages there; here is the answer.",
        )
        await send(self._asked.author, content, view)

    async def _tell_privately(self, text: str) -> None:
        with contextlib.suppress(discord.HTTPException):
            await self._remove()
        await tell_privately(self._asked, text)


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
) -> discord.Message:
    """Send a message that pings nobody, not even whom it replies to."""
    options: dict[str, Any] = {"content": content, "mention_author": False}
    options |= {"view": view} if view is not None else {}
    options |= {"reference": reference} if reference is not None else {}
    sent: discord.Message = await where.send(**options)
    return sent


async def _nobody(_: OpenReply) -> None:
    """For a reply that nobody remembers."""


async def patiently(act: Callable[[], Awaitable[None]]) -> None:
    """Do it again, with growing pauses, while Discord has trouble or the connection breaks."""
    from tenacity import (
        AsyncRetrying,
        before_sleep_log,
        retry_if_exception_type,
        stop_after_attempt,
        wait_chain,
        wait_fixed,
    )

    attempts = AsyncRetrying(
        retry=retry_if_exception_type(_NOT_NOW),
        wait=wait_chain(*map(wait_fixed, _PAUSES)),
        stop=stop_after_attempt(len(_PAUSES) + 1),
        before_sleep=before_sleep_log(_log, logging.INFO),
        reraise=True,
    )
    async for attempt in attempts:  # called with a function that only returns a coroutine, tenacity does not await that
        with attempt:
            await act()
