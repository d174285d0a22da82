"""The owner's side: orders of other processes of the same user are carried out by the service."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bot.answer.query import Query
from bot.log import log_failure
from bot.service.handover import address
from bot.service.handover.messages import (
    LONGEST,
    Message,
    Order,
    answer_message,
    examinations_message,
    line,
    outcome_message,
    read_order,
)
from bot.service.operator_work import CheckOrder, FillOrder, ReindexOrder, RemoveOrder
from bot.service.refusals import Busy, Closed, Refused
from bot.service.service import NewsService
from bot.settings import Settings
from index.errors import UserError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_Send = Callable[[Message], None]

_AT_ONCE = 16
"""Orders that are carried out, or wait, at a time."""
_ORDER_SECONDS = 10.0
"""Time that the other side has to say what it wants, and to read what came of it."""
_UNREAD = 2**16
"""Bytes that the other side has not read, from which on it is told no further progress."""
_ALIVE_SECONDS = 2.0
"""Between two signs of life."""
_PASSING = {"progress", "stage", "alive"}
_PAUSE = 0.3
"""Seconds between two looks whether a run that is under way has ended."""


class Owner:
    """Takes orders at the socket in the data folder. Belongs to one event loop; its caller is the folder's one server."""

    def __init__(self, service: NewsService, settings: Settings) -> None:
        self._service = service
        self._settings = settings
        self._server: asyncio.Server | None = None
        self._orders: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Begin to listen. Where that is not possible, others take turns with this process at the store, as with any."""
        if not isinstance(self._settings.place, Path) or not address.has_sockets():
            return
        try:
            listener = address.listen(self._settings.data_dir)
        except OSError as error:
            _log.warning("no socket in %s: %s; other newsdesks have to wait", self._settings.data_dir, error)
            return
        self._server = await asyncio.start_unix_server(self._taken, sock=listener, limit=LONGEST)

    async def close(self) -> None:
        """Take no further orders, and let go of those that are under way: whoever gave them goes on by itself."""
        if self._server is None:
            return
        address.leave(self._settings.data_dir)
        self._server.close()
        for task in self._orders:
            task.cancel()
        await asyncio.gather(*self._orders, return_exceptions=True)

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._orders.add(task)
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            """The other side has gone, or this one goes: a connection that ends without a result says so."""
        finally:
            self._orders.discard(task)
            if writer.transport.get_write_buffer_size():  # nobody reads it
                writer.transport.abort()
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def send(message: Message) -> None:
            if writer.transport.get_write_buffer_size() < _UNREAD or not message.keys() & _PASSING:
                writer.write(line(message))

        try:
            if len(self._orders) > _AT_ONCE:
                raise Refused("The newsdesk that serves from here has too much to do; try again in a minute.")
            async with asyncio.timeout(_ORDER_SECONDS):
                order = read_order(await reader.readline(), self._settings)
        except (ValueError, TimeoutError):  # longer than an order can be, or none
            send({"refused": "That is no order for newsdesk."})
        except Refused as error:
            send({"refused": str(error)})
        else:
            work = asyncio.create_task(self._carried_out(order, send))
            gone = asyncio.create_task(reader.read(1))
            alive = asyncio.create_task(_tell_alive(send))
            try:
                await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                alive.cancel()
                gone.cancel()
                work.cancel()  # one whose giver has gone
                with contextlib.suppress(asyncio.CancelledError):
                    await work
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_ORDER_SECONDS):
                await writer.drain()

    async def _carried_out(self, order: Order, send: _Send) -> None:
        try:
            send({"done": await self._result(order, send)})
        except Closed:
            """The giver goes on by itself."""
        except UserError as error:
            send({"failed": str(error)})
        except Exception as error:
            reference = log_failure(error)
            send({"failed": f"something failed that should not; the log tells more under the reference {reference}."})

    async def _result(self, order: Order, send: _Send) -> object:
        def progress(stage: str, done: int, total: int) -> None:
            send({"progress": [stage, done, total]})

        match order:
            case Query():
                told = await self._service.ask(order, server=None, progress=lambda stage: send({"stage": stage}))
                return answer_message(told)
            case CheckOrder():
                return examinations_message(await self._in_turn(self._service.examine_stores, send))
            case RemoveOrder():
                return await self._in_turn(lambda: self._service.remove_operator_sources(order), send)
            case FillOrder():
                return await self._service.filled(None, progress)
            case ReindexOrder():
                outcome = await self._in_turn(lambda: self._service.carry_out(order, progress=progress), send)
                send({"read": outcome_message(outcome)})
                return await self._service.filled(None, progress) if outcome.report.waiting else 0

    async def _in_turn(self, run: Callable[[], Awaitable[_T]], send: _Send) -> _T:
        """What comes of the run, which begins when the others have ended: first those handed over before it."""
        waiting = self._turn.locked()
        if waiting:
            send({"waiting": True})
        async with self._turn:
            while True:
                try:
                    return await run()
                except Busy:
                    if not waiting:
                        send({"waiting": True})
                    waiting = True
                await asyncio.sleep(_PAUSE)


async def _tell_alive(send: _Send) -> None:
    while True:
        send({"alive": True})
        await asyncio.sleep(_ALIVE_SECONDS)
