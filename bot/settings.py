"""Every setting: read from the environment and from a `.env` file in the working directory, the environment first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings_file import broken_line
from index.errors import UserError

PREFIX = "NEWSDESK_"
ENV_FILE = Path(".env")


if TYPE_CHECKING:
    from index.store.place import Place


class SettingsError(UserError):
    """A setting has a value that cannot be used; the message names it and says what it should be."""

    public_sentence = "A setting has a value that cannot be used; whoever runs newsdesk finds the reason in its log."


class Settings(BaseSettings):
    """The settings. Names are ``NEWSDESK_`` and the field's, except where an alias is given; empty means default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    data_dir: Path = Field(default_factory=lambda: user_data_path("newsdesk", appauthor=False))
    """Folder of the store and the log."""
    embedding_model: str = Field("", validation_alias="EMBEDDING_MODEL")
    """Folder or hub id of a sentence-transformers model; empty for the bundled one."""
    rerank_model: str = Field("", validation_alias="RERANK_MODEL")
    """Folder or hub id of a cross-encoder; empty for the bundled one."""
    answer_threshold: float | None = Field(None, allow_inf_nan=False)
    """Reranker logit below which no quote is shown; None for the one fitted to the bundled reranker."""
    threads: int = Field(0, ge=0, le=1024)
    """Threads of the models; 0 for as many as there are cores."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Least important message that goes to the log file."""
    database_url: SecretStr = Field(SecretStr(""), validation_alias="DATABASE_URL")
    """``postgresql://user:password@host/database`` of a server that keeps articles and records; empty for the data folder."""
    chroma_url: SecretStr = Field(SecretStr(""), validation_alias="CHROMA_URL")
    """``http://host:8000`` of a Chroma server that keeps the vectors; set with DATABASE_URL or not at all."""
    chroma_tenant: str = Field("default_tenant", validation_alias="CHROMA_TENANT")
    chroma_database: str = Field("default_database", validation_alias="CHROMA_DATABASE")
    chroma_api_key: SecretStr = Field(SecretStr(""), validation_alias="CHROMA_API_KEY")
    """Key for Chroma's cloud, or for whatever guards the server."""
    llm_model: str = Field("", validation_alias="LLM_MODEL")
    """``provider:model`` as LangChain's ``init_chat_model`` knows it; empty to answer with quotes alone."""
    llm_base_url: str = Field("", validation_alias="LLM_BASE_URL")
    """URL of an OpenAI-compatible server, or of the provider's own kind."""
    llm_api_key: SecretStr = Field(SecretStr(""), validation_alias="LLM_API_KEY")
    """Key for the model; empty for the provider's own variable, such as ``OPENAI_API_KEY``."""
    llm_judge_model: str = Field("", validation_alias="LLM_JUDGE_MODEL")
    """Judge of the model's claims: empty for the model itself, ``provider:model``, ``local:`` and a folder or hub id of an NLI
    cross-encoder, or ``off``."""
    llm_temperature: float = Field(0.0, ge=0, le=2, validation_alias="LLM_TEMPERATURE")
    llm_timeout: float = Field(60.0, gt=0, le=600, validation_alias="LLM_TIMEOUT")
    """Seconds that the model may take for one question, retries included."""
    llm_tokens_per_question: int = Field(5_000, ge=2_500, validation_alias="LLM_TOKENS_PER_QUESTION")
    llm_reply_tokens: int = Field(800, ge=100, validation_alias="LLM_REPLY_TOKENS")
    """Tokens of one reply; a reasoning model's thoughts count."""
    llm_cache: int = Field(256, ge=0, le=100_000, validation_alias="LLM_CACHE")
    """Replies that are kept in memory, so that the same question over the same articles costs nothing."""
    llm_tokens_per_day: int = Field(0, ge=0, validation_alias="LLM_TOKENS_PER_DAY")
    """Tokens of a day (UTC) in all; 0 for no limit."""
    llm_concurrency: int = Field(2, ge=1, le=64, validation_alias="LLM_CONCURRENCY")
    """Calls of the model at the same time."""
    prompts_dir: Path | None = Field(None, validation_alias="PROMPTS_DIR")
    """Folder of the operator's own prompts; those that it lacks are newsdesk's."""
    keep_days: int = Field(90, ge=0, le=36_500)
    """Days that answers, conversations and feedback are kept; 0 for ever."""
    keep_versions: int = Field(3, ge=0, le=1_000_000)
    """Earlier versions of each article that are kept."""
    keep_inputs_mb: int = Field(2_000, ge=0, le=10_000_000)
    """Megabytes of inputs, compressed, that are kept, so that what cannot be reached can be read by newer rules."""
    questions_at_once: int = Field(2, ge=1, le=64)
    """Questions that `newsdesk serve` works on at a time."""
    questions_waiting: int = Field(200, ge=0, le=10_000)
    """Questions that may wait; further ones are refused."""
    offered_dir: Path | None = None
    """Folder below which people on Discord may choose sources for their server; None for nothing."""
    upload_mb: int = Field(25, ge=1, le=500)
    """Megabytes of a file that people on Discord may add as a source."""
    uploads_mb: int = Field(250, ge=1, le=1_000_000)
    """Megabytes of all such files of one server."""
    upload_articles: int = Field(2_000, ge=1, le=1_000_000)
    """Articles in one such file, unpacked."""
    discord_token: SecretStr = Field(SecretStr(""), validation_alias="DISCORD_TOKEN")
    shards: str = ""
    """Which of Discord's shards this bot serves, such as ``0-3/8``; empty for all."""
    discord_proxy: str = Field("", validation_alias="DISCORD_PROXY")
    """URL of an HTTP proxy for Discord."""

    @property
    def shown_proxy(self) -> str:
        """The proxy as it may be told, without the password that its URL may hold; empty without one."""
        try:
            parts = urlsplit(self.discord_proxy)
            host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
        except ValueError:
            host = None
        return (f"{parts.scheme}://{host}" if host else "that DISCORD_PROXY names") if self.discord_proxy else ""

    @field_validator("data_dir", "offered_dir", "prompts_dir")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator(
        "embedding_model",
        "rerank_model",
        "llm_model",
        "llm_judge_model",
        "llm_base_url",
        "discord_proxy",
        mode="before",
    )
    @classmethod
    def _stripped(cls, value: object) -> object:
        return value.strip() if isinstance(value, str) else value

    @field_validator("discord_proxy", "llm_base_url")
    @classmethod
    def _proxy(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("it should be a URL that starts with http://")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        return _address(value, ("postgresql", "postgres"), "postgresql://user:password@host/database")

    @field_validator("chroma_url")
    @classmethod
    def _chroma(cls, value: SecretStr) -> SecretStr:
        return _address(value, ("http", "https"), "http://host:8000")

    @field_validator("shards")
    @classmethod
    def _some_shards(cls, value: str) -> str:
        chosen = value.strip()
        if chosen and _shards(chosen) is None:
            raise ValueError("it should be the first and the last shard of how many, such as 0-3/8")
        return chosen

    @model_validator(mode="after")
    def _both_servers(self) -> Self:
        """Catalogue and vectors belong together: of one on a server and one here, other machines would see half."""
        missing = [
            name
            for name, value in (("DATABASE_URL", self.database_url), ("CHROMA_URL", self.chroma_url))
            if not value.get_secret_value()
        ]
        if len(missing) == 1:
            raise ValueError(f"DATABASE_URL and CHROMA_URL go together, and {missing[0]} is not set")
        return self

    @property
    def shard_ids(self) -> tuple[range, int] | None:
        """The shards that this bot serves, and how many there are in all; None where it serves all."""
        return _shards(self.shards)

    @property
    def has_servers(self) -> bool:
        """The store is on servers."""
        return bool(self.database_url.get_secret_value())

    @property
    def place(self) -> Place:
        """Where the store is: the servers where they are set, else the data folder."""
        from index.store.place import (  # what imports the whole store, which most settings need not
            ChromaServer,
            ServerPlace,
        )

        if not self.has_servers:
            return self.data_dir
        key = self.chroma_api_key.get_secret_value()
        chroma = ChromaServer(self.chroma_url.get_secret_value(), self.chroma_tenant, self.chroma_database, key)
        return ServerPlace(self.data_dir, self.database_url.get_secret_value(), chroma)


def load_settings() -> Settings:
    """The settings as the environment and `.env` have them.

    Raises:
        SettingsError: a value cannot be used, or `.env` cannot be read.
    """
    try:
        if (line := broken_line(ENV_FILE)) is not None:
            raise SettingsError(f"Line {line} of the file .env cannot be read; write it as NAME=value, or remove it.")
        return Settings()  # mypy reads aliased fields as required
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(item["loc"], item["msg"]) for item in error.errors())) from error
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"The file .env cannot be read ({error}); correct it or remove it.") from error


def _shards(chosen: str) -> tuple[range, int] | None:
    numbers = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?/(\d{1,5})", chosen, re.ASCII)
    if numbers is None:
        return None
    first, last, count = int(numbers[1]), int(numbers[2] or numbers[1]), int(numbers[3])
    return (range(first, last + 1), count) if first <= last < count else None


def _address(value: SecretStr, schemes: tuple[str, ...], example: str) -> SecretStr:
    """The address, stripped. Raises ValueError, which names nothing of it."""
    address = value.get_secret_value().strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if address and not usable:
        raise ValueError(f"it should be an address such as {example}")
    return SecretStr(address)


def setting_name(field: str) -> str:
    """The environment variable of a field of ``Settings``."""
    return str(Settings.model_fields[field].validation_alias or PREFIX + field.upper())


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    if not location:
        return message.removeprefix("Value error, ").rstrip(".") + "."
    field = str(location[0]) if location else "A setting"
    name = setting_name(field) if field in Settings.model_fields else field
    reason = message.removeprefix("Value error, ").removeprefix("Input ").rstrip(".")
    if not reason.startswith("it "):
        reason = f"it {reason}"
    return f"The setting {name} has a value that cannot be used: {reason}."
