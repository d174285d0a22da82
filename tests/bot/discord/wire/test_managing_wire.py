"""Re-indexing, sources and settings, and many people at once, over the wire."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.bot.discord.wire.wire import Serving, World, answered, ask, no_cooldown, texts, told, world
from tests.support.fake_discord import Specification

NEW = """Lantern Bay names its first harbour poet
By Ines Okafor
12 March 2022

LANTERN BAY - The harbour board of Lantern Bay has named Odalys Brandt its first harbour poet, the board said on Saturday.

Brandt, a retired crane operator, will write one poem for every ship that is launched this year.
"""
QUESTION = "Who was named the first harbour poet of Lantern Bay?"
OFFERED = """Saltmere hires a lighthouse keeper after forty years
By Ines Okafor
14 March 2022

SALTMERE - The town of Saltmere has hired Teodor Vance as keeper of its lighthouse, its mayor said on Monday.

Vance, a retired piano tuner, will live in the tower and show it to visitors at weekends.
"""
OFFERED_QUESTION = "Who was hired as keeper of the lighthouse of Saltmere?"


def test_reindex_for_managers_only_and_the_new_article_answers(serving: Serving, news: Path) -> None:
    async def scenario(w: World) -> None:
        fake = w.fake
        owner = fake.app["owner"]  # what all servers share is read again for whoever runs the bot
        fake.member_permissions[owner["id"]] = fake.member_permissions[w.manager["id"]]
        await no_cooldown(w)
        for command in ("reindex", "settings"):
            refused = await fake.slash(w.alice, w.channel, command)
            assert "manage this server" in await told(refused)
        assert "not in the news" in texts((await ask(w, QUESTION)).original)

        article = news / "harbour-poet.txt"
        article.write_text(NEW)
        try:
            assert "only whoever runs me" in await told(await fake.slash(w.manager, w.channel, "reindex"))
            run = await fake.slash(owner, w.channel, "reindex")
            await run.wait_acked()
            assert run.ack["data"]["flags"] & 64
            meanwhile = ask(w, "Who requested the call?")
            second = await fake.slash(owner, w.channel, "reindex")
            early, _ = await asyncio.gather(told(second, 240), meanwhile)
            table = await done(run)
            assert "added" in table and "\nadded             1" in table, table
            assert "under way" in early or "Done" in early
        finally:
            article.unlink()
        assert "Odalys Brandt" in texts((await ask(w, QUESTION)).original).replace("*", "")

    serving.play(scenario)


def test_sources_of_one_server_are_searched_there_only(serving: Serving) -> None:
    offered = serving.offered / "harbour"
    offered.mkdir()
    (offered / "keeper.txt").write_text(OFFERED)

    async def scenario(w: World) -> None:
        fake = w.fake
        other = World(fake, w.data)
        await fake.announce_guild(other.guild)
        await no_cooldown(w)
        names = await fake.autocomplete(w.manager, w.channel, "sources add", "offered", offered="har")
        assert "harbour" in [name["value"] for name in names]
        refused = await fake.slash(w.alice, w.channel, "sources add", offered="harbour")
        assert "manage this server" in await told(refused)
        refused = await fake.slash(w.manager, w.channel, "sources add", offered="../../etc")
        assert "offers no such" in await told(refused)
        assert "Added harbour" in await told(await fake.slash(w.manager, w.channel, "sources add", offered="harbour"))
        names = await fake.autocomplete(w.manager, w.channel, "reindex", "source", source="har")
        assert [name["value"] for name in names] == ["harbour"]
        table = await done(await fake.slash(w.manager, w.channel, "reindex", source="harbour"))
        assert "\nadded             1" in table, table
        assert "harbour: 1 article" in await told(await fake.slash(w.manager, w.channel, "sources list"))
        assert "Teodor Vance" in texts((await ask(w, OFFERED_QUESTION)).original).replace("*", "")
        elsewhere = await ask(w, OFFERED_QUESTION, other.alice, other.channel)
        assert "not in the news" in texts(elsewhere.original)
        removed = await done(await fake.slash(w.manager, w.channel, "sources remove", name="harbour"))
        assert "Removed harbour" in removed
        assert "not in the news" in texts((await ask(w, OFFERED_QUESTION)).original)
        for command in ("status", "help"):
            assert await told(await fake.slash(w.alice, w.channel, command))

    serving.play(scenario)


@pytest.mark.slow
def test_fifty_at_once(spec: Specification, data: Path) -> None:
    questions = ("Who requested the call?", "What did the union say?", "Who won the chess title in 1972?")

    async def scenario() -> None:
        async with world(data, spec=spec) as w:
            users = [w.fake.add_user(f"user{n}", w.guild) for n in range(50)]
            channels = [w.fake.add_channel(w.guild, f"room-{n}") for n in range(5)]
            for channel in channels:
                await w.fake.gateway.dispatch("CHANNEL_CREATE", channel, w.guild["id"], 1)
            asked = await asyncio.gather(
                *(w.fake.slash(user, channels[n % 5], "ask", question=questions[n % 3]) for n, user in enumerate(users))
            )
            for ix in asked:
                await answered(ix, 600)
            slowest = max(ix.seconds_to_ack for ix in asked)
            assert slowest < 3, "Discord gives up then; bench.soak tells how long it really takes"
            told = [e.body["content"] for e in w.fake.sent("PATCH", "/webhooks/*") if e.body.get("content")]
            assert any("in line" in text for text in told)

    asyncio.run(scenario())


async def done(ix: Any) -> str:
    """The final text of a re-indexing, after its progress."""
    await ix.wait_acked()
    await ix.until(lambda i: i.original and "```" in i.original["content"], 240, "re-indexed")
    return str(ix.original["content"])
