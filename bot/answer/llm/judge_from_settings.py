"""From settings to a judge of the language model's claims."""

from __future__ import annotations

from bot.answer.llm.judge import Judge
from bot.answer.llm.llm_from_settings import open_llm
from bot.answer.llm.llm_judge import LlmJudge
from bot.settings import Settings

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
    same_provider = name.partition(":")[0] == settings.llm_model.partition(":")[0]
    own = {} if same_provider else {"llm_base_url": "", "llm_api_key": type(settings.llm_api_key)("")}
    return LlmJudge(open_llm(settings.model_copy(update={"llm_model": name, **own})))
