"""The button Quotes and the menu entry Show sources: the evidence of an answer, shown to whoever asks for it only."""

from __future__ import annotations

from bot.discord.context import Interaction
from bot.discord.features.lookup import find_answer
from bot.discord.reply import InteractionReply
from bot.discord.reporting import Refusal
from bot.discord.text.cards import PLAIN, quotes_card, sources_card
from bot.discord.views import Post


async def show_quotes(interaction: Interaction, handle: str) -> None:
    """Each quote among the sentences around it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    saved = await find_answer(interaction, handle)
    evidence = saved.answer.evidence
    if not evidence:
        raise Refusal("That answer has no quotes.")
    contexts = [await interaction.client.context.service.context(item) for item in evidence]
    post = Post(quotes_card(saved.answer, contexts), quotes_card(saved.answer, contexts, PLAIN))
    await InteractionReply(interaction, private=True).finish(post)


async def show_sources(interaction: Interaction, handle: str | None) -> None:
    """Where the quotes stand."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    if handle is None:
        raise Refusal("That is no answer of mine, so there are no sources to show.")
    saved = await find_answer(interaction, handle)
    post = Post(sources_card(saved.answer), sources_card(saved.answer, PLAIN))
    await InteractionReply(interaction, private=True).finish(post)
