"""Runs take turns, can be stopped, and leave what the next one completes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.service import NewsService, Stopped, Upload
from bot.settings import Settings
from index.pipeline.checking import check
from index.store import open_store
from index.types import Vectors
from tests.bot.service.conftest import QuickModels
from tests.support.fakes import HashEmbedder


class Held(HashEmbedder):
    """Waits before its first passages until it may go on, and notes what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()
        self.batches: list[Sequence[str]] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.begun.set()
        assert self.go.wait(30)
        self.batches.append(list(texts))
        return super().embed_passages(texts)


def stories(name: str, number: int) -> bytes:
    text = "The {} council spoke about ferry {} on Friday."
    return "\n".join(json.dumps({"title": f"{name} {n}", "text": text.format(name, n)}) for n in range(number)).encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", _env_file=None)


@pytest.fixture
def models() -> QuickModels:
    made = QuickModels()
    made.embedder = Held()
    return made


def service_of(settings: Settings, models: QuickModels) -> NewsService:
    return NewsService(settings, models=models)  # type: ignore[arg-type]


def test_a_small_run_does_not_wait_for_a_big_one(settings: Settings, models: QuickModels) -> None:
    async def main() -> None:
        service, embedder = service_of(settings, models), models.embedder
        assert isinstance(embedder, Held)
        await service.add_source(1, Upload("big.jsonl", stories("Big", 200)))
        await service.add_source(2, Upload("small.jsonl", stories("Small", 3)))
        assert (await service.reindex(server=1)).added == 200
        await asyncio.to_thread(embedder.begun.wait, 30)
        assert (await service.reindex(server=2)).added == 3
        while "embedding" not in service.running.rpartition(";")[2] or ";" not in service.running:
            await asyncio.sleep(0.01)
        assert (service.seconds_left(1) or 0) > 0
        embedder.go.set()
        while service.running:
            await asyncio.sleep(0.01)
        small_at = [n for n, batch in enumerate(embedder.batches) if any("Small" in text for text in batch)]
        assert max(small_at) < len(embedder.batches) // 2
        assert await service.close()

    asyncio.run(main())


def test_a_run_is_stopped_and_the_next_one_completes_it(settings: Settings, models: QuickModels) -> None:
    async def main() -> None:
        service, embedder = service_of(settings, models), models.embedder
        assert isinstance(embedder, Held)
        await service.add_source(1, Upload("a.jsonl", stories("A", 100)))
        assert not service.stop(1)
        count, counting, go = embedder.count_tokens, threading.Event(), threading.Event()
        embedder.count_tokens = lambda texts: (counting.set(), go.wait(30), count(texts))[2]  # type: ignore[method-assign]
        run = asyncio.create_task(service.reindex(server=1))
        await asyncio.to_thread(counting.wait, 30)
        assert not service.stop(2)
        assert service.stop(1)
        go.set()
        with pytest.raises(Stopped, match="goes on from there"):
            await run
        assert service.running == ""
        report = await service.reindex(server=1)
        assert (report.unchanged, report.skipped) == (100, [])
        await asyncio.to_thread(embedder.begun.wait, 30)
        assert service.stop(1)  # what is embedded behind, too
        embedder.go.set()
        while service.running:
            await asyncio.sleep(0.01)
        assert (await service.coverage(1)).waiting > 0
        assert (await service.reindex(server=1)).unchanged == 100
        while service.running:
            await asyncio.sleep(0.01)
        assert (await service.coverage(1)).waiting == 0
        assert await service.close()

    asyncio.run(main())
    with open_store(settings.data_dir / "servers/1", models.fingerprint) as store:
        assert check(store) == []


PROGRAM = """
import signal, sys, bot.app
from tests.support import fakes
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background of a shell are told to ignore it
class Slow(fakes.HashEmbedder):
    def count_tokens(self, texts):
        sys.stderr.write("splitting\\n")
        sys.stderr.flush()
        import time
        while True:
            time.sleep(0.01)
if sys.argv.pop(1) == "slow":
    fakes.HashEmbedder = Slow
bot.app.Models = fakes.models
from bot.cli import main
main()
"""


def test_ctrl_c_ends_with_one_sentence_and_the_next_run_completes_it(tmp_path: Path) -> None:
    news = tmp_path / "a.jsonl"
    news.write_bytes(stories("A", 50))
    environment = os.environ | {"NEWSDESK_DATA_DIR": str(tmp_path / "data")}

    def program(speed: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, speed, "reindex", str(news)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    with program("slow") as stopped:
        assert stopped.stderr is not None
        assert stopped.stderr.readline() == "splitting\n"
        stopped.send_signal(signal.SIGINT)
        _, told = stopped.communicate()
    assert stopped.returncode == 130
    assert [line for line in told.splitlines() if line.strip()] == [
        "newsdesk: Stopped; what was written stays, and `newsdesk reindex` goes on from there."
    ]
    with program("quick") as again:
        shown, told = again.communicate()
    assert (again.returncode, "50 unchanged" in shown) == (0, True), told
    with open_store(tmp_path / "data", HashEmbedder().fingerprint) as store:
        assert check(store) == []
