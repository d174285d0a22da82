"""Commands, messages, buttons and permissions in a simulated Discord, with a service that answers at once and real records."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.answer.answers import Answer, Evidence
from bot.answer.coverage import Coverage
from bot.answer.query import Query, Turn
from bot.discord.async_records import AsyncRecords
from bot.discord.client import NewsBot
from bot.discord.context import BotContext
from bot.records import Records
from bot.service import Busy, Refused, Source, Upload
from index.pipeline.reindex import Report
from index.types import Article, Filters

QUOTE = "The call was requested by the Russian side."
ARTICLE = Article("k", QUOTE, (), "Biden and Putin", "https://news.example/1", "Post")
FOUND = Answer("Who requested the call?", "answered", (Evidence(1, QUOTE, 0, len(QUOTE), "a" * 16, 1, ARTICLE, 6.0),))


@dataclass
class InstantDesk:
    """A service without models: what it answers, and what it was asked."""

    reply: Answer | Exception = FOUND
    asked: list[Query] = field(default_factory=list)
    askers: list[dict[str, Any]] = field(default_factory=list)
    runs: list[tuple[int | None, str | None]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    load: tuple[int, int] = (0, 0)
    running: str = ""
    stopped: list[int | None] = field(default_factory=list)

    async def ask(
        self, query: Query, *, progress: Callable[[Any], None], queued: Callable[[int], None], **asker: Any
    ) -> Answer:
        self.asked.append(query)
        self.askers.append(asker)
        queued(2)
        for stage in ("searching", "reading", "checking"):
            progress(stage)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply

    async def coverage(self, server: int | None) -> Coverage:
        return Coverage(3, 0, ("Post",))

    async def outlets(self, server: int | None) -> list[str]:
        return ["Post", "Courier"]

    async def context(self, evidence: Evidence) -> str:
        return f"Before. {evidence.quote} After."

    async def sources(self, server: int | None) -> list[Source]:
        return [Source("news", True, False, 3), Source("own.txt", False, True, 1)]

    async def offered(self, server: int | None) -> list[str]:
        return ["wire", "archive"]

    async def add_source(self, server: int | None, wanted: Upload | str) -> Source:
        if wanted == "..":
            raise Refused("The operator offers no such folder.")
        uploaded = isinstance(wanted, Upload)
        self.added.append(wanted.name if isinstance(wanted, Upload) else wanted)
        return Source(self.added[-1], False, uploaded, 0)

    async def remove_source(self, server: int | None, name: str, *, progress: Any) -> Report:
        return Report(removed=1)

    async def reindex(self, *, server: int | None, source: str | None, progress: Callable[..., None]) -> Report:
        if self.running:
            raise Busy("A re-indexing is under way already (reading 1 of 2); try again when it is done.")
        progress("reading", 1, 2)
        self.runs.append((server, source))
        return Report(added=1)

    def seconds_left(self, server: int | None) -> float | None:
        return None

    def stop(self, server: int | None) -> bool:
        self.stopped.append(server)
        return bool(self.running)

    async def forget_server(self, server: int) -> None:
        self.added.clear()


@dataclass
class Stage:
    """A simulated server with its people."""

    env: simcord.Env
    bot: NewsBot
    service: InstantDesk
    guild: Any
    channel: Any
    alice: Any
    manager: Any
    archivist: Any
    role: Any

    async def show_to_all(self, *commands: str) -> None:
        """Have the server show these commands to everybody, as its managers may."""
        for command in await self.bot.tree.fetch_commands():
            if command.name in commands:
                people = dict.fromkeys((self.alice, self.manager, self.archivist), True)
                self.guild.set_command_permissions(command, people)


def play(tmp_path: Path, scenario: Callable[[Stage], Awaitable[None]], *, intent: bool = True) -> None:
    """Run a scenario against a bot with the message-content intent, or without."""

    async def run() -> None:
        async with staged(tmp_path, intent) as stage:
            await scenario(stage)

    asyncio.run(run())


@asynccontextmanager
async def staged(tmp_path: Path, intent: bool) -> Any:
    service, records = InstantDesk(), Records(tmp_path)
    kept = AsyncRecords(records)
    bot = NewsBot(BotContext(service, kept, reads_everything=intent))  # type: ignore[arg-type]
    async with simcord.run(bot, shard_count=1, check_errors=False) as env:
        guild = env.create_guild()
        role = guild.create_role("archivist")
        manages = guild.create_role("manager", permissions=discord.Permissions(manage_guild=True))
        channel = guild.create_text_channel("general")
        people = [
            guild.add_member(env.create_user(name), roles=roles)
            for name, roles in (("alice", ()), ("maria", (manages,)), ("arno", (role,)))
        ]
        await env.settle()
        yield Stage(env, bot, service, guild, channel, *people, role)
    kept.close()
    records.close()


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(
            [*component.get("components", ()), *([component["accessory"]] if "accessory" in component else ())]
        )


def raw(message: Any) -> list[dict[str, Any]]:
    return [c if isinstance(c, dict) else c.to_dict() for c in message.components]


def text_of(message: Any) -> str:
    return "\n".join([message.content, *(component.get("content", "") for component in walk(raw(message)))])


def told(result: Any) -> str:
    """What the person alone was told."""
    private = [message for message in (*result.followups, result.response) if message is not None and message.ephemeral]
    assert private, result
    return text_of(private[0])


def labels(message: Any) -> list[str]:
    return [component["label"] for component in walk(raw(message)) if component.get("label")]


def test_an_answer_its_buttons_and_its_feedback(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(
            s.channel, "ask", question="Who requested the call?", outlet="post", since="2021-12-30"
        )
        assert not asked.ephemeral
        answer = asked.response.message
        assert "Russian side" in text_of(answer) and labels(answer) == ["Open", "👍", "👎", "Quotes", "Follow up"]
        assert s.service.asked[0].filters == Filters(("Post",), 20211230)
        assert s.service.askers[0]["server"] == s.guild.id
        quotes = await s.manager.click(answer, label="Quotes")
        assert "Before." in told(quotes) and "**The call was requested by the Russian side.**" in told(quotes)
        assert "Thank you" in told(await s.alice.click(answer, label="👍"))
        shown = await s.alice.click(answer, label="👎")
        assert shown.modal is not None
        assert "Thank you" in told(await s.alice.submit_modal(shown, {"reason": "old news"}))
        sources = await s.alice.context_menu(s.channel, "Show sources", answer)
        assert "version 1" in told(sources)
        await s.manager.slash(s.channel, "ask", question="Who?", outlet=" ", since=" ")
        assert s.service.asked[-1].filters == Filters()

    play(tmp_path, scenario)
    records = Records(tmp_path)
    assert [(vote["vote"], vote["reason"]) for vote in records.export_feedback()] == [("down", "old news")]
    records.close()


def test_follow_up_keeps_the_conversation(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(s.channel, "ask", question="Who requested the call?")
        opened = await s.manager.click(asked.response.message, label="Follow up")
        thread = s.channel.threads[0]
        assert f"<#{thread.id}>" in told(opened) and thread.name == "Who requested the call?"
        await s.manager.send(thread, "and when?")
        assert s.service.asked[-1].question == "and when?"
        assert s.service.asked[-1].history == (Turn("Who requested the call?", FOUND.question, QUOTE),)
        await s.alice.send(thread, f"and where? {s.alice.mention}")  # to somebody else
        assert len(s.service.asked) == 2
        await s.manager.send(s.channel, "nothing for the bot")
        assert len(s.service.asked) == 2

    play(tmp_path, scenario)


def test_thanks_are_answered_without_buttons_and_not_kept(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(s.channel, "ask", question="Who requested the call?")
        await s.alice.click(asked.response.message, label="Follow up")
        thread = s.channel.threads[0]
        s.service.reply = Answer("thanks", "not_found", reply="You are welcome.")
        await s.manager.send(thread, "thanks")
        assert text_of(thread.last_message).strip() == "You are welcome." and labels(thread.last_message) == []
        await s.archivist.send(thread, "and when?")
        assert [turn.asked for turn in s.service.asked[-1].history] == ["Who requested the call?"]

    play(tmp_path, scenario)


def test_what_is_closest_can_be_looked_at(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        s.service.reply = replace(FOUND, verdict="related")
        asked = await s.alice.slash(s.channel, "ask", question="Who refused the call?")
        answer = asked.response.message
        assert "No article answers that. Closest:" in text_of(answer)
        assert labels(answer) == ["Open", "👍", "👎", "Quotes", "Follow up"]
        assert "closest" in told(await s.alice.click(answer, label="Quotes"))
        assert "no sources" in told(await s.alice.context_menu(s.channel, "Show sources", answer))

    play(tmp_path, scenario)


def test_replies_go_on_with_the_conversation(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        await s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call?")
        answer = s.channel.last_message
        assert answer.reference and not answer.mentions and "Russian side" in text_of(answer)
        await s.manager.send(s.channel, "and when?", reply_to=answer)
        assert [turn.asked for turn in s.service.asked[-1].history] == ["Who requested the call?"]
        await s.archivist.send(s.channel, f"{s.bot.user.mention} something new")
        assert s.service.asked[-1].history == ()

    play(tmp_path, scenario)


def test_direct_messages(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        await s.alice.send_dm("Who requested the call?")
        assert s.service.askers[-1]["server"] is None

    play(tmp_path, scenario)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("   ", "Ask me something"),
        ("🙂 <:a:1>!", "Ask me something"),
        ("x" * 1001, "at most 1,000"),
        ("?" * 4000, "Ask me something"),
    ],
)
def test_odd_questions_are_refused_kindly(tmp_path: Path, question: str, says: str) -> None:
    async def scenario(s: Stage) -> None:
        result = await s.alice.slash(s.channel, "ask", question=question)
        assert says in told(result) and not s.service.asked

    play(tmp_path, scenario)


def test_refusals_and_failures_are_private(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def scenario(s: Stage) -> None:
        await s.manager.slash(s.channel, "settings", cooldown=0)
        assert "outlet" in told(await s.alice.slash(s.channel, "ask", question="Who?", outlet="nobody"))
        assert "2021-12-30" in told(await s.alice.slash(s.channel, "ask", question="Who?", since="30.12."))
        days = await s.alice.slash(s.channel, "ask", question="Who?", since="2021-12-31", until="2021-12-30")
        assert "swap" in told(days)
        s.service.reply = Busy("200 questions are waiting already; ask again in a few minutes.")
        assert "200 questions" in told(await s.alice.slash(s.channel, "ask", question="Who?"))
        s.service.reply = RuntimeError("secret question text")
        said = told(await s.alice.slash(s.channel, "ask", question="Who?"))
        reference = said.split("`")[1]
        assert reference in caplog.text and "secret" not in said
        assert not s.channel.history()

    play(tmp_path, scenario)


def test_who_may_manage(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        managing = {"reindex", "sources list", "sources add", "sources remove", "settings"}
        assert not managing & set(s.alice.available_commands(s.channel))
        assert managing <= set(s.manager.available_commands(s.channel))
        await s.show_to_all("reindex", "sources")
        for command, options in (
            ("reindex", {}),
            ("sources add", {"offered": "wire"}),
            ("sources remove", {"name": "own.txt"}),
        ):
            assert "Only those who manage this server" in told(await s.alice.slash(s.channel, command, **options))
            assert "Only those who manage this server" in told(await s.archivist.slash(s.channel, command, **options))
        assert not s.service.runs and not s.service.added
        assert "Saved" in told(await s.manager.slash(s.channel, "settings", reindex_role=s.role))
        assert "added" in told(await s.archivist.slash(s.channel, "reindex"))
        assert s.service.runs == [(s.guild.id, None)]  # what all servers share is the operator's
        assert "only whoever runs me" in told(await s.manager.slash(s.channel, "reindex", source="news"))
        names = await s.manager.autocomplete(s.channel, "reindex", "source", "")
        assert [name["value"] for name in names] == ["own.txt"]
        assert "added" in told(await s.manager.slash(s.channel, "reindex", source="own.txt"))
        assert s.service.runs[1:] == [(s.guild.id, "own.txt")]
        s.service.running = "reading 1 of 2"
        assert "under way already" in told(await s.manager.slash(s.channel, "reindex"))
        assert "reading 1 of 2" in told(await s.alice.slash(s.channel, "status"))

    play(tmp_path, scenario)


def test_sources(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        listed = told(await s.manager.slash(s.channel, "sources list"))
        assert "news: 3 articles (shared by all servers)" in told(await s.alice.slash(s.channel, "status"))
        assert "news: 3 articles (shared by all servers)" in listed and "own.txt: 1 article (uploaded)" in listed
        assert "Either send a file or choose" in told(await s.manager.slash(s.channel, "sources add"))
        assert "Added wire" in told(await s.manager.slash(s.channel, "sources add", offered="wire"))
        assert "offers no such" in told(await s.manager.slash(s.channel, "sources add", offered=".."))
        assert "Removed own.txt" in told(await s.manager.slash(s.channel, "sources remove", name="own.txt"))
        names = await s.manager.autocomplete(s.channel, "sources add", "offered", "wi")
        assert [name["value"] for name in names] == ["wire"]
        names = await s.manager.autocomplete(s.channel, "sources remove", "name", "")
        assert [name["value"] for name in names] == ["own.txt"]
        names = await s.alice.autocomplete(s.channel, "ask", "outlet", "cou", question="x")
        assert [name["value"] for name in names] == ["Courier"]

    play(tmp_path, scenario)


def test_where_it_answers_and_cooldown(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        other = s.guild.create_text_channel("other")
        await s.env.settle()
        assert "Saved" in told(await s.manager.slash(s.channel, "settings", channel=other, cooldown=60, private=True))
        assert f"<#{other.id}>" in told(await s.alice.slash(s.channel, "ask", question="Who?"))
        asked = await s.alice.slash(other, "ask", question="Who?")
        assert asked.ephemeral and "Follow up" not in labels(asked.response.message)
        assert "ask again in" in told(await s.alice.slash(other, "ask", question="Who?"))
        assert "in threads only" in told(await s.manager.slash(s.channel, "settings", where="threads only"))
        await s.manager.send(s.channel, f"{s.bot.user.mention} Who requested the call?")
        assert "Russian side" in text_of(s.channel.threads[0].last_message)
        seen = told(await s.manager.slash(s.channel, "settings"))
        assert "60 s" in seen and "private" in seen

    play(tmp_path, scenario)


def test_forget(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        asked = await s.alice.slash(s.channel, "ask", question="Who?")
        assert told(await s.alice.slash(s.channel, "forget")).startswith("Done: 2 records")
        assert told(await s.alice.slash(s.channel, "forget")).startswith("I have stored nothing")
        assert "has been deleted" in told(await s.alice.click(asked.response.message, label="Quotes"))
        assert "**/ask**" in told(await s.alice.slash(s.channel, "help"))

    play(tmp_path, scenario)


def test_menus(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        message = await s.alice.send(s.channel, "Did **Russia** request the call? <@1>")
        result = await s.manager.context_menu(s.channel, "Ask the news about this", message)
        assert s.service.asked[-1].question == "Did Russia request the call?"
        assert "Russian side" in text_of(result.response.message)
        assert "no answer of mine" in told(await s.alice.context_menu(s.channel, "Show sources", message))

    play(tmp_path, scenario)


def test_threads_without_the_message_content_intent(tmp_path: Path) -> None:
    async def scenario(s: Stage) -> None:
        await s.alice.send(s.channel, f"{s.bot.user.mention} Who requested the call?")
        answer = s.channel.last_message
        opened = await s.alice.click(answer, label="Follow up")
        assert "Let us continue" in told(opened)
        assert s.channel.threads[0].last_message.content.startswith("Mention me")
        again = await s.manager.click(answer, label="Follow up")
        assert "continues in" in told(again)

    play(tmp_path, scenario, intent=False)
