"""A question's way through, wherever on Discord it came from."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.answer.answers import Answer, turn_of
from bot.answer.query import Query, Stage
from bot.discord.async_records import AsyncRecords
from bot.discord.context import BotContext
from bot.discord.features.buttons import answer_buttons
from bot.discord.reply import Reply
from bot.discord.reporting import sentence
from bot.discord.sending import Withdrawn
from bot.discord.stages import PLACE_SECONDS
from bot.discord.text.cards import LAYOUT, PLAIN, answer_card
from bot.discord.views import Post
from bot.log import log_failure
from bot.presentation.filters import make_filters
from bot.presentation.wording import STAGES

_log = logging.getLogger(__name__)

_SIGNS: dict[Stage, str] = {"searching": "🔎", "reading": "📖", "checking": "🧐"}
_NOT_KEPT = "-# I could not keep this answer, so that nothing follows on it."
"""Fits into what a card leaves of Discord's limit."""
_STOPPED = "I am being restarted and could not finish; ask again in a minute."


@dataclass(frozen=True, slots=True)
class DiscordQuestion:
    """A question with the place where it was asked. ``server`` is None in direct messages."""

    text: str
    asker: int
    server: int | None
    channel: int
    conversation: str
    can_follow: bool
    """True if a thread could be opened from the answer."""
    private: bool = False
    """The answer is shown to the asker alone."""
    outlet: str | None = None
    since: date | None = None
    until: date | None = None


async def answer(context: BotContext, question: DiscordQuestion, reply: Reply) -> None:
    """Answer in ``reply``, or tell there why not. Never raises but when it is cancelled."""
    with context.pending.under_way():
        async with context.open_replies.remembered(reply):
            await _answer(context, question, reply)


async def _answer(context: BotContext, question: DiscordQuestion, reply: Reply) -> None:
    try:
        await reply.finish(await _post(context, question, reply))
    except Withdrawn:
        _log.info("a question, its reply or the place of both is gone: no answer")
    except asyncio.CancelledError:
        await (reply.vanish() if reply.withdrawn else reply.stopped(_STOPPED))
        raise
    except Exception as error:
        await reply.fail(sentence(error))


async def _post(context: BotContext, question: DiscordQuestion, reply: Reply) -> Post:
    service, records, server = context.service, context.records, question.server
    known = await service.outlets(server) if question.outlet else ()
    filters = make_filters([question.outlet] if question.outlet else [], question.since, question.until, known)
    history = tuple(await records.conversation(question.conversation))
    found = await service.ask(
        Query(question.text, filters, history=history),
        server=server,
        progress=lambda stage: reply.tell(f"{_SIGNS[stage]} {STAGES[stage]}"),
        queued=lambda place: reply.tell(_place(place), PLACE_SECONDS),
        asker=question.asker,
    )
    if reply.withdrawn or context.servers.has_left(server):
        raise Withdrawn  # and nothing of it is kept
    coverage = await service.coverage(server)
    card, short = (answer_card(found, question.text, coverage, limit) for limit in (LAYOUT, PLAIN))
    if found.reply:  # to thanks: nothing to rate, to keep or to lean on
        return Post(card, short)
    try:
        handle = await _kept(records, question, found)
    except Exception as error:  # a full disk, say: what was found is shown all the same
        log_failure(error)
        card, short = (replace(form, foot=f"{form.foot}\n{_NOT_KEPT}".strip()) for form in (card, short))
        return Post(card, short)
    return Post(
        card,
        short,
        lambda: answer_buttons(handle, found=bool(found.evidence), can_follow=question.can_follow),
    )


async def _kept(records: AsyncRecords, question: DiscordQuestion, found: Answer) -> str:
    """Keep the answer for its buttons, and the question for what follows on it; returns the answer's handle."""
    now = datetime.now(UTC)
    handle = await records.save_answer(
        found,
        server=question.server,
        channel=question.channel,
        asker=question.asker,
        conversation=question.conversation,
        private=question.private,
        now=now,
    )
    await records.add_turn(question.conversation, turn_of(question.text, found), question.asker, now)
    return handle


def _place(place: int) -> str:
    return "⏳ You are next…" if place == 1 else f"⏳ Waiting: number {place} in line…"
