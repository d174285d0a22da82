"""The owner of a data folder as `newsdesk serve` is one, without Discord and with the fakes' models.

As a program, ``python -m tests.support.owner DATA HOLD``, it serves until it is killed. While there is a file HOLD, a run stands
still where it cuts its first article, and says ``held``.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import index.pipeline.reading
from bot.service import NewsService
from bot.service.handover.owner import Owner
from bot.settings import Settings
from tests.bot.service.conftest import QuickModels
from tests.support.fakes import HashEmbedder, InProcess


class _Holding(HashEmbedder):
    def __init__(self, hold: Path) -> None:
        super().__init__()
        self._hold = hold

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if self._hold.exists():
            _say("held")
        while self._hold.exists():
            time.sleep(0.01)
        return super().count_tokens(texts)


def _say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


async def serve(data: Path, hold: Path) -> None:
    models = QuickModels()
    models.embedder = _Holding(hold)
    settings = Settings(data_dir=data, _env_file=None)
    service = NewsService(settings, models=models)  # type: ignore[arg-type]
    await service.warm()
    await Owner(service, settings).start()
    _say("serving")
    await asyncio.Event().wait()


if __name__ == "__main__":
    index.pipeline.reading.Workers = InProcess  # type: ignore[assignment,attr-defined]
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2])))
