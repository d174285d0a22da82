"""The side of those who hand their work to a data folder's owner. Blocking."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.service.handover import address
from bot.service.handover.messages import Message, Order, line, order_message
from bot.settings import Settings
from index.errors import UserError


class HandedBack(UserError):
    """The owner could not do it; the message is its own."""


class OwnerRefuses(UserError):
    """The owner does not take the order: another version, or other settings. Nothing was begun."""


class OwnerGone(Exception):
    """The owner ended before the work did."""


@contextmanager
def handed_over(order: Order, settings: Settings) -> Iterator[Iterator[Message] | None]:
    """The owner's replies to an order, as they come, the last with ``done``; None where nobody owns the folder.

    The iterator raises HandedBack, OwnerRefuses or OwnerGone. Where the block is left before its end, the owner stops a run that
    is still reading; what is embedded behind goes on.
    """
    connection = address.connect(settings.data_dir) if isinstance(settings.place, Path) else None
    if connection is None:
        yield None
        return
    with connection, connection.makefile("rb") as lines:
        with suppress(OSError):  # its end is seen where the replies are read
            connection.sendall(line(order_message(order, settings)))
        yield _replies(lines)


def is_owned(settings: Settings) -> bool:
    """Somebody owns the folder."""
    connection = address.connect(settings.data_dir) if isinstance(settings.place, Path) else None
    if connection is not None:
        connection.close()
    return connection is not None


def outcome_of(replies: Iterator[Message] | None) -> Any:  # noqa: ANN401 - each order has its own
    """What the owner's work came to at last; None where nobody owns the folder, or its owner has gone.

    Raises:
        HandedBack, OwnerRefuses: as they say.
    """
    try:
        return next((reply["done"] for reply in replies if "done" in reply), None) if replies is not None else None
    except OwnerGone:
        return None


def _replies(lines: Iterable[bytes]) -> Iterator[Message]:
    try:
        for sent in lines:
            reply: Message = json.loads(sent)
            if "failed" in reply:
                raise HandedBack(reply["failed"])
            if "refused" in reply:
                raise OwnerRefuses(reply["refused"])
            yield reply
            if "done" in reply:
                return
    except (OSError, ValueError) as error:  # half a line, where it was killed in the middle of one
        raise OwnerGone from error
    raise OwnerGone
