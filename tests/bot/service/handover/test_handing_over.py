"""`newsdesk reindex` beside an owner: the owner does it, and whoever asked is told as if it had done it by itself."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import index.store
from bot.service.handover import address, messages
from bot.service.handover.giving import HandedBack, handed_over
from bot.service.operator_work import ReindexOrder
from index.store import StoreError, open_store
from tests.bot.service.handover.conftest import Desk
from tests.support import fakes

Run = Callable[..., Result]


@pytest.fixture
def barred(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process may not open a store."""

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("opened by a second process")

    monkeypatch.setattr(index.store, "open_store", refuse)


def alike(output: str) -> str:
    return re.sub(r"\d+\.\d+ s|\"seconds\": [\d.]+", "some time", output)


def passages(desk: Desk) -> int:
    with contextlib.closing(index.store.open_catalogue(desk.data)) as catalogue:
        return catalogue.count_passages()


@pytest.mark.usefixtures("barred")
def test_it_says_the_same_as_when_it_is_alone(
    make_desk: Callable[[], Desk], newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned, alone = make_desk(), make_desk()
    owned.start()
    outputs: dict[Path, list[tuple[str, str, int]]] = {}
    for desk in (owned, alone):
        if desk is alone:
            monkeypatch.setattr(index.store, "open_store", open_store)
        shown = outputs[desk.root] = []
        for arguments, changed in (
            ([desk.news / "missing"], ()),
            ([desk.news], ("a", "b", "broken")),
            ([desk.news, "--full", "--json"], ("c",)),
        ):
            for name in changed:
                path = desk.write(f"{name}.jsonl", name)
                if name == "broken":
                    path.write_text("{")
            done = newsdesk(desk, "reindex", *arguments)
            texts = [alike(text).replace(str(desk.root), "ROOT") for text in (done.stdout, done.stderr)]
            shown.append((texts[0], texts[1], done.exit_code))
    assert outputs[owned.root] == outputs[alone.root]
    assert [code for _, _, code in outputs[alone.root]] == [2, 1, 1]
    assert '"passages_embedded": 1' in outputs[alone.root][2][0]
    assert passages(alone) == 3


@contextlib.contextmanager
def handed(desk: Desk, **options: Any) -> Iterator[Iterator[messages.Message]]:
    with handed_over(ReindexOrder(**options), desk.settings) as replies:
        assert replies is not None
        yield replies


def replies_of(desk: Desk, **options: Any) -> list[messages.Message]:
    with handed(desk, **options) as replies:
        return list(replies)


def added(replies: Iterable[messages.Message]) -> int:
    number: int = next(reply for reply in replies if "read" in reply)["read"]["report"]["added"]
    return number


def test_progress_is_told_as_it_comes(owned: Desk) -> None:
    owned.write("new.jsonl", "something new")
    told = replies_of(owned, paths=(owned.news / "new.jsonl",))
    read, done = (reply for reply in told if "progress" not in reply)
    assert messages.read_outcome(read["read"]).report.added == 1
    assert done == told[-1] == {"done": 1}
    assert {reply["progress"][0] for reply in told if "progress" in reply} >= {"cutting"}


def test_of_two_the_second_waits_for_its_turn(owned: Desk) -> None:
    owned.write("first.jsonl", "the first of two")
    owned.hold.touch()
    with handed(owned) as first, handed(owned) as second:
        assert owned.told() == "held"
        assert next(second) == {"waiting": True}
        owned.hold.unlink()
        assert [added(replies) for replies in (first, second)] == [1, 0]
        assert all("done" in [*replies][-1] for replies in (first, second))


def test_who_leaves_stops_its_run_and_the_next_completes_it(owned: Desk) -> None:
    before = passages(owned)
    owned.write("left.jsonl", "who left")
    owned.hold.touch()
    with handed(owned):
        assert owned.told() == "held"
    owned.hold.unlink()
    assert added(replies_of(owned)) == 0  # what it read stays
    assert passages(owned) == before + 1


def test_another_version_or_other_settings_are_refused(
    owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "program_version", lambda: "0.0.1")
    done = newsdesk(owned, "reindex")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "this one 0.0.1; restart `newsdesk serve`" in done.stderr
    monkeypatch.undo()
    monkeypatch.setenv("EMBEDDING_MODEL", "another")
    done = newsdesk(owned, "reindex")
    assert (done.exit_code, "EMBEDDING_MODEL" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "sent",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff\x00\n",
        b"[" * 100_000 + b"\n",
        b'{"newsdesk": 1, "settings": [], "do": [], "order": {}}\n',
        b"x" * (messages.LONGEST + 2**20),
    ],
    ids=range(6),
)
def test_garbage_is_refused_and_harms_nobody(owned: Desk, sent: bytes) -> None:
    connection = address.connect(owned.data)
    assert connection is not None
    too_long = contextlib.suppress(ConnectionError)  # it does not read all of that
    with connection, connection.makefile("rb") as replies, too_long:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        assert json.loads(replies.read()) == {"refused": "That is no order for newsdesk."}
    assert replies_of(owned, dry_run=True)[-1] == {"done": 0}


def test_an_order_with_wrong_fields_is_refused(owned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = messages.order_message(ReindexOrder(), owned.settings)
    for order in ({"paths": 3}, [], {"paths": [], "full": "perhaps"}):
        with pytest.raises(messages.Refused):
            messages.read_order(messages.line({**sent, "order": order}), owned.settings)


def test_an_owner_that_is_killed_leaves_its_work_to_who_asked(make_desk: Callable[[], Desk], newsdesk: Run) -> None:
    desk = make_desk()
    desk.start()
    for number in range(3):
        desk.write(f"{number}.jsonl", f"subject {number}")
    desk.hold.touch()

    def kill() -> None:
        assert desk.told() == "held"
        desk.kill()
        desk.hold.unlink()

    killing = threading.Thread(target=kill)
    killing.start()
    done = newsdesk(desk, "reindex", desk.news)
    killing.join()
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines()[0] == "newsdesk: The newsdesk that re-indexed is gone; this one goes on."
    assert "3 unchanged" in done.stdout  # what was read stays; what was not shown is cut here
    assert (desk.data / address.FILE).is_socket()
    assert passages(desk) == 3


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("read", "Stopped; what was written stays"),
        ("fill", "Stopped waiting; the newsdesk that serves goes on embedding."),
    ],
)
def test_ctrl_c_stops_the_reading_but_not_what_is_embedded_behind(
    owned: Desk, newsdesk: Run, monkeypatch: pytest.MonkeyPatch, step: str, sentence: str
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    owned.write("ctrl.jsonl", f"what came before the {step}")
    monkeypatch.setattr(f"bot.cli.reindexing._There.{step}", interrupted)
    done = newsdesk(owned, "reindex")
    assert done.exit_code == 130
    assert sentence in done.stderr.splitlines()[-1]


def test_without_an_owner_one_waits_for_another_and_says_so(
    make_desk: Callable[[], Desk], newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app._TOLD_SECONDS", 0.0)
    desk = make_desk()
    desk.write("a.jsonl", "ferries")
    with contextlib.ExitStack() as other:
        other.enter_context(open_store(desk.data, fakes.HashEmbedder().fingerprint, exclusive=True))
        said = threading.Event()
        from bot.cli import terminal

        monkeypatch.setattr(terminal, "say", lambda text: (sentences.append(text), said.set()))
        sentences: list[str] = []
        threading.Thread(target=lambda: (said.wait(30), other.close())).start()
        done = newsdesk(desk, "reindex", desk.news)
    assert done.exit_code == 0
    sentence, _ = sentences  # and that the news can be asked
    assert sentence.startswith("newsdesk: Another newsdesk is re-indexing") and "waiting until it is done" in sentence


def test_a_failure_is_handed_back(owned: Desk) -> None:
    with pytest.raises(HandedBack, match="check the path"):
        replies_of(owned, paths=(owned.news / "nowhere",))


@pytest.mark.usefixtures("barred")
def test_sources_are_added_and_removed_beside_an_owner(owned: Desk, newsdesk: Run) -> None:
    newsdesk(owned, "reindex", owned.news)
    before = passages(owned)
    other = owned.root / "other.jsonl"
    owned.write("other.jsonl", "another source").rename(other)
    assert newsdesk(owned, "sources", "add", other).exit_code == 0
    newsdesk(owned, "reindex")
    assert passages(owned) == before + 1
    done = newsdesk(owned, "sources", "remove", other)
    assert (done.exit_code, done.stdout) == (0, f"Removed {other} and 1 article.\n")
    assert passages(owned) == before
    done = newsdesk(owned, "sources", "remove", other)
    assert (done.exit_code, "is no source" in done.stderr) == (2, True)


def test_who_embeds_alone_hands_the_rest_to_an_owner_that_comes(
    make_desk: Callable[[], Desk], newsdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    desk.write("a.jsonl", "ferries")
    embed, coming = fakes.HashEmbedder.embed_passages, contextlib.ExitStack()
    heard: list[messages.Message] = []

    def answer(listener: socket.socket) -> None:
        while "do" not in (heard or [{}])[-1]:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as lines:
                heard.append(json.loads(lines.readline() or "{}"))
                if heard[-1]:  # not one that only looked
                    connection.sendall(b'{"done": 7}\n')

    def owner_comes(self: fakes.HashEmbedder, texts: list[str]) -> Any:
        listener = coming.enter_context(address.listen(desk.data))
        threading.Thread(target=answer, args=(listener,), daemon=True).start()
        return embed(self, texts)

    monkeypatch.setattr(fakes.HashEmbedder, "embed_passages", owner_comes)
    with coming:
        done = newsdesk(desk, "reindex", desk.news, "--json")
    assert (done.exit_code, json.loads(done.stdout)["passages_embedded"]) == (0, 7)
    assert done.stderr == "newsdesk: A newsdesk serves from here now, and goes on with it.\n"
    assert heard[-1]["do"] == "fill"
