"""Serving on Discord from start to end: records, service and connection put together, and taken apart at a signal."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

from bot.discord.async_records import AsyncRecords
from bot.discord.connection import Connection, Say
from bot.records import Records
from bot.service import NewsService
from bot.service.handover.owner import Owner
from bot.service.single import only_server
from bot.settings import Settings


async def serve(settings: Settings, say: Say) -> bool:
    """Serve until SIGTERM or SIGINT, and finish what is under way; False where threads still work after that.

    Raises:
        AlreadyServed: another one serves from the data folder.
        CannotServe: Discord does not let the bot in.
        ModelError, StoreError: the service has nothing to answer with.
    """
    with only_server(settings.data_dir):
        return await _serve(settings, say)


async def _serve(settings: Settings, say: Say) -> bool:
    for handler in logging.getLogger().handlers:
        handler.addFilter(OneLine())
    records = Records(settings.place)
    async_records = AsyncRecords(records)
    service = NewsService(settings, records=records)
    owner = Owner(service, settings)
    await owner.start()
    connection = Connection(settings, service, async_records, say)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    running = asyncio.create_task(connection.run())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            say("finishing what is under way…")
        await owner.close()
        ended = await connection.close()
        if stop.is_set():
            running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        return ended
    finally:
        stopped.cancel()
        await owner.close()
        async_records.close()
        records.close()


class OneLine(logging.Filter):
    """Makes one line of what discord.py logs with a traceback: while Discord is away, it does so every few seconds."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("discord") and record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            record.msg, record.args = f"{record.getMessage()} ({type(error).__name__}: {error})".replace("\n", " "), ()
            record.exc_info = record.exc_text = None
        return True
