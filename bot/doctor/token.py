"""Examination of the token at Discord: its acceptance, the application's intents and permissions, the invite link."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from bot.doctor.finding import Finding
from bot.settings import Settings

_SECONDS = 20.0


async def examine_discord(settings: Settings) -> list[Finding]:
    """Ask Discord about the token of the settings, over their proxy."""
    import aiohttp
    import discord

    token = settings.discord_token.get_secret_value().strip()
    if not token:
        says = "DISCORD_TOKEN is not set: the terminal works without it, `newsdesk serve` needs it."
        return [Finding("warning", "Discord token", says)]
    proxy = settings.discord_proxy or None
    client = discord.Client(intents=discord.Intents.none(), proxy=proxy)
    try:
        async with asyncio.timeout(_SECONDS):
            await client.login(token)
            return [*_application(client), *await _servers(client)]
    except discord.LoginFailure:
        says = "Discord refuses it; copy it again from the Bot page of your application to DISCORD_TOKEN."
        return [Finding("problem", "Discord token", says)]
    except discord.HTTPException as error:
        says = f"Discord answered {error.status}; try again later."
        return [Finding("problem", "Discord", says)]
    except (TimeoutError, OSError, aiohttp.ClientError) as error:
        over = f" over the proxy {settings.shown_proxy}" if proxy else ""
        says = f"cannot be reached{over} ({type(error).__name__}), so the token was not tried; check the connection."
        return [Finding("problem", "Discord", says)]
    finally:
        await client.close()


def _application(client: Any) -> Iterator[Finding]:  # noqa: ANN401 - discord is imported late
    from bot.doctor.invite import PURPOSES, invite_link

    application, flags = client.application, client.application.flags
    yield Finding("ok", "Discord token", f"accepted: {client.user} (application {application.name}, {application.id})")
    if application.interactions_endpoint_url:
        says = "the application has an interactions endpoint URL, which takes all commands away; clear it on its page."
        yield Finding("problem", "Discord commands", says)
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        says = "granted: in the threads that it opened, the bot answers every message."
        yield Finding("ok", "message content", says)
    else:
        says = (
            "not granted: commands, mentions, replies to the bot and direct messages work; in threads it has to be mentioned. "
            "Switch on Message Content Intent on the application's Bot page for more."
        )
        yield Finding("warning", "message content", says)
    yield Finding("ok", "permissions needed", ", ".join(PURPOSES).replace("_", " "))
    yield Finding("ok", "invite link", invite_link(application.id))


async def _servers(client: Any) -> list[Finding]:  # noqa: ANN401 - discord is imported late
    """The permissions that the bot lacks in the servers that it is in, by its roles; single channels may say otherwise."""
    import discord

    from bot.doctor.invite import PURPOSES

    try:
        guilds = await client.http.get_guilds(200, with_counts=False)
    except discord.HTTPException as error:
        return [Finding("warning", "permissions", f"Discord does not tell the servers ({error.status}).")]
    found = [Finding("ok" if guilds else "warning", "servers", _how_many(len(guilds)))]
    for guild in guilds:
        missing = [name for name in PURPOSES if not _has(guild, name)]
        if missing:
            names = ", ".join(missing).replace("_", " ")
            says = f"in {guild['name']} the bot lacks: {names}; invite it again with the link above."
            found.append(Finding("warning", "permissions", says))
    if guilds and len(found) == 1:
        found.append(Finding("ok", "permissions", "all there, in every server"))
    return found


def _how_many(number: int) -> str:
    if not number:
        return "the bot is in none yet; open the link above."
    return f"the bot is in {number}" + (" or more" if number == 200 else "")


def _has(guild: dict[str, Any], name: str) -> bool:
    import discord

    granted = discord.Permissions(int(guild["permissions"]))
    return granted.administrator or bool(getattr(granted, name))
