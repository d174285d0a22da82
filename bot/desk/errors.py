"""What the desk refuses; each message is one sentence for the person who asked."""

from __future__ import annotations

from index.errors import ForPeople


class DeskError(ForPeople):
    """The desk cannot do it; the message says why and what to do next."""


class Busy(DeskError):
    """Not now: something else is under way."""


class Closed(DeskError):
    """The program is going down."""

    def __init__(self) -> None:
        super().__init__("The news desk is closing; ask again in a minute.")


class Refused(DeskError):
    """Not so: what was given cannot be used."""
