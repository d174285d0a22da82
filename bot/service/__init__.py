"""The service of a long-running program: open stores, warm models, a line of questions, re-indexing beside."""

from __future__ import annotations

from bot.service.refusals import Busy, Closed, Refused, ServiceError, Stopped
from bot.service.server_sources import Source, Upload
from bot.service.service import NewsService

__all__ = ["Busy", "Closed", "NewsService", "Refused", "ServiceError", "Source", "Stopped", "Upload"]
