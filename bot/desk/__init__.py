"""What a long-running program answers from: open stores, warm models, a line of questions, one re-indexing at a time."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.errors import Busy, Closed, DeskError, Refused
from bot.desk.sources import Source, Upload

__all__ = ["Busy", "Closed", "Desk", "DeskError", "Refused", "Source", "Upload"]
