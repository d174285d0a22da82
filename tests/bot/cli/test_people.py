"""``feedback export`` and ``forget`` over real records."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.answer.answers import Answer
from bot.cli.program import program
from bot.records import Records

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "data"))
    records = Records(tmp_path / "data")
    for n, asker in enumerate(["7", "7", "8"]):
        answer = Answer(f"Où est le bac {n} ?", "not_found")
        number = records.save_answer(
            answer, server=n, channel=None, asker=asker, conversation=None, now=NOW.replace(day=n + 1)
        )
        records.feedback(number, asker, n == 0, "no\nferry" if n else None, NOW)
    records.close()
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def test_export(data: Path, tmp_path: Path) -> None:
    shown = run("feedback", "export")
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(line["vote"], line["asked_on"]) for line in lines] == [
        ("up", "2024-05-01"),
        ("down", "2024-05-02"),
        ("down", "2024-05-03"),
    ]
    assert (lines[1]["question"], lines[1]["reason"]) == ("Où est le bac 1 ?", "no\nferry")
    assert (shown.exit_code, shown.stderr) == (0, "3 votes exported.\n")
    written = run("feedback", "export", "--out", str(tmp_path / "votes.jsonl"))
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "votes.jsonl").read_text("utf-8") == shown.stdout


def test_a_file_that_cannot_be_written(data: Path, tmp_path: Path) -> None:
    result = run("feedback", "export", "--out", str(tmp_path))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert str(tmp_path) in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--person", "7"], "4 records deleted.\n"),
        (["--person", "99"], "0 records deleted.\n"),
        (["--before", "2024-05-02"], "4 records deleted.\n"),
        (["--server", "2"], "2 records deleted.\n"),
        (["--server", "0"], "2 records deleted.\n"),
    ],
)
def test_forget(data: Path, arguments: list[str], says: str) -> None:
    result = run("forget", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, says, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Give one of"),
        (["--person", "7", "--before", "2024-05-02"], "Give one of"),
        (["--person", ""], "Give one of"),
        (["--before", "soon"], "not a day"),
        (["--server", "home"], "--server"),
    ],
)
def test_wrong_usage_deletes_nothing(data: Path, arguments: list[str], says: str) -> None:
    result = run("forget", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert len(run("feedback", "export").stdout.splitlines()) == 3
