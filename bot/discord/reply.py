"""The one message that answers a question: it tells the stages, then becomes the answer, whatever Discord does meanwhile."""

from __future__ import annotations

import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.discord.reporting import CLOSED_THREAD
from bot.discord.sending import NOT_NOW, View, Withdrawn, patiently, send, tell_privately
from bot.discord.stages import STAGE_SECONDS, Stages, Turn, always
from bot.discord.views import LayoutCard, PlainCard, Post
from bot.records import OpenReply

_log = logging.getLogger(__name__)

_BAD_REQUEST = 400
_QUIET_SECONDS = 1.5
"""A question that is answered this fast needs no message about its stages where none was asked for."""
_DELETED = frozenset({10003, 10004, 10008})
"""Unknown channel, server, message."""
_NO_REPLY = 160002
"""Where the bot may not read the message history, it may write, but not as a reply to a message."""
_TOKEN_GONE = frozenset({10015, 10062, 50027})
"""Unknown webhook, unknown interaction, invalid token: it has expired."""


class Reply(ABC):
    """A message in the making."""

    def __init__(self, first_after: float = 0.0, turn: Turn = always) -> None:
        self._stages = Stages(self._show, first_after, turn)
        self.withdrawn = False
        """Somebody deleted it, or the question: nothing more is shown."""
        self.on_open: Callable[[OpenReply], Awaitable[None]] = _nobody
        """Called with where the reply is, as soon as it says how far it is."""

    def tell(self, text: str, gap: float = STAGE_SECONDS) -> None:
        """Show how far it is, soon."""
        self._stages.tell(text, gap)

    async def finish(self, post: Post) -> None:
        """Become the answer: as a layout, as plain text where Discord refuses that, without links where it refuses those."""
        await self._stages.stop()
        plain = post.short.plain
        ways: tuple[Callable[[], Awaitable[None]], ...] = (
            lambda: self._put(None, LayoutCard(post)),
            lambda: self._put(plain, PlainCard(post)),
            lambda: self._put(plain, PlainCard(post, links=False)),
        )
        for way in ways:
            try:
                return await patiently(way)
            except discord.HTTPException as error:
                if error.status != _BAD_REQUEST or error.code in CLOSED_THREAD or way is ways[-1]:
                    raise
                _log.warning("an answer was refused (code %s); sent in a simpler form", error.code)

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
        except (discord.HTTPException, *NOT_NOW) as error:
            _log.warning("an error message could not be delivered: %s", error)

    async def stopped(self, text: str) -> None:
        """Become ``text`` at the program's end: by one request and no second try, for there is hardly time for that."""
        await self._stages.stop()
        try:
            await self._put(text, ui.View(timeout=None))
        except (Withdrawn, discord.HTTPException, *NOT_NOW) as error:
            _log.warning("that the bot is restarted could not be told: %s", error)

    async def vanish(self) -> None:
        """Show nothing more, and take away what is shown."""
        self.withdrawn = True
        await self._stages.stop()
        with contextlib.suppress(discord.HTTPException, *NOT_NOW):
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

    def __init__(
        self, message: discord.Message, channel: discord.abc.Messageable | None = None, turn: Turn = always
    ) -> None:
        super().__init__(_QUIET_SECONDS, turn)
        self._asked = message
        self._channel = channel or message.channel
        self._elsewhere = channel is not None
        self._message: discord.Message | None = None
        self._unsure = False
        """The connection broke while it was sent: Discord may have it."""
        self._forbidden = False

    async def _write(self, content: str | None, view: View | None) -> None:
        if self._forbidden and view is None:  # Discord counts what it refuses, and shuts out who goes on
            return
        try:
            if self._message is None:
                self._message = await self._sent(content, view)
            else:
                self._message = await _edited(self._message, content, view)
        except discord.Forbidden as error:
            if error.code in CLOSED_THREAD:
                raise
            self._forbidden = True
            await self._not_here(content, view)

    async def _sent(self, content: str | None, view: View | None) -> discord.Message:
        reference = None if self._elsewhere else self._asked.to_reference(fail_if_not_exists=False)
        if view is None:
            place = self._channel if isinstance(self._channel, discord.Thread) else self._asked.channel
            await self.on_open(OpenReply(place.id, self._asked.id))
        nonce = str(self._asked.id)
        try:
            try:
                sent = await send(self._channel, content, view, reference, nonce)
            except discord.Forbidden as error:
                if error.code != _NO_REPLY:
                    raise
                sent = await send(self._channel, content, view, nonce=nonce)
        except NOT_NOW:
            self._unsure = True
            raise
        # What Discord had taken before the connection broke comes back in place of what was sent now.
        return await _edited(sent, content, view) if self._unsure else sent

    @property
    def message_id(self) -> int | None:
        """The message that says how far it is, once there is one."""
        return self._message.id if self._message is not None else None

    async def _remove(self) -> None:
        message, self._message = self._message, None  # nobody else deleted it, so that nothing is withdrawn
        if message is not None:
            await message.delete()

    async def _not_here(self, content: str | None, view: View | None) -> None:
        """There is no permission to write in the channel: tell the person, who alone would wonder."""
        if view is None:
            return
        with contextlib.suppress(discord.HTTPException):
            await self._remove()
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


async def _edited(message: discord.Message, content: str | None, view: View | None) -> discord.Message:
    return await (message.edit(content=content) if view is None else message.edit(content=content, view=view))


async def _nobody(_: OpenReply) -> None:
    """For a reply that nobody remembers."""
