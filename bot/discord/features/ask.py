"""/ask"""

from __future__ import annotations

from datetime import date

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.context import ContextBot, Interaction
from bot.discord.features.asking import DiscordQuestion, answer
from bot.discord.features.channels import admit, conversation_of
from bot.discord.policy import best_matches, check_question
from bot.discord.reply import InteractionReply
from bot.discord.sending import acknowledge
from bot.discord.text.markdown import as_question
from bot.presentation.filters import check_days, parse_day


class Ask(commands.Cog):
    """Asking by a command."""

    @app_commands.command(description="Ask the news: the answer is quotes, each with its source.")
    @app_commands.describe(
        question="What you want to know",
        outlet="Only from this outlet",
        since="Only from this day on, such as 2021-12-30",
        until="Only up to this day, such as 2021-12-31",
        private="Show the answer to you only",
    )
    async def ask(
        self,
        interaction: Interaction,
        question: str,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Answer a question."""
        first, last = (parse_day(day) if day and day.strip() else None for day in (since, until))
        check_days(first, last)
        await ask_now(interaction, question, private=private, outlet=outlet, since=first, until=last)

    @ask.autocomplete("outlet")
    async def outlets(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Outlets that there are articles from."""
        names = await interaction.client.context.service.outlets(interaction.guild_id)
        return [app_commands.Choice(name=name, value=name) for name in best_matches(names, typed)]


async def ask_now(
    interaction: Interaction,
    text: str,
    *,
    private: bool | None = None,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Acknowledge, then answer; what can be refused without looking anything up is refused before.

    Raises:
        Refusal: not here, not now, or not that question.
    """
    context, server, channel = interaction.client.context, interaction.guild_id, interaction.channel
    question = check_question(as_question(text))
    settings = await context.servers.of(server)
    admit(context, settings, channel, server=server, person=interaction.user.id)
    alone = settings.private if private is None else private
    await acknowledge(interaction, private=alone)
    asked = DiscordQuestion(
        question,
        asker=interaction.user.id,
        server=server,
        channel=interaction.channel_id or 0,
        conversation=conversation_of(channel, interaction.id),
        can_follow=not alone and isinstance(channel, discord.TextChannel),
        private=alone,
        outlet=outlet if outlet and outlet.strip() else None,
        since=since,
        until=until,
    )
    await answer(context, asked, InteractionReply(interaction, private=alone))


async def setup(bot: ContextBot) -> None:
    await bot.add_cog(Ask())
