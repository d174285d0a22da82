"""Failures end in an exit code and one sentence, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from bot.cli.exit_codes import PlainErrors, Problem
from bot.settings import SettingsError
from index.models.bundled import ModelError


@pytest.fixture(autouse=True)
def data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def run(error: BaseException) -> tuple[int, str, str]:
    program = typer.Typer(cls=PlainErrors)

    @program.command()
    def fail() -> None:
        raise error

    @program.command()
    def other() -> None: ...

    result = CliRunner().invoke(program, ["fail"])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("kind", [Problem, SettingsError, ModelError])
def test_errors_for_people(kind: type[Exception], data_dir: Path) -> None:
    assert run(kind("Do this instead.")) == (2, "", "newsdesk: Do this instead.\n")
    assert not data_dir.exists()


def test_unforeseen_is_logged_under_a_reference(data_dir: Path) -> None:
    code, out, err = run(ZeroDivisionError("by \x1b[31mnothing"))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    reference = err.split()[-1].rstrip(".")
    log = (data_dir / "newsdesk.log").read_text()
    assert reference in log
    assert "ZeroDivisionError" in log


def test_unforeseen_without_a_place_to_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "file" / "data"))
    code, _, err = run(ZeroDivisionError())
    assert code == 2
    assert "ZeroDivisionError" in err


def test_unforeseen_with_bad_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEWSDESK_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NEWSDESK_THREADS", "many")
    assert run(ZeroDivisionError())[0] == 2
    assert list(tmp_path.rglob("newsdesk.log"))


def test_files_are_named() -> None:
    code, _, err = run(PermissionError(13, "Permission denied", "/some/file"))
    assert (code, err) == (2, "newsdesk: /some/file: Permission denied.\n")


def test_interrupt() -> None:
    code, _, err = run(KeyboardInterrupt())
    assert (code, err) == (130, "newsdesk: stopped.\n")


def test_interrupt_before_the_command_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TyperGroup, "make_context", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    code, _, err = run(ZeroDivisionError())
    assert (code, err) == (130, "newsdesk: stopped.\n")
