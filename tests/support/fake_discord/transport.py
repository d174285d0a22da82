"""The way to Discord's host names on loopback: TLS that a bot trusts, and a proxy that leads nowhere else."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from pathlib import Path

import trustme

from tests.support.fake_discord.protocol import HOSTS

_LOOPBACK = "127.0.0.1"


def server_tls(authority: Path) -> ssl.SSLContext:
    """TLS for Discord's host names; whoever trusts the certificate that is written to ``authority`` believes it."""
    maker = trustme.CA()
    maker.cert_pem.write_to_path(str(authority))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    maker.issue_cert(*HOSTS).configure_cert(context)
    return context


class Proxy:
    """An HTTP proxy that connects Discord's hosts with a port of this machine, and refuses all others."""

    def __init__(self) -> None:
        self.denied: list[str] = []
        self._server: asyncio.Server | None = None
        self._target = 0

    async def start(self, target: int) -> int:
        """Lead to the port ``target``; the proxy's own port."""
        self._target = target
        self._server = await asyncio.start_server(self._serve, _LOOPBACK, 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        """Take no more connections."""
        if self._server:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ", 2)
            if method != "CONNECT" or target.rsplit(":", 1)[0] not in HOSTS:
                self.denied.append(f"{method} {target}")
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
                return
            inner_reader, inner_writer = await asyncio.open_connection(_LOOPBACK, self._target)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass  # a client that breaks off is its own affair
        finally:
            writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(Exception):
        writer.close()
