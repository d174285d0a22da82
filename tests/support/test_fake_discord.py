"""The Discord on loopback keeps Discord's limits, with Discord's OpenAPI document and without."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.support.fake_discord import JSON, FakeDiscord, Specification, load_specification
from tests.support.fake_discord.message_limits import choice_problems, message_problems
from tests.support.fake_discord.protocol import V2

Ask = Callable[[str, str, Any], Awaitable[tuple[int, Any]]]


def button(**changed: Any) -> JSON:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changed


def row(*buttons: JSON) -> JSON:
    return {"type": 1, "components": list(buttons)}


def codes(body: JSON, flags: int = 0) -> set[str]:
    return {code for _, code, _ in message_problems(body, flags, [])}


@pytest.mark.parametrize(
    ("body", "flags", "code"),
    [
        ({"content": "x" * 2001}, 0, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4097}]}, 0, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4000}] * 2}, 0, "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{}]}, 0, "EMBED_EMPTY"),
        ({"embeds": [{"title": "x", "url": "javascript:x"}]}, 0, "URL_TYPE_INVALID_SCHEME"),
        ({"components": [{"type": 10, "content": "x"}] * 41}, V2, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [{"type": 10, "content": "x" * 2001}] * 2}, V2, "COMPONENT_MAX_TEXT_LENGTH"),
        ({"content": "x"}, V2, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        ({"components": [{"type": 10, "content": "x"}]}, 0, "UNION_TYPE_CHOICES"),
        (
            {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
            0,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        ({"components": [row(button(label="x" * 81))]}, 0, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(button(custom_id="x" * 101))]}, 0, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(button(), button())]}, 0, "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ({"components": [row(button(style=5))]}, 0, "BUTTON_COMPONENT_INVALID"),
        (
            {"components": [row({"type": 2, "style": 5, "label": "x", "url": "https://x.example/" + "x" * 500})]},
            0,
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            0,
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
def test_what_discord_would_refuse(body: JSON, flags: int, code: str) -> None:
    assert code in codes(body, flags)


def test_what_just_fits() -> None:
    rows = [row(*(button(custom_id=f"{n} {m}" + "x" * 90, label="x" * 80) for m in range(5))) for n in range(5)]
    assert not codes({"content": "x" * 2000, "components": rows, "allowed_mentions": {"parse": []}})
    assert not codes({"components": [{"type": 10, "content": "x" * 100}] * 40}, V2)
    assert not choice_problems([{"name": "x" * 100, "value": "x"}] * 25)
    assert choice_problems([{"name": "x", "value": "x"}] * 26)


def on_the_wire(specification: Specification, scenario: Callable[[FakeDiscord, Ask], Awaitable[None]]) -> None:
    async def main() -> None:
        async with FakeDiscord(specification) as fake:
            surroundings = fake.proxy_env()
            tls = ssl.create_default_context(cafile=surroundings["SSL_CERT_FILE"])
            headers = {"Authorization": f"Bot {fake.token}", "User-Agent": "DiscordBot (https://x.example, 1)"}
            async with aiohttp.ClientSession("https://discord.com", headers=headers) as session:

                async def ask(method: str, path: str, body: Any) -> tuple[int, Any]:
                    options: Any = {"json": body, "ssl": tls, "proxy": surroundings["DISCORD_PROXY"]}
                    async with session.request(method, f"/api/v10{path}", **options) as response:
                        return response.status, await response.json() if response.status != 204 else None

                await scenario(fake, ask)
            with pytest.raises(aiohttp.ClientHttpProxyError):
                async with aiohttp.request("GET", "https://elsewhere.example", proxy=surroundings["DISCORD_PROXY"]):
                    pass
            with pytest.raises(AssertionError, match="called out"):
                fake.assert_clean()

    asyncio.run(main())


@pytest.mark.parametrize("is_documented", [True, False])
def test_an_interaction_is_acknowledged_once_and_in_time(
    spec: Specification, tmp_path: Path, is_documented: bool
) -> None:
    async def scenario(fake: FakeDiscord, ask: Ask) -> None:
        guild = fake.add_guild("News")
        channel = fake.add_channel(guild, "general")
        alice = fake.add_user("alice", guild)
        command = {"name": "ask", "type": 1, "description": "Ask."}
        assert (await ask("PUT", f"/applications/{fake.app['id']}/commands", [command]))[0] == 200

        ix = await fake.slash(alice, channel, "ask")
        callback, original = f"/interactions/{ix.id}/{ix.token}/callback", f"/webhooks/{fake.app['id']}/{ix.token}"
        assert (await ask("POST", callback, {"type": 5}))[0] == 204
        assert ix.loading
        assert (await ask("PATCH", f"{original}/messages/@original", {"content": "Yes."}))[0] == 200
        assert ix.original
        assert (ix.loading, ix.original["content"]) == (False, "Yes.")
        fake.violations.clear()
        assert (await ask("POST", callback, {"type": 5}))[1]["code"] == 40060
        assert (await ask("PATCH", f"{original}/messages/@original", {"content": "x" * 2001}))[1]["code"] == 50035
        assert len(fake.violations) == 2
        fake.token_lifetime = 0
        assert (await ask("POST", original, {"content": "Late."}))[1]["code"] == 50027
        fake.ack_window = 0
        late = await fake.slash(alice, channel, "ask")
        assert (await ask("POST", f"/interactions/{late.id}/{late.token}/callback", {"type": 5}))[1]["code"] == 10062
        fake.violations.clear()

    on_the_wire(spec if is_documented else load_specification(tmp_path / "absent.json"), scenario)
