"""Stores, models and settings for the service's threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.service.background import RightOfWay
from bot.service.refusals import Closed
from bot.service.server_sources import ServerSources
from bot.service.store_pool import StorePool
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Models

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

    def sources_of(self, server: int) -> ServerSources:
        """The files that a server has, and what it may add."""
        chosen = self.settings
        return ServerSources(
            self.pool.folder(server), chosen.offered_dir, chosen.upload_mb * 2**20, chosen.uploads_mb * 2**20
        )

    def stop_here(self) -> None:
        """Raises Closed where the program is going down."""
        if self.stopping.is_set():
            raise Closed

    def stand_back(self) -> None:
        """Let questions go first; stop where the program is going down."""
        self.questions.give_way(self.stopping.is_set)
        self.stop_here()
