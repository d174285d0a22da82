"""The full-text index of a store, whichever database has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from index.store.database import Database
from index.store.words import Words
from index.types import Filters, Found


class WordIndex(Protocol):
    """Finds passages by the words in them."""

    def search(self, question: str, limit: int, filters: Filters) -> list[Found]:
        """The passages with any word of the question, best first."""

    def suggest(self, words: Sequence[str]) -> dict[str, str]:
        """The corpus's own spelling of those ``words`` that it does not hold and that something in it resembles."""

    def add(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Add (passage number, headline, body)."""

    def remove(self, numbers: Sequence[int]) -> None:
        """Remove passages by number."""

    def is_damaged(self) -> bool:
        """The index cannot be read, or does not fit what it was made of."""

    def clear(self) -> None:
        """Forget everything, a damaged index included."""

    def numbers(self) -> set[int]:
        """The numbers of all passages in the index."""


def words_of(database: Database) -> WordIndex:
    """The words of a catalogue."""
    if database.engine.dialect.name == "postgresql":
        from index.store.postgres_words import PostgresWords

        return PostgresWords(database)
    return Words(database)
