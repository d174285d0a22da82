"""A data folder that may only be read, for its permissions or because its disk is mounted so, still answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.pipeline.reindex import reindex
from index.store import StoreError, open_store
from index.store.read_only import is_read_only, readable_copy
from index.types import Filters
from tests.support import fakes

ROOT = Path(__file__).parents[2]
_POWERLESS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""In front of a command: root, too, is held to the permissions of files."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one article."""
    monkeypatch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
    news = tmp_path / "news.txt"
    news.write_text(fakes.record("Ferry stops", "The ferry stopped on Monday.", url="https://wire.example/ferry"))
    with open_store(tmp_path / "data", "hash/1", exclusive=True) as store:
        reindex(store, fakes.HashEmbedder(), [news], now=fakes.NOW)
    return tmp_path / "data"


def lock(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)


def powerless(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    prefix = _POWERLESS if os.geteuid() == 0 else []
    if prefix and shutil.which(prefix[0]) is None:
        pytest.skip("root may write everything here, and there is no setpriv to keep it from that")
    environment = os.environ | {"NEWSDESK_DATA_DIR": str(data)}
    return subprocess.run(
        [*prefix, sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


SEARCH = """
import sys; from pathlib import Path
from index.store import open_store; from index.types import Filters; from tests.support.fakes import HashEmbedder
data = Path(sys.argv[1])
try: (data / "x").touch()
except OSError: pass
else: sys.exit("it may be written")
with open_store(data, "hash/1") as store:
    store.require_same_embedder()
    found = store.words.search("ferry", 3, Filters())
    near = store.vectors.search(HashEmbedder().embed_question("ferry"), 3, Filters())
    print(len(found), len(near), store.catalogue.article("https://wire.example/ferry").article.headline)
"""


def test_words_and_vectors_are_searched(data: Path) -> None:
    lock(data)
    for _ in range(2):
        run = powerless(data, "-c", SEARCH, str(data))
        assert (run.stdout, run.stderr) == ("1 1 Ferry stops\n", "")


def test_commands_that_only_read_work(data: Path) -> None:
    lock(data)
    status = powerless(data, "-m", "bot", "status", "--json")
    assert (status.returncode, status.stderr) == (0, "")
    assert json.loads(status.stdout)["articles"] == 1
    shown = powerless(data, "-m", "bot", "show", "https://wire.example/ferry")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "The ferry stopped on Monday." in shown.stdout
    run = powerless(data, "-m", "bot", "reindex")
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1 and str(data) in run.stderr and "permission denied" in run.stderr


def test_the_doctor_tells_what_is_the_matter(data: Path) -> None:
    lock(data)
    told = powerless(data, "-m", "bot", "doctor")
    assert (told.returncode, told.stderr) == (1, "")
    assert f"{data} cannot be written" in told.stdout and "catalogue" not in told.stdout


def test_on_a_full_disk_a_copy_elsewhere_is_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = {data}
    monkeypatch.setattr("index.store.read_only._is_full", lambda folder: folder in full)
    assert is_read_only(data) and not is_read_only(data / "none")
    with open_store(data, "hash/1") as store:
        assert store.words.search("ferry", 3, Filters())
    monkeypatch.setattr("index.store.read_only._is_full", lambda _: True)
    with pytest.raises(StoreError, match="no room"), open_store(data, "hash/1"):
        pass


def test_what_is_still_in_the_log_is_read_too(data: Path, tmp_path: Path) -> None:
    with open_store(data, "hash/1") as store, store.transaction():
        store.sources.add([Path("/made/up")])
        assert not is_read_only(data)
    with open_store(data, "hash/1"):  # which keeps the write-ahead log from being carried over
        with readable_copy(data, 1.0) as copy, open_store(copy, "hash/1") as store:
            assert Path("/made/up") in store.sources.paths()
            assert store.words.search("ferry", 3, Filters())
        assert not copy.exists()


def test_a_writer_is_waited_for(data: Path) -> None:
    with (
        open_store(data, "hash/1", exclusive=True),
        pytest.raises(StoreError, match="re-indexing"),
        readable_copy(data, 0.0),
    ):
        pass
