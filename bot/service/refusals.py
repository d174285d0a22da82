"""Refusals of the service; each message is one sentence for the person who asked."""

from __future__ import annotations

from index.errors import UserError


class ServiceError(UserError):
    """The service cannot do it; the message says why and what to do next."""

    is_for_everybody = True


class Busy(ServiceError):
    """Not now: something else is under way."""


class Closed(ServiceError):
    """The program is going down."""

    def __init__(self) -> None:
        super().__init__("The news service is closing; ask again in a minute.")


class Stopped(ServiceError):
    """Somebody stopped it."""

    def __init__(self) -> None:
        super().__init__("The re-indexing was stopped; what it has written stays, and /reindex goes on from there.")


class Refused(ServiceError):
    """Not so: what was given cannot be used."""
