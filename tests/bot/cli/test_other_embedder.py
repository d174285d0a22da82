"""A store whose vectors another model made: every command tells the one thing that mends it, and it does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import bot.app
import index.pipeline.reading
from bot.cli.program import program
from bot.evaluate.questions import QuestionSet
from bot.evaluate.session import Options, corpus_app
from bot.settings import Settings
from index.pipeline.reindex import reindex
from index.store import open_store
from index.store.opening import CATALOGUE
from index.store.place import SERVERS
from tests.bot.service.conftest import QuickModels
from tests.support import fakes

SENTENCE = (
    "The index was made with the model earlier/1, not hash/1; run `newsdesk reindex --full`, which takes about 1 minute for 1 "
    "passages."
)
EARLIER = fakes.HashEmbedder("earlier/1")
BODY = "The council spoke about ferries. It meets again on Friday."


def make(data: Path, news: Path) -> None:
    with open_store(data, EARLIER.fingerprint, exclusive=True) as store:
        reindex(store, EARLIER, [news], now=fakes.NOW)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(bot.app, "Models", lambda _: QuickModels())
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)
    (tmp_path / "news.jsonl").write_text(fakes.record("Harbour", BODY))
    make(tmp_path / "data", tmp_path / "news.jsonl")
    return tmp_path / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, list(map(str, arguments)))


def outdate(data: Path) -> None:
    """Have its articles read by older rules, and its last run cut off, for which a plain re-indexing would be the advice."""
    with closing(sqlite3.connect(data / CATALOGUE.file)) as connection, connection:
        connection.execute("UPDATE files SET rules = 0")
        connection.execute("UPDATE runs SET ended_at = NULL")


def test_every_command_says_the_same(data: Path) -> None:
    outdate(data)
    for command in (("ask", "who"), ("chat",), ("reindex",), ("compact",)):
        done = run(*command)
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"newsdesk: {SENTENCE}\n"), command
    status, check, mended = run("status"), run("check"), run("check", "--repair")
    assert status.stdout.splitlines()[-1] == SENTENCE
    assert check.stdout == mended.stdout == f"embedder: {SENTENCE}\n"
    assert (status.exit_code, check.exit_code, mended.exit_code) == (0, 1, 1)
    for done in (status, check, mended):
        assert "run `newsdesk reindex`" not in done.stdout


def test_it_mends_it(data: Path) -> None:
    done = run("reindex", "--full")
    assert (done.exit_code, done.stderr) == (0, "1 article can be asked now; reading it more closely.\n")
    assert run("check").stdout == "The store is consistent.\n"
    assert "another" not in run("status").stdout
    assert "“The council spoke about ferries." in run("ask", "The council spoke about ferries").stdout


def test_a_restored_one_is_told_of(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("backup", tmp_path / "backup").exit_code == 0
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "restored"))
    done = run("restore", tmp_path / "backup")
    assert (done.exit_code, done.stderr) == (0, f"newsdesk: {SENTENCE}\n")


def test_a_server_s_own_is_mended_on_discord(data: Path, tmp_path: Path) -> None:
    run("reindex", "--full")
    make(data / SERVERS / "5", tmp_path / "news.jsonl")
    done = run("check")
    assert done.exit_code == 1
    assert "The index of server 5 was made with" in done.stdout and "run /reindex" in done.stdout
    assert "newsdesk reindex" not in done.stdout


def test_the_kept_index_of_an_evaluation_is_made_anew_by_itself(data: Path, tmp_path: Path) -> None:
    earlier = QuickModels()
    earlier.embedder, earlier.fingerprint = EARLIER, EARLIER.fingerprint
    options = Options(corpus=tmp_path / "news.jsonl", keep_corpus=True)
    for models in (earlier, QuickModels()):
        with corpus_app(QuestionSet("q", "newsdesk", ()), Settings(), models, options) as app:  # type: ignore[arg-type]
            assert app.store.made_with() == models.fingerprint
