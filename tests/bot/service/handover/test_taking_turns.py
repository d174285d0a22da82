"""Commands beside an owner that stands still, or while another process has its turn."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

import index.store
from bot.cli import terminal
from bot.evaluate.questions import QuestionSet
from bot.evaluate.session import Options, corpus_app
from bot.service.handover import address
from index.store import StoreError, open_store
from tests.bot.service.conftest import QuickModels
from tests.bot.service.handover.conftest import Desk
from tests.support import fakes

Run = Callable[..., Result]


@contextlib.contextmanager
def frozen(desk: Desk) -> Iterator[int]:
    """The owner stands still, as one does that somebody stopped with Ctrl-Z."""
    assert desk.owner is not None
    os.kill(desk.owner.pid, signal.SIGSTOP)
    try:
        yield desk.owner.pid
    finally:
        os.kill(desk.owner.pid, signal.SIGCONT)


@pytest.mark.parametrize("command", [("ask", "who", "spoke"), ("reindex",), ("check",), ("sources", "remove", "x")])
def test_an_owner_that_stands_still_is_waited_for_aloud_and_not_for_ever(
    owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("bot.service.handover.giving._TOLD_SECONDS", 0.1)
    monkeypatch.setattr("bot.service.handover.giving._MOST_SECONDS", 0.2)
    with frozen(owned) as process:
        done = newsdesk(owned, *command)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    told, ended = done.stderr.splitlines()
    who = f"newsdesk: The newsdesk that serves from here (process {process})"
    assert told == f"{who} does not reply; waiting for it."
    assert ended.startswith(f"{who} has not replied for") and ended.endswith("try again.")


def test_an_owner_that_goes_on_is_heard_to_the_end(owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.handover.giving._TOLD_SECONDS", 0.1)
    with contextlib.ExitStack() as stack:
        stack.enter_context(frozen(owned))
        monkeypatch.setattr(terminal, "say", lambda _: stack.close())
        done = newsdesk(owned, "ask", "who", "spoke")
    assert done.exit_code == 0


def test_more_orders_than_can_wait_for_one_that_stands_still(
    owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "SECONDS", 0.1)
    with frozen(owned), contextlib.ExitStack() as waiting:
        with contextlib.suppress(TimeoutError):
            for _ in range(1000):
                connection = address.connect(owned.data)
                assert connection is not None
                waiting.enter_context(connection)
        done = newsdesk(owned, "ask", "who", "spoke")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "has not replied" in done.stderr


def test_the_owner_checks_and_the_others_open_nothing(
    owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("opened by a second process")

    owned.write("checked.jsonl", "what is checked")
    newsdesk(owned, "reindex", owned.news)
    monkeypatch.setattr(index.store, "open_store", refuse)
    done = newsdesk(owned, "check", "--json")
    assert (done.exit_code, json.loads(done.stdout)["consistent"]) == (0, True), done.output
    newsdesk(owned, "reindex", owned.news)
    assert newsdesk(owned, "check", "--repair").exit_code == 0  # there is nothing to repair


def test_an_evaluation_asks_a_copy(owned: Desk, newsdesk: Run) -> None:
    owned.write("evaluated.jsonl", "what is evaluated")
    newsdesk(owned, "reindex", owned.news)
    with corpus_app(QuestionSet("q", "newsdesk", ()), owned.settings, QuickModels(), Options()) as app:  # type: ignore[arg-type]
        held = app.store.catalogue.stats().articles
        owned.write("later.jsonl", "what came later")
        assert newsdesk(owned, "reindex").exit_code in (0, 1)  # other tests leave files that cannot be read
        assert app.store.catalogue.stats().articles == held == app.store.vectors.count()
        copy = app.store.path
    assert copy != owned.data and not copy.exists()


@pytest.mark.parametrize("command", [("check", "--repair"), ("compact",), ("sources", "remove", "x")])
def test_others_wait_for_their_turn_and_say_so(
    make_desk: Callable[[], Desk], newsdesk: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for module in ("bot.app._TOLD_SECONDS", "bot.cli.check.TOLD_SECONDS", "bot.cli.waiting.TOLD_SECONDS"):
        monkeypatch.setattr(module, 0.0)
    desk, said, sentences = make_desk(), threading.Event(), list[str]()
    monkeypatch.setattr(terminal, "say", lambda text: (sentences.append(text), said.set()))
    with contextlib.ExitStack() as other:
        other.enter_context(open_store(desk.data, fakes.HashEmbedder().fingerprint, exclusive=True))
        threading.Thread(target=lambda: (said.wait(30), other.close())).start()
        newsdesk(desk, *command)
    assert "waiting until it is done" in sentences[0]


def test_migrating_beside_an_owner_is_refused(
    owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@127.0.0.1:9/b")
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:9")
    done = newsdesk(owned, "migrate", "servers")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert f"A newsdesk serves from {owned.data}; stop it first" in done.stderr
