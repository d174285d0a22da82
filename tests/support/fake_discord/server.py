"""The loopback Discord as a whole: started, pointed at, waited for, made to fail, and asked what went wrong."""

from __future__ import annotations

import asyncio
import fnmatch
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.support.fake_discord.people import People
from tests.support.fake_discord.protocol import JSON
from tests.support.fake_discord.records import Exchange, Fault
from tests.support.fake_discord.rest import PREFIX, Rest, limits_alone, rate_limited
from tests.support.fake_discord.specification import OpenApi, Specification
from tests.support.fake_discord.transport import Proxy, server_tls

_LARGEST_REQUEST = 64 * 1024 * 1024


def load_specification(document: Path) -> Specification:
    """Discord's OpenAPI document, or its limits alone where the document is not there."""
    return OpenApi(document) if document.is_file() else limits_alone()


class FakeDiscord(People):
    """A Discord with REST and gateway on loopback, for a bot in a process of its own."""

    def __init__(
        self, specification: Specification | None = None, *, token: str | None = None, shards: int = 1
    ) -> None:
        super().__init__(token)
        self.shards = shards
        self.rest = Rest(self, specification or limits_alone())
        self.exchanges: list[Exchange] = []
        self.typing: list[tuple[float, str]] = []
        self.violations: list[str] = []
        """Faults in what the bot sent: Discord would refuse them, or does not document them."""
        self.self_errors: list[str] = []
        """Where this server is wrong or lacks an endpoint: to be mended here, not in the bot."""
        self._proxy = Proxy()
        self._proxy_port = 0
        self._folder = tempfile.TemporaryDirectory(prefix="fake-discord-")
        self._authority = Path(self._folder.name) / "authority.pem"
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> FakeDiscord:
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app.router.add_route("*", PREFIX + "/{tail:.*}", self.rest.handle)
        app.router.add_get("/attachments/{channel}/{key}/{name}", self._attachment)
        app.router.add_get("/", self.gateway.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=server_tls(self._authority)).start()
        self._proxy_port = await self._proxy.start(self._runner.addresses[0][1])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.close_all(1001)
        self._proxy.close()
        if self._runner:
            await self._runner.cleanup()
        self._folder.cleanup()

    def proxy_env(self) -> dict[str, str]:
        """The environment of a bot that reaches nothing but this Discord."""
        return {
            "DISCORD_TOKEN": self.token,
            "DISCORD_PROXY": f"http://127.0.0.1:{self._proxy_port}",
            "SSL_CERT_FILE": str(self._authority),
        }

    async def wait_for(self, test: Callable[[], Any], timeout: float = 10.0, what: str = "condition") -> Any:
        """Wait until ``test`` returns something, and return that."""
        deadline = time.monotonic() + timeout
        while not (got := test()):
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not within {timeout} s\n{self.transcript()}")
            await asyncio.sleep(0.01)
        return got

    async def wait_ready(self, timeout: float = 15.0) -> None:
        """Wait for a session of every shard."""

        def connected() -> bool:
            return sum(session.connection is not None for session in self.gateway.sessions.values()) >= self.shards

        await self.wait_for(connected, timeout, "gateway session")

    async def wait_message(self, channel: JSON, after: JSON | None = None, timeout: float = 10.0) -> JSON:
        """Wait for the next message of the bot in a channel."""
        last = int(after["id"]) if after else 0

        def find() -> JSON | None:
            mine = (m for m in self.messages[channel["id"]].values() if m["author"]["id"] == self.bot["id"])
            return next((message for message in mine if int(message["id"]) > last), None)

        found: JSON = await self.wait_for(find, timeout, f"bot message in #{channel.get('name')}")
        return found

    def sent(self, method: str, pattern: str) -> list[Exchange]:
        """The requests of a method whose path fits a pattern with ``*``."""
        return [e for e in self.exchanges if e.method == method and fnmatch.fnmatch(e.path, pattern)]

    def transcript(self, last: int = 40) -> str:
        """The last requests, a line each."""
        return "\n".join(map(str, self.exchanges[-last:]))

    def assert_clean(self) -> None:
        """Nothing was sent that Discord would refuse, and nothing to anybody else."""
        assert not self.self_errors, "defects of the fake:\n" + "\n".join(self.self_errors)
        assert not self.violations, "the bot broke Discord's rules:\n" + "\n".join(self.violations)
        assert not self._proxy.denied, f"the bot called out: {self._proxy.denied}"

    def fail(
        self,
        method: str,
        pattern: str,
        status: int,
        body: Any = None,
        times: int = 1,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer the next requests that fit with a failure."""
        said = body or {"message": "injected", "code": 0}
        self.rest.faults.append(Fault(method, pattern, times, status, said, headers or {}))

    def rate_limit(
        self,
        method: str,
        pattern: str,
        retry_after: float,
        times: int = 1,
        *,
        is_global: bool = False,
    ) -> None:
        """Answer the next requests that fit with 429."""
        headers = {"Retry-After": str(int(retry_after + 0.999)), "X-RateLimit-Scope": "user"}
        if is_global:
            headers["X-RateLimit-Global"] = "true"
        self.fail(method, pattern, 429, rate_limited(retry_after, is_global=is_global), times, headers)

    async def _attachment(self, request: web.Request) -> web.Response:
        data = self.uploads.get(request.match_info["key"])
        return web.Response(status=404) if data is None else web.Response(body=data)
