"""Fixtures of the evaluator's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.evaluate.plugin import newsdesk_eval
from index.store import Store
from tests.bot.evaluate.news import FakeModels, indexed

__all__ = ["newsdesk_eval"]


@pytest.fixture
def models() -> FakeModels:
    return FakeModels()


@pytest.fixture
def store(tmp_path: Path, models: FakeModels, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    with indexed(tmp_path, models, monkeypatch) as opened:
        yield opened
