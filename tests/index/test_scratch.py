"""Folders of runs: gone afterwards, and those of killed runs gone with the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from index.scratch import remove_abandoned, scratch_folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def age(*folders: Path) -> None:
    for folder in folders:
        os.utime(folder, (0, 0))


def test_a_folder_is_gone_afterwards(temporary: Path) -> None:
    with scratch_folder() as folder:
        (folder / "x").write_text("x")
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_what_a_killed_run_left_is_removed(temporary: Path) -> None:
    program = "from index.scratch import scratch_folder\nwith scratch_folder() as f: print(f, flush=True); input()"
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        age(folder)
        remove_abandoned()
        assert folder.exists()  # its owner is alive
        run.send_signal(signal.SIGKILL)
        run.wait()
    age(folder)
    remove_abandoned()
    assert list(temporary.iterdir()) == []


def test_other_folders_stay(temporary: Path) -> None:
    young, theirs, other = (temporary / name for name in ("newsdesk-scratch-a", "newsdesk-scratch-b", "newsdesk-c"))
    for folder in (young, theirs, other):
        folder.mkdir()
    (young / ".owner").touch()
    age(theirs, other)
    remove_abandoned()
    assert all(folder.exists() for folder in (young, theirs, other))
