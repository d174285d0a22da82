"""Who may do what, where and when; what is asked; and how things end."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.connection import _hopeless
from bot.discord.features.server_settings import changed
from bot.discord.pending import PendingTasks
from bot.discord.policy import (
    Cooldown,
    best_matches,
    check_question,
    may_answer,
    may_manage,
    points_at_message,
    where_instead,
)
from bot.discord.reporting import Refusal
from bot.discord.sending import patiently
from bot.discord.serving import OneLine
from bot.discord.stages import Stages
from bot.discord.text.markdown import as_question
from bot.records import ServerSettings

NOTHING = {
    "where": None,
    "channel": None,
    "role": None,
    "no_role": False,
    "private": None,
    "cooldown": None,
}


def test_where_it_may_answer() -> None:
    everywhere, threads = ServerSettings(), ServerSettings(where="threads")
    some = ServerSettings(where="channels", channels=(1,))
    assert may_answer(everywhere, 9, None, thread=False)
    assert may_answer(threads, 9, 1, thread=True) and not may_answer(threads, 9, None, thread=False)
    assert may_answer(some, 1, None, thread=False) and may_answer(some, 9, 1, thread=True)
    assert not may_answer(some, 9, None, thread=False)
    assert "<#1>" in where_instead(some) and "threads" in where_instead(threads)
    assert "nowhere until somebody names a channel" in where_instead(ServerSettings(where="channels"))


def test_who_may_manage() -> None:
    settings = ServerSettings(reindex_role=5)
    assert may_manage(settings, [], manages_server=True)
    assert may_manage(settings, [4, 5], manages_server=False)
    assert not may_manage(settings, [4], manages_server=False)
    assert not may_manage(ServerSettings(), [0, 4], manages_server=False)


def test_settings_change_only_what_is_given() -> None:
    settings = ServerSettings()
    assert changed(settings, **NOTHING) == settings
    named = changed(settings, **NOTHING | {"channel": 1})
    assert (named.where, named.channels) == ("channels", (1,))
    assert changed(named, **NOTHING | {"channel": 1}).channels == ()
    assert changed(named, **NOTHING | {"where": "all channels"}).where == "all"
    role = changed(settings, **NOTHING | {"role": 7})
    assert role.reindex_role == 7 and changed(role, **NOTHING | {"no_role": True}).reindex_role is None
    assert changed(settings, **NOTHING | {"private": True, "cooldown": 0}) == ServerSettings(private=True, cooldown=0)


def test_questions() -> None:
    assert as_question("<@1>  who <@!2> is\n<:smile:3> <#4> @everyone?", {"<@!2>": "@bob"}) == "who @bob is ?"
    assert as_question("```py\nwho?\n```") == as_question("```who?```") == "who?"
    assert as_question("who\u200b req\u00adues\u2060ted\ufeff it?\U000e0041 @\u200beveryone") == "who requested it?"
    assert as_question("<@1> # who is ~~not~~ **Ada** <a:wave:3>?") == "who is not Ada ?"
    assert (
        as_question("> The mayor left.\n> > Nobody asked.\nis it true?") == "The mayor left. Nobody asked. is it true?"
    )
    assert as_question("-# what was the #1 song, 3 > 2?") == "what was the #1 song, 3 > 2?"
    assert as_question("w" + "\u0351" * 300 + "ho") == "w" + "\u0351" * 4 + "ho"
    assert as_question("می\u200cروم tiếng Việt") == "می\u200cروم tiếng Việt"
    assert check_question("1") == "1"
    for bad in ("", "?!", "🙂", "x" * 1001):
        with pytest.raises(Refusal):
            check_question(bad)


@settings(deadline=None)
@given(st.lists(st.text(max_size=120)), st.text(max_size=5))
def test_autocompletion_obeys_the_limits(names: list[str], typed: str) -> None:
    found = best_matches(names, typed)
    assert len(found) <= 25 and all(0 < len(name) <= 100 for name in found) and len(set(found)) == len(found)
    assert best_matches(["cab", "abc"], "ab") == ["abc", "cab"]


def test_cooldown() -> None:
    cooldown = Cooldown()
    assert cooldown.take("a", 10, 0) == 0 and cooldown.take("b", 10, 0) == 0
    assert cooldown.take("a", 10, 4) == 6 and cooldown.take("a", 10, 10) == 0
    assert cooldown.take("a", 0, 100) == 0 and cooldown.take("a", 0, 100) == 0


def test_a_changed_cooldown_counts_at_once() -> None:
    cooldown = Cooldown()
    assert cooldown.take("a", 3600, 0) == 0 and cooldown.take("a", 3600, 10) == 3590
    assert cooldown.take("a", 5, 10) == 0 and cooldown.take("a", 60, 20) == 50


def test_a_cooldown_is_forgotten_after_its_time_and_not_before() -> None:
    cooldown = Cooldown()
    cooldown.take("first", 3600, 0)
    cooldown.take("a", 3600, 3000)
    assert cooldown.take("b", 3600, 3601) == 0
    assert set(cooldown._asked_at) == {"a", "b"}
    assert cooldown.take("a", 3600, 3602) == 2998


def test_stages_show_the_latest_and_nothing_after_the_end() -> None:
    async def scenario() -> None:
        shown: list[str] = []

        async def show(text: str) -> None:
            shown.append(text)
            await asyncio.sleep(0)

        stages = Stages(show, 0.0)
        for text in ("one", "two", "three"):
            stages.tell(text, 0.0)
        await asyncio.sleep(0.05)
        assert shown == ["three"]
        stages.tell("four", 60.0)
        await stages.stop()
        assert shown == ["three"]

    asyncio.run(scenario())


def test_trouble_is_tried_again_and_a_refusal_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.sending._PAUSES", (0.0, 0.0))
    failures: list[Exception] = [OSError(), TimeoutError()]

    async def act() -> None:
        if failures:
            raise failures.pop()

    asyncio.run(patiently(act))
    failures += [ValueError(), OSError()]
    with pytest.raises(ValueError):
        asyncio.run(patiently(act))


def test_work_that_takes_too_long_is_told_to_stop() -> None:
    async def scenario() -> None:
        work, ends = PendingTasks(), []

        async def job(name: str, seconds: float) -> None:
            with work.under_way():
                try:
                    await asyncio.sleep(seconds)
                    ends.append(name)
                except asyncio.CancelledError:
                    ends.append(f"{name} stopped")
                    raise

        tasks = [asyncio.create_task(job("short", 0.01)), asyncio.create_task(job("long", 60))]
        await asyncio.sleep(0)
        await work.finish(0.2, 1)
        assert ends == ["short", "long stopped"] and not len(work) and work.closing
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(scenario())


def test_what_no_second_attempt_can_mend() -> None:
    assert "DISCORD_TOKEN" in (_hopeless(discord.LoginFailure()) or "")
    socket = SimpleNamespace(close_code=4004)
    assert "DISCORD_TOKEN" in (_hopeless(discord.ConnectionClosed(socket, shard_id=0)) or "")  # type: ignore[arg-type]
    for error in (OSError(), TimeoutError(), AttributeError("sequence")):
        assert _hopeless(error) is None


def test_tracebacks_of_the_library_become_one_line() -> None:
    try:
        raise OSError("no\nroute")
    except OSError:
        import sys

        record = logging.LogRecord("discord.shard", logging.ERROR, "", 1, "Failed for %s", (3,), sys.exc_info())
    assert OneLine().filter(record)
    assert logging.Formatter().format(record) == "Failed for 3 (OSError: no route)"


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("is that true?", True),
        ("Source?", True),
        ("fact check this please", True),
        ("did this really happen", True),
        ("is this for real??", True),
        ("can you verify that", True),
        ("", False),
        ("who is it?", False),
        ("is it true that the bridge is shut?", False),
        ("what about the ferry?", False),
        ("can you do it", False),
    ],
)
def test_a_question_that_only_points_at_a_message(question: str, points: bool) -> None:
    assert points_at_message(question) is points
