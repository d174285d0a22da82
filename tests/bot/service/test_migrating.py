"""Stores go to servers and back: all of it, whatever cuts it off, and proven."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import index.pipeline.reading
from bot.answer.answers import Answer
from bot.answer.query import Turn
from bot.records import Records, ServerSettings
from bot.service.migrating import migrate
from index.pipeline.checking import check
from index.pipeline.reindex import reindex
from index.store import Place, StoreError, open_store
from index.store.place import ServerPlace, of_server
from index.types import Filters
from tests.support import fakes
from tests.support.fakes import record
from tests.support.servers import Servers

NOW = datetime(2024, 5, 1, tzinfo=UTC)
SERVER = 77
EMBEDDER = fakes.HashEmbedder()


def silent(*_: object) -> None:
    """Progress that nobody follows."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with articles, some of them at several addresses, a Discord server's own, and records."""
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)
    folder = tmp_path / "data"
    for place, count in ((folder, 30), (of_server(folder, SERVER), 2)):
        assert isinstance(place, Path)
        news = tmp_path / f"news{count}"
        news.mkdir()
        for n in range(count):
            lines = [
                record(f"Story {n}", f"The caf\u00e9 spoke of \x00 subject{n}.", url=f"http://{x}/{n}") for x in "zab"
            ]
            (news / f"{n}.jsonl").write_text("\n".join(lines))
        with open_store(place, EMBEDDER.fingerprint, exclusive=True) as store:
            reindex(store, EMBEDDER, [news], now=fakes.NOW)
    records = Records(folder)
    for asker in ("ann", "bob", "eve"):
        keep(records, asker)
    records.feedback(2, "ann", True, "good \x00", NOW)
    records.add_turn("k", Turn("asked", "understood", "shown"), "ann", NOW)
    records.set_server_settings(5, ServerSettings(private=True))
    records.forget("eve")  # its number must never be given out again
    records.close()
    return folder


def keep(records: Records, asker: str) -> int:
    answer = Answer("When?", "not_found")
    return records.save_answer(answer, server=1, channel=2, asker=asker, conversation=None, now=NOW)


def found(place: Place) -> list[object]:
    with open_store(place, EMBEDDER.fingerprint) as store:
        assert check(store) == []
        articles = store.catalogue.articles(store.catalogue.ids())
        nearest = [item.passage_id for item in store.vectors.search(EMBEDDER.embed_question("subject1"), 5, Filters())]
        words = store.words.search("subject1", 1, Filters())
        return [articles, sorted(nearest)[:1], [item.passage_id for item in words], store.sources.paths()]


def test_there_and_back(data: Path, servers: Servers, tmp_path: Path) -> None:
    place = servers.new_place(data)
    done = migrate(data, place, silent)
    assert [item.what for item in done] == ["store", f"store of server {SERVER}", "records"]
    assert (done[0].articles, done[0].passages, done[0].vectors) == (30, 30, 30)
    back = ServerPlace(tmp_path / "back", place.database_url, place.chroma, place.name)
    again = migrate(back, tmp_path / "back", silent) if back.folder.mkdir() is None else []
    assert again == done
    for server in (None, SERVER):
        here, there = of_server(data, server), of_server(place, server)
        assert found(here)[0] == found(there)[0] == found(of_server(tmp_path / "back", server))[0]
        assert found(here)[2:] == found(there)[2:]
    for each in (data, place, tmp_path / "back"):
        records = Records(each)
        assert [item["vote"] for item in records.export_feedback()] == ["up"]
        assert records.conversation("k") == [Turn("asked", "understood", "shown")]
        assert records.server_settings(5).private
        assert records.answer(3) is None
        assert keep(records, "new") == 4
        records.close()


@pytest.mark.slow
def test_cut_off_anywhere_it_goes_on(data: Path, servers: Servers) -> None:
    place = servers.new_place(data)

    class Cut(Exception):
        pass

    seen: set[tuple[str, str]] = set()

    def cut_off(what: str, part: str, _: int) -> None:
        if (what, part) not in seen:
            seen.add((what, part))
            raise Cut

    for _ in range(60):
        try:
            done = migrate(data, place, cut_off)
        except Cut:
            continue
        break
    assert len(seen) > 15
    assert done == migrate(data, servers.new_place(data), silent)
    assert found(data)[0] == found(place)[0]


def test_what_changed_since_is_copied_again(data: Path, servers: Servers, tmp_path: Path) -> None:
    place = servers.new_place(data)
    migrate(data, place, silent)
    with pytest.raises(StoreError, match="holds articles already; give --force"):
        migrate(data, place, silent)
    (tmp_path / "news30" / "0.jsonl").write_text(record("Story 0", "Everything changed.", url="http://z/0"))
    (tmp_path / "news30" / "1.jsonl").unlink()
    with open_store(data, EMBEDDER.fingerprint, exclusive=True) as store:
        reindex(store, EMBEDDER, None, now=fakes.NOW)
    migrate(data, place, silent, force=True)
    assert found(data)[0] == found(place)[0]


def test_a_copy_that_differs_is_told(data: Path, servers: Servers) -> None:
    def change(what: str, part: str, _: int) -> None:
        if (what, part) == ("records", "turns"):
            with closing(sqlite3.connect(data / "records.sqlite3")) as connection, connection:
                connection.execute("UPDATE answers SET question = 'another'")

    with pytest.raises(StoreError, match="The table answers is not the same in both places"):
        migrate(data, servers.new_place(data), change)


def test_nothing_to_copy(servers: Servers, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store in"):
        migrate(tmp_path, servers.new_place(tmp_path), silent)
