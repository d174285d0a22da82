"""What is not installed is asked for in one sentence that says how to install it."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from bot.answer.llm import llm_from_settings
from bot.answer.llm.llm_from_settings import open_llm
from bot.evaluate.scoring import trec
from bot.extras import MissingExtra, how_to_install, require_extra
from bot.settings import Settings, SettingsError

EXTRAS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def test_an_evaluation_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert trec(["a"], ["a"])["hit@1"] == 1
    monkeypatch.setattr("bot.extras.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install '\.\[eval\]'") as caught:
        trec(["a"], ["a"])
    assert "\n" not in str(caught.value)
    assert "pip" not in caught.value.public


def test_a_language_model_says_which_extra_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object, **__: object) -> None:
        raise ImportError("no langchain_anthropic")

    monkeypatch.setattr("langchain.chat_models.init_chat_model", absent)
    with pytest.raises(SettingsError, match=r"pip install '\.\[anthropic\]'"):
        open_llm(Settings(data_dir=tmp_path, llm_model="anthropic:claude", llm_api_key="k"))


def test_the_extras_that_are_named_exist() -> None:
    assert {*llm_from_settings._EXTRAS.values(), "eval", "postgres"} == set(EXTRAS)


def test_what_is_there_is_not_asked_for() -> None:
    require_extra("eval", "json", needed_by="Nothing")


def test_a_tool_of_uv_is_installed_by_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert how_to_install("eval").startswith("pip install '.[eval]'")
    (tmp_path / "uv-receipt.toml").touch()
    assert how_to_install("eval").startswith("uv tool install '.[eval]'")
