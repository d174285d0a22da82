"""The cost of a re-indexing to the people who ask meanwhile.

    python -m bench.service --data-dir FOLDER --questions QUESTIONS.jsonl --articles FILE_OR_FOLDER [--limit 20]

Works on a copy of the store in FOLDER. The same questions (``question`` of each line) are asked one after the other: alone, then
while another process's `newsdesk reindex` hands the articles over, first read and then embedded, then alone again; also two at a
time. Beside the seconds of an answer stands the longest that the event loop was late, which is what an acknowledgement would have
waited.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import numpy as np

from bot.answer.query import Query
from bot.service import NewsService
from bot.service.handover.owner import Owner
from bot.settings import Settings

_TICK = 0.02


class Lateness:
    """The longest that the event loop was late, in seconds, since the last look."""

    def __init__(self) -> None:
        self._most = 0.0
        self._task = asyncio.create_task(self._watch())

    def most(self) -> float:
        most, self._most = self._most, 0.0
        return most

    def stop(self) -> None:
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_TICK)
            self._most = max(self._most, time.perf_counter() - before - _TICK)


def tell(what: str, seconds: Sequence[float], late: float) -> None:
    p50, p95 = np.percentile(seconds or [np.nan], [50, 95])
    print(
        f"{what:<28} {len(seconds):>3} questions  p50 {p50:6.2f} s  p95 {p95:6.2f} s  loop late {1000 * late:5.0f} ms"
    )


async def ask(service: NewsService, questions: Sequence[str], at_once: int = 1) -> list[float]:
    left = iter(questions)
    seconds: list[float] = []

    async def one_after_another() -> None:
        for question in left:
            before = time.perf_counter()
            await service.ask(Query(question), server=None)
            seconds.append(time.perf_counter() - before)

    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    return seconds


async def ask_while(
    service: NewsService, questions: Sequence[str], run: asyncio.subprocess.Process, stages: tuple[str, ...]
) -> list[float]:
    """Seconds of the questions, as many as there are, or as fit while the run is in one of these stages."""
    while run.returncode is None and not service.running.startswith(stages):
        await asyncio.sleep(_TICK)
    seconds: list[float] = []
    for question in cycle(questions):
        before = time.perf_counter()
        await service.ask(Query(question), server=None)
        if len(seconds) >= len(questions) or not service.running.startswith(stages):
            return seconds
        seconds.append(time.perf_counter() - before)
    return seconds


async def measure(folder: Path, questions: Sequence[str], articles: Path) -> None:
    settings = Settings(data_dir=folder, questions_waiting=1000)
    service = NewsService(settings)
    owner = Owner(service, settings)
    await owner.start()
    await service.warm()
    await ask(service, questions[:2])
    late = Lateness()
    tell("alone", await ask(service, questions), late.most())
    tell("two at a time", await ask(service, questions, 2), late.most())
    command = (sys.executable, "-m", "bot", "reindex", str(articles.absolute()))
    run = await asyncio.create_subprocess_exec(*command, env=os.environ | {"NEWSDESK_DATA_DIR": str(folder)})
    tell("while it reads and cuts", await ask_while(service, questions, run, ("reading", "cutting")), late.most())
    started = time.perf_counter()
    tell("while it embeds and writes", await ask_while(service, questions, run, ("embedding",)), late.most())
    print(f"after {time.perf_counter() - started:.0f} s the run is {service.running or 'done'}")
    run.terminate()
    await run.wait()
    await owner.close()
    await service.close()
    late.stop()
    again = NewsService(Settings(data_dir=folder, questions_waiting=1000))
    await again.warm()
    tell("alone again", await ask(again, questions), 0.0)
    await again.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=20)
    chosen = parser.parse_args()
    lines = chosen.questions.read_text("utf-8").splitlines()[: chosen.limit]
    questions = [json.loads(line)["question"] for line in lines]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        shutil.copytree(chosen.data_dir, folder)
        asyncio.run(measure(folder, questions, chosen.articles))


if __name__ == "__main__":
    main()
