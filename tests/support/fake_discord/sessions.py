"""A websocket of the gateway, and the session that outlives it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib
from collections.abc import Callable
from typing import Any

from aiohttp import web


class Connection:
    """A websocket, compressed as the client asked."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.BaseTransport | None, compress: str | None
    ) -> None:
        self.socket = socket
        self.session: Session | None = None
        self.alive = True
        self.we_closed = False
        self._transport = transport
        self._pack = _packer(compress)

    async def send(self, op: int, data: Any = None, sequence: int | None = None, event: str | None = None) -> None:
        """Send an opcode; what cannot be sent any more is lost."""
        raw = json.dumps({"op": op, "d": data, "s": sequence, "t": event}).encode()
        with contextlib.suppress(ConnectionError, RuntimeError):
            await (self.socket.send_bytes(self._pack(raw)) if self._pack else self.socket.send_str(raw.decode()))

    def cut(self) -> None:
        """Tear it down without a close frame."""
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.abort()


class Session:
    """The events that were sent, which RESUME goes on with, by their numbers."""

    def __init__(self, shard: tuple[int, int], intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard = shard
        self.intents = intents
        self.sequence = 0
        self.sent: list[tuple[int, str, Any]] = []
        self.connection: Connection | None = None
        self.valid = True

    def serves(self, guild_id: str | None) -> bool:
        """Its shard is the one that hears of a guild, or of direct messages."""
        number, count = self.shard
        return shard_of(guild_id, count) == number


def shard_of(guild_id: str | None, count: int) -> int:
    """The shard that hears of a guild; of direct messages the first does."""
    return (int(guild_id) >> 22) % count if guild_id else 0


def _packer(compress: str | None) -> Callable[[bytes], bytes] | None:
    if compress == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda raw: deflate.compress(raw) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if compress == "zstd-stream":
        import zstandard  # a client that asks for this has it

        stream = zstandard.ZstdCompressor().compressobj()
        return lambda raw: stream.compress(raw) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    return None
