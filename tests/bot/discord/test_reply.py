"""A reply where Discord does not take it as it is."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.discord.reply import InteractionReply, MessageReply, Withdrawn


def refusal(kind: type[discord.HTTPException], status: int, code: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="no")
    return kind(response, {"code": code, "message": "no"})


class Place:
    """A channel, or a person, that takes messages unless there is something against it."""

    id = 5

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.against: list[discord.HTTPException] = []

    async def send(self, **options: Any) -> Any:
        if self.against:
            raise self.against.pop(0)
        self.sent.append(options)
        return SimpleNamespace(id=9)


def reply_in(channel: Place, author: Place) -> MessageReply:
    asked: Any = SimpleNamespace(id=7, channel=channel, author=author, to_reference=lambda **_: "reference")
    return MessageReply(asked)


def test_without_the_message_history_it_writes_without_replying() -> None:
    channel, author = Place(), Place()
    channel.against.append(refusal(discord.Forbidden, 403, 160002))
    asyncio.run(reply_in(channel, author).say("the answer"))
    assert [(m["content"], m.get("reference")) for m in channel.sent] == [("the answer", None)]
    assert not author.sent


def test_where_it_may_not_write_the_person_gets_the_answer() -> None:
    channel, author = Place(), Place()
    channel.against.append(refusal(discord.Forbidden, 403, 50013))
    asyncio.run(reply_in(channel, author).say("the answer"))
    assert "where I lack the permission" in author.sent[0]["content"] and author.sent[1]["content"] == "the answer"


@pytest.mark.parametrize("code", [10003, 10004, 10008])
def test_where_the_place_is_gone_nobody_is_told_anything(code: int) -> None:
    channel, author = Place(), Place()
    channel.against.append(refusal(discord.NotFound, 404, code))
    reply = reply_in(channel, author)
    with pytest.raises(Withdrawn):
        asyncio.run(reply.say("the answer"))
    assert reply.withdrawn and not channel.sent and not author.sent


def test_stages_are_not_shown_again_where_they_were_refused() -> None:
    channel, author, edits = Place(), Place(), []
    channel.against += [refusal(discord.Forbidden, 403, 50013), refusal(discord.Forbidden, 403, 50013)]

    async def edited(**options: Any) -> None:
        edits.append(options)
        raise refusal(discord.NotFound, 404, 10015)

    asked: Any = SimpleNamespace(edit_original_response=edited)

    async def run() -> None:
        for reply in (reply_in(channel, author), InteractionReply(asked, private=False)):
            await reply._show("Searching…")
            await reply._show("Reading…")

    asyncio.run(run())
    assert len(channel.against) == 1 and len(edits) == 1 and not author.sent
