"""From settings to a judge of the language model's claims."""

from __future__ import annotations

from pydantic import SecretStr

from bot.answer.llm.judge import Judge
from bot.answer.llm.llm_from_settings import check_llm, open_llm
from bot.answer.llm.llm_judge import LlmJudge
from bot.settings import Settings
from index.models.bundled import ModelError

OFF = "off"
LOCAL = "local:"


def open_judge(settings: Settings) -> Judge | None:
    """The judge that ``settings`` name: the writing model itself, another one, or one on this machine; None where it is off.

    Raises:
        SettingsError: there is no such model, its package is not installed, or its key is missing.
        ModelError: the local model cannot be loaded.
    """
    name = settings.llm_judge_model
    if name.casefold() == OFF:
        return None
    if name.startswith(LOCAL):
        from bot.answer.llm.local_judge import load_local_judge

        return load_local_judge(name.removeprefix(LOCAL).strip())
    if not name or name == settings.llm_model:
        return LlmJudge()
    return LlmJudge(open_llm(_settings_of(settings, name)))


def check_judge(settings: Settings) -> str | None:
    """Try the judge of ``settings`` where it is not the writing model itself: a sentence on what is wrong, or None."""
    name = settings.llm_judge_model
    if not settings.llm_model or name.casefold() in ("", OFF, settings.llm_model.casefold()):
        return None
    if not name.startswith(LOCAL):
        problem = check_llm(_settings_of(settings, name))
        return problem and f"LLM_JUDGE_MODEL: {problem}"
    try:
        open_judge(settings)
    except ModelError as error:
        return str(error)
    return None


def _settings_of(settings: Settings, name: str) -> Settings:
    """``settings`` for the model ``name``, whose key and server are the writing model's only where the provider is."""
    same_provider = name.partition(":")[0] == settings.llm_model.partition(":")[0]
    own: dict[str, object] = {} if same_provider else {"llm_base_url": "", "llm_api_key": SecretStr("")}
    return settings.model_copy(update={"llm_model": name, **own})
