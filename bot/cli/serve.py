"""``newsdesk serve``: the bot on Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.exit_codes import Problem

if TYPE_CHECKING:
    from bot.settings import Settings


def serve() -> None:
    """Answer on Discord until SIGTERM or Ctrl-C, which finish what is under way within 10 seconds."""
    import asyncio
    import logging
    import os
    import sys

    from bot.cli.terminal import say
    from bot.discord.connection import CannotServe, OneLine
    from bot.log import log_to
    from bot.settings import load_settings

    settings = load_settings()
    if not settings.discord_token.get_secret_value().strip():
        raise Problem("The setting DISCORD_TOKEN is missing; README.md, section In Discord, says where the token is.")
    log_to(settings.data_dir, settings.log_level)
    for handler in logging.getLogger().handlers:
        handler.addFilter(OneLine())
    try:
        all_ended = asyncio.run(_serve(settings))
    except CannotServe as error:
        raise Problem(str(error)) from None
    say("newsdesk: stopped.")
    if not all_ended:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(0)  # a thread is still busy with a question, which would keep the program here for as long


async def _serve(settings: Settings) -> bool:
    """Serve until a signal; whether all threads ended in time."""
    import asyncio
    import contextlib
    import signal

    from bot.cli.terminal import say
    from bot.discord.async_records import AsyncRecords
    from bot.discord.connection import Connection
    from bot.records import Records
    from bot.service import NewsService

    records = Records(settings.data_dir)
    kept = AsyncRecords(records)
    service = NewsService(settings, records=records)
    connection = Connection(settings, service, kept, lambda text: say(f"newsdesk: {text}"))
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    running = asyncio.create_task(connection.run())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            say("newsdesk: finishing what is under way…")
        ended = await connection.close()
        if stop.is_set():
            running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        return ended
    finally:
        stopped.cancel()
        kept.close()
        records.close()
