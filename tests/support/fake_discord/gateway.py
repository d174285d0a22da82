"""The gateway: opcodes, close codes and session rules (Discord's documentation: events/gateway)."""

from __future__ import annotations

import asyncio
import copy
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.support.fake_discord.protocol import GUILDS, JSON, PRIVILEGED
from tests.support.fake_discord.sessions import Connection, Session
from tests.support.fake_discord.world import World

_SENT_PER_MINUTE = 120
_LONGEST = 4096
_GATEWAY = "wss://gateway.discord.gg"


class Gateway:
    """Tells bots of events, and breaks off in the ways that Discord does."""

    def __init__(self, world: World) -> None:
        self.url = _GATEWAY
        self.heartbeat_interval = 41.25
        self.ack_heartbeats = True
        self.refuse = False
        """Answer new connections with 503."""
        self.refused = 0
        """New connections that were."""
        self.identify_gap = 0.0
        """Seconds between two IDENTIFY; Discord wants 5 for each of ``max_concurrency``."""
        self.approved_privileged = {"message_content"}
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.history: list[str] = []
        """IDENTIFY, RESUME, HEARTBEAT, close codes and so on, in order."""
        self.identifies: list[JSON] = []
        self._world = world
        self._changed = asyncio.Event()
        self._last_identify = 0.0

    async def wait_history(self, text: str, count: int = 1, timeout: float = 10.0) -> None:
        """Wait until so many lines of the history begin with ``text``."""
        async with asyncio.timeout(timeout):
            while sum(line.startswith(text) for line in self.history) < count:
                self._changed.clear()
                await self._changed.wait()

    async def dispatch(
        self,
        event: str,
        data: Any,
        guild_id: str | None = None,
        intents: int = 0,
        shape: Callable[[Session], Any] | None = None,
    ) -> None:
        """Tell every session of the guild's shard that asked for one of ``intents``."""
        for session in list(self.sessions.values()):
            if session.valid and session.serves(guild_id) and (not intents or session.intents & intents):
                await self._tell(session, event, shape(session) if shape else data)

    async def ask_reconnect(self) -> None:
        """Ask everybody to come back."""
        for connection in list(self.connections):
            await connection.send(7)

    async def invalidate(self, resumable: bool) -> None:
        """Declare all sessions invalid."""
        for connection in list(self.connections):
            if connection.session and not resumable:
                connection.session.valid = False
            await connection.send(9, resumable)

    async def close_all(self, code: int) -> None:
        """Close every connection with a code."""
        for connection in list(self.connections):
            connection.we_closed = True
            await connection.socket.close(code=code)

    def cut(self) -> None:
        """Tear the TCP connections down without a close frame."""
        for connection in list(self.connections):
            connection.cut()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve a connection until it ends."""
        if self.refuse:
            self.refused += 1
            return web.Response(status=503)
        query = request.query
        socket = web.WebSocketResponse(max_msg_size=0, autoping=True)
        await socket.prepare(request)
        connection = Connection(socket, request.transport, query.get("compress"))
        self.connections.add(connection)
        self._note(f"CONNECT v={query.get('v')} encoding={query.get('encoding')} compress={query.get('compress')}")
        if query.get("v") != "10" or query.get("encoding", "json") != "json":
            await socket.close(code=4012)
        await connection.send(10, {"heartbeat_interval": int(self.heartbeat_interval * 1000), "_trace": []})
        try:
            if code := await self._serve(connection):
                self._note(f"CLOSE {code}")
                await socket.close(code=code)
        finally:
            connection.alive = False
            self.connections.discard(connection)
            session = connection.session
            if session and session.connection is connection:
                session.connection = None
                if not connection.we_closed and socket.close_code in (1000, 1001):
                    session.valid = False  # with these codes the client ends its session
        return socket

    async def _serve(self, connection: Connection) -> int | None:
        """Take what comes; the code to close with, or None where the client has closed."""
        socket = connection.socket
        recent: list[float] = []
        beat = time.monotonic()
        while not socket.closed:
            patience = max(0.05, beat + self.heartbeat_interval * 1.6 - time.monotonic())
            try:
                message = await socket.receive(timeout=patience)
            except TimeoutError:
                return 4009
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING, WSMsgType.ERROR):
                self._note(f"CLIENT CLOSED {socket.close_code}")
                return None
            if message.type is not WSMsgType.TEXT or len(message.data) > _LONGEST:
                return 4002
            now = time.monotonic()
            recent = [at for at in recent if now - at < 60] + [now]
            if len(recent) > _SENT_PER_MINUTE:
                return 4008
            payload = json.loads(message.data)
            if payload["op"] == 1:
                beat = now
            if code := await self._receive(connection, payload):
                return code
        return None

    async def _receive(self, connection: Connection, payload: JSON) -> int | None:
        op: int = payload["op"]
        data: Any = payload.get("d")
        if op == 1:
            self._note(f"HEARTBEAT {data}")
            if self.ack_heartbeats:
                await connection.send(11)
            return None
        if op == 2:
            return await self._identify(connection, data)
        if op == 6:
            return await self._resume(connection, data)
        if connection.session is None:
            return 4003
        if op == 8:
            await self._tell(connection.session, "GUILD_MEMBERS_CHUNK", self._members(data))
            return None
        if op in (3, 4, 31):
            self._note(f"OP {op}")
            return None
        return 4001

    async def _identify(self, connection: Connection, data: JSON) -> int | None:
        self.identifies.append(data)
        self._note(f"IDENTIFY shard={data.get('shard')} intents={data.get('intents')}")
        number, count = data.get("shard") or (0, 1)
        intents = data.get("intents")
        if connection.session:
            return 4005
        if data.get("token") != self._world.token:
            return 4004
        if not 0 <= number < count:
            return 4010
        if not isinstance(intents, int) or intents >= 1 << 27:
            return 4013
        if any(intents & bit and name not in self.approved_privileged for name, bit in PRIVILEGED.items()):
            return 4014
        if time.monotonic() - self._last_identify < self.identify_gap:
            await connection.send(9, False)
            return None
        self._last_identify = time.monotonic()
        session = Session((number, count), intents)
        session.connection, connection.session = connection, session
        self.sessions[session.id] = session
        await self._welcome(session)
        return None

    async def _welcome(self, session: Session) -> None:
        world = self._world
        guilds = [guild for guild in world.guilds.values() if session.serves(guild["id"])]
        ready = {
            "v": 10,
            "user": world.bot_account(),
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "session_type": "normal",
            "application": {"id": world.app["id"], "flags": world.app["flags"]},
            "private_channels": [],
            "_trace": [],
        }
        await self._tell(session, "READY", ready)
        if session.intents & GUILDS:
            for guild in guilds:
                await self._tell(session, "GUILD_CREATE", world.guild_create(guild))

    async def _resume(self, connection: Connection, data: JSON) -> int | None:
        self._note(f"RESUME seq={data.get('seq')}")
        if data.get("token") != self._world.token:
            return 4004
        session = self.sessions.get(data.get("session_id", ""))
        if session is None or not session.valid:
            await connection.send(9, False)
            return None
        if data["seq"] is None or data["seq"] > session.sequence:
            return 4007
        session.connection, connection.session = connection, session
        for sequence, event, told in [item for item in session.sent if item[0] > data["seq"]]:
            await connection.send(0, told, sequence, event)
        await self._tell(session, "RESUMED", {"_trace": []})
        return None

    def _members(self, data: JSON) -> JSON:
        guild = self._world.guilds[str(data["guild_id"])]
        wanted = set(map(str, data.get("user_ids") or guild["members"]))
        return {
            "guild_id": guild["id"],
            "members": [member for key, member in guild["members"].items() if key in wanted],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
            "nonce": data.get("nonce"),
        }

    async def _tell(self, session: Session, event: str, data: Any) -> None:
        session.sequence += 1
        session.sent.append((session.sequence, event, copy.deepcopy(data)))
        if session.connection and session.connection.alive:
            await session.connection.send(0, data, session.sequence, event)

    def _note(self, text: str) -> None:
        self.history.append(text)
        self._changed.set()
