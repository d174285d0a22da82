"""Backups of real stores, and what is put back of them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from bot.answer.answers import Answer
from bot.cli.program import program
from bot.records import Records, ServerSettings
from bot.service.backup import back_up, restore
from bot.service.shared_store import SharedStore
from index.pipeline.checking import check
from index.pipeline.reindex import reindex
from index.store import StoreError, open_store
from index.store.archive import BackupError
from index.store.lock import store_lock
from index.types import Filters
from tests.index.store import damages
from tests.index.store.old_stores import WITH_RECORDS, unpack
from tests.support import fakes

ROOT = Path(__file__).parents[3]
EMBEDDER = fakes.HashEmbedder()
SERVER = 81384788765712384
BODY = "The council spoke about {}. It will meet again on Friday."


def index(data: Path, *sources: Path) -> None:
    with open_store(data, EMBEDDER.fingerprint, exclusive=True) as store:
        reindex(store, EMBEDDER, list(sources) or None, now=fakes.NOW)


def save(data: Path, question: str) -> int:
    records = Records(data)
    number = records.save_answer(
        Answer(question, "not_found"), server=1, channel=2, asker="7", conversation=None, now=fakes.NOW
    )
    records.close()
    return number


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.pipeline.reading.Workers", fakes.InProcess)


def filled(folder: Path) -> Path:
    """A data folder with everything that a backup holds, and with what it does not."""
    data, news = folder / "data", folder / "news.jsonl"
    news.write_text(fakes.record("Harbour", BODY.format("ferries")))
    index(data, news)
    save(data, "When?")
    records = Records(data)
    records.set_server_settings(SERVER, ServerSettings("threads"))
    records.close()
    uploads = data / f"servers/{SERVER}/uploads"
    uploads.mkdir(parents=True)
    (uploads / "own news.jsonl").write_text(fakes.record("Crossing", BODY.format("bridges")))
    index(uploads.parent, uploads / "own news.jsonl")
    (data / "calibration.json").write_text("{}")
    (data / "newsdesk.log").write_text("a log")
    return data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One to be copied, not changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
        return filled(tmp_path_factory.mktemp("made"))


@pytest.fixture
def data(tmp_path: Path, made: Path) -> Path:
    """A copy of it, whose news are where they were: not for tests that index them again."""
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def living(tmp_path: Path) -> Path:
    """One whose news are beside it."""
    return filled(tmp_path)


@pytest.fixture
def backup(data: Path, tmp_path: Path) -> Path:
    back_up(data, tmp_path / "news.backup", fakes.NOW)
    return tmp_path / "news.backup"


def found(data: Path, word: str) -> set[str]:
    """Headlines found by words and by vectors, in a sound store."""
    with open_store(data, EMBEDDER.fingerprint) as store:
        assert check(store) == []
        near = store.vectors.search(EMBEDDER.embed_question(word), 5, Filters())
        hits = store.words.search(word, 5, Filters())
        passages = store.catalogue.passages([hit.passage_id for hit in hits])
        assert {hit.passage_id for hit in hits} <= {hit.passage_id for hit in near}
        articles = store.catalogue.articles([item.article_id for item in passages.values()])
        return {item.article.headline for item in articles.values()}


def questions(data: Path) -> list[str]:
    records = Records(data)
    try:
        return [saved.answer.question for n in range(1, 9) if (saved := records.answer(n)) is not None]
    finally:
        records.close()


def test_everything_comes_back_in_another_folder(living: Path, tmp_path: Path) -> None:
    back_up(living, tmp_path / "news.backup", fakes.NOW)
    shutil.rmtree(living)
    new = tmp_path / "elsewhere/data"
    restored = restore(tmp_path / "news.backup", new, force=False)
    assert (restored.articles, restored.teasers) == (2, 0)
    assert found(new, "ferries") == {"Harbour"}
    assert questions(new) == ["When?"]
    records = Records(new)
    assert records.server_settings(SERVER) == ServerSettings("threads")
    records.close()
    assert (new / "calibration.json").read_text() == "{}"
    own = new / f"servers/{SERVER}"
    assert found(own, "bridges") == {"Crossing"}
    assert sorted(path.name for path in new.iterdir() if path.name not in ("lock", "turn")) == [
        "calibration.json",
        "catalogue.sqlite3",
        "records.sqlite3",
        "servers",
        "vectors",
    ]
    # Where the server's own file stands now is known: it is neither away nor read again.
    with open_store(own, EMBEDDER.fingerprint, exclusive=True) as store:
        assert store.sources.paths() == [own / "uploads/own news.jsonl"]
        report = reindex(store, EMBEDDER, None, now=fakes.NOW)
    assert (report.added, report.updated, report.unchanged, report.removed) == (0, 0, 1, 0)


def test_it_is_nobody_elses_to_read(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_folder_that_holds_something_is_left_alone(data: Path, backup: Path) -> None:
    save(data, "Later?")
    with pytest.raises(BackupError, match="--force"):
        restore(backup, data, force=False)
    assert questions(data) == ["When?", "Later?"]


def test_with_force_what_is_there_gives_way(living: Path, tmp_path: Path) -> None:
    data, backup = living, tmp_path / "news.backup"
    back_up(data, backup, fakes.NOW)
    save(data, "Later?")
    (data.parent / "news.jsonl").write_text(fakes.record("Harbour", BODY.format("trains")))
    index(data)
    (data / f"servers/{SERVER + 1}").mkdir()
    restore(backup, data, force=True)
    assert questions(data) == ["When?"]
    assert (found(data, "ferries"), found(data, "trains")) == ({"Harbour"}, set())
    assert not (data / f"servers/{SERVER + 1}").exists()
    assert (data / "newsdesk.log").read_text() == "a log"
    assert not [path.name for path in data.iterdir() if path.name.startswith(".")]


def test_what_is_not_in_the_backup_goes_with_force(data: Path, tmp_path: Path) -> None:
    little = tmp_path / "little"
    little.mkdir()
    (little / "calibration.json").write_text("{}")
    back_up(little, tmp_path / "little.backup", fakes.NOW)
    restore(tmp_path / "little.backup", data, force=True)
    assert questions(data) == []
    assert not (data / "catalogue.sqlite3").exists()
    assert not (data / "servers").exists()


def test_a_backup_beside_writers_is_of_one_moment(living: Path, tmp_path: Path) -> None:
    data = living
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            save(data, "And?")

    def read() -> None:
        while not stop.is_set():
            (tmp_path / "news.jsonl").write_text(fakes.record("Harbour", BODY.format("x" * len(questions(data)))))
            index(data)

    threads = [threading.Thread(target=work) for work in (write, read)]
    for thread in threads:
        thread.start()
    try:
        for n in range(3):
            back_up(data, tmp_path / f"{n}.backup", fakes.NOW)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    for n in range(3):
        restore(tmp_path / f"{n}.backup", tmp_path / str(n), force=False)
        index(tmp_path / str(n))  # completes the run that was under way
        assert found(tmp_path / str(n), "council") == {"Harbour"}


def test_a_bot_that_runs_goes_on_with_what_was_restored(data: Path, backup: Path) -> None:
    running, records = SharedStore(data, EMBEDDER.fingerprint), Records(data)
    own = SharedStore(data / f"servers/{SERVER}", EMBEDDER.fingerprint)
    try:
        for shared in (running, own):
            with shared.reading(1) as store:
                assert store.vectors.count() == 1
        save(data, "Later?")
        assert records.answer(2) is not None
        restore(backup, data, force=True)
        assert records.answer(1) is not None and records.answer(2) is None
        number = records.save_answer(
            Answer("After?", "not_found"), server=1, channel=2, asker="7", conversation=None, now=fakes.NOW
        )
        assert number == 2
        for shared in (running, own):
            assert shared.catalogue().kinds() == {"article": 1}
            with shared.reading(1) as store:
                assert len(store.vectors.search(EMBEDDER.embed_question("council"), 5, Filters())) == 1
    finally:
        running.close()
        own.close()
        records.close()
    assert questions(data) == ["When?", "After?"]


@pytest.mark.parametrize("of", ["", f"servers/{SERVER}"])
def test_who_uses_the_folder_is_named(data: Path, backup: Path, of: str) -> None:
    with store_lock(data / of, exclusive=False), pytest.raises(StoreError, match="Another newsdesk is reading"):
        restore(backup, data, force=True, patience=0.1)
    assert questions(data) == ["When?"]
    assert not [path.name for path in data.iterdir() if path.name.startswith(".")]


STOPPED = (
    "import os, signal, sys; from pathlib import Path\n"
    "from index.store import replacing; from bot.service.backup import restore\n"
    "real = Path.rename\n"
    "def stopped(data, left):\n"
    "    def rename(self, target):\n"
    "        nonlocal left\n"
    "        if left == 0: os.kill(os.getpid(), signal.SIGKILL)\n"
    "        left -= 1; return real(self, target)\n"
    "    Path.rename = rename\n"
    "    restore(Path(sys.argv[1]), data, force=True)\n"
    "for number, data in enumerate(map(Path, sys.argv[2:]), 1):\n"
    "    if not (child := os.fork()): stopped(data, number); os._exit(0)\n"
    "    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
)
"""Restores into one folder after the other, and is killed at the first rename, the second, and so on."""


def test_killed_in_the_middle_the_next_open_completes_it(data: Path, backup: Path, tmp_path: Path) -> None:
    save(data, "Later?")
    folders = [Path(shutil.copytree(data, tmp_path / f"data{renames}")) for renames in range(1, 8)]
    run = subprocess.run(
        [sys.executable, "-c", STOPPED, *map(str, [backup, *folders])], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    ends = [int(line) for line in run.stdout.split()]
    assert set(ends) == {0, -signal.SIGKILL}
    for renames, (folder, end) in enumerate(zip(folders, ends, strict=True), 1):
        whole = renames == 1 and end != 0 and not (folder / ".restore").exists()
        assert questions(folder) == (["When?", "Later?"] if whole else ["When?"])
        assert found(folder, "ferries") == {"Harbour"}
        assert found(folder / f"servers/{SERVER}", "bridges") == {"Crossing"}
        assert not (folder / ".restore").exists()


def test_an_old_store_is_backed_up_as_it_is_kept_today(tmp_path: Path) -> None:
    unpack(WITH_RECORDS, tmp_path / "old")
    manifest = back_up(tmp_path / "old", tmp_path / "b", fakes.NOW)
    assert [entry.name for entry in manifest.entries] == ["records.sqlite3", "catalogue.sqlite3"]
    restore(tmp_path / "b", tmp_path / "new", force=False)
    with open_store(tmp_path / "new", EMBEDDER.fingerprint) as store:
        assert store.vectors.count() == store.catalogue.stats().passages == 257
    assert len(questions(tmp_path / "new")) == 3


# What cannot be used


def rewritten(backup: Path, change: dict[str, bytes | None], *, extra: dict[str, bytes] | None = None) -> Path:
    """The backup with some files' bytes exchanged, and some more, the manifest as it was unless it is among them."""
    path = backup.with_name("changed.backup")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = change.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return path


def with_entry(backup: Path, name: str) -> Path:
    """The backup with one more file, which its manifest lists."""
    with zipfile.ZipFile(backup) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    manifest["entries"].append({"name": name, "size": 5, "sha256": digest})
    return rewritten(backup, {"manifest.json": json.dumps(manifest).encode()}, extra={name: b"hello"})


@pytest.fixture
def damaged(backup: Path, request: pytest.FixtureRequest) -> Path:
    data = backup.read_bytes()
    middle = len(data) // 2
    match request.param:
        case "flipped":
            # More than one byte: a single one may be of a header's field that nobody reads.
            flipped = bytes(byte ^ 0x10 for byte in data[middle : middle + 200])
            backup.write_bytes(data[:middle] + flipped + data[middle + 200 :])
        case "short":
            backup.write_bytes(data[:middle])
        case "empty":
            backup.write_bytes(b"")
        case "noise":
            backup.write_bytes(os.urandom(5000))
        case "other content":
            return rewritten(backup, {"calibration.json": b"[]"})
        case "missing":
            return rewritten(backup, {"records.sqlite3": None})
        case "unlisted":
            return rewritten(backup, {}, extra={"more": b"hello"})
        case "no manifest":
            return rewritten(backup, {"manifest.json": None})
        case "bad manifest":
            return rewritten(backup, {"manifest.json": b'{"format": 1, "entries": 5}'})
    return backup


@pytest.mark.parametrize(
    "damaged",
    [
        *("flipped", "short", "empty", "noise"),
        *("other content", "missing", "unlisted", "no manifest", "bad manifest"),
    ],
    indirect=True,
)
def test_a_damaged_backup_changes_nothing(data: Path, damaged: Path) -> None:
    save(data, "Later?")
    with pytest.raises(BackupError, match="damaged"):
        restore(damaged, data, force=True)
    assert questions(data) == ["When?", "Later?"]
    assert not [path.name for path in data.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "name",
    [
        *("../escaped", "/tmp/escaped", "servers/../../escaped", "servers/5/uploads/../../../../escaped"),
        *("servers/5/uploads/.hidden", "servers/x/catalogue.sqlite3", "lock", "newsdesk.log", ".restore/names"),
        *("servers/5/uploads/a\\..\\b", "C:\\escaped", "vectors/chroma.sqlite3", "servers/5/uploads/a\n/../b"),
    ],
)
def test_nothing_is_written_elsewhere(data: Path, backup: Path, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BackupError, match="no backup of newsdesk"):
        restore(with_entry(backup, name), tmp_path / "new", force=False)
    after = {path for path in tmp_path.rglob("*") if path.name not in ("new", "changed.backup")}
    assert after <= set(before)
    assert not Path("/tmp/escaped").exists()


def test_a_bomb_does_not_go_off(data: Path, backup: Path, tmp_path: Path) -> None:
    changed = rewritten(backup, {"calibration.json": bytes(10**7)})
    with pytest.raises(BackupError, match="damaged"):
        restore(changed, tmp_path / "new", force=False)


def test_a_newer_backup_and_a_newer_store_are_refused(data: Path, backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    changed = rewritten(backup, {"manifest.json": json.dumps(manifest | {"format": 2}).encode()})
    with pytest.raises(BackupError, match="newer newsdesk"):
        restore(changed, tmp_path / "new", force=False)
    with closing(sqlite3.connect(data / "catalogue.sqlite3")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(StoreError, match="newer newsdesk"):
        back_up(data, tmp_path / "b", fakes.NOW)


@pytest.mark.parametrize("file", ["catalogue.sqlite3", "records.sqlite3"])
def test_a_damaged_store_is_not_backed_up_as_if_it_were_sound(data: Path, tmp_path: Path, file: str) -> None:
    damages.damaged_root(data / file, "articles" if file.startswith("c") else "answers")
    with pytest.raises(StoreError, match="check --repair"):
        back_up(data, tmp_path / "b", fakes.NOW)
    assert not (tmp_path / "b").exists()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


@pytest.fixture
def commands(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("bot.app.Models", lambda _: SimpleNamespace(fingerprint=EMBEDDER.fingerprint))
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(data))
    yield data.parent


def test_the_commands(commands: Path, data: Path) -> None:
    file = str(commands / "b")
    made = run("backup", file)
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout.startswith("5 files are in ")
    refused = run("restore", file)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    back = run("restore", file, "--force")
    assert (back.exit_code, back.stderr) == (0, "")
    assert back.stdout == f"2 articles and 0 teasers of 2024-05-01T12:00:00+00:00 are in {data}.\n".replace(
        "2024-05-01T12:00:00+00:00", json.loads(zipfile.ZipFile(file).read("manifest.json"))["made"]
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("backup", "{}/nowhere/b"), "cannot be written"),
        (("backup", "{}"), "cannot be written"),
        (("restore", "{}/nothing"), "There is no"),
        (("restore", "{}"), "cannot be read"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(commands: Path, arguments: tuple[str, str], says: str) -> None:
    result = run(arguments[0], arguments[1].format(commands), *(["--force"] if arguments[0] == "restore" else []))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert says in result.stderr


def test_nothing_to_back_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "none"))
    result = run("backup", str(tmp_path / "b"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "nothing" in result.stderr
