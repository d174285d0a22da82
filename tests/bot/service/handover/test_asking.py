"""`newsdesk ask` and what only looks, beside whoever owns or writes the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import index.store
from bot.answer.answers import Answer
from bot.answer.query import Query, Turn
from bot.service.handover import messages
from bot.service.handover.giving import handed_over
from bot.service.operator_work import ReindexOrder
from index.store import StoreError, open_store
from index.types import Filters
from tests.bot.service.handover.conftest import Desk
from tests.support import fakes

Run = Callable[..., Result]
ASKED = ("ask", "--json", "--trace", "The", "council", "spoke", "about", "ferries")


@pytest.fixture
def ferries(owned: Desk) -> Path:
    """An article that the owner's store has."""
    path = owned.root / "ferries.jsonl"
    path.write_text(fakes.record("Harbour", "The council spoke about ferries. It meets again on Friday."))
    order = ReindexOrder((path,))
    with handed_over(order, owned.settings) as replies:
        assert replies is not None and "done" in [*replies][-1]
    return path


def without_times(shown: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(shown)
    for holder in (answer, answer["trace"]):
        assert isinstance(holder, dict)
        holder.pop("seconds")
    return answer


def test_the_owner_answers_as_the_store_would(
    owned: Desk, ferries: Path, newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("opened by a second process")

    with monkeypatch.context() as patched:
        patched.setattr(index.store, "open_store", refuse)
        theirs = newsdesk(owned, *ASKED)
        for command in (("status",), ("sources", "list"), ("show", str(ferries))):
            assert newsdesk(owned, *command).exit_code == 0
        talk = newsdesk(owned, "chat")
    monkeypatch.setattr(messages, "program_version", lambda: "another")  # which the owner does not serve
    own = newsdesk(owned, *ASKED)
    assert (theirs.exit_code, theirs.stderr, talk.exit_code) == (0, "", 0), theirs.output
    assert without_times(theirs.stdout) == without_times(own.stdout)
    assert without_times(own.stdout)["verdict"] == "answered"


def test_a_question_too_long_is_told_so(owned: Desk, newsdesk: Run) -> None:
    done = newsdesk(owned, "ask", "ferries " * 1000)
    assert (done.exit_code, "too long" in done.stderr) == (2, True)


@pytest.mark.usefixtures("ferries")
def test_a_question_and_its_answer_arrive_as_they_were_sent(owned: Desk) -> None:
    turns = (Turn("who?", "who spoke?", "the council"),)
    query = Query("The council spoke about ferries \ud800", Filters(("Wire",), 20200101), 2, turns)
    sent = messages.line(messages.order_message(query, owned.settings))
    assert messages.read_order(sent, owned.settings) == Query(
        query.question.replace("\ud800", "?"), query.filters, query.limit, turns
    )
    with handed_over(Query("The council spoke about ferries"), owned.settings) as replies:
        assert replies is not None
        *stages, done = replies
    assert [reply["stage"] for reply in stages] == ["searching", "reading", "checking"]
    answer = messages.read_answer(done["done"])
    assert isinstance(answer, Answer) and answer.trace is not None
    assert messages.read_answer(json.loads(messages.line(messages.answer_message(answer)))) == answer


@pytest.mark.parametrize(("most", "by_meaning"), [(40_000, True), (0, False)], ids=["few", "many"])
def test_the_catalogue_answers_while_another_process_writes(
    make_desk: Callable[[], Desk], newsdesk: Run, monkeypatch: pytest.MonkeyPatch, most: int, by_meaning: bool
) -> None:
    monkeypatch.setattr("bot.cli.asking._PATIENCE", 0.0)
    monkeypatch.setattr("index.store.exact.MOST_EXACT", most)
    desk = make_desk()
    desk.write("a.jsonl", "ferries")
    assert newsdesk(desk, "reindex", desk.news).exit_code == 0
    with open_store(desk.data, fakes.HashEmbedder().fingerprint, exclusive=True):
        shown = without_times(newsdesk(desk, *ASKED).stdout)
        assert newsdesk(desk, "status").exit_code == 0
    assert shown["verdict"] == "answered"
    trace = shown["trace"]
    assert isinstance(trace, dict)
    assert {passage["vectors_rank"] is not None for passage in trace["passages"]} == {by_meaning}
