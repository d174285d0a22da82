"""The REST API: requests are checked, counted against rate limits, and answered."""

from __future__ import annotations

import fnmatch
import json
import logging
import re
import time
import zlib
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from tests.support.fake_discord import routes  # its modules register their endpoints
from tests.support.fake_discord.protocol import JSON, ApiError, form_error
from tests.support.fake_discord.records import Exchange, Fault, File
from tests.support.fake_discord.routing import ROUTES, Call, Reply
from tests.support.fake_discord.specification import LimitsAlone, Specification

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord

assert routes.__all__
_log = logging.getLogger("fake_discord")
PREFIX = "/api/v10"
_BY_TOKEN = ("/interactions/", "/webhooks/{webhook_id}/{webhook_token}")
_USER_AGENT = re.compile(r"DiscordBot \(\S+, ?.+\)|DiscordBot \(\S+ [^)]+\)")
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")

_Key = tuple[str | None, ...]


def limits_alone() -> Specification:
    """The specification where Discord's document is absent: the endpoints that are played here."""
    return LimitsAlone(ROUTES)


class Rest:
    """Answers requests, and notes what Discord would not have taken."""

    def __init__(self, fake: FakeDiscord, specification: Specification) -> None:
        # Requests and seconds for each endpoint and channel, as seen in the wild: Discord documents that they vary and have to
        # be read from the headers.
        self.buckets: dict[str, tuple[int, float]] = {
            "POST /channels/{channel_id}/messages": (5, 5.0),
            "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
            "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
        }
        self.global_limit = (50, 1.0)
        self.faults: list[Fault] = []
        self._fake = fake
        self._specification = specification
        self._windows: dict[_Key, tuple[float, int]] = {}

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a request and record both."""
        fake = self._fake
        path = request.path.removeprefix(PREFIX)
        exchange = Exchange(request.method, path, dict(request.query), None, [])
        fake.exchanges.append(exchange)
        headers = {"Via": "1.1 google"}  # discord.py takes a 429 without Via for a ban by Cloudflare
        try:
            exchange.body, exchange.files = await _read(request)
            reply = await self._answer(request, exchange, headers)
        except ApiError as error:
            reply = Reply(error.status, error.body)
            if error.status == 400:
                fake.violations.append(f"{exchange.method} {path}: {json.dumps(error.body)}")
        except Exception as error:  # a defect here must not look like Discord
            _log.exception("%s", exchange)
            fake.self_errors.append(f"{exchange.method} {path}: {error!r}")
            reply = Reply(500, {"message": "defect of the fake", "code": 0})
        exchange.status, exchange.response = reply.status, reply.body
        if reply.body is None:
            return web.Response(status=reply.status, headers=headers)
        # No charset: discord.py compares Content-Type with 'application/json' exactly.
        headers["Content-Type"] = "application/json"
        return web.Response(body=json.dumps(reply.body).encode(), status=reply.status, headers=headers)

    async def _answer(self, request: web.Request, exchange: Exchange, headers: dict[str, str]) -> Reply:
        fake, method, path = self._fake, exchange.method, exchange.path
        for fault in self.faults:
            if fault.times and fault.method == method and fnmatch.fnmatch(path, fault.pattern):
                fault.times -= 1
                headers |= fault.headers
                return Reply(fault.status, fault.body)
        hit = self._specification.match(method, path)
        if hit is None:
            fake.violations.append(f"{method} {path}: no such endpoint is known")
            raise ApiError(404, 0, "404: Not Found")
        template, params = hit
        by_token = template.startswith(_BY_TOKEN)
        if not by_token:
            self._authorize(request)
        if limited := self._limit(f"{method} {template}", params, headers, by_token=by_token):
            return Reply(429, limited)
        if problems := self._specification.query_problems(method, template, exchange.query):
            fake.violations.append(f"{method} {path}?{request.query_string}: {problems}")
        if problems := self._specification.request_problems(method, template, exchange.body):
            raise form_error(problems)
        endpoint = ROUTES.get((method, template))
        if endpoint is None:
            fake.self_errors.append(f"{method} {template} is an endpoint of Discord's that the fake does not play")
            raise ApiError(501, 0, "not played")
        made = await endpoint(fake, Call(params, exchange.query, exchange.body, exchange.files))
        reply = made if isinstance(made, Reply) else Reply(200, made)
        for wrong in self._specification.response_problems(method, template, reply.status, reply.body):
            fake.self_errors.append(f"answer to {method} {template} {reply.status}: {wrong}")
        return reply

    def _authorize(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self._fake.token}":
            raise ApiError(401, 0, "401: Unauthorized")
        agent = request.headers.get("User-Agent", "")
        if not _USER_AGENT.match(agent):
            self._fake.violations.append(f"User-Agent {agent!r} is not DiscordBot (url, version)")

    def _limit(self, key: str, params: dict[str, str], headers: dict[str, str], *, by_token: bool) -> JSON | None:
        """Count a request; the refusal where there are too many."""
        if not by_token:
            after, left = self._count(("global",), *self.global_limit)
            if left < 0:
                return self._refusal(key, after, headers, scope="global")
        if key in self.buckets:
            most, seconds = self.buckets[key]
            after, left = self._count((key, *(params.get(name) for name in _MAJOR)), most, seconds)
            headers |= {
                "X-RateLimit-Limit": str(most),
                "X-RateLimit-Remaining": str(max(0, left)),
                "X-RateLimit-Reset": f"{time.time() + after:.3f}",
                "X-RateLimit-Reset-After": f"{after:.3f}",
                "X-RateLimit-Bucket": format(zlib.crc32(key.encode()), "032x"),
            }
            if left < 0:
                return self._refusal(key, after, headers, scope="user")
        return None

    def _count(self, window: _Key, most: int, seconds: float) -> tuple[float, int]:
        """Seconds until a window begins anew, and how many requests are left in it."""
        now = time.monotonic()
        reset, used = self._windows.get(window, (now, 0))
        if now >= reset:
            reset, used = now + seconds, 0
        self._windows[window] = (reset, used + 1)
        return reset - now, most - used - 1

    def _refusal(self, key: str, after: float, headers: dict[str, str], *, scope: str) -> JSON:
        headers |= {"Retry-After": str(int(after + 0.999)), "X-RateLimit-Scope": scope}
        if scope == "global":
            headers["X-RateLimit-Global"] = "true"
        self._fake.violations.append(f"{key}: sent into an exhausted rate limit")
        return rate_limited(after, is_global=scope == "global")


def rate_limited(after: float, *, is_global: bool) -> JSON:
    """The body of a 429."""
    said = "You are being rate limited."
    return {"message": said, "retry_after": round(after, 3), "global": is_global, "code": 0}


async def _read(request: web.Request) -> tuple[Any, list[File]]:
    """A request's body and files."""
    if request.content_type == "multipart/form-data":
        body, files = None, []
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            data = bytes(await part.read(decode=True))
            if part.name == "payload_json":
                body = json.loads(data)
            else:
                files.append((part.filename or "file", data))
        return body, files
    raw = await request.read()
    if not raw:
        return None, []
    if request.content_type != "application/json":
        raise ApiError(400, 50035, f"Invalid Form Body: Content-Type {request.content_type}")
    try:
        return json.loads(raw), []
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None
