"""Whose an answer is, what forged presses come to, how refusals are told, and what people deleted or edited."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.answer.answers import Answer
from bot.discord.features.buttons import AnswerButton
from bot.discord.features.feedback import _FORM
from bot.discord.features.mentions import Mentions
from bot.records import Records, SavedAnswer
from tests.bot.discord.test_simulated import FOUND, Stage, play, raw, text_of, told, walk


def ids(message: Any) -> dict[str, str]:
    """The custom ids of a message's buttons, by what they do."""
    found = [c["custom_id"] for c in walk(raw(message)) if c.get("custom_id")]
    return {custom_id.split(":")[2]: custom_id for custom_id in found}


def test_ids_of_answers_cannot_be_guessed(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        handles = set()
        for person in (s.alice, s.manager, s.archivist):
            asked = await person.slash(s.channel, "ask", question="Who requested the call?")
            (handle,) = {custom_id.split(":")[3] for custom_id in ids(asked.response.message).values()}
            handles.add(handle)
        assert len(handles) == 3
        assert all(len(handle) >= 20 and not handle.isdecimal() for handle in handles)

    play(tmp_path, scenario)


SAVED = SavedAnswer(1, FOUND, (), discord.utils.utcnow(), 7, 2, "10", None)


@pytest.mark.parametrize(
    ("server", "private", "person", "where", "may"),
    [
        (7, False, 10, (7, 2), True),
        (7, False, 11, (7, 2), True),
        (7, False, 11, (7, 3), False),
        (7, False, 11, (8, 2), False),
        (7, False, 11, (None, 5), False),
        (7, False, 10, (None, 5), True),  # where it could not be sent to the channel
        (7, True, 10, (7, 2), True),
        (7, True, 11, (7, 2), False),
        (None, False, 10, (None, 2), True),
        (None, False, 11, (None, 2), False),
        (None, False, 11, (7, 2), False),
    ],
)
def test_whose_an_answer_is(
    server: int | None, private: bool, person: int, where: tuple[int | None, int], may: bool
) -> None:
    saved = SavedAnswer(1, FOUND, (), SAVED.at, server, 2, "10", None, private)
    assert saved.is_for(person, *where) is may


def test_forged_presses_come_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(s.channel, "ask", question="Who called my lawyer?", private=True)
        assert asked.ephemeral
        secret = ids(asked.response.message)["quotes"].split(":")[3]
        public = (await s.manager.slash(s.channel, "ask", question="Who requested the call?")).response.message

        async def forged(*_: Any, **__: Any) -> AnswerButton:
            return AnswerButton(forged.action, secret)  # type: ignore[attr-defined]

        monkeypatch.setattr(AnswerButton, "from_custom_id", forged)
        for action, label in (("quotes", "Quotes"), ("follow", "Follow up"), ("up", "👍"), ("down", "👎")):
            forged.action = action  # type: ignore[attr-defined]
            pressed = await s.archivist.click(public, label=label)
            if action == "down":
                assert "has been deleted" in told(await s.archivist.submit_modal(pressed, {"reason": "spam"}))
            else:
                assert "has been deleted" in told(pressed)
        assert not s.channel.threads
        forged.action = "follow"  # type: ignore[attr-defined]
        assert "public answers" in told(await s.alice.click(public, label="Follow up"))
        assert not s.channel.threads

    play(tmp_path, scenario)
    records = Records(tmp_path)
    assert list(records.export_feedback()) == []
    records.close()


def test_buttons_of_old_say_that_they_are_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(s.channel, "ask", question="Who requested the call?")
        pattern = AnswerButton.__discord_ui_compiled_template__
        assert pattern.fullmatch("newsdesk:1:up:17")
        old = pattern.fullmatch("newsdesk:1:quotes:1")

        made = AnswerButton.from_custom_id

        async def as_before(interaction: Any, item: Any, match: Any) -> AnswerButton:
            assert old is not None
            return await made(interaction, item, old)

        monkeypatch.setattr(AnswerButton, "from_custom_id", as_before)
        assert "too old" in told(await s.alice.click(asked.response.message, label="Quotes"))

    play(tmp_path, scenario)
    assert _FORM.startswith("newsdesk:2:")


def from_the_bot(s: Stage, channel: Any) -> list[discord.Message]:
    return [message for message in channel.history() if message.author.id == s.bot.user.id]


def test_a_flood_of_mentions_is_refused_once_and_privately(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        for number in range(6):
            await s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call {number}?")
        assert len(s.service.asked) == 1
        assert len(from_the_bot(s, s.channel)) == 1
        refusals = from_the_bot(s, s.alice.user.dm_channel)
        assert len(refusals) == 1 and "ask again in" in refusals[0].content
        await s.manager.send(s.channel, f"{s.bot.user.mention}")
        assert "Ask me something" in from_the_bot(s, s.manager.user.dm_channel)[0].content
        assert len(from_the_bot(s, s.channel)) == 1

    play(tmp_path, scenario)


def test_an_edit_that_adds_the_mention_asks_once(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        await s.manager.slash(s.channel, "settings", cooldown=0)
        message = await s.alice.send(s.channel, "Who requested the call?")
        assert not s.service.asked
        await s.alice.edit(message, f"{s.bot.user.mention} Who requested the call?")
        assert [query.question for query in s.service.asked] == ["Who requested the call?"]
        await s.alice.edit(message, f"{s.bot.user.mention} Who requested the second call?")
        other = await s.alice.send(s.channel, f"{s.bot.user.mention} And who refused?")
        await s.alice.edit(other, f"{s.bot.user.mention} And who refused it?")
        assert len(s.service.asked) == 2

    play(tmp_path, scenario)


def test_a_refused_question_that_is_edited_is_asked(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        message = await s.alice.send(s.channel, f"{s.bot.user.mention}")
        assert "Ask me something" in from_the_bot(s, s.alice.user.dm_channel)[0].content
        await s.alice.edit(message, f"{s.bot.user.mention} Who requested the call?")
        assert [query.question for query in s.service.asked] == ["Who requested the call?"]

    play(tmp_path, scenario)


def test_a_message_that_is_told_twice_is_answered_once(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        await s.manager.slash(s.channel, "settings", cooldown=0)
        await s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call?")
        (question,) = (message for message in s.channel.history() if message.author.id == s.alice.id)
        cog = s.bot.get_cog("Mentions")
        await cog.on_message(question)  # type: ignore[union-attr]
        assert len(s.service.asked) == 1 and len(from_the_bot(s, s.channel)) == 1

    play(tmp_path, scenario)


def test_the_bots_role_is_a_mention_where_its_text_is_shown() -> None:
    me, role, other = SimpleNamespace(id=1), object(), object()
    cog = Mentions(SimpleNamespace(user=me))  # type: ignore[arg-type]

    def asks(roles: list[object], content: str) -> bool:
        message: Any = SimpleNamespace(
            guild=SimpleNamespace(self_role=role),
            mentions=[],
            role_mentions=roles,
            reference=None,
            content=content,
            channel=None,
        )
        return cog._is_for_me(message)

    assert asks([role], "<@&5> who requested the call")
    assert not asks([other], "<@&6> who requested the call")
    assert not asks([role], "") and not asks([], "who requested the call")


def test_a_question_that_fails_after_a_stage_is_told_in_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.reply._QUIET_SECONDS", 0.0)

    async def scenario(s: Stage) -> None:
        gate = asyncio.Event()

        async def failing(query: Any, **options: Any) -> Answer:
            options["progress"]("searching")
            await gate.wait()
            raise RuntimeError("out of order")

        monkeypatch.setattr(s.service, "ask", failing)
        asking = asyncio.create_task(s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call?"))
        await shown(s, s.channel, 1)
        gate.set()
        await asking
        await s.env.settle()
        assert from_the_bot(s, s.channel) == []
        assert "Something failed on my side" in from_the_bot(s, s.alice.user.dm_channel)[0].content

    play(tmp_path, scenario)


def test_an_answer_that_cannot_be_kept_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.discord.async_records.AsyncRecords.save_answer", full)

    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(s.channel, "ask", question="Who requested the call?")
        text = text_of(asked.response.message)
        assert FOUND.evidence[0].quote in text and "could not keep this answer" in text
        assert not ids(asked.response.message)

    play(tmp_path, scenario)


class Held:
    """A service that shows that it searches, and answers when it is let."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.ended: list[str] = []

    async def ask(self, query: Any, **options: Any) -> Answer:
        options["progress"]("searching")
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.ended.append("given up")
            raise
        self.ended.append("answered")
        return FOUND


async def shown(s: Stage, channel: Any, count: int) -> list[discord.Message]:
    for _ in range(400):
        if len(found := from_the_bot(s, channel)) == count:
            return found
        await asyncio.sleep(0.01)
    raise AssertionError(f"{len(found)} messages")


@pytest.mark.parametrize("deleted", ["question", "reply"])
def test_what_was_deleted_is_not_brought_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deleted: str) -> None:
    monkeypatch.setattr("bot.discord.reply._QUIET_SECONDS", 0.0)

    async def scenario(s: Stage) -> None:
        held = Held()
        monkeypatch.setattr(s.service, "ask", held.ask)
        asking = asyncio.create_task(s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call?"))
        (reply,) = await shown(s, s.channel, 1)
        assert "Searching" in reply.content
        question = next(message for message in s.channel.history() if message.author.id == s.alice.id)
        s.env.backend.delete_message(s.channel.id, (question if deleted == "question" else reply).id)
        await shown(s, s.channel, 0)
        held.gate.set()
        await asking
        await s.env.settle()
        assert from_the_bot(s, s.channel) == []
        assert held.ended == ["given up"]

    play(tmp_path, scenario)
    records = Records(tmp_path)
    assert records.open_replies() == []
    records.close()


def test_a_server_that_removes_the_bot_while_it_answers_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people: list[int] = []

    async def scenario(s: Stage) -> None:
        async def removed_meanwhile(*_: Any, **__: Any) -> Answer:
            await s.bot.on_guild_remove(discord.Object(s.guild.id))  # type: ignore[arg-type]
            return FOUND

        monkeypatch.setattr(s.service, "ask", removed_meanwhile)
        await s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call?")
        assert from_the_bot(s, s.channel) == []
        people.append(s.alice.id)
        await s.bot.context.servers.load(s.guild.id)  # as when it is added again
        assert not s.bot.context.servers.has_left(s.guild.id)

    play(tmp_path, scenario)
    records = Records(tmp_path)
    assert records.forget(people[0]) == 0
    records.close()
