"""What people asked, were shown and said of it, and how each Discord server is set: kept beside the catalogue."""

from __future__ import annotations

from bot.records.records import Records
from bot.records.saved import QuoteLocation, SavedAnswer, ServerSettings

__all__ = ["QuoteLocation", "Records", "SavedAnswer", "ServerSettings"]
