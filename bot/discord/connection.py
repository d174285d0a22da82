"""Keeps the bot connected: finds out what Discord grants, tries again where that helps, ends with a sentence where not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
import discord

from bot.discord.async_records import AsyncRecords
from bot.discord.client import NewsBot
from bot.discord.context import BotContext
from bot.log import log_failure
from bot.service import NewsService
from bot.settings import Settings
from index.errors import UserError

_log = logging.getLogger(__name__)
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it never speaks

Say = Callable[[str], None]
_PAUSES = (1, 2, 4, 8, 16, 30, 30, 30)
"""Seconds between attempts that never got as far as being connected; after the last, the program ends."""
_LOGIN_SECONDS, _SLOW_SECONDS = 60.0, 20.0
_FINISH_SECONDS, _TELL_SECONDS, _SERVICE_SECONDS, _CLOSE_SECONDS = 6.0, 2.0, 6.5, 1.5
_TOKEN = "Discord refuses the token; copy it again from the Bot page of your application to DISCORD_TOKEN."
_FATAL = {
    4004: _TOKEN,
    4010: "Discord refuses the shard; update newsdesk.",
    4011: "Discord wants more shards; start newsdesk again.",
    4012: "Discord's gateway no longer speaks this version; update newsdesk.",
    4013: "Discord refuses the intents; update newsdesk.",
    4014: "Discord refuses an intent; switch on Message Content Intent on the Bot page of your application, or start again.",
}
"""Close codes after which connecting again cannot help."""


class CannotServe(UserError):
    """The bot cannot run; the message is one sentence that says what to do."""


class Connection:
    """The bot on Discord, through all its connections."""

    def __init__(self, settings: Settings, service: NewsService, records: AsyncRecords, say: Say) -> None:
        self._settings = settings
        self._context = BotContext(service, records, settings.upload_mb * 2**20)
        self._say = say
        self._bot: NewsBot | None = None
        self._closing = False

    async def run(self) -> None:
        """Stay connected until ``close``.

        Raises:
            CannotServe: that is not possible.
            ModelError, StoreError: the service has nothing to answer with.
        """
        context = self._context
        if (trouble := await context.service.look()) is not None:  # before the network is waited for
            self._say(trouble)
        context.reads_everything = await self._may_read_everything()
        await context.service.warm()
        failures = 0
        while not self._closing:
            proxy = self._settings.discord_proxy or None
            bot = self._bot = NewsBot(context, proxy=proxy, announce=self._say, **self._shards())
            try:
                await self._stay(bot)
                return
            except discord.PrivilegedIntentsRequired:
                if not context.reads_everything:
                    raise CannotServe(_FATAL[4014]) from None
                context.reads_everything = False
                self._say("Discord does not grant the message content; in threads I have to be mentioned.")
            except Exception as error:
                if (reason := _hopeless(error)) is not None:
                    raise CannotServe(reason) from None
                failures = 0 if bot.was_ready else failures
                await self._pause(failures, error)
                failures += 1

    async def close(self) -> bool:
        """Finish what is under way and go, within 10 s; whether all threads have ended too."""
        self._closing = True
        service, pending = self._context.service, self._context.pending
        pending.closing = True  # before the service turns anybody away
        ended, _ = await asyncio.gather(service.close(_SERVICE_SECONDS), pending.finish(_FINISH_SECONDS, _TELL_SECONDS))
        if self._bot is not None:
            try:
                await asyncio.wait_for(self._bot.close(), _CLOSE_SECONDS)
            except Exception as error:  # it is the end anyway
                _log.info("the connection did not close in order: %r", error)
        return ended

    async def _stay(self, bot: NewsBot) -> None:
        watch = asyncio.create_task(self._watch(bot))
        try:
            async with bot:
                await bot.start(self._token)
        finally:
            watch.cancel()

    async def _watch(self, bot: NewsBot) -> None:
        """discord.py itself tries for ever to open the first connection, without telling anybody."""
        while not bot.was_ready:
            await asyncio.sleep(_SLOW_SECONDS)
            if not bot.was_ready:
                self._say(f"Discord's gateway{self._over()} does not let me in yet; still trying.")

    async def _may_read_everything(self) -> bool:
        """True if the application has the message-content intent: to ask for one that is not granted ends the connection."""
        for attempt in range(len(_PAUSES) + 1):
            client = discord.Client(intents=discord.Intents(guilds=True), proxy=self._settings.discord_proxy or None)
            try:
                async with asyncio.timeout(_LOGIN_SECONDS):
                    await client.login(self._token)
                flags = client.application_flags
                return flags.gateway_message_content or flags.gateway_message_content_limited
            except Exception as error:
                if (reason := _hopeless(error)) is not None:
                    raise CannotServe(reason) from None
                await self._pause(attempt, error)
            finally:
                await client.close()
        raise AssertionError  # the last pause raises

    async def _pause(self, failures: int, error: Exception) -> None:
        """Wait before the next attempt. Raises CannotServe where there were enough."""
        known = isinstance(error, OSError | aiohttp.ClientError | TimeoutError | discord.HTTPException)
        name = type(error).__name__ if known else f"reference {log_failure(error)}"
        if failures >= len(_PAUSES):
            raise CannotServe(
                f"Discord cannot be reached{self._over()} ({name}); check the network, and DISCORD_PROXY if you need one."
            ) from None
        self._say(f"Discord cannot be reached{self._over()} ({name}); trying again in {_PAUSES[failures]} s.")
        await asyncio.sleep(_PAUSES[failures])

    @property
    def _token(self) -> str:
        return self._settings.discord_token.get_secret_value().strip()

    def _shards(self) -> dict[str, Any]:
        """discord.py's options for a bot that serves some of the shards, while others serve the rest."""
        if (chosen := self._settings.shard_ids) is None:
            return {}
        return {"shard_ids": list(chosen[0]), "shard_count": chosen[1]}

    def _over(self) -> str:
        proxy = self._settings.shown_proxy
        return f" over the proxy {proxy}" if proxy else ""


def _hopeless(error: Exception) -> str | None:
    """Why it is no use to try again; None where it may be."""
    if isinstance(error, discord.LoginFailure):
        return _TOKEN
    if isinstance(error, discord.ConnectionClosed):
        return _FATAL.get(error.code)
    if isinstance(error, discord.HTTPException) and 400 <= error.status < 500 and error.status != 429:
        return f"Discord refuses to start the bot (status {error.status}, code {error.code}); run newsdesk doctor."
    return None
