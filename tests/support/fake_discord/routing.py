"""Which function answers which endpoint."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.support.fake_discord.records import File

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord


@dataclass(frozen=True)
class Call:
    """A request to an endpoint."""

    params: dict[str, str]
    query: dict[str, str]
    body: Any
    files: list[File]


@dataclass(frozen=True)
class Reply:
    """An answer with a status of its own; anything else that an endpoint returns is sent with 200."""

    status: int
    body: Any = None


Endpoint = Callable[["FakeDiscord", Call], Awaitable[Any]]
ROUTES: dict[tuple[str, str], Endpoint] = {}
NO_CONTENT = Reply(204)


def route(method: str, *templates: str) -> Callable[[Endpoint], Endpoint]:
    """Have a function answer these endpoints."""

    def register(endpoint: Endpoint) -> Endpoint:
        for template in templates:
            ROUTES[method, template] = endpoint
        return endpoint

    return register
