"""What a person on Discord is told when something fails."""

from __future__ import annotations

import importlib
import pkgutil
from types import SimpleNamespace
from typing import Any

import discord
import pytest

import bot
import index
from bot.answer.calibration import CalibrationError
from bot.answer.llm.prompting import PromptError
from bot.discord.reporting import Refusal, sentence
from bot.presentation.filters import FilterError
from bot.service import Busy
from bot.service.shared_store import StoreBusy
from bot.settings import SettingsError
from index.errors import UserError
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


@pytest.mark.parametrize(
    ("kind", "status", "code", "said"),
    [
        (discord.NotFound, 404, 10008, "no longer there"),
        (discord.NotFound, 404, 10062, "no longer there"),
        (discord.HTTPException, 400, 50083, "thread is closed"),
        (discord.HTTPException, 400, 200000, "code 200000"),
        (discord.HTTPException, 429, 0, "trouble just now"),
        (discord.DiscordServerError, 503, 0, "trouble just now"),
    ],
)
def test_what_discord_did_not_do_is_told_without_a_traceback_in_the_log(
    kind: type[discord.HTTPException], status: int, code: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    response: Any = SimpleNamespace(status=status, reason="no")
    assert said in sentence(kind(response, {"code": code, "message": "not\nnow"}))
    assert [record.exc_info for record in caplog.records] == [None]
    assert "\n" not in caplog.text.strip()


def kinds_of(kind: type[UserError]) -> list[type[UserError]]:
    return [kind, *(deeper for below in kind.__subclasses__() for deeper in kinds_of(below))]


def test_no_error_of_any_class_names_a_file_unless_it_is_for_everybody() -> None:
    for package in (bot, index):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(("__main__", "migrations.env")) and ".0" not in found.name:
                importlib.import_module(found.name)
    ours = [kind for kind in kinds_of(UserError) if kind.__module__.startswith(("bot.", "index."))]
    assert {SettingsError, StoreError, ModelError, PromptError} < set(ours)
    for kind in ours:
        error = kind.__new__(kind)
        UserError.__init__(error, f"{PATH} cannot be read.")
        assert kind.is_for_everybody or PATH not in sentence(error), kind
    assert {kind.__name__ for kind in ours if kind.is_for_everybody} == {
        "Busy",
        "Closed",
        "FilterError",
        "QuestionTooLong",
        "Refused",
        "ServiceError",
        "Stopped",
        "StoreBusy",
    }
