"""Questions, the answers that were shown, people's feedback, and each Discord server's settings: kept beside the catalogue."""

from __future__ import annotations

from bot.records.records import Records
from bot.records.saved import OpenReply, QuoteLocation, SavedAnswer, ServerSettings

__all__ = ["OpenReply", "QuoteLocation", "Records", "SavedAnswer", "ServerSettings"]
