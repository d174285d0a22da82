"""A run that was cut off is told by every command, and completed by the next plain one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import bot.app
from bot.cli.program import program
from bot.settings import Settings
from tests.support import fakes
from tests.support.corpus import Corpus, body, record


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = Corpus(tmp_path, monkeypatch)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(made.data))
    monkeypatch.setattr(bot.app, "Models", fakes.models)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def test_a_first_run_that_was_killed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write("a.jsonl", record("Harbour", body("ferries")))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("index.pipeline.reindex.Refresher", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        corpus.run(corpus.folder)
    told = run("status").stdout
    assert "cut off" in told
    assert "older rules" not in told
    assert json.loads(run("status", "--json").stdout)["unfinished"] is True
    with corpus.open() as store:
        from bot.doctor.local import _opened

        assert any("cut off" in item.says for item in _opened("store", store, owned=False) if item.level == "warning")
    again = run("reindex")
    assert again.exit_code == 0, again.output
    assert "1 unchanged" in again.stdout
    assert "cut off" not in run("status").stdout
    assert corpus.headlines() == ["Harbour"]


def test_without_any_source_it_says_what_to_do(corpus: Corpus) -> None:
    told = run("reindex")
    assert (told.exit_code, "newsdesk reindex PATH" in told.stderr) == (2, True)


def test_ask_and_chat_say_so_on_standard_error(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    with corpus.open() as store:
        store.runs.begin(fakes.NOW)

    class Silent:
        def ask(self, query: object, **_: object) -> object:
            from bot.answer.answers import Answer

            return Answer("", "not_found")

    monkeypatch.setattr(bot.app, "make_answerer", lambda *_: Silent())
    monkeypatch.setattr(bot.app.App, "search", None)
    asked = run("ask", "Who won?")
    assert (asked.exit_code, "cut off" in asked.stderr, "cut off" in asked.stdout) == (0, True, False)
    assert "cut off" in run("chat").stderr
    assert Settings(_env_file=None).data_dir == corpus.data
