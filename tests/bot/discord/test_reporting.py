"""What a person on Discord is told when something fails."""

from __future__ import annotations

import pytest

from bot.answer.calibration import CalibrationError
from bot.answer.llm.prompting import PromptError
from bot.discord.reporting import Refusal, sentence
from bot.presentation.filters import FilterError
from bot.service import Busy
from bot.service.shared_store import StoreBusy
from bot.settings import SettingsError
from index.models.bundled import ModelError
from index.store import StoreError

PATH = "/srv/news/prompts/answer.md"


@pytest.mark.parametrize("kind", [CalibrationError, PromptError, SettingsError, ModelError, StoreError])
def test_errors_of_the_set_up_name_no_file(kind: type[Exception]) -> None:
    told = sentence(kind(f"The prompt {PATH} cannot be read."))
    assert PATH not in told and "the reason in its log" in told


@pytest.mark.parametrize("kind", [Busy, FilterError, StoreBusy])
def test_sentences_for_people_reach_them_escaped_and_short(kind: type[Exception]) -> None:
    assert sentence(kind("The outlet *Post* is unknown.")) == r"The outlet \*Post\* is unknown."
    assert len(sentence(kind("*" * 6000))) <= 2000


def test_what_is_in_markdown_stays_so_and_the_unforeseen_has_a_reference() -> None:
    assert sentence(Refusal("I answer in <#1> only.")) == "I answer in <#1> only."
    assert "in the log under `" in sentence(RuntimeError(PATH)) and PATH not in sentence(RuntimeError(PATH))
