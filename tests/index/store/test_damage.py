"""Damaged databases are told in one sentence, and mended as far as can be."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from bot.answer.answers import Answer
from bot.cli.program import program
from bot.records import Records
from bot.service import NewsService
from bot.settings import load_settings
from index.pipeline.checking import examine, mend
from index.pipeline.reindex import reindex
from index.store import DamagedStore, StoreError, open_store, pages, schema
from index.store.dialect import make_database
from index.store.opening import CATALOGUE, name_of
from tests.index.store import damages
from tests.index.store.old_stores import WITH_RECORDS, unpack
from tests.support import fakes

EMBEDDER = fakes.HashEmbedder()
ANSWERS = 60


def save(records: Records, number: int) -> int:
    return records.save_answer(
        Answer(f"Question {number}? " + "And why? " * 200, "not_found"),
        server=1,
        channel=2,
        asker=str(number),
        conversation=None,
        now=fakes.NOW,
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with some thousand rows, and news that it was made of."""
    root = tmp_path_factory.mktemp("sound")
    (root / "news").mkdir()
    for n in range(5):
        lines = [fakes.record(f"Story {n} {m}", f"The council spoke of subject{n}x{m}.") for m in range(30)]
        (root / f"news/{n}.jsonl").write_text("\n".join(lines))
    with (
        pytest.MonkeyPatch.context() as patch,
        open_store(root / "data", EMBEDDER.fingerprint, exclusive=True) as store,
    ):
        patch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
        reindex(store, EMBEDDER, [root / "news"], now=fakes.NOW)
    records = Records(root / "data")
    for n in range(ANSWERS):
        assert records.feedback(save(records, n), "somebody", True, None, fakes.NOW)
    records.close()
    return root


@pytest.fixture
def data(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("bot.app.Models.fingerprint", EMBEDDER.fingerprint)
    monkeypatch.setattr("bot.app.Models.embedder", EMBEDDER)
    shutil.copytree(sound / "data", tmp_path / "data")
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def answers(data: Path) -> int:
    records = Records(data)
    try:
        return sum(records.answer(n + 1) is not None for n in range(ANSWERS))
    finally:
        records.close()


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        *((damage, "articles") for damage in damages.DAMAGES),
        *((damage, table) for table in ("versions", "words_data") for damage in damages.OF_A_TABLE),
    ],
)
def test_a_damaged_catalogue_is_made_anew(data: Path, damage: damages.Damage, table: str) -> None:
    damage(data / "catalogue.sqlite3", table)
    told = run("check")
    assert (told.exit_code, told.stderr) == (1, "")
    first, advice = told.stdout.splitlines()
    assert first.startswith("catalogue: the database is damaged: ")
    assert "newsdesk check --repair" in advice and "move" not in told.stdout
    mended = run("check", "--repair")
    assert "The store is consistent.\n" in mended.stdout
    assert f"kept as {data}/catalogue.sqlite3.damaged-1" in mended.stdout
    assert examine(data, lambda: open_store(data, EMBEDDER.fingerprint)).problems == ()
    with open_store(data, EMBEDDER.fingerprint) as store:
        stats = store.catalogue.stats()
    if damage is damages.empty:
        assert "newsdesk reindex PATH" in mended.stdout
        assert stats.articles == 0
    else:
        assert (stats.articles, stats.passages, stats.outdated) == (150, 150, 0)
    assert answers(data) == ANSWERS


def test_blocks_that_cannot_be_read_cost_nothing_else(data: Path) -> None:
    damages.damaged_root(data / "catalogue.sqlite3", "blocks")
    assert run("check", "--repair").exit_code == 0
    with open_store(data, EMBEDDER.fingerprint) as store:
        assert (store.catalogue.stats().articles, store.catalogue.stats().passages) == (150, 150)


@pytest.mark.parametrize("damage", [damages.lost_first_page, damages.page_of_zeros])
def test_a_catalogue_of_before_is_mended_as_it_was(data: Path, damage: damages.Damage) -> None:
    catalogue, before = data / "catalogue.sqlite3", data / "before.sqlite3"
    tables = schema.with_row_numbers(CATALOGUE.metadata)
    make_database(before, tables, CATALOGUE.revision, name_of(CATALOGUE.version), *CATALOGUE.extra, page_size=4096)
    with closing(sqlite3.connect(before, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS made", (str(catalogue),))
        for table in (*CATALOGUE.metadata.tables, "words"):
            connection.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM made.{table}")
    before.replace(catalogue)
    damage(catalogue, "articles")
    assert run("check", "--repair").exit_code == 0
    assert examine(data, lambda: open_store(data, EMBEDDER.fingerprint)).problems == ()
    with open_store(data, EMBEDDER.fingerprint) as store:
        assert (store.catalogue.stats().articles, len(list(store.articles.blocks()))) == (150, 150)
    with closing(sqlite3.connect(catalogue)) as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (4096,)
        connection.execute("SELECT rowid FROM blocks")


@pytest.mark.parametrize("damage", damages.DAMAGES)
def test_of_damaged_records_what_can_be_read_is_kept(data: Path, damage: damages.Damage) -> None:
    damage(data / "records.sqlite3", "answers")
    told = run("check")
    assert told.exit_code == 1
    assert told.stdout.startswith("records: the database is damaged: ")
    result = run("feedback", "export")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "newsdesk check --repair" in result.stderr
    assert run("check", "--repair").exit_code == 0
    kept = answers(data)
    if damage is damages.empty:
        assert kept == 0
    elif damage is damages.truncated:
        assert kept >= ANSWERS // 4
    else:
        assert kept >= ANSWERS - 4
    votes = run("feedback", "export")
    assert votes.exit_code == 0
    assert len(votes.stdout.splitlines()) <= kept
    records = Records(data)
    if kept:
        assert save(records, 0) > ANSWERS  # no number comes to mean another answer
    records.close()
    assert (data / "records.sqlite3.damaged-1").exists()
    with open_store(data, EMBEDDER.fingerprint) as store:
        assert store.catalogue.stats().articles == 150


@pytest.mark.parametrize("damage", [damages.damaged_root, damages.bad_header, damages.truncated, damages.empty])
@pytest.mark.parametrize("command", [("status",), ("show", "abcdef"), ("reindex",), ("ask", "what?"), ("chat",)])
def test_every_command_ends_in_one_sentence(
    data: Path, damage: damages.Damage, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.Models.reranker", None)
    damage(data / "catalogue.sqlite3", "articles")
    result = run(*command)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.stderr
    assert "run `newsdesk check --repair`" in result.stderr


@pytest.mark.parametrize("damage", [damages.bad_header, damages.truncated, damages.empty])
def test_a_bot_does_not_start_on_a_damaged_store(
    data: Path, damage: damages.Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(data / "catalogue.sqlite3", "articles")
    monkeypatch.setattr("bot.app.Models.reranker", SimpleNamespace(score=lambda *_: None, relevance=lambda *_: None))

    async def start() -> None:
        service = NewsService(load_settings())
        try:
            await service.warm()
        finally:
            await service.close()

    with pytest.raises(DamagedStore):
        asyncio.run(start())


def test_nothing_of_the_machine_is_shown_to_others(data: Path) -> None:
    damages.bad_header(data / "catalogue.sqlite3", "articles")
    with pytest.raises(DamagedStore) as caught, open_store(data, EMBEDDER.fingerprint):
        pass
    assert str(data) not in caught.value.public and "sqlite" not in caught.value.public


def test_a_text_that_cannot_be_unpacked_is_read_again(data: Path) -> None:
    with closing(sqlite3.connect(data / "catalogue.sqlite3")) as connection, connection:
        connection.execute("UPDATE versions SET text = x'00' WHERE rowid = 7")
    assert "1 articles are not as they were stored" in run("check").stdout
    with pytest.raises(DamagedStore, match="the text of"), open_store(data, EMBEDDER.fingerprint) as store:
        store.catalogue.articles(store.catalogue.ids())
    assert run("check", "--repair").exit_code == 0
    with open_store(data, EMBEDDER.fingerprint) as store:
        assert store.catalogue.stats().articles == 150


def test_a_damaged_word_index_is_rebuilt(data: Path) -> None:
    with closing(sqlite3.connect(data / "catalogue.sqlite3")) as connection, connection:
        connection.execute("UPDATE words_data SET block = x'ffff' WHERE id > 100")
    assert "words: the index is damaged" in run("check").stdout
    assert run("check", "--repair").exit_code == 0
    assert run("check").exit_code == 0


def test_what_people_left_in_an_old_catalogue_is_saved_from_it(tmp_path: Path) -> None:
    damages.damaged_root(unpack(WITH_RECORDS, tmp_path), "articles")
    mend(tmp_path, lambda: EMBEDDER, EMBEDDER.fingerprint, fakes.NOW)
    records = Records(tmp_path)
    assert [records.answer(n) is not None for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert len(list(records.export_feedback())) == 3
    records.close()


def test_who_is_forgotten_is_not_in_what_was_damaged_either(data: Path) -> None:
    damages.damaged_root(data / "records.sqlite3", "answers")
    assert run("check", "--repair").exit_code == 0
    assert (data / "records.sqlite3.damaged-1").exists()
    assert run("forget", "--person", "somebody").exit_code == 0
    assert not (data / "records.sqlite3.damaged-1").exists()


def test_a_store_of_a_server_is_mended_too(data: Path) -> None:
    own = data / "servers/81384788765712384"
    own.mkdir(parents=True)
    shutil.copytree(data / "vectors", own / "vectors")
    shutil.copy(data / "catalogue.sqlite3", own)
    damages.truncated(own / "catalogue.sqlite3", "articles")
    assert run("check").stdout.startswith("server 81384788765712384: catalogue: the database is damaged: ")
    assert run("check", "--repair").exit_code == 0
    assert run("check").exit_code == 0


def test_nothing_is_mended_while_somebody_uses_it(data: Path) -> None:
    with open_store(data, EMBEDDER.fingerprint):
        damages.damaged_root(data / "catalogue.sqlite3", "articles")
        with pytest.raises(StoreError, match="Another newsdesk is reading"):
            mend(data, lambda: EMBEDDER, EMBEDDER.fingerprint, fakes.NOW, patience=0.1)


values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=("Cs",))),
    st.binary(),
    st.integers(0, 20_000).map(lambda size: b"\1" * size),
)


@given(st.lists(st.tuples(values, values), max_size=60), st.integers(-(2**40), 2**40))
def test_every_row_is_found_in_its_page(made: list[tuple[object, object]], first: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE made (a, b)")
        for number, pair in enumerate(made, start=first):
            connection.execute("INSERT INTO made (rowid, a, b) VALUES (?, ?, ?)", (number, *pair))
        expected = connection.execute("SELECT rowid, a, b FROM made").fetchall()
        found = pages.rows(connection.serialize())
    in_table = sorted((row.number, *row.values) for row in found if len(row.values) == 2)
    assert [row[0] for row in in_table] == [row[0] for row in expected]
    assert [repr(row) for row in in_table] == [repr(row) for row in expected]


@given(st.binary(max_size=9000))
def test_noise_has_no_rows_that_break_the_search(data: bytes) -> None:
    page = b"\x0d\0\0\0\5\0\0\0" + data
    assert all(isinstance(row, pages.Row) for row in pages.rows(page.ljust(12288, b"\x81")))
