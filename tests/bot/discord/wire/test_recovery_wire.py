"""What goes wrong on the way to Discord, and at the end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bot.discord.wire.wire import (
    Serving,
    World,
    answered,
    ask,
    buttons,
    links,
    no_cooldown,
    reply_to,
    texts,
    told,
    votes,
)
from tests.support.fake_discord import CREATE_THREADS, READ_HISTORY, SEND_MESSAGES, FakeDiscord, Specification, shard_of

QUESTION = "Who requested the call?"
EDITS, MESSAGES = "/webhooks/*", "/channels/*/messages"


def on_the_wire(spec: Specification, data: Path, scenario: Callable[[World], Awaitable[None]]) -> None:
    """A scenario with a bot that is not started yet."""

    async def run() -> None:
        async with FakeDiscord(spec) as fake:
            w = World(fake, data)
            try:
                await scenario(w)
            finally:
                await w.kill()
            w.clean()

    asyncio.run(run())


def test_lost_connections(serving: Serving) -> None:
    async def scenario(w: World) -> None:
        gateway = w.fake.gateway
        for number, break_it in enumerate(
            (gateway.ask_reconnect, lambda: gateway.invalidate(True), lambda: gateway.close_all(4000)), start=1
        ):
            await break_it()
            await gateway.wait_history("RESUME", number, 30)
            user = w.fake.add_user(f"user{number}", w.guild)
            assert "Russian side" in texts((await ask(w, QUESTION, user)).original).replace("*", "")
        await gateway.invalidate(False)
        await gateway.wait_history("IDENTIFY", 2, 30)
        await w.fake.wait_ready()
        user = w.fake.add_user("after", w.guild)
        message = await w.fake.say(user, w.channel, f"{w.fake.mention} {QUESTION}")
        assert texts(await reply_to(w, w.channel, message))

        # The connection is torn down while an answer is being made, which is lost neither way.
        cutter = w.fake.add_user("cutter", w.guild)
        ix = await w.fake.slash(cutter, w.channel, "ask", question=QUESTION)
        await ix.wait_acked()
        gateway.cut()
        await answered(ix)
        await gateway.wait_history("RESUME", 4, 60)
        assert "Russian side" in texts((await ask(w, QUESTION, w.alice)).original).replace("*", "")

    serving.play(scenario)


def test_rate_limits_server_errors_a_refused_layout_and_an_expired_token(serving: Serving) -> None:
    async def scenario(w: World) -> None:
        fake = w.fake
        await no_cooldown(w)
        fake.rate_limit("PATCH", EDITS, 0.5)
        assert texts((await ask(w, QUESTION)).original)
        fake.fail("PATCH", EDITS, 502)
        assert texts((await ask(w, QUESTION)).original)
        fake.rate_limit("POST", MESSAGES, 0.5)
        fake.fail("POST", MESSAGES, 502)
        message = await fake.say(w.alice, w.channel, f"{fake.mention} {QUESTION}")
        assert texts(await reply_to(w, w.channel, message))

        # Where a layout is refused, the same comes as plain text with buttons.
        ix = await ask(w, QUESTION)
        fake.fail("PATCH", EDITS, 400, {"message": "Invalid Form Body", "code": 50035})
        quotes = await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["quotes"])
        assert "Russian side" in (await told(quotes)).replace("*", "")
        assert not quotes.original["flags"] & 1 << 15 and links(quotes.original)

        direct = fake.dm(w.alice)
        lifetime, fake.token_lifetime = fake.token_lifetime, 0
        ix = await fake.slash(w.alice, w.channel, "ask", question=QUESTION)
        await ix.wait_acked()
        late = await reply_to(w, w.channel, ix.original)
        assert "Russian side" in texts(late).replace("*", "") and not late["mentions"]
        alone = await fake.slash(w.alice, w.channel, "ask", question=QUESTION, private=True)
        await alone.wait_acked()
        assert "Russian side" in texts(await reply_to(w, direct, alone.original)).replace("*", "")
        fake.token_lifetime = lifetime

    serving.play(scenario)


def test_missing_permissions(serving: Serving) -> None:
    async def scenario(w: World) -> None:
        fake = w.fake
        ix = await ask(w, QUESTION)
        fake.denied[w.channel["id"]] = CREATE_THREADS
        opened = await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["follow"])
        assert "Create Public Threads" in await told(opened)
        fake.denied[w.channel["id"]] = SEND_MESSAGES
        bob = fake.add_user("bob", w.guild)
        direct = fake.dm(bob)
        message = await fake.say(bob, w.channel, f"{fake.mention} {QUESTION}")
        assert "Russian side" in texts(await reply_to(w, direct, message)).replace("*", "")
        assert any("Send Messages" in m["content"] for m in fake.messages[direct["id"]].values())
        fake.denied[w.channel["id"]] = READ_HISTORY
        message = await fake.say(w.manager, w.channel, f"{fake.mention} {QUESTION}")
        assert "message_reference" not in await reply_to(w, w.channel, message)

    serving.play(scenario)


def test_the_end_finishes_what_is_under_way_and_buttons_and_conversations_outlive_it(
    spec: Specification, data: Path
) -> None:
    async def scenario(w: World) -> None:
        await w.start()
        await w.connected()
        ix = await ask(w, QUESTION)
        await told(await w.fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["follow"]))
        form = await (await w.fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["down"])).wait_acked()
        users = [w.fake.add_user(f"user{n}", w.guild) for n in range(6)]
        asked = [await w.fake.slash(user, w.channel, "ask", question=QUESTION) for user in users]
        for under_way in asked:
            await under_way.wait_acked()
        assert await w.stop() == 0
        for under_way in asked:
            said = [m for m in (under_way.original, *under_way.followups) if m]
            assert any(m["components"] or "again in a minute" in m["content"] for m in said), said
        await w.start()
        await w.connected()
        quotes = await w.fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["quotes"])
        await answered(quotes)
        assert "camped within reach of Ukraine" in texts(quotes.original)
        assert "Thank you" in await told(await w.fake.submit(form, any="open for long"))
        assert [vote["reason"] for vote in votes(data)] == ["open for long"]
        thread = w.fake.channels[ix.original["id"]]
        message = await w.fake.say(w.manager, thread, "who requested it?")
        assert texts(await reply_to(w, thread, message))
        deleted = await told(await w.fake.slash(w.alice, w.channel, "forget"))
        assert deleted.startswith("Done")
        gone = await w.fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["quotes"])
        assert "has been deleted" in await told(gone)
        assert await w.stop(signal.SIGINT) == 0

    on_the_wire(spec, data, scenario)


def test_killed_while_it_answers_the_next_start_tidies_up_and_a_second_one_ends(
    spec: Specification, data: Path
) -> None:
    async def scenario(w: World) -> None:
        await w.start()
        await w.connected()
        other = World(w.fake, data)
        await other.start()
        assert await other.exit_code() == 2
        assert len(other.stderr) == 1 and "Another `newsdesk serve`" in other.stderr[0]
        shown = await ask(w, QUESTION)

        # each asks something else, so that none is answered from another's answer, and there are more than are answered in a second
        users = [w.fake.add_user(f"user{n}", w.guild) for n in range(14)]
        said = [
            await w.fake.say(user, w.channel, f"{w.fake.mention} {QUESTION} It was call {n}.")
            for n, user in enumerate(users[4:])
        ]
        asked = [
            await w.fake.slash(user, w.channel, "ask", question=f"{QUESTION} It was talk {n}.")
            for n, user in enumerate(users[:4])
        ]
        for ix in asked:
            await ix.wait_acked()

        def waiting() -> list[dict[str, object]]:
            mine = [m for m in w.fake.messages[w.channel["id"]].values() if m["author"]["id"] == w.fake.bot["id"]]
            return [m for m in mine if m.get("message_reference") and not m["components"]]

        await w.fake.wait_for(waiting, 60, "a message that says how far it is")
        await w.kill()
        left = [ix for ix in asked if not (ix.original and ix.original["components"])]
        assert said and left
        await w.start()
        await w.connected()
        for ix in left:
            await ix.until(lambda i: i.original and "I was restarted; ask again" in i.original["content"], 30, "told")
        await w.fake.wait_for(lambda: all("I was restarted" in m["content"] for m in waiting()), 30, "told, too")
        pressed = {
            name: await w.fake.click(w.alice, w.channel, shown.original, custom_id)
            for name, custom_id in buttons(shown.original).items()
            if name != "down"  # opens a form
        }
        assert "Thank you" in await told(pressed["up"])
        assert "Let us continue" in await told(pressed["follow"])
        assert "camped within reach" in texts((await answered(pressed["quotes"])).original)
        assert await w.stop() == 0

    on_the_wire(spec, data, scenario)


def test_a_refused_token_is_one_line_and_exit_code_2(spec: Specification, data: Path) -> None:
    async def scenario(w: World) -> None:
        await w.start(DISCORD_TOKEN="not.the.token")
        assert await w.exit_code() == 2
        assert len(w.stderr) == 1 and "DISCORD_TOKEN" in w.stderr[0]
        await w.start(DISCORD_TOKEN="")
        assert await w.exit_code() == 2
        assert len(w.stderr) == 1 and "DISCORD_TOKEN" in w.stderr[0]

    on_the_wire(spec, data, scenario)


def test_shards_of_a_gateway_that_is_away_at_first(spec: Specification, data: Path) -> None:
    shards = 2

    async def scenario() -> None:
        async with FakeDiscord(spec, shards=shards) as fake:
            worlds: dict[int, World] = {}  # one server for each shard
            while len(worlds) < shards:
                w = World(fake, data)
                worlds.setdefault(shard_of(w.guild["id"], shards), w)
                await asyncio.sleep(0.001)  # the shard comes from the millisecond of the server's making
            first = worlds[0]
            try:
                fake.gateway.refuse = True
                fake.fail("GET", "/users/@me", 503)
                await first.start()
                await fake.wait_for(lambda: fake.gateway.refused > 1, 60, "a second attempt")
                fake.gateway.refuse = False
                await first.connected(180)
                assert len(fake.gateway.identifies) == shards
                for w in worlds.values():
                    ix = await ask(first, QUESTION, w.alice, w.channel)
                    assert "Russian side" in texts(ix.original).replace("*", "")
                assert await first.stop() == 0
            finally:
                await first.kill()
            first.clean()

    asyncio.run(scenario())
