"""Stores that stay open beside other processes that read and write them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.service.refusals import Closed
from bot.service.shared_store import SharedStore, StoreBusy
from index.pipeline.reindex import reindex
from index.store import Store, StoreError, open_store
from index.store.lock import StoreLock, store_lock
from index.types import Filters

ROOT = Path(__file__).parents[3]
HOLDER = (
    "import sys, time; from pathlib import Path; from index.store.lock import store_lock\n"
    "with store_lock(Path(sys.argv[1]), exclusive=sys.argv[2] == 'write', patience=60):\n"
    "    print('held', flush=True); sys.stdin.read()\n"
)


@contextmanager
def another_process(folder: Path, how: str, wait: bool = True) -> Iterator[subprocess.Popen[str]]:
    """Holds the folder's lock until its standard input is closed."""
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), how],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            assert child.stdout
            if wait:
                assert child.stdout.readline() == "held\n"
            yield child
        finally:
            if child.stdin and not child.stdin.closed:
                child.stdin.close()
            child.wait(30)


@pytest.fixture
def news(tmp_path: Path, tell) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(tell.story("Harbour", "The council spoke about ferries. It will meet again on Friday."))
    return path


@pytest.fixture
def shared_store(tmp_path: Path, models) -> Iterator[SharedStore]:
    made = SharedStore(tmp_path / "data", models.fingerprint)
    yield made
    made.close()


def write(store: Store, models, news: Path, tell) -> None:
    reindex(store, models.embedder, [news], now=tell.fakes.NOW)


def near(store: Store, models, question: str) -> set[str]:
    found = store.vectors.search(models.embedder.embed_question(question), 10, Filters())
    passages = store.catalogue.passages([item.passage_id for item in found])
    articles = store.catalogue.articles([item.article_id for item in passages.values()])
    return {item.article.headline for item in articles.values()}


def test_what_another_holder_wrote_is_found_without_a_restart(
    shared_store: SharedStore, models, news: Path, tell
) -> None:
    with shared_store.reading(1) as store:
        assert near(store, models, "ferries") == set()
    with open_store(
        shared_store.folder, models.fingerprint, exclusive=True
    ) as other:  # it has a lock and a Chroma of its own
        write(other, models, news, tell)
    with shared_store.reading(1) as again:
        assert near(again, models, "ferries") == {"Harbour"}
        assert again is not store


def test_nothing_is_opened_anew_while_nobody_else_writes(shared_store: SharedStore, models, news: Path, tell) -> None:
    with shared_store.writing(1) as written:
        write(written, models, news, tell)
    with open_store(shared_store.folder, models.fingerprint) as other:  # a reader
        assert near(other, models, "ferries") == {"Harbour"}
    for _ in range(3):
        with shared_store.reading(1) as store:
            assert store is written
            assert near(store, models, "ferries") == {"Harbour"}


def test_the_lock_is_free_while_nobody_asks(shared_store: SharedStore) -> None:
    with shared_store.reading(1):
        pass
    with store_lock(shared_store.folder, exclusive=True, patience=0):
        pass
    with shared_store.writing(1):
        pass
    with store_lock(shared_store.folder, exclusive=True, patience=0):
        pass


def test_readers_share_the_open_stores_with_the_writer_of_their_process(
    shared_store: SharedStore, models, news: Path, tell
) -> None:
    with shared_store.reading(0) as before, shared_store.writing(0) as written, shared_store.reading(0) as during:
        assert before is written is during
        write(written, models, news, tell)
        assert near(during, models, "ferries") == {"Harbour"}
    with shared_store.reading(0) as after:
        assert after is written


def test_another_process_cannot_read_or_write_while_this_one_writes(shared_store: SharedStore) -> None:
    with shared_store.writing(0):
        for exclusive in (False, True):
            with (
                pytest.raises(StoreError, match="re-indexing"),
                store_lock(shared_store.folder, exclusive=exclusive, patience=0.2),
            ):
                pytest.fail("it got in")


def test_after_a_write_the_readers_of_this_process_keep_the_lock(shared_store: SharedStore) -> None:
    with shared_store.reading(0):
        with shared_store.writing(0):
            pass
        with (
            pytest.raises(StoreError, match="is reading"),
            store_lock(shared_store.folder, exclusive=True, patience=0.2),
        ):
            pytest.fail("a writer got in beside a reader")
        with store_lock(shared_store.folder, exclusive=False, patience=0):
            pass


def test_who_waits_for_another_writer_is_told_so_in_the_end(shared_store: SharedStore) -> None:
    with another_process(shared_store.folder, "write"):
        with pytest.raises(StoreBusy, match="re-indexed"), shared_store.reading(0.3):
            pytest.fail("it got in")
        with pytest.raises(StoreBusy, match="Another program"), shared_store.writing(0.3):
            pytest.fail("it got in")
    with shared_store.reading(5), shared_store.writing(5):
        pass


def test_a_run_that_waits_in_vain_for_another_reader_leaves_everything_as_it_was(shared_store: SharedStore) -> None:
    with another_process(shared_store.folder, "read"):
        with shared_store.reading(0) as store:
            with pytest.raises(StoreBusy), shared_store.writing(0.3):
                pytest.fail("it got in")
            with shared_store.reading(0) as same:
                assert same is store
            with store_lock(shared_store.folder, exclusive=False, patience=0):
                pass
        with pytest.raises(StoreBusy), shared_store.writing(0.3):
            pytest.fail("it got in")
        with store_lock(shared_store.folder, exclusive=False, patience=0):
            pass


def test_a_writer_gets_in_however_many_readers_come(shared_store: SharedStore) -> None:
    """Four threads that read without a pause, as on a busy evening, and a `newsdesk reindex` that wants in."""
    stop = threading.Event()
    reads: list[int] = []

    def read() -> None:
        while not stop.is_set():
            with shared_store.reading(30):
                reads.append(1)
                time.sleep(0.05)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        with another_process(shared_store.folder, "write"):
            assert not shared_store.in_use
            before = len(reads)
        deadline = time.monotonic() + 30
        while len(reads) < before + 4 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(reads) >= before + 4
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


def test_closing_turns_away_who_waits(shared_store: SharedStore) -> None:
    raised: list[type[BaseException]] = []

    def read() -> None:
        try:
            with shared_store.reading(60):
                pass
        except Closed as error:
            raised.append(type(error))

    with another_process(shared_store.folder, "write"):
        thread = threading.Thread(target=read)
        thread.start()
        shared_store.close()
        thread.join(10)
    assert raised == [Closed]


def test_a_killed_writer_leaves_no_lock_but_its_mark(shared_store: SharedStore) -> None:
    with shared_store.reading(0) as before:
        pass
    with another_process(shared_store.folder, "write") as child:
        child.kill()
        child.wait(10)
    with shared_store.reading(5) as after:
        assert after is not before  # whatever it wrote is seen


def test_a_folder_that_was_made_anew_is_opened_anew(shared_store: SharedStore, models, news: Path, tell) -> None:
    with shared_store.writing(0) as store:
        write(store, models, news, tell)
    shared_store.folder.rename(shared_store.folder.with_name("old"))
    with open_store(shared_store.folder, models.fingerprint, exclusive=True):
        pass
    with shared_store.reading(0) as fresh:
        assert near(fresh, models, "ferries") == set()


def test_a_lock_wanted_by_another_is_known(tmp_path: Path) -> None:
    reader, writer, late = StoreLock(tmp_path), StoreLock(tmp_path), StoreLock(tmp_path)
    assert reader.try_shared()
    assert not reader.is_wanted()
    assert not writer.try_exclusive()
    assert reader.is_wanted()
    assert not late.try_shared()
    late.release()
    writer.release()
    assert not reader.is_wanted()
    reader.release()
    assert writer.try_exclusive()
    writer.release()
