"""Stores of earlier newsdesks are brought up to date: whole, or not at all, whatever happens meanwhile."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import index.store.opening
from bot.answer.answers import Answer
from bot.answer.query import Turn
from bot.records import Records, ServerSettings
from index.pipeline.checking import check
from index.pipeline.reindex import reindex
from index.store import Store, StoreError, open_store
from index.store.dialect import make_engine
from index.store.opening import CATALOGUE, RECORDS, Kind, prepare
from index.types import Filters
from tests.index.store.old_stores import NAMES, WITH_RECORDS, tables, unpack, write_sources
from tests.support import fakes

ROOT = Path(__file__).parents[3]
MOVED = {"answers": 3, "turns": 3, "feedback": 3, "server_settings": 1}
QUESTIONS = (
    "Who requested the call?",
    "What did the union say about the bridge?",
    "Croatia and the euro",
    "tide gauge",
)

Shown = list[tuple[str, str, tuple[tuple[int, int, str], ...]]]


def shown(store: Store) -> Shown:
    """Every article that readers see, with its passages; ids and addresses differ with the folder that it was read from."""
    found = []
    for key, item in store.catalogue.articles(store.catalogue.ids()).items():
        cut = tuple((p.start, p.end, p.embedded) for p in store.catalogue.passages_of([key]))
        found.append((item.article.headline, item.article.text, cut))
    return sorted(found)


def answered(store: Store, question: str) -> list[tuple[str, float]]:
    """What words and vectors find, with their scores."""
    found = store.words.search(question, 20, Filters())
    found += store.vectors.search(fakes.HashEmbedder().embed_question(question), 20, Filters())
    passages = store.catalogue.passages([item.passage_id for item in found])
    return sorted((passages[item.passage_id].embedded, round(item.score, 4)) for item in found)


def layout(catalogue: Path) -> tuple[int, bool]:
    """The size of the file's pages, and blocks have row numbers."""
    with closing(sqlite3.connect(catalogue)) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'blocks'").fetchone()[0]
        return connection.execute("PRAGMA page_size").fetchone()[0], "WITHOUT ROWID" not in made


@pytest.mark.parametrize("name", NAMES)
def test_an_old_store_answers_like_a_new_one(tmp_path: Path, name: str) -> None:
    embedder = fakes.HashEmbedder()
    sources = write_sources(unpack(name, tmp_path / "old"), tmp_path / "samples")
    with open_store(tmp_path / "new", embedder.fingerprint, exclusive=True) as store:
        report = reindex(store, embedder, [sources], now=fakes.NOW)
        expected, answers = shown(store), [answered(store, question) for question in QUESTIONS]
    with open_store(tmp_path / "old", embedder.fingerprint, exclusive=True) as store:
        stats = store.catalogue.stats()
        assert stats.outdated == stats.articles + stats.teasers == 99
        assert store.words.search(QUESTIONS[0], 5, Filters())  # it is of use right away
        # Its files are away: they are read from what was kept of them.
        again = reindex(store, embedder, None, now=fakes.NOW)
        assert again.added + again.updated + again.unchanged == report.added + report.unchanged
        assert (
            again.added == again.removed == (0 if name == WITH_RECORDS else 64)
        )  # teasers were called otherwise at first
        assert shown(store) == expected
        assert [answered(store, question) for question in QUESTIONS] == answers
        assert check(store) == []
        assert store.catalogue.stats().outdated == 0
    assert tables(tmp_path / "old/catalogue.sqlite3.before-upgrade-1")["articles"] == 99
    assert [layout(tmp_path / place / "catalogue.sqlite3") for place in ("old", "new")] == [
        (4096, True),
        (16384, False),
    ]


def test_what_people_left_moves_to_a_database_of_its_own(tmp_path: Path) -> None:
    catalogue = unpack(WITH_RECORDS, tmp_path)
    records = Records(tmp_path)
    first = records.answer(1)
    assert first is not None and first.answer.question == "What was said, 1?"
    quote, location = first.answer.evidence[0].quote, first.locations[0]
    with open_store(tmp_path, "hash/1") as store:
        text = store.catalogue.articles([location.article_id])[location.article_id].article.text
    assert text[location.start : location.end] == quote
    assert records.conversation("discord:thread:1")[-1] == Turn("asked 3", "understood 3", "shown 3")
    assert [item["vote"] for item in records.export_feedback()] == ["up", "down", "up"]
    assert records.server_settings(100) == ServerSettings("threads", (1, 2), 3, True, 30)
    new = records.save_answer(
        Answer("New?", "not_found"), server=None, channel=None, asker="1", conversation=None, now=fakes.NOW
    )
    assert new == 5  # the number 4 was given out before, and forgotten
    records.close()
    assert not {*MOVED, "records_meta"} & tables(catalogue).keys()
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"understood 2" not in catalogue.read_bytes()


def test_who_is_forgotten_is_not_in_the_copies_either(tmp_path: Path) -> None:
    unpack(WITH_RECORDS, tmp_path)
    records = Records(tmp_path)
    copy = tmp_path / "catalogue.sqlite3.before-upgrade-1"
    assert records.forget("nobody") == 0
    assert tables(copy)["answers"] == 3
    assert records.forget("7") == 6
    assert not copy.exists()
    records.close()


@pytest.mark.parametrize(("kind", "began"), [(CATALOGUE, 0), (RECORDS, 0), (CATALOGUE, 1)])
def test_upgraded_and_new_databases_are_alike(tmp_path: Path, kind: Kind, began: int) -> None:
    path = tmp_path / kind.file
    if began:
        unpack(WITH_RECORDS, tmp_path)
    else:
        sqlite3.connect(path).close()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")  # a file that is no longer empty
    prepare(tmp_path, kind)
    engine = make_engine(path)
    with engine.connect() as connection:
        options = {"include_object": lambda _, name, kind, *__: not (kind == "table" and name.startswith("words"))}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), kind.metadata) == []
    engine.dispose()


@pytest.mark.parametrize("kind", [CATALOGUE, RECORDS])
def test_a_newer_store_is_refused_in_one_sentence(tmp_path: Path, kind: Kind) -> None:
    Records(tmp_path).close()
    with open_store(tmp_path, "hash/1"):
        pass
    with closing(sqlite3.connect(tmp_path / kind.file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(StoreError, match="newer newsdesk; update") as caught:
        prepare(tmp_path, kind)
    assert str(tmp_path) not in caught.value.public and "update" in caught.value.public


def test_a_newer_store_without_migrations_is_refused_too(tmp_path: Path) -> None:
    path = unpack(NAMES[0], tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(StoreError, match="newer newsdesk"), open_store(tmp_path, "hash/1"):
        pass


def test_an_upgraded_store_is_refused_by_newsdesks_from_before(tmp_path: Path) -> None:
    path = unpack(NAMES[0], tmp_path)
    prepare(tmp_path, CATALOGUE)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] > 1


def whole(data: Path) -> None:
    """The store is as it was, or as it should be; what people left is there once; and the next open completes it."""
    Records(data).close()
    with open_store(data, "hash/1") as store:
        assert store.catalogue.stats().articles + store.catalogue.stats().teasers == 99
    assert {name: count for name, count in tables(data / "records.sqlite3").items() if name in MOVED} == MOVED
    assert not MOVED.keys() & tables(data / "catalogue.sqlite3").keys()
    for file in ("catalogue.sqlite3", "records.sqlite3"):
        with closing(sqlite3.connect(data / file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


STEPS = ("copy", "move", "migrate", "finish")


def stopped_at(step: str, stop: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``stop`` called within an upgrade, after this step of it."""
    owner, name = {
        "copy": (index.store.opening.dialect, "copy"),
        "move": (index.store.opening, "_move_records"),
        "migrate": (index.store.opening.migrations, "upgrade"),
        "finish": (index.store.opening.dialect, "finish"),
    }[step]
    real = getattr(owner, name)

    def done_and_stopped(*arguments: object, **options: object) -> None:
        real(*arguments, **options)
        stop()

    monkeypatch.setattr(owner, name, done_and_stopped)


@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_is_full_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    catalogue = unpack(WITH_RECORDS, tmp_path)

    def full() -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        stopped_at(step, full, patched)
        with pytest.raises(OSError, match="No space"):
            Records(tmp_path)
    # "finish" is also the end of making the records' database, which comes first.
    assert tables(catalogue)["answers"] == 3
    whole(tmp_path)


LIMITED = (
    "import resource, signal, sys; from pathlib import Path\n"
    "from index.store.opening import CATALOGUE, prepare\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "size = int(sys.argv[2]); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
    "from index.store import StoreError\n"
    "try: prepare(Path(sys.argv[1]), CATALOGUE)\n"
    "except StoreError as error: print(error); sys.exit(3)\n"
)


@pytest.mark.parametrize("size", [1000, 20_000, 60_000, 200_000, 900_000, 960_000])
def test_files_that_cannot_grow_leave_the_old_store(tmp_path: Path, size: int) -> None:
    unpack(WITH_RECORDS, tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), str(size)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode in (0, 3), run.stderr
    assert run.returncode == 0 or run.stdout.count("\n") == 1
    whole(tmp_path)


HELD = (
    "import sys, time; from pathlib import Path\n"
    "import index.store.opening as opening\n"
    "from tests.index.store.test_migrations import stopped_at\n"
    "import pytest\n"
    "def wait(): print('there', flush=True); time.sleep(60)\n"
    "stopped_at(sys.argv[2], wait, pytest.MonkeyPatch())\n"
    "opening.prepare(Path(sys.argv[1]), opening.CATALOGUE)\n"
)


@pytest.mark.parametrize("step", STEPS)
def test_killed_in_the_middle_the_next_open_completes_it(tmp_path: Path, step: str) -> None:
    unpack(WITH_RECORDS, tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HELD, str(tmp_path), step], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "there\n"
        child.send_signal(signal.SIGKILL)
    whole(tmp_path)


def test_many_openers_wait_for_one_that_upgrades(tmp_path: Path) -> None:
    unpack(WITH_RECORDS, tmp_path)
    script = (
        "import sys; from pathlib import Path; from bot.records import Records; from index.store import open_store\n"
        "with open_store(Path(sys.argv[1]), 'hash/1', patience=60) as store:\n"
        "    assert store.catalogue.stats().articles\n"
        "records = Records(Path(sys.argv[1])); assert records.answer(3); records.close()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    openers = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    for opener in openers:
        _, said = opener.communicate(timeout=120)
        assert (opener.returncode, said) == (0, "")
    whole(tmp_path)


def test_alembic_is_not_loaded_where_nothing_is_to_be_migrated(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from index.store import open_store\n"
        "for _ in range(2):\n"
        "    with open_store(Path(sys.argv[1]), 'hash/1'): pass\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False).returncode == 0
