"""A reply where Discord does not take it as it is."""

from __future__ import annotations

import asyncio
import contextlib
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.discord.reply import InteractionReply, MessageReply
from bot.discord.sending import Withdrawn
from bot.discord.stages import Ration, Stages
from bot.discord.text.cards import Card, CardPart
from bot.discord.views import Post


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
    asked: Any = SimpleNamespace(id=7, channel=channel, author=author, guild=None, to_reference=lambda **_: "reference")
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


class Posted:
    """A message of the bot's that is there, which takes edits unless there is something against it."""

    id = 9

    def __init__(self) -> None:
        self.edits: list[dict[str, Any]] = []
        self.against: list[discord.HTTPException] = []
        self.deleted = False

    async def edit(self, **options: Any) -> Posted:
        if self.against:
            raise self.against.pop(0)
        self.edits.append(options)
        return self

    async def delete(self) -> None:
        self.deleted = True


class Taking(Place):
    """A channel that gives back what it took."""

    def __init__(self) -> None:
        super().__init__()
        self.posted = Posted()
        self.breaks = 0

    async def send(self, **options: Any) -> Any:
        await super().send(**options)
        if self.breaks:
            self.breaks -= 1
            raise ConnectionResetError
        return self.posted


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.sending._PAUSES", (0.0, 0.0, 0.0))


POST = Post(Card("the answer"), Card("the answer", (CardPart("a quote", "https://www.example.org/a", "[1]"),)))


def test_an_answer_whose_links_are_refused_comes_without_them(impatient: None) -> None:
    channel, author = Taking(), Place()
    channel.against += [refusal(discord.HTTPException, 400, 50035), refusal(discord.HTTPException, 400, 50035)]
    asyncio.run(reply_in(channel, author).finish(POST))
    (sent,) = channel.sent
    assert sent["content"] == "the answer\n\na quote" and not sent["view"].children


def test_an_answer_that_is_refused_in_every_form_is_an_error(impatient: None) -> None:
    channel, author = Taking(), Place()
    channel.against += [refusal(discord.HTTPException, 400, 50035) for _ in range(3)]
    with pytest.raises(discord.HTTPException):
        asyncio.run(reply_in(channel, author).finish(POST))
    assert not channel.sent


def test_what_discord_has_no_time_for_is_tried_again(impatient: None) -> None:
    channel, author = Taking(), Place()
    channel.against += [refusal(discord.HTTPException, 429, 0) for _ in range(3)]
    asyncio.run(reply_in(channel, author).say("the answer"))
    assert [message["content"] for message in channel.sent] == ["the answer"]


def test_where_its_message_may_not_be_edited_the_person_gets_the_answer() -> None:
    channel, author = Taking(), Place()
    channel.posted.against.append(refusal(discord.Forbidden, 403, 50001))
    reply = reply_in(channel, author)

    async def run() -> None:
        await reply._show("Searching…")
        await reply.say("the answer")

    asyncio.run(run())
    assert channel.posted.deleted and author.sent[1]["content"] == "the answer"


def test_a_closed_thread_is_told_and_not_answered_elsewhere() -> None:
    channel, author = Taking(), Place()
    channel.against.append(refusal(discord.Forbidden, 403, 160005))
    with pytest.raises(discord.Forbidden):
        asyncio.run(reply_in(channel, author).say("the answer"))
    assert not author.sent


def test_an_answer_for_a_closed_thread_is_not_tried_in_simpler_forms(impatient: None) -> None:
    channel, author = Taking(), Place()
    channel.against += [refusal(discord.HTTPException, 400, 50083) for _ in range(2)]
    with pytest.raises(discord.HTTPException):
        asyncio.run(reply_in(channel, author).finish(POST))
    assert len(channel.against) == 1 and not channel.sent


def test_a_stage_that_was_taken_as_the_connection_broke_becomes_the_answer() -> None:
    channel, author = Taking(), Place()
    channel.breaks = 1
    reply = reply_in(channel, author)

    async def run() -> None:
        with contextlib.suppress(OSError):
            await reply._show("Searching…")
        await reply.say("the answer")

    asyncio.run(run())
    assert len({message["nonce"] for message in channel.sent}) == 1  # so that Discord gives back the first
    assert [edit["content"] for edit in channel.posted.edits] == ["the answer"]


def test_its_own_deletion_of_a_stage_withdraws_nothing() -> None:
    channel, author = Taking(), Place()
    reply = reply_in(channel, author)
    ids: list[int | None] = []

    async def run() -> None:
        await reply._show("Searching…")
        ids.append(reply.message_id)
        channel.posted.delete = noted  # type: ignore[method-assign]
        await reply.fail("It failed.")

    async def noted() -> None:
        ids.append(reply.message_id)

    asyncio.run(run())
    assert ids == [9, None] and author.sent[0]["content"].startswith("It failed.")


def test_of_many_stages_in_a_channel_one_is_shown_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.stages.STAGE_SECONDS", 0.02)
    ration, on_their_way, most, shown = Ration(), 0, 0, []

    async def show(text: str) -> None:
        nonlocal on_their_way, most
        on_their_way += 1
        most = max(most, on_their_way)
        await asyncio.sleep(0.01)
        on_their_way -= 1
        shown.append(text)

    async def run() -> None:
        stages = [Stages(show, 0.0, lambda: ration.turn(1)) for _ in range(5)]
        for number, each in enumerate(stages):
            each.tell(str(number), 0.0)
        for _ in range(200):
            if len(shown) == len(stages):
                break
            await asyncio.sleep(0.02)
        for each in stages:
            await each.stop()

    asyncio.run(run())
    assert most == 1 and sorted(shown) == ["0", "1", "2", "3", "4"]


def test_stages_of_one_channel_leave_those_of_another_alone() -> None:
    ration = Ration()
    with ration.turn(1) as first, ration.turn(2) as other, ration.turn(1) as second:
        assert (first, other, second) == (True, True, False)
