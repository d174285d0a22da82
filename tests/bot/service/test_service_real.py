"""The service with the real models: questions at once, beside a run, answered as they are one by one."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.answer.answers import Answer
from bot.answer.query import Query
from bot.service import NewsService
from bot.settings import Settings

SAMPLES = Path(__file__).parents[3] / "index/samples"
pytestmark = pytest.mark.timeout(600)  # a dozen questions take half a minute on two quiet cores
QUESTIONS = ["Who requested the call?", "Which COVID vaccines did India authorize?", "Who won the Super Bowl?"]


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    """A folder with some of the samples: enough to be busy with for a while."""
    (tmp_path / "offered/samples").mkdir(parents=True)
    for path in (*SAMPLES.glob("00*.txt"), SAMPLES / "meridian-post-putin-biden-call.html"):
        shutil.copy(path, tmp_path / "offered/samples")
    return tmp_path / "offered"


def shown(answer: Answer) -> list[tuple[str, str]]:
    return [(item.article.headline, item.quote) for item in answer.evidence]


def test_questions_at_once_and_beside_a_run_are_answered_as_alone(tmp_path: Path, offered: Path) -> None:
    async def main() -> None:
        settings = Settings(data_dir=tmp_path / "data", offered_dir=offered, questions_at_once=3, _env_file=None)
        service = NewsService(settings)
        await service.warm()
        await service.add_source(1, "samples/000_2474900130117204.txt")
        await service.reindex(server=1)
        alone = [await service.ask(Query(question), server=1) for question in QUESTIONS]
        assert [answer.verdict for answer in alone] == ["answered", "answered", "related"]
        at_once = await asyncio.gather(*(service.ask(Query(question), server=1) for question in QUESTIONS * 2))
        assert [shown(answer) for answer in at_once] == [shown(answer) for answer in alone] * 2

        await service.add_source(2, "samples")
        run = asyncio.create_task(service.reindex(server=2))
        beside = [await service.ask(Query(question), server=1) for question in QUESTIONS]
        assert [shown(answer) for answer in beside] == [shown(answer) for answer in alone]
        assert (await run).added > 20
        assert len((await service.ask(Query(QUESTIONS[0]), server=2)).evidence) > len(alone[0].evidence)
        assert (await service.ask(Query(QUESTIONS[0]), server=None)).verdict == "not_found"
        assert await service.close()

    asyncio.run(main())


def test_one_store_is_read_and_written_at_once(tmp_path: Path, offered: Path) -> None:
    """Questions go on without a pause while their own store grows from one article to many."""

    async def main() -> None:
        settings = Settings(data_dir=tmp_path / "data", offered_dir=offered, _env_file=None)
        service = NewsService(settings)
        await service.warm()
        for name in ("samples/000_2474900130117204.txt", "samples"):
            await service.add_source(1, name)
        await service.reindex(server=1, source="samples/000_2474900130117204.txt")
        run = asyncio.create_task(service.reindex(server=1))
        while not run.done():
            answer = await service.ask(Query(QUESTIONS[0]), server=1)
            assert answer.evidence
            assert all(item.article.text[item.start : item.end] == item.quote for item in answer.evidence)
        assert (await run).added > 20
        assert await service.close()

    asyncio.run(main())
