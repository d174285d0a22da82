"""What the doctor finds, with real models and stores, and with a Discord on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.app import Models
from bot.doctor import Finding, examine_discord, examine_machine
from bot.doctor.invite import PERMISSIONS, PURPOSES, invite_link
from bot.service.handover import address
from bot.settings import Settings
from index.pipeline.reindex import reindex
from index.store import StoreError, open_store
from index.store.lock import store_lock
from tests.support.fake_discord import FakeDiscord, Specification
from tests.support.fakes import NoAnswers

ROOT = Path(__file__).parents[3]
NOW = datetime(2024, 5, 1, tzinfo=UTC)


class QuickModels:
    """Stands in for ``bot.app.Models``: the first of two texts is always the better."""

    fingerprint = "quick/1"
    max_tokens = 64

    def __init__(self) -> None:
        self.embedder = self.reranker = self
        self.answer_finder = NoAnswers()

    def count_tokens(self, texts: list[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return np.eye(8, dtype=np.float32)[: len(texts)]

    def embed_question(self, _: str) -> np.ndarray:
        return np.eye(8, dtype=np.float32)[:1]

    def score(self, _: str, texts: list[str]) -> np.ndarray:
        return -np.arange(len(texts), dtype=np.float32)


def examine(settings: Settings, models: Any = None) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in examine_machine(settings, models or QuickModels()):
        found.setdefault(finding.what, []).append(finding)
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", _env_file=None)


@pytest.fixture
def corpus(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(
        "Harbour reopens\n\nMarch 1, 2024\n\nThe harbour reopened on Friday, its master said. Ferries sail again.\n"
    )
    index(settings, path)
    return path


def index(settings: Settings, path: Path) -> None:
    with open_store(settings.data_dir, "quick/1", exclusive=True) as store:
        reindex(store, QuickModels(), [path], now=NOW)


def levels(findings: list[Finding]) -> list[str]:
    return [finding.level for finding in findings]


def test_real_models_are_loaded_and_tried(settings: Settings) -> None:
    found = examine(settings, Models(settings))
    assert levels(found["embedder"]) == levels(found["reranker"]) == levels(found["Python"]) == ["ok"]
    assert "checksum is right" in found["embedder"][0].says


def test_models_that_cannot_be_loaded(settings: Settings, tmp_path: Path, corpus: Path) -> None:
    broken = settings.model_copy(update={"embedding_model": str(tmp_path), "rerank_model": str(tmp_path)})
    found = examine(broken, Models(broken))
    assert levels(found["embedder"]) == levels(found["reranker"]) == ["problem"]
    assert "EMBEDDING_MODEL" in found["embedder"][0].says
    assert "NEWSDESK_ANSWER_THRESHOLD" in found["settings"][1].says
    assert levels(found["store"]) == ["warning"]


def test_models_that_are_of_no_use(settings: Settings) -> None:
    models = QuickModels()
    models.embed_question = lambda _: np.eye(8, dtype=np.float32)[1:2]  # type: ignore[method-assign]
    models.score = lambda _, texts: np.arange(len(texts), dtype=np.float32)  # type: ignore[method-assign]
    found = examine(settings, models)
    assert levels(found["embedder"]) == levels(found["reranker"]) == ["problem"]


def test_an_empty_folder_only_needs_news(settings: Settings) -> None:
    found = examine(settings)
    assert levels(found["store"]) == ["warning"]
    assert levels(found["data folder"]) == ["ok"]


def test_a_mistyped_setting(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DISCORD_TOKN=abc\nPATH_TO_IT=1\n")
    (_, mistyped) = examine(settings)["settings"]
    assert (
        mistyped.level == "warning"
        and mistyped.says == "DISCORD_TOKN in .env is no setting; did you mean DISCORD_TOKEN?"
    )


def test_a_mistyped_setting_of_the_environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_ANSWER_TRESHOLD", "0.1")
    (_, mistyped) = examine(settings)["settings"]
    said = "NEWSDESK_ANSWER_TRESHOLD in the environment is no setting; did you mean NEWSDESK_ANSWER_THRESHOLD?"
    assert mistyped.level == "warning" and mistyped.says == said


def test_a_good_store_and_its_servers(settings: Settings, corpus: Path) -> None:
    index(settings.model_copy(update={"data_dir": settings.data_dir / "servers/5"}), corpus)
    found = examine(settings)
    assert levels(found["store"]) == levels(found["store of server 5"]) == ["ok"]
    assert found["store"][0].says.startswith("1 articles")


def test_a_store_made_by_another_model(settings: Settings, corpus: Path) -> None:
    models = QuickModels()
    models.fingerprint = "quick/2"  # type: ignore[misc]
    found = examine(settings, models)
    assert levels(found["store"]) == ["problem"]
    assert "reindex --full" in found["store"][0].says


def test_vectors_that_are_lost(settings: Settings, corpus: Path) -> None:
    with open_store(settings.data_dir, "quick/1", exclusive=True) as store:
        store.vectors.delete(store.vectors.ids())
    assert "check --repair" in examine(settings)["store"][0].says


def test_a_run_that_was_cut_off_and_a_source_that_is_away(settings: Settings, corpus: Path) -> None:
    with open_store(settings.data_dir, "quick/1", exclusive=True) as store:
        store.articles.mark_all_stale()
    corpus.unlink()
    found = examine(settings)["store"]
    assert levels(found) == ["warning", "warning"]
    assert "cut off" in found[0].says
    assert str(corpus) in found[1].says


def test_a_catalogue_that_is_no_database(settings: Settings, corpus: Path) -> None:
    for path in settings.data_dir.glob("catalogue.sqlite3*"):
        path.write_bytes(b"x" * 5000)
    assert levels(examine(settings)["store"]) == ["problem"]


def test_records_that_are_no_database(settings: Settings, corpus: Path) -> None:
    (settings.data_dir / "records.sqlite3").write_bytes(b"x" * 5000)
    found = examine(settings)
    assert levels(found["records"]) == ["problem"]
    assert "newsdesk check --repair" in found["records"][0].says
    assert levels(found["store"]) == ["ok"]


def test_a_store_that_older_rules_read(settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.catalogue.RULES_VERSION", 99)
    found = examine(settings)["store"]
    assert levels(found) == ["ok", "warning"]
    assert "1 article was read by older rules" in found[1].says


def test_a_store_from_which_somebody_serves(settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("opened by a second process")

    monkeypatch.setattr("index.store.open_store", refuse)
    with address.listen(settings.data_dir):
        assert levels(examine(settings)["store"]) == ["ok"]


def test_a_store_in_use(settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor.local._LOCK_PATIENCE", 0.1)
    with store_lock(settings.data_dir, exclusive=True):
        found = examine(settings)["store"]
    assert levels(found) == ["warning"]
    assert "re-indexing" in found[0].says


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = examine(Settings(data_dir=tmp_path / "file/data", offered_dir=tmp_path / "nothing", _env_file=None))
    assert levels(found["data folder"]) == ["problem"]
    assert "NEWSDESK_OFFERED_DIR" in found["settings"][1].says


def test_a_table_of_field_names_that_cannot_be_used(settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / "fields.toml").write_text("[names]\ntxt = []")
    (found,) = examine(settings)["field names"]
    assert found.level == "problem" and "“txt” in [names]" in found.says


@pytest.mark.parametrize(("free", "level"), [(10**8, "problem"), (10**9, "warning"), (10**10, "ok")])
def test_free_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": free}))
    assert levels(examine(settings)["data folder"]) == [level]


# Discord


def test_without_a_token_the_terminal_works(settings: Settings) -> None:
    (found,) = asyncio.run(examine_discord(settings))
    assert (found.level, found.what) == ("warning", "Discord token")


@contextmanager
def proxy(reply: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """An HTTP proxy on loopback that deals with every CONNECT by ``reply``."""

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            asked.append(self.path)
            reply(self)

        def log_message(self, *_: object) -> None:
            pass

    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
    assert set(asked) == {"discord.com:443"}


def with_token(settings: Settings, proxy_url: str, token: str = "abc.def.ghi") -> Settings:
    from pydantic import SecretStr

    return settings.model_copy(update={"discord_token": SecretStr(token), "discord_proxy": proxy_url})


def test_what_the_proxy_does_not_let_through(settings: Settings) -> None:
    with proxy(lambda handler: handler.send_error(403)) as url:
        (found,) = asyncio.run(examine_discord(with_token(settings, url)))
    assert (found.level, found.what) == ("problem", "Discord")
    assert "cannot be reached" in found.says
    assert url in found.says
    assert "abc.def" not in found.says


def test_offline(settings: Settings) -> None:
    (found,) = asyncio.run(examine_discord(with_token(settings, "http://127.0.0.1:9")))
    assert "cannot be reached" in found.says


def test_the_link_asks_for_what_the_bot_needs_and_no_more() -> None:
    assert sum(has for _, has in PERMISSIONS) == len(PURPOSES)
    assert all(getattr(PERMISSIONS, name) for name in PURPOSES)
    assert not PERMISSIONS.administrator
    link = invite_link(123)
    assert f"permissions={PERMISSIONS.value}" in link
    assert "scope=bot+applications.commands" in link


def guild(name: str, permissions: int) -> dict[str, Any]:
    return {
        "id": "81384788765712384",
        "name": name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(permissions),
        "features": [],
    }


async def doctor(environment: dict[str, str], data: Path) -> tuple[int, dict[str, Any], str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor", "--json"),
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_DATA_DIR": str(data)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    assert environment["DISCORD_TOKEN"] not in (out + err).decode()
    return process.returncode, json.loads(out), err.decode()


DISCORD_ALONE = (
    "import asyncio, json; from bot.doctor import examine_discord; from bot.settings import load_settings\n"
    "print(json.dumps({found.what: found.level for found in asyncio.run(examine_discord(load_settings()))}))"
)


async def discord_alone(environment: dict[str, str], data: Path) -> dict[str, str]:
    """The levels of what is found of Discord, without models."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", DISCORD_ALONE),
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_DATA_DIR": str(data)} | environment,
        stdout=subprocess.PIPE,
    )
    out, _ = await process.communicate()
    levels: dict[str, str] = json.loads(out)
    return levels


def test_over_the_wire(spec: Specification, tmp_path: Path) -> None:
    async def main() -> None:
        async with FakeDiscord(spec) as fake:
            few = PERMISSIONS.value & ~(1 << 35)
            fake.guild_list = [guild("Good", PERMISSIONS.value), guild("Boss", 8), guild("Poor", few)]
            code, told, err = await doctor(fake.proxy_env(), tmp_path)
            assert (code, told["healthy"], err) == (0, True, "")
            by_name = {item["what"]: item for item in told["findings"]}
            assert by_name["Discord token"]["level"] == "ok"
            assert "Poor the bot lacks: create public threads;" in by_name["permissions"]["says"]
            assert told["invite"] == invite_link(int(fake.app["id"]))
            assert by_name["message content"]["level"] == "ok"
            fake.app["flags"] = 0
            fake.guild_list = []
            levels = await discord_alone(fake.proxy_env(), tmp_path)
            assert (levels["message content"], levels["servers"]) == ("warning", "warning")
            wrong = fake.proxy_env() | {"DISCORD_TOKEN": "wrong.token.here"}
            code, told, err = await doctor(wrong, tmp_path)
            assert (code, told["healthy"], told["invite"], err) == (1, False, None, "")
            fake.assert_clean()

    asyncio.run(main())
