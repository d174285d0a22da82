"""Questions by command, mention, reply, direct message and menu, over the wire."""

from __future__ import annotations

import asyncio
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
from tests.support.fake_discord import FakeDiscord, Specification

QUESTION = "Who requested the call?"


def test_ask_quotes_feedback_and_a_thread(serving: Serving) -> None:
    async def scenario(w: World) -> None:
        fake = w.fake
        before = len(fake.sent("PATCH", "/webhooks/*"))
        ix = await ask(w, QUESTION)
        assert ix.seconds_to_ack < 3
        sent = fake.sent("PATCH", "/webhooks/*")[before:]
        stages = [e.body["content"] for e in sent if e.body.get("content")]
        order = [text for text in ("Searching", "Reading", "Checking") if any(text in stage for stage in stages)]
        assert order and "Searching" in stages[0]
        assert sorted(stages, key=lambda s: [word in s for word in order].index(True)) == stages
        shown = texts(ix.original)
        assert "requested by the Russian side" in shown.replace("*", "")
        assert "\\[1\\] Biden and Putin to talk by phone" in shown and "As of 31 December 2021." in shown
        assert not ix.original["content"] and ix.original["flags"] & 1 << 15
        assert links(ix.original) == ["https://www.meridianpost.example/world/2021/12/31/putin-biden-call"]
        assert list(buttons(ix.original)) == ["up", "down", "quotes", "follow"]

        quotes = await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["quotes"])
        await answered(quotes)
        assert quotes.original["flags"] & 64 and "camped within reach of Ukraine" in texts(quotes.original)

        liked = await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["up"])
        assert "Thank you" in await told(liked)
        form = await (await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["down"])).wait_acked()
        assert "Thank you" in await told(await fake.submit(form, any="old news"))

        opened = await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["follow"])
        assert f"<#{ix.original['id']}>" in await told(opened)
        again = await fake.click(w.manager, w.channel, ix.original, buttons(ix.original)["follow"])
        assert f"<#{ix.original['id']}>" in await told(again)
        thread = fake.channels[ix.original["id"]]
        assert thread["name"] == QUESTION
        await no_cooldown(w)
        message = await fake.say(w.alice, thread, "and who requested it on the Russian side?")
        assert texts(await reply_to(w, thread, message))

        del fake.channels[thread["id"]]
        gone = {key: thread[key] for key in ("id", "guild_id", "parent_id", "type")}
        await fake.gateway.dispatch("THREAD_DELETE", gone, w.guild["id"])
        lost = await fake.click(w.alice, w.channel, ix.original, buttons(ix.original)["follow"])
        assert "was deleted" in await told(lost)

    serving.play(scenario)
    assert [(vote["vote"], vote["reason"]) for vote in votes(serving.data)] == [("down", "old news")]


def test_a_private_answer_and_what_is_not_in_the_corpus(serving: Serving) -> None:
    async def scenario(w: World) -> None:
        private = await ask(w, QUESTION, private=True)
        assert private.original["flags"] & 64 and "follow" not in buttons(private.original)
        other = w.fake.add_user("carl", w.guild)
        unknown = await ask(w, "Who won the chess world championship in 1972?", other)
        assert "not in the news that I have" in texts(unknown.original)
        assert "I have" in texts(unknown.original) and not links(unknown.original)
        assert list(buttons(unknown.original)) == ["up", "down"]
        for text in ("?!", "x" * 4000):
            refused = await w.fake.slash(other, w.channel, "ask", question=text)
            assert await told(refused) and refused.original["flags"] & 64
        bad = await w.fake.slash(other, w.channel, "ask", question="Who?", since="yesterday")
        assert "2021-12-30" in await told(bad)
        names = await w.fake.autocomplete(other, w.channel, "ask", "outlet", question="x", outlet="meri")
        assert [name["value"] for name in names] == ["Meridian Post"]

    serving.play(scenario)


def test_mention_reply_direct_message_and_menus(serving: Serving) -> None:
    async def scenario(w: World) -> None:
        fake = w.fake
        await no_cooldown(w)
        message = await fake.say(w.alice, w.channel, f"{fake.mention} {QUESTION} @everyone")
        reply = await reply_to(w, w.channel, message)
        assert reply["message_reference"]["message_id"] == message["id"]
        assert not reply["mentions"] and not reply["mention_everyone"] and "@everyone" not in texts(reply)
        assert "Russian side" in texts(reply).replace("*", "")
        assert fake.typing

        message = await fake.say(w.alice, w.channel, f"{fake.mention} where was Biden then?", reply_to=reply)
        assert texts(await reply_to(w, w.channel, message))

        message = await fake.say(w.alice, w.channel, f"{fake.mention}")
        hint = await fake.wait_message(fake.dm(w.alice), after=message)
        assert "Ask me something" in hint["content"]

        direct = fake.dm(w.alice)
        message = await fake.say(w.alice, direct, QUESTION)
        reply = await reply_to(w, direct, message)
        assert "Russian side" in texts(reply).replace("*", "") and "follow" not in buttons(reply)

        claim = await fake.say(w.manager, w.channel, "The call was requested by the Russian side.")
        message = await fake.say(w.alice, w.channel, f"{fake.mention} is that true?", reply_to=claim)
        assert "Russian side" in texts(await reply_to(w, w.channel, message)).replace("*", "")

        message = await fake.say(w.alice, w.channel, "The call was requested by the Russian side.")
        ix = await answered(await fake.message_menu(w.alice, w.channel, "Ask the news about this", message))
        assert "Russian side" in texts(ix.original).replace("*", "")
        shown = await answered(await fake.message_menu(w.alice, w.channel, "Show sources", ix.original))
        assert "version 1" in texts(shown.original) and shown.original["flags"] & 64
        shown = await fake.message_menu(w.alice, w.channel, "Show sources", message)
        assert "no answer of mine" in await told(shown)

        quiet = len(fake.exchanges)
        await fake.say(w.alice, w.channel, "nothing for the bot")
        await asyncio.sleep(0.5)
        assert len(fake.exchanges) == quiet

    serving.play(scenario)


def test_without_the_message_content_intent(spec: Specification, data: Path) -> None:
    async def scenario() -> None:
        async with FakeDiscord(spec) as fake:
            fake.gateway.approved_privileged.clear()  # while the application's flags still promise it
            w = World(fake, data)
            try:
                await w.start()
                await w.connected()
                assert w.said("message content")
                message = await fake.say(w.alice, w.channel, f"{fake.mention} {QUESTION}")
                reply = await reply_to(w, w.channel, message)
                opened = await fake.click(w.alice, w.channel, reply, buttons(reply)["follow"])
                await told(opened)
                thread = fake.channels[reply["id"]]
                intro = next(iter(fake.messages[thread["id"]].values()))
                assert intro["content"].startswith("Mention me")
                await fake.say(w.alice, thread, "this does not reach it")
                message = await fake.say(w.manager, thread, "who requested the call?", reply_to=intro)  # mentions it
                assert texts(await reply_to(w, thread, message))
                assert sum(m["author"]["id"] == fake.bot["id"] for m in fake.messages[thread["id"]].values()) == 2
                assert await w.stop() == 0
            finally:
                await w.kill()
            w.clean()

    asyncio.run(scenario())
