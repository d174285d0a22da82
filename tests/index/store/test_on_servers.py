"""One store on servers, many processes: nothing is lost, nothing is there twice, whoever dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import index.pipeline.reading
from bot.doctor.servers import examine_servers
from bot.records import Records
from bot.service.federation import FederatedStores
from bot.service.shared_store import SharedStore
from bot.service.store_pool import StorePool
from index.pipeline.checking import check
from index.pipeline.reindex import reindex
from index.store import StoreError, has_catalogue, lease, migrations, open_store, postgres
from index.store.lease import LeaseLock, LeaseLost
from index.store.opening import CATALOGUE, RECORDS, Kind
from index.store.place import ChromaServer, ServerPlace
from index.types import Filters
from tests.support import fakes
from tests.support.fakes import record
from tests.support.servers import Servers

ROOT = Path(__file__).parents[3]
EMBEDDER = fakes.HashEmbedder()
_SHORT = 1.0
INDEXER = """
import sys
from pathlib import Path
import index.pipeline.reading
from index.pipeline.reindex import reindex
from index.store import lease, open_store
from index.store.place import ChromaServer, ServerPlace
from tests.support import fakes
lease.LEASE_SECONDS = float(sys.argv[5])
index.pipeline.reading.Workers = fakes.InProcess
place = ServerPlace(Path(sys.argv[1]), sys.argv[2], ChromaServer(sys.argv[3]), sys.argv[4])
embedder = fakes.HashEmbedder()
with open_store(place, embedder.fingerprint, exclusive=True, patience=120) as store:
    print("open", flush=True)
    reindex(store, embedder, [Path(sys.argv[6])], now=fakes.NOW)
"""


@pytest.fixture
def place(servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServerPlace:
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)
    monkeypatch.setattr(lease, "LEASE_SECONDS", _SHORT)
    return servers.new_place(tmp_path / "data")


@pytest.fixture
def shared(place: ServerPlace) -> Iterator[SharedStore]:
    made = SharedStore(place, EMBEDDER.fingerprint)
    yield made
    made.close()


def corpus(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        told = f"The council of {folder.name} spoke about subject{number}. It will meet again on Friday."
        (folder / f"{number}.jsonl").write_text(
            record(f"{folder.name} {number}", told, url=f"http://{folder.name}/{number}")
        )
    return folder


def indexer(place: ServerPlace, news: Path, lease_seconds: float = 60.0) -> subprocess.Popen[bytes]:
    """Another process that indexes."""
    arguments = (place.folder, place.database_url, place.chroma.url, place.name, lease_seconds, news)
    return subprocess.Popen(
        [sys.executable, "-c", INDEXER, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )


def fill(place: ServerPlace, news: Path) -> None:
    with open_store(place, EMBEDDER.fingerprint, exclusive=True) as store:
        reindex(store, EMBEDDER, [news], now=fakes.NOW)


def eventually(works: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not works():
        if time.monotonic() > deadline:
            return False
        threading.Event().wait(0.05)
    return True


def test_two_indexers_one_that_is_killed_and_two_bots(place: ServerPlace, tmp_path: Path) -> None:
    news = [corpus(tmp_path / name, 40) for name in ("harbour", "market", "school")]
    ended = threading.Event()
    failures: list[Exception] = []

    def bot() -> None:
        own = SharedStore(place, EMBEDDER.fingerprint)
        try:
            while not ended.wait(0.05):  # without a pause the bots would take most of the time that the indexers need
                with own.reading(5) as store:
                    found = store.words.search("council subject7", 10, Filters())
                    passages = store.catalogue.passages([item.passage_id for item in found])
                    articles = store.catalogue.articles([item.article_id for item in passages.values()])
                    for item in passages.values():
                        text = articles[item.article_id].article.text if item.article_id in articles else item.quotable
                        assert item.quotable in text
        except Exception as error:
            failures.append(error)
        finally:
            own.close()

    bots = [threading.Thread(target=bot) for _ in range(2)]
    with indexer(place, news[0], _SHORT) as first:  # the others need not wait long once it is dead
        assert first.stdout is not None
        first.stdout.readline()
        for thread in bots:
            thread.start()
        others = [indexer(place, folder) for folder in news[1:]]
        assert eventually(lambda: first.poll() is not None or _reading(place, 5))
        first.kill()
    for other in others:
        assert other.wait(120) == 0
        assert other.stdout is not None
        other.stdout.close()
    ended.set()
    for thread in bots:
        thread.join()
    assert failures == []
    fill(place, news[0])
    with open_store(place, EMBEDDER.fingerprint) as store:
        assert check(store) == []
        assert store.catalogue.stats().articles == 120
        assert store.catalogue.stats().passages == store.vectors.count() == len(set(store.vectors.ids()))


def _reading(place: ServerPlace, least: int) -> bool:
    with open_store(place, EMBEDDER.fingerprint) as store:
        return store.catalogue.stats().articles >= least


def test_a_lease_that_ended_is_taken_over_and_its_holder_writes_no_more(place: ServerPlace) -> None:
    with open_store(place, EMBEDDER.fingerprint):
        """It is made."""
    dead, heir = LeaseLock(place, 0.3), LeaseLock(place)
    assert dead.try_exclusive()
    assert not heir.try_exclusive()
    assert f"process {os.getpid()}" in heir.reason() and "s%20cret" not in heir.reason()
    dead._ended.set()  # as if its machine had died
    assert eventually(heir.try_exclusive)
    with open_store(place, EMBEDDER.fingerprint) as store:
        store.catalogue.database.fence = dead.fence
        for write in (lambda: store.sources.add([Path("/late")]), store.embeddings.sync):
            with pytest.raises(LeaseLost):
                write()
        store.catalogue.database.fence = heir.fence
        store.sources.add([Path("/news")])
        assert store.sources.paths() == [Path("/news")]
    dead.release()  # which takes nothing from the heir
    third = LeaseLock(place)
    assert not third.try_exclusive()
    heir.release()
    assert third.try_exclusive()
    third.release()


def test_a_lease_is_put_off_as_long_as_its_holder_lives(place: ServerPlace) -> None:
    with open_store(place, EMBEDDER.fingerprint):
        """It is made."""
    holder, other = LeaseLock(place, 0.3), LeaseLock(place)
    assert holder.try_exclusive()
    ends = time.monotonic() + 0.9
    while time.monotonic() < ends:
        assert not other.try_exclusive()
    holder.release()
    assert other.try_exclusive()
    other.release()


def test_without_chroma_words_answer_and_it_comes_back(
    place: ServerPlace, servers: Servers, shared: SharedStore, tmp_path: Path
) -> None:
    fill(place, corpus(tmp_path / "harbour", 3))
    vector = EMBEDDER.embed_question("subject1")
    with shared.reading(1) as store:
        assert store.vectors.search(vector, 3, Filters())
    servers.chroma.stop()
    try:
        with shared.reading(1) as store:
            with pytest.raises(
                StoreError, match=r"Chroma server at http://127.0.0.1:\d+ cannot be reached .*CHROMA_URL"
            ):
                store.vectors.search(vector, 3, Filters())
            together = FederatedStores([store])
            assert together.vectors.search(vector, 3, Filters()) == []
            assert together.words.search("subject1", 3, Filters())
        (finding,) = [item for item in examine_servers(place) if item.level == "problem"]
        assert finding.what == "Chroma" and "CHROMA_URL" in finding.says
        (tmp_path / "harbour" / "new.jsonl").write_text(record("New", "The ferry sank near the pier on Monday."))
        with pytest.raises(StoreError, match="Chroma server"):
            fill(place, tmp_path / "harbour")
    finally:
        servers.chroma.start()
    with shared.reading(1) as store:
        assert store.vectors.search(vector, 3, Filters())
    fill(place, tmp_path / "harbour")  # completes what was cut off
    with shared.reading(1) as store:
        assert check(store) == []
        assert store.catalogue.stats().articles == 4


def test_without_postgres_one_sentence_and_it_comes_back(
    place: ServerPlace, servers: Servers, shared: SharedStore, tmp_path: Path
) -> None:
    news = corpus(tmp_path / "harbour", 3)
    fill(place, news)
    records = Records(place)
    with shared.reading(1) as store:
        assert store.words.search("subject1", 3, Filters())
    servers.postgres.stop()
    try:
        for use in (
            lambda: store.words.search("subject1", 3, Filters()),
            lambda: records.answer(1),
            lambda: fill(place, news),
            lambda: StorePool(place, lambda: EMBEDDER.fingerprint).has_own(5),
        ):
            with pytest.raises(
                StoreError, match=r"^PostgreSQL at postgresql://127.0.0.1:\d+/.* cannot be reached"
            ) as caught:
                use()
            assert "127.0.0.1" not in caught.value.public and "cret" not in str(caught.value)
    finally:
        servers.postgres.start()
    with shared.reading(1) as store:
        assert store.words.search("subject1", 3, Filters())
    assert records.answer(1) is None
    records.close()
    fill(place, news)


def test_a_server_that_restarts_while_one_writes_loses_nothing(
    place: ServerPlace, servers: Servers, shared: SharedStore, tmp_path: Path
) -> None:
    news = corpus(tmp_path / "harbour", 40)

    def restart(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("embedding", 0):
            servers.postgres.stop()
            servers.postgres.start()

    with shared.writing(5) as store:
        reindex(store, EMBEDDER, [news], now=fakes.NOW, progress=restart)
    with shared.reading(1) as store:
        assert check(store) == []
        assert store.catalogue.stats().articles == 40


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"database_url": "{base}/nowhere"}, "has no such database; create it"),
        ({"database_url": "postgresql://news:wr0ng@{host}/postgres"}, "refuses user or password"),
        ({"database_url": "postgresql://news:wr0ng@127.0.0.1:1/postgres"}, "cannot be reached; start it"),
        ({"chroma": ChromaServer("http://127.0.0.1:1", key="s3cret")}, "cannot be reached"),
        ({"chroma": ChromaServer("{chroma}", tenant="nobody")}, "knows no tenant nobody or database"),
    ],
)
def test_each_failure_has_its_remedy(
    place: ServerPlace, servers: Servers, change: dict[str, object], says: str
) -> None:
    base = servers.postgres.url("")[:-1]
    values = {"base": base, "host": base.rpartition("@")[2]}
    chosen: dict[str, object] = {}
    for name, value in change.items():
        if isinstance(value, ChromaServer):
            chosen[name] = replace(value, url=value.url.format(chroma=servers.chroma.url))
        else:
            chosen[name] = str(value).format(**values)
    wrong = replace(place, **chosen)  # type: ignore[arg-type]
    with pytest.raises(StoreError) as caught, open_store(wrong, EMBEDDER.fingerprint) as store:
        store.vectors.count()
    assert says in str(caught.value)
    assert not any(secret in str(caught.value) for secret in ("wr0ng", "s3cret", "cret"))
    assert "127.0.0.1" not in caught.value.public


def test_all_is_well(place: ServerPlace) -> None:
    assert [(item.level, item.what) for item in examine_servers(place)] == [("ok", "PostgreSQL"), ("ok", "Chroma")]


@pytest.mark.parametrize("kind", [CATALOGUE, RECORDS])
def test_old_tables_are_brought_up_to_date(place: ServerPlace, kind: Kind) -> None:
    """The scripts run on PostgreSQL, too, and lead to what a new store has."""
    engine = postgres.make_engine(place.database_url, "old")
    try:
        with postgres.to_write(engine).begin() as connection:
            connection.exec_driver_sql("CREATE SCHEMA old")
            migrations.upgrade(connection, kind.line)
        with engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection), kind.metadata)
    finally:
        engine.dispose()
    assert found == []


def test_a_server_of_its_own_comes_and_goes(place: ServerPlace, tmp_path: Path) -> None:
    pool = StorePool(place, lambda: EMBEDDER.fingerprint)
    assert not pool.has_own(5)
    with pool.shared_store(5).writing(1) as store:
        reindex(store, EMBEDDER, [corpus(tmp_path / "harbour", 1)], now=fakes.NOW)
    assert pool.has_own(5) and not pool.has_own(6)
    from bot.service.store_pool import store_places
    from index.store import drop

    assert set(store_places(place)) == {None, 5}
    pool.drop(5)
    drop(pool.place(5))
    assert not pool.has_own(5) and not has_catalogue(pool.place(5))
    pool.close()


def test_rare_words_tell_more_and_headlines_count(place: ServerPlace, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    lines = [record(f"Council {n}", f"The council met on day {n} and spoke about roads.") for n in range(20)]
    lines.append(record("Council", "The caf\u00e9 on the quay burned down."))
    (news / "a.jsonl").write_text("\n".join(lines))
    fill(place, news)
    with open_store(place, EMBEDDER.fingerprint) as store:
        best = store.words.search("Did the council's CAFE burn?", 3, Filters())[0]
        assert "quay" in store.catalogue.passages([best.passage_id])[best.passage_id].quotable
        assert store.words.search("' | & ! :* \\ ( )", 3, Filters()) == []
        assert [meant.casefold() for meant in store.words.suggest(["coucil", "roads"]).values()] == ["council"]
