"""The context that every feature of the bot works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import discord
from discord.ext import commands

from bot.discord.async_records import AsyncRecords, ServerSettingsCache
from bot.discord.open_replies import OpenReplies
from bot.discord.pending import PendingTasks
from bot.discord.policy import Cooldown
from bot.discord.stages import Ration
from bot.service import NewsService


@dataclass
class BotContext:
    """The state that the bot keeps through all its connections to Discord."""

    service: NewsService
    records: AsyncRecords
    largest_upload: int = 25 * 2**20
    """Bytes."""
    reads_everything: bool = False
    """Discord grants it the content of messages that are not addressed to it."""
    servers: ServerSettingsCache = field(init=False)
    open_replies: OpenReplies = field(init=False)
    cooldown: Cooldown = field(default_factory=Cooldown)
    refusals: Cooldown = field(default_factory=Cooldown)
    """When somebody was last told why a message of theirs is not answered."""
    pending: PendingTasks = field(default_factory=PendingTasks)
    stages: Ration = field(default_factory=Ration)
    """Of what is shown while answers are in the making."""

    def __post_init__(self) -> None:
        self.servers = ServerSettingsCache(self.records)
        self.open_replies = OpenReplies(self.records)


class ContextBot(commands.AutoShardedBot):
    """The bot as its features know it."""

    context: BotContext


Interaction: TypeAlias = discord.Interaction[ContextBot]
