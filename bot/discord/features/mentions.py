"""Asking by a message: a mention of the bot, a reply to it, a direct message, or any message in a thread that it opened."""

from __future__ import annotations

import contextlib

import discord
from discord.ext import commands

from bot.discord.context import ContextBot
from bot.discord.features.asking import DiscordQuestion, answer
from bot.discord.features.buttons import answer_handle
from bot.discord.features.channels import admit, conversation_of, thread_key
from bot.discord.policy import about_message, check_question
from bot.discord.reply import MessageReply, send
from bot.discord.reporting import Refusal, sentence
from bot.discord.text.markdown import as_question, fit

_ASKABLE = (discord.MessageType.default, discord.MessageType.reply)
_THREAD_NAME = 90
_UNREADABLE = "Discord does not show me what you write unless you mention me; mention me in the reply (switch on the @ beside it)."


class Mentions(commands.Cog):
    """Asking by a message."""

    def __init__(self, bot: ContextBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer it if it is for the bot."""
        if message.author.bot or message.webhook_id or message.type not in _ASKABLE or not self._is_for_me(message):
            return
        with self.bot.context.pending.under_way():
            try:
                await self._answer(message)
            except Refusal as refusal:
                with contextlib.suppress(discord.Forbidden):
                    await send(message.channel, str(refusal), None, message.to_reference(fail_if_not_exists=False))
            except Exception as error:
                await MessageReply(message).fail(sentence(error))

    def _is_for_me(self, message: discord.Message) -> bool:
        me = self.bot.user
        if me is None:
            return False
        if message.guild is None or me in message.mentions or _author_of_replied(message) == me.id:
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
        if thread is None:
            with contextlib.suppress(discord.HTTPException, OSError):
                await message.channel.typing()
        await answer(context, asked, MessageReply(message, thread))

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
    """The question that the message asks; a mere mention in reply to somebody's message asks about that message."""
    names = {
        mention: f"@{user.display_name}" for user in message.mentions for mention in (f"<@{user.id}>", f"<@!{user.id}>")
    }
    if me is not None:
        names |= {f"<@{me.id}>": " ", f"<@!{me.id}>": " "}
    question = as_question(message.content, names)
    replied = message.reference.resolved if message.reference else None
    if not question and isinstance(replied, discord.Message) and replied.author != me:
        question = about_message(replied.content)
    return question


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(Mentions(bot))
