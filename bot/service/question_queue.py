"""A line of questions: a bounded number at a time, fair between people, each told its place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from bot.service.refusals import Busy, Closed

_log = logging.getLogger(__name__)

Queued = Callable[[int], None]
"""Told the place in line, 1 for the next, whenever it changes."""


@dataclass(eq=False, slots=True)
class Ticket:
    """One question's place. ``round`` is what makes the line fair: see ``QuestionQueue``."""

    who: Hashable
    round: int
    number: int
    queued: Queued
    admitted: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    place: int = 0


class QuestionQueue:
    """Admits at most ``at_once`` questions; the others wait, at most ``most_waiting`` of them.

    Each person's first question goes before anybody's second (start-time fair queueing, Goyal, Vin and Cheng, 1996, with
    questions of equal length); within a round, who came first goes first. Belongs to one event loop.
    """

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self._at_once = at_once
        self._most_waiting = most_waiting
        self._waiting: list[Ticket] = []
        self._working: set[Ticket] = set()
        self._arrivals = 0
        self._round = 0
        self._closed = False

    @property
    def waiting(self) -> int:
        """The number of those that wait."""
        return len(self._waiting)

    @property
    def working(self) -> int:
        """The number of those that are being worked on."""
        return len(self._working)

    async def enter(self, who: Hashable, queued: Queued) -> Ticket:
        """Wait for a turn, which ends with ``leave``.

        Raises:
            Busy: too many wait already.
            Closed: the line was closed.
        """
        if self._closed:
            raise Closed
        if len(self._waiting) >= self._most_waiting:
            raise Busy(f"{len(self._waiting)} questions are waiting already; ask again in a few minutes.")
        self._arrivals += 1
        earlier = [ticket.round + 1 for ticket in (*self._waiting, *self._working) if ticket.who == who]
        ticket = Ticket(who, max([self._round, *earlier]), self._arrivals, queued)
        self._waiting.append(ticket)
        self._waiting.sort(key=lambda item: (item.round, item.number))
        self._advance()
        try:
            await ticket.admitted
        except asyncio.CancelledError:
            self.leave(ticket)
            raise
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """The question is done, or is given up; who is next moves up."""
        self._working.discard(ticket)
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        self._advance()

    def close(self) -> None:
        """Admit nobody from now on; those who wait get Closed."""
        self._closed = True
        for ticket in self._waiting:
            if not ticket.admitted.done():
                ticket.admitted.set_exception(Closed())
        self._waiting.clear()

    def _advance(self) -> None:
        while self._waiting and len(self._working) < self._at_once:
            ticket = self._waiting.pop(0)
            if not ticket.admitted.done():
                self._round = max(self._round, ticket.round)
                self._working.add(ticket)
                ticket.admitted.set_result(None)
        for place, ticket in enumerate(self._waiting, start=1):
            if ticket.place != place:
                ticket.place = place
                try:
                    ticket.queued(place)
                except Exception:
                    _log.exception("a place in line could not be announced")
