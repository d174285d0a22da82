"""The commands over a fake store: what goes to which stream, and the exit codes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import bot.app
import bot.cli.terminal
import index.pipeline.checking
import index.pipeline.filling
import index.pipeline.reindex
from bot.answer.answers import Answer, Evidence
from bot.answer.query import Progress, Query, silent
from bot.cli.program import program
from bot.cli.terminal import Tell, stages
from index.pipeline.checking import Examination, StoreProblem
from index.pipeline.reindex import Report
from index.store import StoreError
from index.store.catalogue import Stats
from index.types import Article, Filters, Label, Published, Skipped, Span, StoredArticle
from tests.support import fakes

TEXT = "The ferry stopped on Monday."
ARTICLE = Article(
    key="https://example.com/ferry",
    text=TEXT,
    spans=(Span(0, len(TEXT), Label.BODY),),
    headline="Ferry stops",
    url="https://example.com/ferry",
    outlet="Harbour News",
    published=Published(datetime(2021, 12, 30, tzinfo=UTC), "day", "field"),
)
STORED = StoredArticle(ARTICLE.id, 1, ARTICLE, (ARTICLE.key,))
EVIDENCE = Evidence(1, TEXT, 0, len(TEXT), ARTICLE.id, 1, ARTICLE, 6.5)
PAGE = Path("pages/ferry.html").absolute()
STATS = Stats(7, 2, 30, {"Harbour News": 7}, 20211201, 20211230, "2022-01-01T00:00:00+00:00", 12_345_678)


class NewsService:
    """Stands in for the App, and remembers what it was asked."""

    is_exact = False

    def __init__(self) -> None:
        self.asked: list[Query] = []
        self.opened: list[bool] = []
        self.failure: Exception | None = None
        self.stats = STATS
        self.embedder = None
        self.answerer = self
        catalogue = SimpleNamespace(
            stats=lambda: self.stats, article=lambda name: STORED if name in (STORED.id, str(PAGE)) else None
        )
        sources = SimpleNamespace(paths=lambda: [Path("/news")] if self.stats.articles else [])
        files = SimpleNamespace(paths=lambda: [])
        self.store = SimpleNamespace(
            catalogue=catalogue,
            sources=sources,
            files=files,
            made_with=lambda: "a-model",
            other_embedder=lambda: None,
            require_same_embedder=lambda: None,
        )

    def ask(self, query: Query, *, progress: Progress = silent) -> Answer:
        if self.failure:
            raise self.failure
        self.asked.append(query)
        if "ferry" not in query.question:
            return Answer(query.question, "not_found")
        return Answer(query.question, "answered", (EVIDENCE,), 0.9, date(2021, 12, 30))

    @contextmanager
    def open(
        self, _settings: object, *, exclusive: bool = False, vectors: bool = True, **_: object
    ) -> Iterator[NewsService]:
        if vectors:
            self.opened.append(exclusive)
        yield self


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> NewsService:
    fake = NewsService()
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(bot.app, "open_app", fake.open)
    return fake


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(program, list(arguments), input=typed)


def test_ask(service: NewsService) -> None:
    result = run("ask", "When did the ferry stop?", "--outlet", "harbour news", "--since", "2021-12-01", "--limit", "2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"[1] “{TEXT}”\n")
    assert service.asked == [Query("When did the ferry stop?", Filters(("Harbour News",), 20211201, None), 2)]
    assert service.opened == [False]


def test_ask_without_quotation_marks(service: NewsService) -> None:
    assert run("ask", "when", "did", "the", "--limit", "2", "ferry", "stop").exit_code == 0
    assert service.asked == [Query("when did the ferry stop", Filters(), 2)]


def test_stages_are_shown_to_a_person_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with stages() as progress:
        progress("reading")
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with stages() as progress:
        progress("reading")
    shown = capsys.readouterr()
    assert (shown.out, "Reading what was found…" in shown.err) == ("", True)


def test_thanks_are_no_part_of_a_conversation(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = service.ask

    def polite(query: Query, *, progress: Progress = silent) -> Answer:
        found = answer(query)
        return replace(found, reply="You are welcome.") if query.question == "thanks" else found

    monkeypatch.setattr(service, "ask", polite)
    assert "You are welcome.\n" in run("chat", typed="ferry?\nthanks\nand when?\n").stdout
    assert [turn.asked for turn in service.asked[-1].history] == ["ferry?"]


def test_not_in_the_corpus_is_no_failure(service: NewsService) -> None:
    result = run("ask", "Who won?")
    assert result.exit_code == 0
    assert result.stdout == (
        "Not in the corpus.\nIt covers 7 articles and 2 teasers from Harbour News, 1 December 2021 to 30 December 2021.\n"
    )


def test_ask_json(service: NewsService) -> None:
    result = run("ask", "ferry?", "--json")
    assert json.loads(result.stdout)["evidence"][0]["article"]["id"] == ARTICLE.id


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask"], "Missing argument"),
        (["ask", "  "], "empty"),
        (["ask", "x", "--since", "yesterday"], "not a day"),
        (["ask", "x", "--since", "2021-12-30", "--until", "2021-12-01"], "swap"),
        (["ask", "x", "--outlet", "Nobody"], "from the outlet “Nobody”"),
        (["ask", "x", "--limit", "0"], "“0” is no number of quotes; give a whole number from 1 to 10."),
        (["ask", "x", "--limit", "abc"], "“abc” is no number of quotes; give a whole number from 1 to 10."),
        (["eval", "run", "x.jsonl", "--limit", "none"], "give a whole number, 1 or more."),
        (["reindex", "no/such/folder"], "no/such/folder, and nothing was read from there"),
        (["publish"], "No such command"),
    ],
)
def test_wrong_usage(service: NewsService, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert service.asked == []


def test_store_in_use(service: NewsService) -> None:
    service.failure = StoreError("Another newsdesk is using it; try again.")
    result = run("ask", "ferry?")
    assert (result.exit_code, result.stderr) == (2, "newsdesk: Another newsdesk is using it; try again.\n")


def test_bad_setting(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_THREADS", "many")
    result = run("status")
    assert result.exit_code == 2
    assert "NEWSDESK_THREADS" in result.stderr


def test_chat_goes_on_after_a_failure(service: NewsService) -> None:
    service.failure = StoreError("Busy.")
    result = run("chat", typed="ferry?\n\n/nonsense\n/quit\nferry?\n")
    assert result.exit_code == 0
    assert "newsdesk: Busy.\n" in result.stderr
    assert "no command /nonsense" in result.stderr
    assert service.asked == []


def test_chat_ends_with_its_input_and_lets_go_between_questions(service: NewsService) -> None:
    result = run("chat", "--limit", "1", typed="ferry?\nWho won?\n")
    assert result.exit_code == 0
    assert TEXT in result.stdout
    assert "\n> Who won?\nNot in the corpus." in result.stdout
    assert len(service.opened) == 2


def test_chat_remembers_the_conversation_until_another_begins(service: NewsService) -> None:
    run("chat", typed="ferry?\nand when?\n/new\nWho won?\n")
    assert [[turn.asked for turn in query.history] for query in service.asked] == [[], ["ferry?"], []]


def test_chat_in_a_folder_that_can_only_be_read(
    service: NewsService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("index.store.read_only.is_read_only", lambda _: True)
    monkeypatch.setattr("index.scratch.tempfile.tempdir", str(tmp_path))
    result = run("chat", typed="ferry?\nand when?\n")
    assert (result.exit_code, TEXT in result.stdout) == (0, True)
    assert "this conversation is forgotten at its end" in result.stderr
    assert [[turn.asked for turn in query.history] for query in service.asked] == [[], ["ferry?"]]
    assert list(tmp_path.rglob("*.sqlite3")) == []


def test_status(service: NewsService) -> None:
    told = run("status").stdout
    assert "12.3 MB" in told
    assert "1 January 2022, 00:00 UTC\n" in told
    assert json.loads(run("status", "--json").stdout)["outlets"] == {"Harbour News": 7}


def test_status_tells_how_far_embedding_is(service: NewsService) -> None:
    assert "dense vectors" not in run("status").stdout
    service.stats = replace(STATS, passages=5062, waiting=3862)
    assert re.search(r"^dense vectors +1,200 of 5,062 passages$", run("status").stdout, re.M)


def test_reindex_tells_when_the_news_can_be_asked(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []

    @contextmanager
    def progress() -> Iterator[Tell]:
        yield lambda *what: told.append(what)

    monkeypatch.setattr(bot.app, "Models", fakes.models)
    monkeypatch.setattr(bot.cli.terminal, "progress", progress)
    monkeypatch.setattr(index.pipeline.reindex, "reindex", lambda *_, **__: Report(added=2, waiting=50, seconds=1.0))
    monkeypatch.setattr(index.pipeline.filling, "fill", lambda _, __, tell: tell("embedding", 6, 50) or 50)
    assert run("reindex").stdout.splitlines()[-1].startswith("Done: 2 added, ")
    assert told == [("9 articles can be asked now; reading them more closely: 12 %", 6, 50)]
    assert "9 articles can be asked now; reading them more closely.\n" in run("reindex").stderr  # where no bar shows it
    found = json.loads(run("reindex", "--json").stdout)
    assert (found["passages_embedded"], found["waiting"]) == (50, 0)


def test_show(service: NewsService) -> None:
    assert f"[body] {TEXT}\n" in run("show", ARTICLE.id).stdout
    assert TEXT in run("show", "pages/ferry.html").stdout  # as a citation tells it
    shown = json.loads(run("show", ARTICLE.id, "--json").stdout)
    assert shown["spans"] == [{"start": 0, "end": len(TEXT), "label": "body"}]


def test_show_what_is_not_there(service: NewsService) -> None:
    result = run("show", "nothing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no article nothing" in result.stderr


@pytest.mark.parametrize(("is_error", "code"), [(True, 1), (False, 0)])
def test_reindex(
    service: NewsService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_error: bool, code: int
) -> None:
    calls: list[dict[str, Any]] = []

    def fake(_store: object, _embedder: object, paths: object, **options: Any) -> Report:
        calls.append({"paths": paths, **options})
        return Report(added=2, skipped=[Skipped("a.bin", "not text", is_error)], seconds=1.0)

    monkeypatch.setattr(index.pipeline.reindex, "reindex", fake)
    result = run("reindex", str(tmp_path), "--full", "--dry-run")
    assert result.exit_code == code
    assert "a.bin: not text" in result.stdout
    assert "\nDone: 2 added, " in result.stdout
    assert re.search(r"^added +2\b", result.stdout, re.M)
    assert (calls[0]["paths"], calls[0]["full"], calls[0]["dry_run"]) == ([tmp_path], True, True)
    assert service.opened == [True]
    result = run("reindex", "--json")
    assert (result.exit_code, calls[1]["paths"]) == (code, None)
    assert json.loads(result.stdout)["skipped"] == [{"where": "a.bin", "reason": "not text", "is_error": is_error}]


@pytest.mark.parametrize("command", [("reindex", ""), ("sources", "add", "")])
def test_an_empty_path_is_not_the_folder_one_is_in(command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert "a path is empty" in result.stderr


def test_reindex_of_nothing_says_what_to_do(service: NewsService) -> None:
    service.stats = Stats(0, 0, 0, {}, None, None, None, 0)
    result = run("reindex")
    assert result.exit_code == 2
    assert "newsdesk reindex PATH" in result.stderr


def test_check_and_repair(service: NewsService, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [StoreProblem("words", "3 passages are missing")]
    monkeypatch.setattr(index.pipeline.checking, "examine", lambda *_: Examination(tuple(problems), outdated=2))
    monkeypatch.setattr(index.pipeline.checking, "mend", lambda *_, **__: problems.clear() or [])
    result = run("check")
    assert result.exit_code == 1
    assert "words: 3 passages are missing" in result.stdout
    assert "2 articles were read by older rules; run `newsdesk reindex`." in result.stdout
    result = run("check", "--repair", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "consistent": True,
        "problems": [],
        "repaired": [{"server": None, "where": "words", "what": "3 passages are missing"}],
        "outdated": 2,
        "waiting": 0,
        "notes": [],
    }
    assert run("check").stdout.startswith("The store is consistent.\n")
