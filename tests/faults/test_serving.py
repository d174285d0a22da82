"""`newsdesk serve` says at once why it cannot run, also where Discord cannot be reached."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.records import Records
from bot.service.single import AlreadyServed, only_server
from index.store import open_store

ROOT = Path(__file__).parents[2]


def serve(data: Path) -> subprocess.CompletedProcess[str]:
    environment = {"NEWSDESK_DATA_DIR": str(data), "DISCORD_TOKEN": "a.b.c", "DISCORD_PROXY": "http://127.0.0.1:1"}
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_a_second_one_on_the_same_folder_ends_with_one_sentence(tmp_path: Path) -> None:
    with only_server(tmp_path / "data"):
        run = serve(tmp_path / "data")
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "Another `newsdesk serve`" in run.stderr


def test_the_folder_is_free_again_after_the_first(tmp_path: Path) -> None:
    with only_server(tmp_path / "data"), pytest.raises(AlreadyServed), only_server(tmp_path / "data"):
        pass
    with only_server(tmp_path / "data"):
        pass


@pytest.mark.parametrize("file", ["catalogue.sqlite3", "records.sqlite3"])
def test_a_damaged_store_is_told_before_the_network_is_waited_for(tmp_path: Path, file: str) -> None:
    Records(tmp_path).close()
    with open_store(tmp_path, "BAAI/whatever"):
        pass
    (tmp_path / file).write_bytes(b"not a database" * 1000)
    run = serve(tmp_path)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "run `newsdesk check --repair`" in run.stderr
