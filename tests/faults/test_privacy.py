"""The data folder is its owner's alone, what was forgotten is nowhere in it, and no password is told."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.answers import Answer
from bot.answer.query import Turn
from bot.doctor import examine_discord
from bot.log import log_failure, log_to
from bot.records import Records
from bot.service.backup import back_up
from bot.settings import Settings
from index.pipeline.reindex import reindex
from index.store import open_store
from tests.support import fakes

NOW = datetime(2024, 5, 1, tzinfo=UTC)
SECRET = "sesame-street"


@pytest.fixture
def shared_machine() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def fill(data: Path) -> None:
    """A store, records and a log."""
    log_to(data)
    log_failure(ValueError("made up"))
    news = data.parent / "news.txt"
    news.write_text(fakes.record("Ferry stops", "The ferry stopped on Monday."), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, open_store(data, "hash/1", exclusive=True) as store:
        patch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
        reindex(store, fakes.HashEmbedder(), [news], now=NOW)
    Records(data).close()


@pytest.mark.usefixtures("shared_machine")
def test_nobody_else_may_read_what_is_new_in_the_data_folder(tmp_path: Path) -> None:
    fill(tmp_path / "data")
    found = modes(tmp_path / "data")
    assert {"data", "catalogue.sqlite3", "records.sqlite3", "newsdesk.log", "lock", "vectors"} <= found.keys()
    assert not {name: oct(mode) for name, mode in found.items() if mode & 0o077}


@pytest.mark.usefixtures("shared_machine")
def test_an_open_data_folder_is_closed_when_it_is_used(tmp_path: Path) -> None:
    data = tmp_path / "data"
    fill(data)
    for path in (data, *data.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    theirs = data / "holiday.txt"
    theirs.write_text("not newsdesk's")
    theirs.chmod(0o644)
    Records(data).close()
    found = modes(data)
    assert found.pop("holiday.txt") == 0o644
    assert not {name: oct(mode) for name, mode in found.items() if mode & 0o077}


def holding(folder: Path, *words: str) -> dict[str, int]:
    """The files below the folder that hold one of these words, and how often."""
    found = {}
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if hits := sum(data.count(word.encode()) for word in words):
            found[path.name] = hits
    return found


@pytest.mark.parametrize("how", ["person", "before", "server"])
def test_what_was_forgotten_is_in_no_file_of_the_folder(tmp_path: Path, how: str) -> None:
    data = tmp_path / "data"
    records, other = Records(data), Records(data)  # a bot that runs, and a command beside it
    for number in range(300):
        mine = number % 3 != 0
        asker, word = ("4815162342", SECRET) if mine else ("ann", "open")
        text = f"{word} {number} " * (1 + number % 90)
        at = replace_year(2023 if mine else 2024)
        records.save_answer(
            Answer(text, "answered", ()),
            **{"server": 7 if mine else 1, "channel": 2, "asker": asker, "conversation": f"c{asker}", "now": at},
        )
        records.add_turn(f"c{asker}", Turn(text, text, text), asker, at)
    assert holding(data, SECRET)
    if how == "person":
        assert other.forget("4815162342") == 400
    elif how == "before":
        assert other.forget_before(replace_year(2024)) == 400
    else:
        assert other.forget_server(7) == 400
    assert holding(data, SECRET, "4815162342") == {}
    back_up(data, tmp_path / "backup.zip", NOW)
    records.save_answer(
        Answer("open again", "answered", ()), server=1, channel=2, asker="ann", conversation=None, now=NOW
    )
    assert holding(data, SECRET, "4815162342") == {}
    records.close()
    other.close()


def replace_year(year: int) -> datetime:
    return NOW.replace(year=year)


def test_no_log_line_holds_a_password(tmp_path: Path) -> None:
    path = log_to(tmp_path)
    for proxy in (f"http://user:{SECRET}@proxy.example:8080", f"http://{SECRET}@host", f"http://u:a@{SECRET}@host/x"):
        log_failure(OSError(f"Cannot connect to {proxy}"))
        logging.getLogger("discord.http").warning("over %s", proxy)
    written = path.read_text(encoding="utf-8")
    assert "proxy.example" in written
    assert SECRET not in written


def test_the_doctor_tells_no_password_of_a_proxy(tmp_path: Path) -> None:
    for proxy in (f"http://user:{SECRET}@127.0.0.1:1", f"http://user:{SECRET}@[::1"):
        settings = Settings(data_dir=tmp_path, discord_token="x", discord_proxy=proxy)  # type: ignore[arg-type]
        said = " ".join(finding.says for finding in asyncio.run(examine_discord(settings)))
        assert "cannot be reached" in said or "proxy" in said
        assert SECRET not in said
