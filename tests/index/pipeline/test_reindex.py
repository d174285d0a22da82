"""Nothing is lost, and nothing is done twice: the pipeline over a real SQLite and a real Chroma."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, select

import index.pipeline.reading
import index.pipeline.refreshing
from index.pipeline.checking import check, repair
from index.pipeline.reindex import Report, reindex
from index.store import Place, Store, StoreError, open_store
from index.store.schema import embeddings
from index.types import Filters
from tests.support import fakes
from tests.support.fakes import NOW, record


class NewsService:
    """A corpus folder and the store made of it."""

    def __init__(self, root: Path, place: Place | None = None) -> None:
        self.corpus, self.data = root / "corpus", root / "data"
        self.place = place or self.data
        self.corpus.mkdir()
        self.embedder = fakes.HashEmbedder()

    def write(self, name: str, *lines: str) -> Path:
        path = self.corpus / name
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text("\n".join(lines), encoding="utf-8")
        # Some file systems tell time coarsely; a change in the same tick must not depend on it.
        os.utime(path, ns=(0, max(path.stat().st_mtime_ns, before + 1_000_000)))
        return path

    def open(self, **options: object) -> Iterator[Store]:
        return open_store(self.place, self.embedder.fingerprint, **options)  # type: ignore[return-value]

    def run(self, *paths: Path, registered: bool = False, **options: object) -> Report:
        self.embedder.seen.clear()
        with self.open(exclusive=True) as store:
            chosen = None if registered else list(paths) or [self.corpus]
            report = reindex(store, self.embedder, chosen, now=NOW, **options)
            if not options.get("dry_run"):
                assert check(store) == []
            return report

    def texts(self) -> list[str]:
        with self.open() as store:
            return sorted(item.article.text for item in store.catalogue.articles(store.catalogue.ids()).values())

    def found(self, question: str, filters: Filters | None = None) -> set[str]:
        """Headlines found by words, after asserting that vectors find something too."""
        chosen = filters or Filters()
        with self.open() as store:
            hits = store.words.search(question, 10, chosen)
            passages = store.catalogue.passages([hit.passage_id for hit in hits])
            articles = store.catalogue.articles([item.article_id for item in passages.values()])
            near = store.vectors.search(self.embedder.embed_question(question), 1000, chosen)
            assert {hit.passage_id for hit in hits} <= {hit.passage_id for hit in near}
            return {item.article.headline for item in articles.values()}


@pytest.fixture(params=["folder", "servers"])
def service(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewsService:
    """A corpus, and a store in a folder or on real servers."""
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)
    on_servers = request.param == "servers"
    return NewsService(
        tmp_path, request.getfixturevalue("servers").new_place(tmp_path / "data") if on_servers else None
    )


in_a_folder = pytest.mark.parametrize("service", ["folder"], indirect=True)
"""For what is about files of the store."""


def body(words: str) -> str:
    return f"The council spoke about {words}. It will meet again on Friday."


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def test_an_unchanged_file_is_neither_read_nor_embedded(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")), record("Crossing", body("bridges")))
    assert counts(service.run()) == (2, 0, 0, 0)
    monkeypatch.setattr(
        index.pipeline.reading, "Workers", fakes.in_process(lambda *_, **__: pytest.fail("it was read again"))
    )
    assert counts(service.run()) == (0, 0, 2, 0)
    assert service.embedder.seen == []


def test_a_file_that_was_only_touched_is_not_read(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    path = service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9))
    monkeypatch.setattr(
        index.pipeline.reading, "Workers", fakes.in_process(lambda *_, **__: pytest.fail("it was read again"))
    )
    assert counts(service.run()) == (0, 0, 1, 0)


def test_only_new_passages_of_a_changed_article_are_embedded(service: NewsService) -> None:
    long = [f"Paragraph {n} tells of " + "the harbour and its ships " * 30 + "." for n in range(6)]
    service.write("a.jsonl", record("Harbour", *long))
    whole = service.run().passages_embedded
    service.write("a.jsonl", record("Harbour", *long[:-1], body("lighthouses")))
    report = service.run()
    assert counts(report) == (0, 1, 0, 0)
    assert 0 < len(service.embedder.seen) < whole
    assert service.found("lighthouses") == {"Harbour"}


def test_a_file_that_is_gone_takes_its_articles_along(service: NewsService) -> None:
    path = service.write("a.jsonl", record("Harbour", body("ferries")))
    service.write("b.jsonl", record("Crossing", body("bridges")))
    service.run()
    path.unlink()
    assert counts(service.run()) == (0, 0, 1, 1)
    assert service.found("ferries") == set()
    assert service.found("bridges") == {"Crossing"}


def test_a_record_that_is_gone_from_its_file_goes(service: NewsService) -> None:
    service.write(
        "a.jsonl", record("F", body("ferries"), url="http://x/1"), record("B", body("bridges"), url="http://x/2")
    )
    service.run()
    service.write("a.jsonl", record("B", body("bridges"), url="http://x/2"))
    assert service.run().removed == 1
    assert service.found("ferries bridges") == {"B"}


def test_other_folders_are_left_alone(service: NewsService) -> None:
    first = service.write("a.jsonl", record("Harbour", body("ferries")))
    second = service.write("b.jsonl", record("Crossing", body("bridges")))
    service.run()
    first.unlink()
    service.run(second)
    assert service.found("ferries") == {"Harbour"}


def test_the_same_text_under_two_addresses_is_one_article(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries"), url="http://x/1"))
    service.write("b.jsonl", record("Harbour", body("ferries"), url="http://x/2"))
    service.run()
    assert len(service.texts()) == 1
    with service.open() as store:
        first, second = store.catalogue.article("http://x/1"), store.catalogue.article("http://x/2")
        assert first is not None and first == second
        assert {"http://x/1", "http://x/2"} <= set(first.addresses)


def test_a_copy_survives_a_change_of_the_original(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries"), url="http://x/1"))
    service.write("b.jsonl", record("Harbour", body("ferries"), url="http://x/2"))
    service.run()
    service.write("a.jsonl", record("Harbour", body("trains"), url="http://x/1"))
    service.run()
    assert len(service.texts()) == 2
    assert service.found("ferries") == {"Harbour"}
    assert service.found("trains") == {"Harbour"}


def test_a_copy_in_the_same_file_survives_too(service: NewsService) -> None:
    copy = record("Harbour", body("ferries"), url="http://x/2")
    service.write("a.jsonl", record("Harbour", body("ferries"), url="http://x/1"), copy)
    service.run()
    service.write("a.jsonl", copy, record("Harbour", body("trains"), url="http://x/1"))
    service.run()
    assert len(service.texts()) == 2
    assert service.found("ferries") == {"Harbour"}
    service.write("a.jsonl", record("Harbour", body("trains"), url="http://x/3"))
    service.run()
    with service.open() as store:
        kept = store.catalogue.article("http://x/3")
        assert kept is not None and kept.article.key == "http://x/3"
        assert store.catalogue.article(str(service.corpus / "a.jsonl")) == kept
        assert store.catalogue.article("http://x/1") is None


def test_what_recurs_over_an_outlet_is_not_found(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        index.pipeline.refreshing,
        "furniture",
        lambda articles, counts, lengths: {k for k, n in counts.items() if n >= 3},
    )
    for n in range(2):
        service.write(f"{n}.jsonl", record(f"Story {n}", "Subscribe to our newsletter today.", body(f"subject{n}")))
    service.run()
    assert len(service.found("newsletter")) == 2
    service.write("2.jsonl", record("Story 2", "Subscribe to our newsletter today.", body("subject2")))
    report = service.run()
    assert report.updated == 0
    assert service.found("newsletter") == set()
    assert service.found("subject0") == {"Story 0"}


def test_a_renamed_file_keeps_its_article_when_its_old_name_is_used_again(service: NewsService) -> None:
    old = service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    old.rename(service.corpus / "b.jsonl")
    service.run()
    assert service.embedder.seen == []
    service.write("a.jsonl", record("Crossing", body("bridges")))
    service.run()
    assert service.found("ferries bridges") == {"Harbour", "Crossing"}


def test_copies_in_two_outlets_are_found_under_both(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries"), url="http://x/1", outlet="Alpha"))
    service.write("b.jsonl", record("Harbour", body("ferries"), url="http://y/1", outlet="Beta"))
    service.run()
    assert service.found("ferries", Filters(outlets=("alpha",))) == {"Harbour"}
    assert service.found("ferries", Filters(outlets=("BETA",))) == {"Harbour"}


def test_two_files_may_tell_one_address_differently(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries"), url="http://x/1"))
    newer = service.write("b.jsonl", record("Harbour", body("trains"), url="http://x/1"))
    service.run()
    assert service.found("trains") == {"Harbour"}
    assert service.found("ferries") == set()
    assert service.run(full=True).updated == 0
    newer.unlink()
    service.run()
    assert service.found("ferries") == {"Harbour"}


def test_the_newer_state_of_an_article_is_kept_wherever_it_stands(service: NewsService) -> None:
    newer = record("Quake", body("thirty-five"), url="http://x/1", updated="2023-02-06T21:00:00+00:00")
    older = record("Quake", body("twelve"), url="http://x/1", updated="2023-02-06T18:30:00+00:00")
    for lines in ((newer, older), (older, newer)):
        service.write("crawl.jsonl", *lines)
        service.run()
        assert (service.found("thirty-five"), service.found("twelve")) == ({"Quake"}, set())
        assert service.run(full=True).updated == 0


def test_a_changed_state_of_the_same_words_is_kept(service: NewsService) -> None:
    for hour, kept in ((18, 18), (21, 21), (19, 21)):
        changed = f"2023-02-06T{hour}:00:00+00:00"
        service.write("a.jsonl", record("Quake", body("twelve"), url="http://x/1", updated=changed))
        assert service.run().updated == 0
        with service.open() as store:
            (stored,) = store.catalogue.articles(store.catalogue.ids()).values()
        assert stored.article.updated and (stored.version, stored.article.updated.hour) == (1, kept)


def test_a_source_that_cannot_be_reached_keeps_its_articles(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    away = service.corpus.with_name("unmounted")
    service.corpus.rename(away)
    report = service.run(registered=True)
    assert report.has_errors and report.removed == 0
    assert service.found("ferries") == {"Harbour"}
    away.rename(service.corpus)
    assert counts(service.run(registered=True)) == (0, 0, 1, 0)


def test_a_file_that_broke_keeps_what_it_gave(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    service.write("a.jsonl", "{half a rec")
    report = service.run()
    assert [skip.is_error for skip in report.skipped] == [True]
    assert service.found("ferries") == {"Harbour"}
    assert [skip.reason for skip in service.run().skipped] == ["is not JSON"]


def test_lone_surrogates_and_odd_characters_are_kept(service: NewsService) -> None:
    service.write(
        "a.jsonl", record("Fer\ud800ry", body("fer\udc00ries \x00 🚢"), url="http://x/\ud800", outlet="Wi\udfffre")
    )
    service.run()
    (kept,) = service.texts()
    assert "\ud800" in kept and "\udc00" in kept and "\x00" in kept


def test_a_dry_run_says_the_same_and_writes_nothing(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    gone = service.write("b.jsonl", record("Crossing", body("bridges")))
    service.run()
    gone.unlink()
    service.write("a.jsonl", record("Harbour", body("trains")))
    service.write("c.jsonl", record("Rails", body("trams")))
    before = service.texts()
    foretold = service.run(dry_run=True)
    assert service.texts() == before and service.embedder.seen == []
    assert counts(foretold) == counts(service.run()) == (1, 1, 0, 1)


def test_another_model_needs_full(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    service.embedder = fakes.HashEmbedder("hash/2")
    with pytest.raises(StoreError, match="--full"):
        service.run()
    assert service.run(full=True).passages_embedded == 1
    assert service.run(full=True).passages_embedded == 0


@in_a_folder
def test_the_vectors_folder_may_vanish(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    shutil.rmtree(service.data / "vectors")
    service.embedder.seen.clear()
    with service.open(exclusive=True) as store:
        assert {problem.where for problem in check(store)} == {"vectors"}
        repair(store, service.embedder)
        assert check(store) == []
    assert service.embedder.seen == []
    shutil.rmtree(service.data / "vectors")
    service.run()  # which checks: a run notices by itself


@in_a_folder
def test_garbage_in_the_vectors_folder_is_repaired(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    (service.data / "vectors" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with service.open(exclusive=True) as store:
        assert {problem.where for problem in check(store)} == {"vectors"}
        repair(store, service.embedder)
        assert check(store) == []
    assert service.found("ferries") == {"Harbour"}


def test_an_emptied_word_index_is_repaired(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    with service.open(exclusive=True) as store:
        store.words.clear()
        assert {problem.where for problem in check(store)} == {"words"}
        repair(store, service.embedder)
        assert check(store) == []
    assert service.found("ferries") == {"Harbour"}


def test_a_reader_never_sees_new_text_with_old_offsets(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    service.write("a.jsonl", record("Harbour", "A new first paragraph. " + body("ferries and trains")))

    def cut_off(*_: object) -> list[int]:
        raise KeyboardInterrupt

    monkeypatch.setattr(service.embedder, "count_tokens", cut_off)
    with pytest.raises(KeyboardInterrupt):
        service.run()
    monkeypatch.undo()
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)
    with service.open() as store:
        (hit,) = store.words.search("ferries", 10, Filters())
        (passage,) = store.catalogue.passages([hit.passage_id]).values()
        article = store.catalogue.articles([passage.article_id])[passage.article_id].article
        assert article.text[passage.start : passage.end] == body("ferries")
    service.run()
    assert service.found("trains") == {"Harbour"}


@in_a_folder
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_instant_the_next_run_completes_it(service: NewsService, seed: int) -> None:
    chance = random.Random(seed)
    for n in range(6):
        lines = [record(f"Story {n} {m}", body(f"subject{n}x{m}"), outlet=f"O{n % 2}") for m in range(30)]
        service.write(f"{n}.jsonl", *lines)
    command = [sys.executable, "-m", "tests.support.fakes", str(service.data), str(service.corpus)]
    environment = os.environ | {"PYTHONPATH": str(Path(index.pipeline.reading.__file__).parents[2])}
    for _ in range(2):
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0.0, 1.0))
            child.kill()
        with service.open(exclusive=True) as store:  # the lock died with its owner, and what is there can be opened
            store.catalogue.stats()
    service.run()
    assert len(service.texts()) == 180
    assert service.found("subject3x17") == {"Story 3 17"}
    assert counts(service.run()) == (0, 0, 180, 0)


@in_a_folder
def test_cut_off_before_any_commit_the_next_run_completes_it(service: NewsService) -> None:
    copy = record("Harbour", body("ferries"), url="http://x/2")
    service.write("a.jsonl", record("Harbour", body("ferries"), url="http://x/1"), copy)
    gone = service.write("b.jsonl", record("Crossing", body("bridges")))
    service.run()
    gone.unlink()
    service.write("a.jsonl", copy, record("Harbour", body("trains"), url="http://x/1"))
    service.write("c.jsonl", record("Crossing", body("bridges")))
    shutil.copytree(service.data, start := service.data.with_name("start"))
    for commits in range(100):
        left = commits

        def cut_off(_: object) -> None:
            nonlocal left
            if not left:
                raise KeyboardInterrupt
            left -= 1

        with service.open(exclusive=True) as store:
            event.listen(store.catalogue.engine, "commit", cut_off)
            try:
                reindex(store, service.embedder, [service.corpus], now=NOW)
            except KeyboardInterrupt:
                pass
            else:
                break
        with service.open() as store:
            ids = sorted(store.passages.ids())
            assert len(store.catalogue.passages(ids)) == len(ids)
        service.run()
        assert service.found("ferries trains bridges") == {"Harbour", "Crossing"}
        told = (("Crossing", "bridges"), ("Harbour", "ferries"), ("Harbour", "trains"))
        assert service.texts() == [f"{headline}\n\n{body(words)}" for headline, words in told]
        shutil.rmtree(service.data)
        shutil.copytree(start, service.data)
    assert 5 < commits < 99


@in_a_folder
def test_a_second_process_waits_and_then_says_why(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    script = (
        "import sys; from pathlib import Path; from index.store.lock import store_lock\n"
        "with store_lock(Path(sys.argv[1]), exclusive=True):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    service.data.mkdir()
    environment = os.environ | {"PYTHONPATH": str(Path(index.pipeline.reading.__file__).parents[2])}
    command = [sys.executable, "-c", script, str(service.data)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdin is not None
        child.stdout.readline()
        for exclusive in (False, True):
            with (
                pytest.raises(StoreError, match=rf"re-indexing .*{child.pid}"),
                service.open(exclusive=exclusive, patience=0.2),
            ):
                pass
        child.stdin.close()
    service.run()
    with service.open(), service.open():
        pass  # readers share


def test_vectors_that_no_passage_needs_are_forgotten(service: NewsService) -> None:
    for subject in ("ferries", "bridges"):
        service.write("a.jsonl", record("Harbour", body(subject)))
        service.run()
    with service.open() as store, store.catalogue.engine.connect() as connection:
        kept = connection.execute(select(embeddings.c.text_hash)).scalars().all()
        needed = store.passages.text_hashes().values()
    assert sorted(kept) == sorted(set(needed))


def test_the_first_questions_may_come_at_once(service: NewsService) -> None:
    service.write("a.jsonl", record("Harbour", body("ferries")))
    service.run()
    vector = service.embedder.embed_question("ferries")
    with service.open() as store, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: store.vectors.search(vector, 3, Filters()), range(8)))
    assert all(found)
