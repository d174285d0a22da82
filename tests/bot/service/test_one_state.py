"""What is answered during a re-indexing is what stood there before it, or after it, and never some of each."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.answer.query import Query
from bot.service import NewsService
from index.types import Filters

OUTLETS = 70
"""Articles, more than are cut at a time."""
ASKED = Query("How many ferries cross the harbour?", Filters(), 5)


def write(news: Path, ferries: str, tell: Any) -> None:
    """Every outlet tells of as many ferries; which paragraph tells it, and when it was written, changes too."""
    lead, day = ("It rained. " * 7, "2024-03-09") if ferries == "nine" else ("", "2024-03-05")
    lines = [
        tell.fakes.record(
            f"Town {number}",
            f"{lead}{ferries} ferries cross the harbour of town {number}.",
            url=f"https://{number}.example/1",
            day=day,
        )
        for number in range(OUTLETS)
    ]
    news.write_text("\n".join(lines))


def told(answer: Any) -> set[tuple[str, str]]:
    """The numbers of ferries that the quotes of an answer give, with the days of their articles."""
    assert answer.evidence
    for item in answer.evidence:
        assert item.article.text[item.start : item.end] == item.quote
    days = {str(item.article.published.at.date()) for item in answer.evidence}
    return {(word, day) for word in ("four", "nine") for item in answer.evidence if word in item.quote for day in days}


@pytest.fixture
def news(tmp_path: Path, tell: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.pipeline.reading.Workers", tell.fakes.InProcess)
    path = tmp_path / "news.jsonl"
    write(path, "four", tell)
    return path


def serve(make_service: Callable[..., NewsService], main: Callable[[NewsService], Coroutine[Any, Any, None]]) -> None:
    async def whole() -> None:
        service = make_service()
        try:
            await asyncio.wait_for(main(service), 60)
        finally:
            assert await service.close()

    asyncio.run(whole())


async def first(service: NewsService, news: Path) -> None:
    service._resources.pool.shared_store(None).catalogue().sources.add([news])
    assert (await service.reindex(server=None)).added == OUTLETS


def test_until_its_end_a_run_changes_no_answer(make_service, models, news: Path, tell: Any) -> None:
    async def main(service: NewsService) -> None:
        await first(service, news)
        before = told(await service.ask(ASKED, server=None))
        assert before == {("four", "2024-03-05")}
        write(news, "nine", tell)
        halfway, go = threading.Event(), threading.Event()
        count, batches = models.embedder.count_tokens, 0

        def counted(texts: list[str]) -> list[int]:
            nonlocal batches
            batches += any("nine" in text for text in texts)
            if batches == OUTLETS - 2:  # in the second batch
                halfway.set()
                assert go.wait(30)
            return count(texts)

        models.embedder.count_tokens = counted
        run = asyncio.create_task(service.reindex(server=None))
        assert await asyncio.to_thread(halfway.wait, 30)
        models.embedder.count_tokens = count
        assert told(await service.ask(ASKED, server=None)) == before
        recent = Query(ASKED.question, Filters(since=20240309), 5)
        assert not (await service.ask(recent, server=None)).evidence
        go.set()
        assert (await run).updated == OUTLETS
        assert told(await service.ask(ASKED, server=None)) == {("nine", "2024-03-09")}

    serve(make_service, main)


def test_a_run_that_ends_before_an_answer_does_not_change_it(
    make_service, models, news: Path, tell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.resources._PAUSE", 0.0)  # or the run would stand back for the question

    async def main(service: NewsService) -> None:
        await first(service, news)
        reading, go = threading.Event(), threading.Event()
        models.reranker.hold = lambda: (reading.set(), go.wait(30))
        question = asyncio.create_task(service.ask(ASKED, server=None))
        assert await asyncio.to_thread(reading.wait, 30)
        write(news, "nine", tell)
        assert (await service.reindex(server=None)).updated == OUTLETS
        go.set()
        assert told(await question) == {("four", "2024-03-05")}
        assert told(await service.ask(ASKED, server=None)) == {("nine", "2024-03-09")}

    serve(make_service, main)
