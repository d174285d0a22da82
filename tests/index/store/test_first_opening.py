"""Several openers of a folder in which nothing is yet: each makes what is missing or waits, and none fails."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.records import Records
from index.store import StoreError, VectorStore, open_catalogue, open_store
from index.store.chroma import ChromaFolder
from index.store.dialect import make_engine
from index.types import Filters

OPENERS = 8


def together(job: Callable[[], None]) -> None:
    """Run ``job`` in several threads that start at the same instant; raises what one of them raised."""
    start = threading.Barrier(OPENERS)

    def run() -> None:
        start.wait()
        job()

    with ThreadPoolExecutor(OPENERS) as pool:
        for done in [pool.submit(run) for _ in range(OPENERS)]:
            done.result()


@pytest.mark.parametrize("attempt", range(10))
def test_catalogue_and_records_are_opened_by_many_at_once(tmp_path: Path, attempt: int) -> None:
    def opened() -> None:
        Records(tmp_path).close()
        open_catalogue(tmp_path).close()

    together(opened)


def test_a_connection_waits_until_another_has_converted_the_file(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE made (a)")
    other.execute("BEGIN EXCLUSIVE")  # as the conversion to a write-ahead log holds it
    soon = threading.Timer(0.3, other.rollback)
    soon.start()
    engine = make_engine(path)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    soon.join()
    other.close()


def test_a_file_that_is_no_database_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    path.write_bytes(b"not a database" * 100)
    engine = make_engine(path)
    with pytest.raises(StoreError, match="not a database"):
        engine.connect()
    engine.dispose()


def test_who_reads_an_empty_store_makes_no_vectors(tmp_path: Path) -> None:
    with open_store(tmp_path, "fingerprint") as store:
        assert store.vectors.search(np.zeros((1, 4), dtype=np.float32), 5, Filters()) == []
        assert store.vectors.ids() == []
        assert store.vectors.count() == 0
    assert not (tmp_path / "vectors").exists()
    writer = VectorStore(ChromaFolder(tmp_path / "vectors"), "fingerprint")
    writer.upsert(["a"], np.ones((1, 4), dtype=np.float32), [{"day": 0}])
    writer.close()
    reader = VectorStore(ChromaFolder(tmp_path / "vectors"), "fingerprint")
    assert reader.ids() == ["a"]
    reader.close()
