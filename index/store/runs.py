"""The runs of re-indexing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, update

from index.store.database import Database
from index.store.schema import runs


class Runs:
    """When the store was brought up to date, and what that changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, at: datetime) -> int:
        """A run begins; returns its number."""
        row = {"started_at": at.isoformat(), "counts": {}}
        with self._database.writing() as connection:
            number: int = connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one()
            return number

    def end(self, number: int, at: datetime, counts: Mapping[str, int]) -> None:
        """A run came to its end; one that was cut off has none."""
        values = {"ended_at": at.isoformat(), "counts": dict(counts)}
        with self._database.writing() as connection:
            connection.execute(update(runs).where(runs.c.id == number).values(values))
