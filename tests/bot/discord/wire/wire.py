"""newsdesk as a process of its own, against a Discord on loopback that checks every request against Discord's specification."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from tests.support.fake_discord import JSON, FakeDiscord, Specification, walk

ROOT = Path(__file__).parents[4]

MANAGE_SERVER = 1 << 5
ORDINARY = 1 << 10 | 1 << 11 | 1 << 16 | 1 << 31
"""View channels, send messages, read history, use commands: what everybody has."""


class World:
    """A Discord with one server, one channel, a member and a manager, and a bot process that is connected to it."""

    def __init__(self, fake: FakeDiscord, data: Path) -> None:
        self.fake = fake
        self.data = data
        self.guild = fake.add_guild("News")
        self.channel = fake.add_channel(self.guild, "general")
        self.alice = fake.add_user("alice", self.guild)
        self.manager = fake.add_user("maria", self.guild)
        self.process: asyncio.subprocess.Process | None = None
        self.stderr: list[str] = []
        fake.everyones_permissions = ORDINARY
        fake.member_permissions[self.manager["id"]] = ORDINARY | MANAGE_SERVER

    async def start(self, **environment: str) -> None:
        """Start ``python -m bot serve``."""
        self.stderr = []
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "serve",
            cwd=ROOT,
            env=os.environ | self.fake.proxy_env() | {"NEWSDESK_DATA_DIR": str(self.data)} | environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read())

    async def connected(self, seconds: float = 90) -> None:
        """Wait until it says that it is connected."""
        await self.fake.wait_for(lambda: self.said("connected as") or self.ended, seconds, "the bot's start")
        assert self.said("connected as"), "".join([*self.stderr, *map(str, self.fake.violations)])

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.returncode is not None

    def said(self, text: str) -> bool:
        """True if it wrote that on standard error."""
        return any(text in line for line in self.stderr)

    async def exit_code(self, seconds: float = 60) -> int:
        """Wait for its end."""
        assert self.process is not None
        async with asyncio.timeout(seconds):
            await self.process.wait()
            await self._reading
        return self.process.returncode or 0

    async def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        """Send it a signal and wait for its end."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(how)
        return await self.exit_code(seconds)

    async def kill(self) -> None:
        """For the end of a test that failed."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def _read(self) -> None:
        assert self.process is not None and self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.stderr.append(line.decode())

    def clean(self) -> None:
        """No violation of Discord's specification, no call elsewhere, and no traceback."""
        self.fake.assert_clean()
        assert not self.said("Traceback"), "".join(self.stderr)
        log = self.data / "newsdesk.log"
        written = log.read_text("utf-8") if log.exists() else ""
        assert "Traceback" not in written, written[-4000:]
        assert self.fake.token not in written + "".join(self.stderr)


@contextlib.asynccontextmanager
async def world(data: Path, *, spec: Specification, shards: int = 1, **environment: str) -> AsyncIterator[World]:
    """A bot that is connected; checked to have been clean at the end."""
    async with FakeDiscord(spec, shards=shards) as fake:
        made = World(fake, data)
        try:
            await made.start(**environment)
            await made.connected()
            yield made
            assert await made.stop() == 0, "".join(made.stderr)
        finally:
            await made.kill()
        made.clean()


class Serving:
    """A bot that is connected all the time, for one scenario after the other, each in a server of its own."""

    def __init__(self, loop: asyncio.AbstractEventLoop, connected: World, offered: Path) -> None:
        """``loop`` runs in another thread: Discord goes on replying to the bot between two scenarios."""
        self.offered = offered
        """The folder of sources that it offers to servers."""
        self.data = connected.data
        self._loop = loop
        self._connected = connected

    def play(self, scenario: Callable[[World], Awaitable[None]]) -> None:
        """Play a scenario; checked to have been clean."""
        asyncio.run_coroutine_threadsafe(self._played(scenario), self._loop).result()

    async def _played(self, scenario: Callable[[World], Awaitable[None]]) -> None:
        own = World(self._connected.fake, self.data)
        await own.fake.announce_guild(own.guild)
        await scenario(own)
        self._connected.clean()


def texts(message: JSON) -> str:
    """All text of a message, however it is laid out."""
    return "\n".join([message["content"], *(c.get("content") or "" for c in walk(message["components"]))])


def buttons(message: JSON) -> dict[str, str]:
    """The custom ids of a message's buttons, by the word that says what they do."""
    ids = [c["custom_id"] for c in walk(message["components"]) if c.get("type") == 2 and "custom_id" in c]
    return {custom_id.split(":")[2]: custom_id for custom_id in ids}


def links(message: JSON) -> list[str]:
    """The addresses that a message's buttons open."""
    return [c["url"] for c in walk(message["components"]) if c.get("url")]


async def answered(ix: Any, seconds: float = 240) -> Any:
    """Wait until an interaction shows a card."""
    await ix.wait_acked()
    return await ix.until(lambda i: i.original and i.original["components"] and not i.loading, seconds, "answered")


async def told(ix: Any, seconds: float = 60) -> str:
    """Wait for the text that somebody is told, and nobody else sees: the interaction's own message, or one that follows it."""
    await ix.wait_acked()

    def private(i: Any) -> JSON | None:
        own = [i.original] if i.original and not i.loading else []
        return next((m for m in (*i.followups, *own) if m["content"] and m["flags"] & 64), None)

    await ix.until(private, seconds, "told something")
    message = private(ix)
    assert message is not None
    return str(message["content"])


async def ask(w: World, question: str, user: JSON | None = None, channel: JSON | None = None, **options: Any) -> Any:
    """``/ask``, up to the answer."""
    ix = await w.fake.slash(user or w.alice, channel or w.channel, "ask", question=question, **options)
    return await answered(ix)


async def no_cooldown(w: World) -> None:
    """Let everybody in the server ask as fast as they like, as fast as the machine may be."""
    assert "0 s" in await told(await w.fake.slash(w.manager, w.channel, "settings", cooldown=0))


async def reply_to(w: World, channel: JSON, message: JSON, seconds: float = 240) -> JSON:
    """The card that answers a message."""

    def find() -> JSON | None:
        mine = (m for m in w.fake.messages[channel["id"]].values() if m["author"]["id"] == w.fake.bot["id"])
        return next((m for m in mine if int(m["id"]) > int(message["id"]) and m["components"]), None)

    return await w.fake.wait_for(find, seconds, "an answer")  # type: ignore[no-any-return]


def votes(data: Path) -> list[JSON]:
    """What people thought of answers, as ``newsdesk feedback export`` has it."""
    from bot.records import Records

    records = Records(data)
    try:
        return list(records.export_feedback())
    finally:
        records.close()
