"""Re-indexing in a service that answers meanwhile, over real stores, files and processes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.answer.query import Query
from bot.service import Busy, NewsService, Refused, Upload
from bot.settings import Settings
from index.pipeline.reindex import reindex
from index.store import open_store
from tests.bot.service.running import COUNCIL, embedded, headlines, run

ROOT = Path(__file__).parents[3]


def test_one_source_is_read_by_its_name(make_service, tell) -> None:
    async def main(service: NewsService) -> None:
        for name in ("a", "b"):
            story = tell.story(name, COUNCIL.format(name), url=f"https://one.example/{name}")
            await service.add_source(1, Upload(f"{name}.jsonl", story.encode()))
        assert (await service.reindex(server=1, source="b.jsonl")).added == 1
        assert [source.articles for source in await service.sources(1)] == [0, 1]
        with pytest.raises(Refused, match="no such source"):
            await service.reindex(server=1, source="c.jsonl")
        report = await service.reindex(server=1)
        assert (report.added, report.unchanged) == (1, 1)

    run(make_service, main)


def test_what_the_operator_withdrew_is_not_read_again(make_service, settings: Settings, tmp_path: Path, tell) -> None:
    path = settings.offered_dir / "a.jsonl"  # type: ignore[operator]
    path.write_text(tell.story("Before", COUNCIL.format("ferries")))

    async def first(service: NewsService) -> None:
        await service.add_source(1, "a.jsonl")
        assert (await service.reindex(server=1)).added == 1

    async def second(service: NewsService) -> None:
        path.write_text(tell.story("After", COUNCIL.format("balloons")))
        report = await service.reindex(server=1)
        assert (report.added, report.updated) == (0, 0)
        assert [item.reason for item in report.skipped] == ["no longer offered by the operator"]
        assert [source.missing for source in await service.sources(1)] == [True]

    run(make_service, first)
    run(make_service, second, settings=settings.model_copy(update={"offered_dir": tmp_path / "elsewhere"}))


def test_answers_flow_during_a_run_and_use_the_new_articles_after_it(make_service, models, news: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        news.write_text(
            news.read_text() + "\n" + tell.story("Airfield", COUNCIL.format("balloons"), url="https://wire.example/2")
        )
        begun, go = threading.Event(), threading.Event()
        embed = models.embedder.embed_passages

        def held(texts: list[str]) -> Any:
            begun.set()
            assert go.wait(30)
            return embed(texts)

        models.embedder.embed_passages = held
        report = await service.reindex(server=None)
        assert (report.added, report.waiting) == (1, 1)
        await asyncio.to_thread(begun.wait, 30)
        assert service.running.startswith("embedding 0 of 1")
        with pytest.raises(Refused, match="no sources of its own"):
            await service.reindex(server=5)
        assert headlines(await service.ask(Query("The council spoke about ferries"), server=None))[0] == "Harbour"
        assert headlines(await service.ask(Query("The council spoke about balloons"), server=None))[0] == "Airfield"
        held_ = await service.coverage(None)
        assert (held_.passages, held_.waiting) == (2, 1)
        assert (await service.reindex(server=None)).unchanged == 2  # nobody has to wait for the embedding
        go.set()
        await embedded(service)
        assert (await service.coverage(None)).waiting == 0
        assert headlines(await service.ask(Query("The council spoke about balloons"), server=None))[0] == "Airfield"

    run(make_service, main)


def test_what_was_left_to_be_embedded_is_embedded_from_the_start(
    make_service, settings: Settings, models, news: Path, tell
) -> None:
    news.write_text(news.read_text() + "\n" + tell.story("Airfield", COUNCIL.format("balloons")))
    with open_store(settings.data_dir, models.fingerprint, exclusive=True) as store:
        assert reindex(store, models.embedder, [news], now=tell.fakes.NOW, embed=False).waiting == 1

    async def main(service: NewsService) -> None:
        await embedded(service)
        assert (await service.coverage(None)).waiting == 0

    run(make_service, main)


def test_of_two_runs_over_the_same_articles_the_second_is_refused(make_service, models, news: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        news.write_text(news.read_text() + "\n" + tell.story("Airfield", COUNCIL.format("balloons")))
        begun, go = threading.Event(), threading.Event()
        count = models.embedder.count_tokens
        models.embedder.count_tokens = lambda texts: (begun.set(), go.wait(30), count(texts))[2]
        first = asyncio.create_task(service.reindex(server=None))
        await asyncio.to_thread(begun.wait, 30)
        assert service.running.startswith("cutting 0 of 1")
        with pytest.raises(Busy, match="under way already"):
            await service.reindex(server=None)
        go.set()
        assert (await first).added == 1

    run(make_service, main)


def test_the_command_line_re_indexes_while_questions_are_asked(
    make_service, settings: Settings, models, news: Path, tell
) -> None:
    """Another process gets its exclusive lock under a steady load, and the service answers from what it wrote."""

    async def main(service: NewsService) -> None:
        models.reranker.hold = lambda: threading.Event().wait(0.02)
        stop = asyncio.Event()

        async def load() -> int:
            asked = 0
            while not stop.is_set():
                assert (
                    headlines(await service.ask(Query("The council spoke about ferries"), server=None))[0] == "Harbour"
                )
                asked += 1
            return asked

        loads = [asyncio.create_task(load()) for _ in range(3)]
        corpus = news.parent / "corpus.jsonl"
        fields = '{"headline": "Airfield", "paragraphs": ["The council spoke about balloons."], "url": "https://x.example/9", '
        corpus.write_text(fields + '"outlet": "Wire", "day": "2024-03-02"}')
        writer = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.support.fakes",
            str(settings.data_dir),
            str(corpus),
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        await writer.communicate()
        assert writer.returncode == 0
        stop.set()
        assert all(count > 0 for count in await asyncio.gather(*loads))
        assert "Airfield" in headlines(await service.ask(Query("The council spoke about balloons"), server=None))

    run(make_service, main)


def test_while_another_process_writes_for_long_words_alone_answer(
    make_service, settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.answering._PATIENCE", 0.2)
    monkeypatch.setattr("bot.service.runs._PATIENCE", 0.2)

    async def main(service: NewsService) -> None:
        from index.store.lock import store_lock

        with store_lock(settings.data_dir, exclusive=True):
            assert headlines(await service.ask(Query("The council spoke about ferries"), server=None)) == ["Harbour"]
            assert (await service.coverage(None)).articles == 1
            assert await service.outlets(None) == ["Wire"]
            with pytest.raises(Busy, match="Another program"):
                await service.reindex(server=None)
        assert (await service.reindex(server=None)).unchanged == 1

    run(make_service, main)


def test_other_models_mean_a_new_index_for_servers_by_itself(make_service, models, tell) -> None:
    async def main(service: NewsService) -> None:
        await service.add_source(1, Upload("a.jsonl", tell.story("A", COUNCIL.format("ferries")).encode()))
        await service.reindex(server=1)

    async def changed(service: NewsService) -> None:
        assert headlines(await service.ask(Query("The council spoke about ferries"), server=1)) == ["A"]  # by words
        assert (await service.reindex(server=1)).waiting == 1
        await embedded(service)
        assert (await service.coverage(1)).waiting == 0
        assert headlines(await service.ask(Query("The council spoke about ferries"), server=1)) == ["A"]

    run(make_service, main)
    models.embedder.fingerprint = models.fingerprint = "hash/2"
    run(make_service, changed)


def test_runs_over_the_operator_s_sources_show_no_folders(make_service, news: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        news.write_text(news.read_text() + "\nnot a record")
        report = await service.reindex(server=None, source="news.jsonl")
        assert [item.where for item in report.skipped] == ["news.jsonl#2"]
        news.unlink()
        gone = (await service.reindex(server=None, source="news.jsonl")).gone
        assert [item.headline for item in gone] == ["Harbour"]

    run(make_service, main)
