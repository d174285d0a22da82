"""The side of those who hand their work to a data folder's owner. Blocking."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.service.handover import address
from bot.service.handover.messages import Message, Order, line, order_message
from bot.settings import Settings
from index.errors import UserError
from index.store import Place
from index.store.lock import Waiting

_TOLD_SECONDS, _MOST_SECONDS = 5.0, 30.0
"""Seconds without a sign of life until a person is told, and until it is given up: an owner gives one every other second."""
_PART = 2**16


class HandedBack(UserError):
    """The owner could not do it; the message is its own."""


class OwnerRefuses(UserError):
    """The owner does not take the order: another version, or other settings. Nothing was begun."""


class OwnerSilent(UserError):
    """The owner is there, but gives no sign of life: its process is stopped, or hangs."""

    def __init__(self, owner: str, seconds: float) -> None:
        super().__init__(
            f"{owner} has not replied for {seconds:.0f} seconds; have its process go on, or end it, and try again."
        )


class OwnerGone(Exception):
    """The owner ended before the work did."""


@contextmanager
def handed_over(
    order: Order, settings: Settings, waiting: Waiting = lambda _: None
) -> Iterator[Iterator[Message] | None]:
    """The owner's replies to an order, as they come, the last with ``done``; None where nobody owns the folder.

    The iterator raises HandedBack, OwnerRefuses, OwnerSilent or OwnerGone; ``waiting`` is told in a sentence where the owner gives
    no sign of life. Where the block is left before its end, the owner stops a run that is still reading; what is embedded behind
    goes on.

    Raises:
        OwnerSilent: it takes no orders.
    """
    connection = _connected(settings.place)
    if connection is None:
        yield None
        return
    with connection:
        connection.settimeout(_MOST_SECONDS)
        with suppress(OSError):  # its end is seen where the replies are read
            connection.sendall(line(order_message(order, settings)))
        yield _replies(_lines(connection, waiting))


def is_owned(place: Place) -> bool:
    """Somebody owns the folder."""
    try:
        connection = _connected(place)
    except OwnerSilent:
        return True
    if connection is not None:
        connection.close()
    return connection is not None


def outcome_of(replies: Iterator[Message] | None, in_line: Callable[[], object]) -> Any:  # noqa: ANN401 - each order has its own
    """What the owner's work came to at last; None where nobody owns the folder, or its owner has gone.

    ``in_line`` is called where other work of the owner goes first.

    Raises:
        HandedBack, OwnerRefuses, OwnerSilent: as they say.
    """
    with suppress(OwnerGone):
        for reply in replies or ():
            if "waiting" in reply:
                in_line()
            elif "done" in reply:
                return reply["done"]
    return None


def _connected(place: Place) -> socket.socket | None:
    try:
        return address.connect(place) if isinstance(place, Path) else None
    except TimeoutError:
        raise OwnerSilent(_named(None), address.SECONDS) from None


def _lines(connection: socket.socket, waiting: Waiting) -> Iterator[bytes]:
    """What is sent, line by line."""
    begun: list[bytes] = []
    while part := _received(connection, waiting):
        first, *others = part.split(b"\n")
        begun.append(first)
        for other in others:
            yield b"".join(begun)
            begun = [other]
    if any(begun):  # where it was killed in the middle of one
        yield b"".join(begun)


def _received(connection: socket.socket, waiting: Waiting) -> bytes:
    """What is sent next; nothing where the other side has ended. Raises OwnerSilent."""
    connection.settimeout(_TOLD_SECONDS)
    with suppress(TimeoutError):
        return connection.recv(_PART)
    owner = _named(address.process_of(connection))
    waiting(f"{owner} does not reply; waiting for it.")
    connection.settimeout(_MOST_SECONDS - _TOLD_SECONDS)
    try:
        return connection.recv(_PART)
    except TimeoutError:
        raise OwnerSilent(owner, _MOST_SECONDS) from None


def _named(process: int | None) -> str:
    return "The newsdesk that serves from here" + (f" (process {process})" if process else "")


def _replies(lines: Iterable[bytes]) -> Iterator[Message]:
    try:
        for sent in lines:
            reply: Message = json.loads(sent)
            if "failed" in reply:
                raise HandedBack(reply["failed"])
            if "refused" in reply:
                raise OwnerRefuses(reply["refused"])
            if "alive" in reply:
                continue
            yield reply
            if "done" in reply:
                return
    except (OSError, ValueError) as error:  # half a line
        raise OwnerGone from error
    raise OwnerGone
