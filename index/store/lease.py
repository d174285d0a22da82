"""The right to write a store on servers: one holder at a time, whichever machine it is on, for as long as it says that it lives.

A row in the store's own schema names the holder, and until when. The holder puts that off, three times before it ends; one
that crashed, hangs, or is cut off does not, and whoever comes next takes over. Each holding has a number, and each
transaction that writes looks whether its number still holds (a fencing token: Kleppmann, 2016), so that one who was taken over
and comes back writes nothing any more. A takeover is itself such a transaction, and so never comes in the middle of one.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from contextlib import suppress

from sqlalchemy import Connection, text

from index.store import postgres
from index.store.errors import StoreError
from index.store.place import ServerPlace

_log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
CREATE = (
    'CREATE TABLE IF NOT EXISTS "{schema}".lease (one boolean PRIMARY KEY DEFAULT true CHECK (one), '
    "holder text NOT NULL, number bigint NOT NULL, until timestamptz NOT NULL)"
)
_TAKE = text(
    "INSERT INTO lease AS held (holder, number, until) "
    "VALUES (:holder, 1, clock_timestamp() + make_interval(secs => :seconds)) "
    "ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, number = held.number + 1, until = excluded.until "
    "WHERE held.until < clock_timestamp() RETURNING number"
)
_PUT_OFF = text("UPDATE lease SET until = clock_timestamp() + make_interval(secs => :seconds) WHERE number = :number")
_END = text("UPDATE lease SET until = '-infinity' WHERE number = :number")


class LeaseLost(StoreError):
    """Another process took the store over, because this one seemed dead."""

    def __init__(self) -> None:
        super().__init__(
            "Another newsdesk took the store over, because this one was not heard of for too long; run it again.",
            public="Another machine took the re-indexing over; look again in a few minutes.",
        )


class LeaseLock:
    """The lease of one store as one holder has it, with the same methods as ``StoreLock``. Readers need none."""

    found = mark = ""
    """The servers show everybody what was written: nothing that is open ever has to be opened anew."""

    def __init__(self, place: ServerPlace, seconds: float | None = None) -> None:
        self._place = place
        self._seconds = LEASE_SECONDS if seconds is None else seconds
        self._engine = postgres.make_engine(place.database_url, place.name)
        self._holder = f"{socket.gethostname()} (process {os.getpid()}) {secrets.token_hex(4)}"
        self._number: int | None = None
        self._ended = threading.Event()
        self._beats: threading.Thread | None = None

    def try_shared(self) -> bool:
        """Readers wait for nobody."""
        return True

    def try_exclusive(self) -> bool:
        """Take the lease; False where another has it."""
        with postgres.at_once(self._engine).begin() as connection:
            if not postgres.try_alone(connection, self._place.name):
                return False  # somebody is in the middle of writing
            values = {"holder": self._holder, "seconds": self._seconds}
            number = connection.execute(_TAKE, values).scalar()
        if number is None:
            return False
        self._number = number
        self._ended.clear()
        self._beats = threading.Thread(target=self._put_off, args=(number,), name="lease", daemon=True)
        self._beats.start()
        return True

    def fence(self, connection: Connection) -> None:
        """Raises LeaseLost where this transaction must not write, because the lease is another's."""
        if self._number is not None:
            held = connection.execute(text("SELECT 1 FROM lease WHERE number = :number"), {"number": self._number})
            if held.first() is None:
                raise LeaseLost

    def step_down(self) -> None:
        """End an exclusive hold."""
        if self._number is None:
            return
        number, self._number = self._number, None
        self._ended.set()
        if self._beats is not None:
            self._beats.join()
            self._beats = None
        with suppress(StoreError):  # where the server is away it ends by itself
            self._execute(_END, number)

    def release(self) -> None:
        """Let go of everything."""
        self.step_down()
        self._engine.dispose()

    def is_wanted(self) -> bool:
        """Nobody has to wait for a reader."""
        return False

    def reason(self) -> str:
        """Who stands in the way, in words for a person that a sentence can begin with, after a failed try."""
        with self._engine.connect() as connection:
            holder = connection.execute(text("SELECT holder FROM lease")).scalar() or "unknown"
        who = holder.rpartition(" ")[0]
        return f"Another newsdesk is re-indexing {self._place.label}, on {who}"

    def _put_off(self, number: int) -> None:
        while not self._ended.wait(self._seconds / 3):
            try:
                if not self._execute(_PUT_OFF, number):
                    _log.error("the lease of %s was taken over", self._place.label)
                    return
            except StoreError as error:  # it may be back before the lease ends
                _log.warning("the lease of %s could not be put off: %s", self._place.label, error)

    def _execute(self, statement: object, number: int) -> bool:
        with postgres.at_once(self._engine).begin() as connection:
            values = {"number": number, "seconds": self._seconds}
            return connection.execute(statement, values).rowcount > 0  # type: ignore[call-overload,no-any-return]
