"""A Discord on loopback: real HTTP, TLS and gateway websocket, for an unmodified bot; no discord.py inside.

    async with FakeDiscord(load_specification(path)) as fake:
        guild = fake.add_guild("News")
        channel = fake.add_channel(guild, "general")
        alice = fake.add_user("alice", guild)
        ...  # start a bot with fake.proxy_env() in its environment
        await fake.wait_ready()
        ix = await fake.slash(alice, channel, "ask", question="Why?")
        await ix.wait_finished()
        fake.assert_clean()

Every request and every answer is checked against the limits that Discord documents; the life of an interaction (3 s to
acknowledge, one acknowledgement, a token of 15 minutes) is kept, and so are rate limits. Where Discord's own OpenAPI document
is at hand (github.com/discord/discord-api-spec), everything is checked against that as well.

The bot has to give ``DISCORD_PROXY`` to its library: the proxy leads Discord's host names here and refuses all others.
"""

from tests.support.fake_discord.protocol import (
    CREATE_THREADS,
    EPHEMERAL,
    JSON,
    READ_HISTORY,
    SEND_MESSAGES,
    V2,
    ClientRefused,
    walk,
)
from tests.support.fake_discord.records import Interaction
from tests.support.fake_discord.server import FakeDiscord, load_specification
from tests.support.fake_discord.sessions import shard_of
from tests.support.fake_discord.specification import Specification

__all__ = [
    "CREATE_THREADS",
    "EPHEMERAL",
    "JSON",
    "READ_HISTORY",
    "SEND_MESSAGES",
    "V2",
    "ClientRefused",
    "FakeDiscord",
    "Interaction",
    "Specification",
    "load_specification",
    "shard_of",
    "walk",
]
