"""The service as `newsdesk serve` uses it, over real stores, files and processes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer.answers import Answer
from bot.answer.query import Query
from bot.records import Records
from bot.service import Closed, NewsService, Refused, Upload
from bot.settings import Settings
from index.pipeline.checking import check
from index.store import open_store
from index.types import Filters
from tests.bot.service.running import COUNCIL, headlines, run

ROOT = Path(__file__).parents[3]


def test_stages_and_places_are_told_on_the_loop(make_service, news: Path) -> None:
    async def main(service: NewsService) -> None:
        loop_thread = threading.get_ident()
        told: list[list[object]] = [[] for _ in range(5)]

        def note(n: int) -> Callable[[object], None]:
            def tell(what: object) -> None:
                assert threading.get_ident() == loop_thread
                told[n].append(what)

            return tell

        answers = await asyncio.gather(
            *(
                service.ask(Query("The council spoke about ferries"), server=None, progress=note(n), queued=note(n))
                for n in range(5)
            )
        )
        assert [headlines(answer) for answer in answers] == [["Harbour"]] * 5
        stages = ["searching", "reading", "checking"]
        assert told == [stages, stages, [1, *stages], [2, 1, *stages], [3, 2, 1, *stages]]
        assert service.load == (0, 0)

    run(make_service, main)


def test_the_loop_goes_on_while_models_work(make_service, models, news: Path) -> None:
    async def main(service: NewsService) -> None:
        held, go = threading.Event(), threading.Event()
        models.reranker.hold = lambda: (held.set(), go.wait(30))
        question = asyncio.create_task(service.ask(Query("ferries"), server=None))
        await asyncio.to_thread(held.wait, 30)
        assert await service.outlets(None) == ["Wire"]
        assert (await service.coverage(None)).articles == 1
        assert not question.done()
        go.set()
        await question

    run(make_service, main)


def test_a_link_in_an_offered_folder_leads_nowhere_else(make_service, settings: Settings, tmp_path: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        wire, secret = settings.offered_dir / "wire", tmp_path / "secret.jsonl"  # type: ignore[operator]
        wire.mkdir()
        secret.write_text(tell.story("Secret", COUNCIL.format("zeppelins")))
        (wire / "a.jsonl").write_text(tell.story("Offered", COUNCIL.format("submarines")))
        (wire / "b.jsonl").symlink_to(secret)
        await service.add_source(1, "wire")
        report = await service.reindex(server=1)
        assert report.added == 1 and [item.where for item in report.skipped] == ["wire/b.jsonl"]

    run(make_service, main)


def test_a_server_s_whole_life(make_service, settings: Settings, models, news: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        (settings.offered_dir / "wire").mkdir()  # type: ignore[operator]
        (settings.offered_dir / "wire/a.jsonl").write_text(  # type: ignore[operator]
            tell.story("Offered", COUNCIL.format("zeppelins"), outlet="Gazette") + "\nnot a record"
        )

        async def told(server: int | None) -> set[str]:
            found = [
                await service.ask(Query(f"The council spoke about {what}"), server=server)
                for what in ("zeppelins", "submarines")
            ]
            return {headline for answer in found for headline in headlines(answer)}

        assert await service.offered(1) == ["wire", "wire/a.jsonl"]
        with pytest.raises(Refused, match="no sources of its own"):
            await service.reindex(server=1)
        with pytest.raises(Refused):
            await service.add_source(1, "../../etc")
        with pytest.raises(Refused):
            await service.add_source(None, "wire")
        assert not (settings.data_dir / "servers").exists()

        added = await service.add_source(1, "wire")
        assert (added.name, added.uploaded, added.articles) == ("wire", False, 0)
        story = tell.story("Uploaded", COUNCIL.format("submarines"), url="https://one.example/1")
        await service.add_source(1, Upload("mine.jsonl", story.encode()))
        assert await service.offered(1) == ["wire/a.jsonl"]

        seen: list[tuple[str, int, int]] = []
        report = await service.reindex(server=1, progress=lambda *told: seen.append(told))
        assert report.added == 2
        assert seen[-1][0] == "cutting"
        assert [item.where for item in report.skipped] == ["wire/a.jsonl#2"]
        assert str(settings.data_dir) not in repr(report.skipped)
        assert {"Offered", "Uploaded"} <= await told(1)
        for elsewhere in (None, 2):
            assert not {"Offered", "Uploaded"} & await told(elsewhere)
        assert await service.outlets(1) == ["Wire", "Gazette"]
        assert await service.outlets(2) == ["Wire"]
        assert (await service.coverage(1)).articles == 3
        assert [(s.name, s.shared, s.uploaded, s.articles) for s in await service.sources(1)] == [
            ("mine.jsonl", False, True, 1),
            ("wire", False, False, 1),
            ("news.jsonl", True, False, 1),
        ]
        assert [s.name for s in await service.sources(2)] == ["news.jsonl"]

        with pytest.raises(Refused):
            await service.remove_source(1, "news.jsonl")
        with pytest.raises(Refused):
            await service.remove_source(2, "wire")
        assert (await service.remove_source(1, "mine.jsonl")).removed == 1
        assert await told(1) & {"Offered", "Uploaded"} == {"Offered"}
        assert not list((settings.data_dir / "servers/1/uploads").iterdir())
        with open_store(settings.data_dir / "servers/1", models.fingerprint, patience=0) as store:
            assert check(store) == []
        assert (await service.remove_source(1, "wire")).removed == 1
        assert not (settings.data_dir / "servers/1").exists()
        assert await told(1) == await told(2)
        assert (settings.offered_dir / "wire/a.jsonl").exists()  # type: ignore[operator]

    run(make_service, main)


def test_closing_finishes_questions_turns_away_the_rest_and_stops_a_run(make_service, models, news: Path, tell) -> None:
    async def main() -> None:
        service = make_service()
        await service.warm()
        held, go = threading.Event(), threading.Event()
        models.reranker.hold = lambda: (held.set(), go.wait(30))
        questions = [
            asyncio.create_task(service.ask(Query("The council spoke about ferries"), server=None)) for _ in range(4)
        ]
        await asyncio.to_thread(held.wait, 30)
        news.write_text(news.read_text() + "\n" + tell.story("New", COUNCIL.format("balloons")))
        begun, on = threading.Event(), threading.Event()
        count = models.embedder.count_tokens
        models.embedder.count_tokens = lambda texts: (begun.set(), on.wait(30), count(texts))[2]
        run_ = asyncio.create_task(service.reindex(server=None))
        await asyncio.to_thread(begun.wait, 30)
        closing = asyncio.create_task(service.close())
        await asyncio.sleep(0)
        go.set()
        on.set()
        assert await closing
        done = await asyncio.gather(*questions, run_, return_exceptions=True)
        assert [headlines(answer) for answer in done[:2]] == [["Harbour"]] * 2  # type: ignore[arg-type]
        assert [type(error) for error in done[2:]] == [Closed] * 3
        for call in (service.ask(Query("x"), server=None), service.reindex(server=None), service.outlets(None)):
            with pytest.raises(Closed):
                await call
        models.embedder.count_tokens, models.reranker.hold = count, lambda: None
        again = make_service()
        await again.warm()
        assert (await again.reindex(server=None)).unchanged == 2  # the text was stored, only its passages were missing
        assert "New" in headlines(await again.ask(Query("The council spoke about balloons"), server=None))
        assert await again.close()

    asyncio.run(asyncio.wait_for(main(), 60))


def test_closing_does_not_wait_for_ever(make_service, models, news: Path) -> None:
    async def main() -> None:
        service = make_service()
        await service.warm()
        held, go = threading.Event(), threading.Event()
        models.reranker.hold = lambda: (held.set(), go.wait(30))
        question = asyncio.create_task(service.ask(Query("ferries"), server=None))
        await asyncio.to_thread(held.wait, 30)
        assert not await service.close(within=0.1)
        go.set()
        await question

    asyncio.run(asyncio.wait_for(main(), 60))


def test_who_gives_up_frees_the_place_when_the_work_is_done(make_service, models, news: Path) -> None:
    async def main(service: NewsService) -> None:
        held, go = threading.Event(), threading.Event()
        models.reranker.hold = lambda: (held.set(), go.wait(30))
        working = [asyncio.create_task(service.ask(Query("ferries"), server=None)) for _ in range(2)]
        waiting = asyncio.create_task(service.ask(Query("ferries"), server=None))
        await asyncio.to_thread(held.wait, 30)
        await asyncio.sleep(0)
        assert service.load == (2, 1)
        working[0].cancel()
        await asyncio.sleep(0.05)
        assert service.load == (2, 1)  # the thread still works
        waiting.cancel()
        await asyncio.sleep(0)
        assert service.load == (2, 0)
        go.set()
        await working[1]
        while service.load != (0, 0):
            await asyncio.sleep(0.01)

    run(make_service, main)


def test_a_failure_is_the_asker_s_alone(make_service, models, news: Path) -> None:
    async def main(service: NewsService) -> None:
        def fail() -> None:
            raise RuntimeError("the model broke")

        models.reranker.hold = fail
        with pytest.raises(RuntimeError, match="broke"):
            await service.ask(Query("ferries"), server=None)
        models.reranker.hold = lambda: None
        assert headlines(await service.ask(Query("The council spoke about ferries"), server=None)) == ["Harbour"]

    run(make_service, main)


def test_filters_and_context(make_service, news: Path) -> None:
    async def main(service: NewsService) -> None:
        asked = "The council spoke about ferries"
        assert (await service.ask(Query(asked, Filters(since=20240302)), server=None)).verdict == "not_found"
        answer = await service.ask(Query(asked, Filters(("Wire",), 20240301, 20240301)), server=None)
        assert answer.evidence[0].quote == COUNCIL.format("ferries")
        assert await service.context(answer.evidence[0]) == COUNCIL.format("ferries")

    run(make_service, main)


def test_a_server_that_the_bot_left_is_forgotten(make_service, settings: Settings, tell) -> None:
    async def main(service: NewsService) -> None:
        await service.add_source(1, Upload("a.jsonl", tell.story("A", COUNCIL.format("ferries")).encode()))
        await service.reindex(server=1)
        await service.forget_server(1)
        await service.forget_server(1)
        assert not (settings.data_dir / "servers/1").exists()
        assert await service.sources(1) == []

    run(make_service, main)


def test_old_records_are_forgotten(make_service, settings: Settings, tell) -> None:
    records = Records(settings.data_dir)
    old = records.save_answer(
        Answer("who?", "not_found"), server=None, channel=None, asker=1, conversation=None, now=tell.fakes.NOW
    )

    async def main(service: NewsService) -> None:
        while records.answer(old) is not None:
            await asyncio.sleep(0.01)

    run(make_service, main, records=records)
    records.close()


def test_answers_carry_the_server_s_own_article_over_the_shared_one(make_service, news: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        own = tell.story("Harbour, told here", COUNCIL.format("ferries and tugs"), url="https://wire.example/1")
        await service.add_source(1, Upload("own.jsonl", own.encode()))
        await service.reindex(server=1)
        assert (await service.coverage(1)).articles == 1
        answer = await service.ask(Query("The council spoke about ferries"), server=1)
        assert headlines(answer) == ["Harbour, told here"]
        assert replace(answer.evidence[0], number=2).quote == COUNCIL.format("ferries and tugs")

    run(make_service, main)


def test_what_is_held_together(make_service, news: Path, tell) -> None:
    async def main(service: NewsService) -> None:
        own = [
            tell.story("Twice", COUNCIL.format("ferries"), url="https://wire.example/1"),
            tell.story("Own", COUNCIL.format("tugs"), outlet="WIRE", day="2024-02-01"),
            tell.story("Other", COUNCIL.format("buoys"), outlet="Gazette", day="2024-04-01"),
        ]
        await service.add_source(1, Upload("own.jsonl", "\n".join(own).encode()))
        await service.reindex(server=1)
        together = await service.coverage(1)
        assert (together.articles, together.teasers) == (3, 0)
        assert (str(together.first), str(together.last)) == ("2024-02-01", "2024-04-01")
        assert [outlet.casefold() for outlet in together.outlets] == ["wire", "gazette"] and not together.has_unnamed
        await service.add_source(
            1, Upload("loose.txt", b"Tug sinks\n\nA tug sank off the pier on Monday, the port said.\n")
        )
        await service.reindex(server=1)
        assert (await service.coverage(1)).has_unnamed
        assert (await service.coverage(None)).articles == 1

    run(make_service, main)
