"""From settings to a language model, with one clear sentence where they do not lead to one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answer.llm.budget import Ledger
from bot.answer.llm.failures import LlmError
from bot.answer.llm.language_model import Llm, LlmLimits
from bot.answer.llm.prompting import PromptError, Prompts
from bot.extras import how_to_install
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "ollama": "ollama", "google_genai": "google"}
"""Providers whose LangChain package is an extra of newsdesk's."""
LEDGER = "llm_tokens.json"


def open_llm(settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Llm:
    """The language model that ``settings`` name; nothing is sent to it yet.

    Raises:
        SettingsError: there is no such model, its package is not installed, or its key is missing.
    """
    limits = LlmLimits(
        seconds=settings.llm_timeout,
        tokens=settings.llm_tokens_per_question,
        reply_tokens=settings.llm_reply_tokens,
        cached=settings.llm_cache,
        concurrency=settings.llm_concurrency,
    )
    if limits.reply_tokens > limits.tokens // 2:
        raise SettingsError("LLM_REPLY_TOKENS is more than half of LLM_TOKENS_PER_QUESTION; raise the latter, too.")
    ledger = Ledger(Path(settings.data_dir) / LEDGER, settings.llm_tokens_per_day, now)
    return Llm(_model(settings, limits), settings.llm_model, limits, ledger)


def check_llm(settings: Settings, *, ask: bool = True) -> str | None:
    """Try the language model and the prompts of ``settings``: a sentence on what is wrong, or None.

    With ``ask`` the model is asked for a word, which costs a few tokens and tells a wrong key or name.
    """
    try:
        Prompts(settings.prompts_dir)
        if not settings.llm_model:
            return None
        llm = open_llm(settings)
        if ask:
            from langchain_core.messages import HumanMessage

            llm.call([HumanMessage("Reply with the word: ready")], llm.allowance())
    except (SettingsError, PromptError, LlmError) as error:
        return str(error)
    return None


def _model(settings: Settings, limits: LlmLimits) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    name = settings.llm_model
    provider = name.partition(":")[0] if ":" in name else ""
    options: dict[str, Any] = {"temperature": settings.llm_temperature}
    if settings.llm_base_url:
        options["base_url"] = settings.llm_base_url
        if not re.fullmatch(r"[a-z_]+", provider):
            provider, options["model_provider"] = "openai", "openai"
    key = settings.llm_api_key.get_secret_value()
    if key:
        options["api_key"] = key
    elif settings.llm_base_url and provider == "openai":
        # The client wants one. The operator's key for OpenAI is not for somebody else's server.
        options["api_key"] = "none"
    if provider == "ollama":
        options |= {"num_predict": limits.reply_tokens, "client_kwargs": {"timeout": limits.seconds}}
    else:
        options |= {"max_tokens": limits.reply_tokens, "timeout": limits.seconds, "max_retries": 0}
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except ImportError as error:
        raise SettingsError(
            f"LLM_MODEL {name} needs a part that is not installed: {_install(provider, error)}"
        ) from error
    except Exception as error:  # unknown providers, missing keys, refused values: each client has its own kind
        raise SettingsError(_unusable(name, key, error)) from error
    if "streaming" in type(model).model_fields:
        model.streaming = True  # type: ignore[attr-defined]  # what streams can be stopped
    return model


def _install(provider: str, error: ImportError) -> str:
    if provider in _EXTRAS:
        return f"{how_to_install(_EXTRAS[provider])}."
    named = re.search(r"langchain[-_][\w-]+", str(error))
    return f"pip install {named.group().replace('_', '-')}." if named else f"{str(error).splitlines()[0]}"


def _unusable(name: str, key: str, error: Exception) -> str:
    said = str(error)
    if not key and re.search(r"api[_ ]?key|credential", said, re.IGNORECASE):
        return f"LLM_MODEL {name} needs a key; set LLM_API_KEY."
    if "infer model provider" in said or "Unsupported" in said:
        return f"LLM_MODEL {name} names no provider that is known; write it like openai:gpt-5-mini."
    first = (said.splitlines() or [type(error).__name__])[0][:200].rstrip(".")
    return f"LLM_MODEL {name} cannot be used: {first.replace(key, '***') if key else first}."
