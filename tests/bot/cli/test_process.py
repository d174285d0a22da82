"""The program as a process: quick to start, quiet in a closed pipe, one sentence on failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = ("chromadb", "onnxruntime", "sentence_transformers", "torch", "trafilatura", "langchain", "sqlalchemy", "numpy")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_lists_commands_and_exit_codes_and_loads_nothing_heavy() -> None:
    done = run("-X", "importtime", "-m", "bot", "--help", COLUMNS="80")
    assert done.returncode == 0 and "..." not in done.stdout.partition("Commands:")[2]
    for word in ("reindex", "ask", "chat", "status", "show", "check", "doctor", "forget", "feedback", "Exit codes: 0"):
        assert word in done.stdout
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert not imported.intersection(HEAVY)


def test_version() -> None:
    assert run("-m", "bot", "--version").stdout.startswith("newsdesk ")


def test_no_command_is_wrong_usage() -> None:
    assert run("-m", "bot").returncode == 2


def test_bad_setting_is_one_sentence() -> None:
    done = run("-m", "bot", "status", NEWSDESK_THREADS="many")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "NEWSDESK_THREADS" in done.stderr


def test_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("-m", "bot", "status", NEWSDESK_DATA_DIR=str(tmp_path / "file"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "NEWSDESK_DATA_DIR" in done.stderr


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "status"],
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_DATA_DIR": str(tmp_path)},
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("command", "closed"), [("status", "1"), ("chat", "0"), ("status", "2"), ("status", "0 1 2")])
def test_a_closed_stream_is_no_failure(command: str, closed: str, tmp_path: Path) -> None:
    redirected = " ".join(f"{number}>&-" for number in closed.split())
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m bot {command} {redirected}', sys.executable],
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_DATA_DIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0 and "fail" not in done.stderr
    assert not (tmp_path / "newsdesk.log").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_help_that_finds_no_room_is_one_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--help"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no room" in done.stderr
