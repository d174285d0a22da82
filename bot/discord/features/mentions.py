"""Asking by a message: a mention of the bot, a reply to it, a direct message, or any message in a thread that it opened."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import discord
from discord.ext import commands

from bot.discord.context import ContextBot
from bot.discord.features.asking import DiscordQuestion, answer
from bot.discord.features.buttons import answer_handle
from bot.discord.features.channels import admit, conversation_of, thread_key
from bot.discord.policy import about_message, check_question, points_at_message
from bot.discord.reply import MessageReply
from bot.discord.reporting import Refusal, sentence
from bot.discord.sending import tell_privately
from bot.discord.stages import Ration
from bot.discord.text.markdown import as_question, fit

_ASKABLE = (discord.MessageType.default, discord.MessageType.reply)
_THREAD_NAME = 90
_REMEMBERED = 2_000
_EDITED_WITHIN = timedelta(minutes=15)
_QUIET_SECONDS = 10
_UNREADABLE = "Discord does not show me what you write unless you mention me; mention me in the reply (switch on the @ beside it)."


class Mentions(commands.Cog):
    """Asking by a message."""

    def __init__(self, bot: ContextBot) -> None:
        self.bot = bot
        self._since = discord.utils.utcnow()
        self._asked: OrderedDict[int, None] = OrderedDict()
        """The last messages that were taken for questions and not refused, so that an edit does not ask them again."""
        self._typing = Ration()
        self._under_way: dict[int, tuple[asyncio.Task[object], MessageReply]] = {}
        """Replies in the making, by the message that asked."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer it if it is for the bot."""
        if message.author.bot or message.webhook_id or message.type not in _ASKABLE or not self._is_for_me(message):
            return
        if message.id in self._asked:  # Discord may tell it twice
            return
        self._remember(message.id)
        with self.bot.context.pending.under_way():
            try:
                await self._answer(message)
            except Refusal as refusal:
                self._asked.pop(message.id, None)
                await self._refuse(message, str(refusal))
            except Exception as error:
                await MessageReply(message).fail(sentence(error))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a message that is a question to the bot only since it was edited: soon, who forgot the mention adds it."""
        message = payload.message
        edited = message.edited_at
        if edited is None:  # Discord looked up its links, say
            return
        late = edited - message.created_at > _EDITED_WITHIN or message.created_at < self._since
        if not late:
            await self.on_message(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """End the answer to a question that was deleted, and one that was deleted itself."""
        self._withdraw({payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many at once."""
        self._withdraw(payload.message_ids)

    def _withdraw(self, messages: Collection[int]) -> None:
        for asked, (task, reply) in list(self._under_way.items()):
            if asked in messages or reply.message_id in messages:
                del self._under_way[asked]  # its own end deletes the reply
                reply.withdrawn = True
                task.cancel()

    @contextmanager
    def _withdrawable(self, message: int, reply: MessageReply) -> Iterator[None]:
        """Have the current task end where the message that asked is deleted."""
        if (task := asyncio.current_task()) is not None:
            self._under_way[message] = task, reply
        try:
            yield
        finally:
            self._under_way.pop(message, None)

    def _remember(self, message: int) -> None:
        self._asked[message] = None
        while len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)

    async def _refuse(self, message: discord.Message, why: str) -> None:
        """Tell the person alone, and once in a while: somebody who mentions the bot on and on must not have it fill a channel."""
        context, server = self.bot.context, message.guild.id if message.guild else None
        quiet = max((await context.servers.of(server)).cooldown, _QUIET_SECONDS)
        if context.refusals.take((server, message.author.id), quiet, time.monotonic()) > 0:
            return
        with contextlib.suppress(discord.HTTPException, OSError):
            await tell_privately(message, why)

    def _is_for_me(self, message: discord.Message) -> bool:
        me = self.bot.user
        if me is None:
            return False
        if message.guild is None or me in message.mentions or _author_of_replied(message) == me.id:
            return True
        if message.role_mentions and message.guild.self_role in message.role_mentions and message.content:
            return True
        channel = message.channel
        if not isinstance(channel, discord.Thread) or channel.owner_id != me.id:
            return False
        # In a thread of the bot's own, people may also talk with each other.
        return bool(message.content) and message.reference is None and not message.mentions

    async def _answer(self, message: discord.Message) -> None:
        context, server = self.bot.context, message.guild.id if message.guild else None
        settings = await context.servers.of(server)
        question = _question_in(message, self.bot.user)
        if not question and not message.content and message.reference and not message.attachments:
            raise Refusal(_UNREADABLE)
        check_question(question)
        moved = settings.where == "threads" and isinstance(message.channel, discord.TextChannel)
        admit(context, settings, message.channel, server=server, person=message.author.id, moved=moved)
        thread = await self._thread(message, question) if moved else None
        asked = DiscordQuestion(
            question,
            asker=message.author.id,
            server=server,
            channel=thread.id if thread else message.channel.id,
            conversation=thread_key(thread.id) if thread else await self._conversation(message),
            can_follow=thread is None and isinstance(message.channel, discord.TextChannel),
        )
        reply = MessageReply(message, thread, partial(context.stages.turn, asked.channel))
        async with asyncio.TaskGroup() as group:
            if thread is None:
                group.create_task(self._type(message.channel))
            with self._withdrawable(message.id, reply):
                await answer(context, asked, reply)

    async def _type(self, channel: discord.abc.MessageableChannel) -> None:
        """Show that the bot writes: beside the answer, which others would overtake meanwhile."""
        with self._typing.turn(channel.id) as is_mine, contextlib.suppress(discord.HTTPException, OSError):
            if is_mine:
                await channel.typing()

    async def _conversation(self, message: discord.Message) -> str:
        """That of the answer which the message replies to, else the channel's, else a new one."""
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message) and isinstance(message.channel, discord.TextChannel):
            handle = answer_handle(replied.components)
            saved = await self.bot.context.records.find(handle) if handle else None
            here = message.author.id, message.guild.id if message.guild else None, message.channel.id
            if saved is not None and saved.conversation and saved.is_for(*here):
                return saved.conversation
        return conversation_of(message.channel, message.id)

    async def _thread(self, message: discord.Message, question: str) -> discord.Thread:
        try:
            return await message.create_thread(name=fit(question, _THREAD_NAME, str), auto_archive_duration=1440)
        except discord.Forbidden:
            raise Refusal(
                "I should answer in a thread but lack the permission Create Public Threads in this channel; "
                "somebody who manages the server can grant it."
            ) from None


def _author_of_replied(message: discord.Message) -> int | None:
    replied = message.reference.resolved if message.reference else None
    return replied.author.id if isinstance(replied, discord.Message) else None


def _question_in(message: discord.Message, me: discord.ClientUser | None) -> str:
    """The question that the message asks; a mere mention in reply to somebody's message, or "is that true?", asks about that message."""
    names = {
        mention: f"@{user.display_name}" for user in message.mentions for mention in (f"<@{user.id}>", f"<@!{user.id}>")
    }
    if me is not None:
        names |= {f"<@{me.id}>": " ", f"<@!{me.id}>": " "}
    question = as_question(message.content, names)
    replied = message.reference.resolved if message.reference else None
    if isinstance(replied, discord.Message) and replied.author != me and (not question or points_at_message(question)):
        question = about_message(replied.content) or question
    return question


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(Mentions(bot))
