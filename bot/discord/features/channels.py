"""Where in Discord something is asked, what belongs to one conversation there, and whether it may be asked."""

from __future__ import annotations

import math
import time
from typing import Any

import discord

from bot.discord.context import BotContext
from bot.discord.policy import may_answer, where_instead
from bot.discord.reporting import Refusal
from bot.records import ServerSettings

_CLOSING = "I am being restarted; ask again in a minute."


def thread_key(thread: int) -> str:
    """The conversation of all that is asked in a thread, by whomever."""
    return f"discord:thread:{thread}"


def conversation_of(channel: Any, origin: int) -> str:  # noqa: ANN401  # any kind of channel
    """The conversation that a new question in ``channel`` belongs to.

    A thread is one conversation and so are somebody's direct messages; in a channel, the question that the interaction or
    message ``origin`` brings begins one, which replies to the answer go on with.
    """
    if isinstance(channel, discord.Thread):
        return thread_key(channel.id)
    if isinstance(channel, discord.DMChannel):
        return f"discord:direct:{channel.id}"
    return f"discord:question:{origin}"


def admit(
    context: BotContext,
    settings: ServerSettings,
    channel: Any,  # noqa: ANN401  # any kind of channel
    *,
    server: int | None,
    person: int,
    moved: bool = False,
) -> None:
    """Let a question pass, which begins the person's cooldown. ``moved``: its answer goes to a thread of its own.

    Raises:
        Refusal: not here, or not now.
    """
    if context.pending.closing:
        raise Refusal(_CLOSING)
    thread = moved or isinstance(channel, discord.Thread)
    parent = getattr(channel, "parent_id", None)
    if server is not None and not may_answer(settings, getattr(channel, "id", 0), parent, thread=thread):
        raise Refusal(where_instead(settings))
    if (left := context.cooldown.take((server, person), settings.cooldown, time.monotonic())) > 0:
        raise Refusal(f"Not so fast: you can ask again in {math.ceil(left)} s.")
