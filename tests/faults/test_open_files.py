"""Open files do not grow with questions, beyond what the pools of connections keep."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.query import Query
from bot.service import NewsService
from bot.settings import Settings
from index.pipeline.reindex import reindex
from index.store import open_store
from tests.bot.service.conftest import QuickModels, story

FILES = Path("/proc/self/fd")
AT_ONCE = 6
KEPT = 10
"""Connections that Chroma keeps open for the next who asks; SQLAlchemy keeps five."""
QUESTION = Query("What did the council say?")

pytestmark = pytest.mark.skipif(not FILES.exists(), reason="only Linux tells which files are open")


def open_files(folder: Path) -> Counter[str]:
    """The files below the folder that this process has open, and how often each."""
    found: Counter[str] = Counter()
    for descriptor in FILES.iterdir():
        with contextlib.suppress(OSError):  # that of the listing itself
            target = descriptor.readlink()
            found[target.name] += folder in target.parents
    return +found


def test_many_questions_open_no_more_files_than_are_kept_for_the_next(tmp_path: Path) -> None:
    models = QuickModels()
    news = tmp_path / "news.jsonl"
    news.write_text(story("Harbour", "The council spoke about ferries. It will meet again on Friday."))
    settings = Settings(data_dir=tmp_path / "data", questions_at_once=AT_ONCE, _env_file=None)
    with open_store(settings.data_dir, models.fingerprint, exclusive=True) as store:
        reindex(store, models.embedder, [news], now=datetime(2024, 5, 1, tzinfo=UTC))

    async def main() -> None:
        service = NewsService(settings, models=models)  # type: ignore[arg-type]
        await service.warm()
        for _ in range(15):
            await asyncio.gather(*(service.ask(QUESTION, server=None) for _ in range(2 * AT_ONCE)))
            found = open_files(settings.data_dir)
            assert found and max(found.values()) <= KEPT, found
        assert await service.close()

    asyncio.run(main())
