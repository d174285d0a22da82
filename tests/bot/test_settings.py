"""Settings: where values come from, and what a bad one is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings, setting_name
from bot.settings_file import mistyped
from index.store.place import ServerPlace

NAMES = [
    "DISCORD_TOKEN",
    "DISCORD_PROXY",
    "EMBEDDING_MODEL",
    "RERANK_MODEL",
    "LLM_MODEL",
    "LLM_BASE_URL",
    "LLM_API_KEY",
    "LLM_TEMPERATURE",
    "LLM_TIMEOUT",
    "LLM_TOKENS_PER_QUESTION",
    "LLM_TOKENS_PER_DAY",
    "LLM_CONCURRENCY",
    "PROMPTS_DIR",
    *(f"NEWSDESK_{name.upper()}" for name in Settings.model_fields),
]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_defaults_need_nothing() -> None:
    settings = load_settings()
    assert settings.data_dir.is_absolute()
    assert (settings.embedding_model, settings.rerank_model, settings.answer_threshold) == ("", "", None)


def test_environment_wins_over_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NEWSDESK_THREADS=2\nEMBEDDING_MODEL=from-file\nUNRELATED=1\n")
    monkeypatch.setenv("EMBEDDING_MODEL", " from-environment ")
    settings = load_settings()
    assert (settings.threads, settings.embedding_model) == (2, "from-environment")


def test_empty_means_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_ANSWER_THRESHOLD", "")
    assert load_settings().answer_threshold is None


def test_home_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_DATA_DIR", "~/news")
    assert load_settings().data_dir == Path.home() / "news"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSDESK_THREADS", "many"),
        ("NEWSDESK_THREADS", "-1"),
        ("NEWSDESK_ANSWER_THRESHOLD", "nan"),
        ("NEWSDESK_LOG_LEVEL", "loud"),
        ("DISCORD_PROXY", "proxy:3128"),
        ("DATABASE_URL", "mysql://user:s3cret@host/db"),
        ("DATABASE_URL", "postgresql://user:s3cret@host:port/db"),
        ("CHROMA_URL", "localhost:8000"),
        ("NEWSDESK_SHARDS", "4-3/8"),
        ("NEWSDESK_SHARDS", "0-8/8"),
        ("NEWSDESK_SHARDS", "some"),
    ],
)
def test_a_bad_value_is_one_sentence_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert message.startswith(f"The setting {name} ")
    assert "\n" not in message
    assert message.count(".") == 1
    assert "s3cret" not in message


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "postgresql://u:s3cret@h/d"), ("CHROMA_URL", "http://h:8000")]
)
def test_one_server_alone_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=r"^DATABASE_URL and CHROMA_URL go together, and .* is not set.$") as caught:
        load_settings()
    assert "s3cret" not in str(caught.value)


def test_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().shard_ids is None
    for value, ids in (("0-3/8", range(4)), (" 5/8 ", range(5, 6))):
        monkeypatch.setenv("NEWSDESK_SHARDS", value)
        assert load_settings().shard_ids == (ids, 8)


def test_servers_are_where_the_store_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().place == load_settings().data_dir
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:s3cret@db.example:5433/news?sslmode=require")
    monkeypatch.setenv("CHROMA_URL", "https://user:s3cret@chroma.example")
    monkeypatch.setenv("CHROMA_API_KEY", "s3cret")
    place = load_settings().place
    assert isinstance(place, ServerPlace)
    assert (place.label, place.chroma.label) == (
        "postgresql://db.example:5433/news (newsdesk)",
        "https://chroma.example",
    )
    assert "s3cret" not in repr(place) + repr(load_settings())


@pytest.mark.parametrize("text", ["A=1\nDISCORD_TOKEN s3cret\n", 'A=1\nDISCORD_TOKEN="s3cret\n', "# it\n=s3cret"])
def test_a_line_that_cannot_be_read_is_told_without_what_it_holds(tmp_path: Path, text: str) -> None:
    (tmp_path / ".env").write_text(text)
    with pytest.raises(SettingsError, match=r"^Line 2 of the file \.env cannot be read") as told:
        load_settings()
    assert "s3cret" not in str(told.value)


def test_a_file_of_other_programs_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# mine\n\nexport PORT=80\nNOTHING\nnewsdesk_threads=3\nA='x y' # z\nLLM_TIMEOUTS=1\n"
    )
    assert load_settings().threads == 3
    known = [setting_name(name) for name in Settings.model_fields]
    assert mistyped(tmp_path / ".env", known) == {"LLM_TIMEOUTS": "LLM_TIMEOUT"}
    assert not mistyped(tmp_path / "none", known)


def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"NEWSDESK_THREADS=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings()


def test_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "s3cret")
    assert "s3cret" not in repr(load_settings())


def test_example_names_every_setting_and_no_other() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text()
    named = {line.partition("=")[0] for line in example.splitlines() if "=" in line and not line.startswith("#")}
    expected = {field.validation_alias or f"NEWSDESK_{name.upper()}" for name, field in Settings.model_fields.items()}
    assert named == expected


def test_the_documentation_names_every_setting_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    named = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)
    assert sorted(named) == sorted(map(setting_name, Settings.model_fields))
