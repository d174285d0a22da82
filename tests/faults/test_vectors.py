"""Damaged vectors and a full disk are told as what they are, with the mend, by every command."""

from __future__ import annotations

import errno
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from chromadb.errors import InternalError
from typer.testing import CliRunner, Result

import bot.app
from bot.cli.exit_codes import explain
from bot.cli.program import program
from bot.doctor.local import _stores
from bot.settings import Settings, load_settings
from index.store import StoreError
from index.store.chroma import ChromaFolder
from index.store.errors import DamagedVectors, FolderError, NoRoom, is_full
from index.store.segments import damaged_part, lost_part
from index.types import Filters
from tests.support import fakes
from tests.support.corpus import Corpus, body, record

MEND = "newsdesk check --repair"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose vectors are many enough to stand in files of their own."""
    root = tmp_path_factory.mktemp("vectors")
    with pytest.MonkeyPatch.context() as patch:
        corpus = Corpus(root, patch)
        lines = (record(f"Story {n}", body(f"subject{n}"), url=f"http://x/{n}") for n in range(1010))
        corpus.write("a.jsonl", *lines)
        corpus.run(corpus.folder)
    return corpus.data


@pytest.fixture
def data(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = shutil.copytree(indexed, tmp_path / "data")
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(copy))
    monkeypatch.setattr(bot.app, "Models", fakes.models)
    return copy


def lose(data: Path, name: str) -> None:
    (file,) = (data / "vectors").glob(f"*/{name}")
    file.unlink()


def scratch(data: Path, name: str, at: int, size: int) -> None:
    """Write what nothing means into the middle of a file of the vectors."""
    (file,) = (data / "vectors").glob(f"*/{name}")
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(b"\xa5" * size)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


@pytest.mark.parametrize("name", ["header.bin", "link_lists.bin"])
def test_a_file_of_the_vectors_that_is_gone_is_told_and_mended(data: Path, name: str) -> None:
    lose(data, name)
    with bot.app.open_app(load_settings()) as app, pytest.raises(DamagedVectors, match=MEND) as caught:
        app.store.vectors.search(app.embedder.embed_question("ferries"), 3, Filters())
    assert str(data) not in caught.value.public
    checked = run("check")
    assert (checked.exit_code, MEND in checked.stdout) == (1, True)
    assert any(MEND in item.says for item in _stores(load_settings(), bot.app.Models(load_settings())))
    mended = run("check", "--repair")
    assert (mended.exit_code, "consistent" in mended.stdout) == (0, True), mended.output
    with bot.app.open_app(load_settings()) as app:
        assert len(app.store.vectors.search(app.embedder.embed_question("ferries"), 3, Filters())) == 3


ROW, LINKS, VECTOR = 268, 4, 132
"""Bytes of a row of the fakes' vectors, and where in it its links and its vector are."""


@pytest.mark.parametrize(
    ("name", "at", "size"),
    [
        ("data_level0.bin", 100 * ROW + LINKS, 4),
        ("data_level0.bin", 100 * ROW + VECTOR, 128),
        ("data_level0.bin", 100 * ROW, 4096),
        ("link_lists.bin", 4096, 64),
        ("length.bin", 512, 64),
        ("header.bin", 28, 8),
    ],
)
def test_check_looks_into_the_files_of_the_vectors(data: Path, name: str, at: int, size: int) -> None:
    assert damaged_part(data / "vectors") is None
    scratch(data, name, at, size)
    assert lost_part(data / "vectors") is None
    checked = run("check")
    assert (checked.exit_code, f"({name} is gone or damaged); run `{MEND}`" in checked.stdout) == (1, True)


def test_what_was_damaged_inside_is_mended(data: Path) -> None:
    scratch(data, "data_level0.bin", 100 * ROW, 4096)
    mended = run("check", "--repair")
    assert (mended.exit_code, "consistent" in mended.stdout) == (0, True), mended.output
    assert damaged_part(data / "vectors") is None


def test_a_segment_of_a_later_form_is_left_to_chroma(data: Path) -> None:
    scratch(data, "header.bin", 0, 4)
    assert damaged_part(data / "vectors") is None


def test_status_tells_that_the_vectors_are_gone(data: Path) -> None:
    assert "are gone" not in run("status").stdout
    shutil.rmtree(data / "vectors")
    told = run("status").stdout.splitlines()[-1]
    assert told == f"The vectors that were in {data / 'vectors'} are gone; run `{MEND}`, which makes them anew."


def test_reindex_tells_it(data: Path, tmp_path: Path) -> None:
    lose(data, "header.bin")
    told = run("reindex", str(tmp_path))
    assert (told.exit_code, MEND in told.stderr, "should not" in told.stderr) == (2, True, False)


Usage = namedtuple("Usage", "total used free")


def test_a_full_disk_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = ChromaFolder(tmp_path)
    assert isinstance(home.explained(InternalError("database or disk is full")), NoRoom)
    assert isinstance(home.explained(InternalError("Error creating hnsw segment reader")), DamagedVectors)
    assert home.explained(KeyError("a mistake")) is None
    assert "no room" in explain(OSError(errno.ENOSPC, "No space left on device"))
    assert not is_full(OSError(errno.EIO, "Input/output error"), tmp_path / "not" / "there")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))  # as of /proc
    assert not is_full(OSError(errno.ENOENT, "No such file or directory"), tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 10, 0))
    assert isinstance(home.explained(InternalError("Error")), NoRoom)


def test_a_log_that_finds_no_room_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bot.app, "log_to", full)
    settings = Settings(data_dir=tmp_path, _env_file=None)
    with (
        pytest.raises(StoreError, match="no room left on the disk"),
        bot.app.open_app(settings, exclusive=True, models=fakes.models(None)),
    ):
        pass


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errno.ENOENT, "the system takes no folder there"),
        (errno.EEXIST, "it, or what it would be in, is a file"),
        (errno.ENOTDIR, "it, or what it would be in, is a file"),
        (errno.EACCES, "permission denied"),
    ],
)
def test_a_data_folder_that_cannot_be_is_told_with_the_setting(error: int, reason: str) -> None:
    told = str(FolderError(Path("/proc/nope"), OSError(error, os.strerror(error))))
    assert told.startswith(f"The data folder /proc/nope cannot be used: {reason}; set NEWSDESK_DATA_DIR")


@pytest.mark.parametrize("command", ["status", "check", "reindex"])
def test_a_file_for_a_data_folder(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "file"))
    told = run(command)
    assert (told.exit_code, told.stderr.count("\n"), "is a file; set NEWSDESK_DATA_DIR" in told.stderr) == (2, 1, True)
