"""Stores, models and settings for the service's threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.service.background import Lane, RightOfWay
from bot.service.server_sources import ServerSources
from bot.service.store_pool import StorePool
from bot.service.upload_size import Most
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Models

_UNPACKED = 4
"""Times as much text as bytes that an upload may hold: the usual compression shrinks text to a third."""
_PASSAGES = 20
"""Of an article on average, at most; long ones of news have so many."""
_PAUSE = 1.0
"""Seconds that a run stands back before every few passages while questions are answered."""


@dataclass(frozen=True)
class Resources:
    """Settings, stores, models and clock, and how runs and questions get along. All of it may be used from any thread."""

    settings: Settings
    pool: StorePool
    models: Models
    clock: Callable[[], datetime]
    stopping: threading.Event = field(default_factory=threading.Event)
    """Set when the program goes down."""
    questions: RightOfWay = field(default_factory=lambda: RightOfWay(_PAUSE))
    lane: Lane = field(default_factory=Lane)

    def sources_of(self, server: int) -> ServerSources:
        """The files that a server has, and what it may add."""
        chosen = self.settings
        return ServerSources(
            self.pool.folder(server), chosen.offered_dir, chosen.upload_mb * 2**20, chosen.uploads_mb * 2**20
        )

    @property
    def most_of_upload(self) -> Most:
        """The most that one uploaded file may hold."""
        articles = self.settings.upload_articles
        return Most(articles, _UNPACKED * self.settings.upload_mb * 2**20, _PASSAGES * articles)
