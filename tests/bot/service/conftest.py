"""A service over real stores and real files, with models that are quick and always say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from bot.app import Models
from bot.service import NewsService
from bot.settings import Settings
from index.extract import extract_file
from index.pipeline.reindex import reindex
from index.store import open_store
from index.types import Reranker
from tests.bot.service.running import COUNCIL
from tests.support import fakes


class OverlapReranker(Reranker):
    """High where a text has most of the question's words. ``hold`` is called before each reply."""

    fingerprint = "overlap/1"

    def __init__(self) -> None:
        self.hold: Callable[[], object] = lambda: None

    def score(self, question: str, texts: Sequence[str]) -> np.ndarray:
        self.hold()
        wanted = set(re.findall(r"\w+", question.casefold()))
        shares = [len(wanted & set(re.findall(r"\w+", text.casefold()))) / max(1, len(wanted)) for text in texts]
        return np.array([10 * share - 2 for share in shares], dtype=np.float32)


class QuickModels:
    """Stands in for ``bot.app.Models``."""

    def __init__(self) -> None:
        self.embedder = fakes.HashEmbedder()
        self.reranker = OverlapReranker()
        self.answer_finder = fakes.NoAnswers()
        self.fingerprint = self.embedder.fingerprint

    def background_embedder(self) -> object:
        return self.embedder


def story(headline: str, body: str, *, url: str | None = None, outlet: str = "Wire", day: str = "2024-03-01") -> str:
    """A line of a JSON Lines file."""
    return json.dumps({"title": headline, "text": body, "url": url, "outlet": outlet, "date": day})


@pytest.fixture
def models() -> QuickModels:
    return QuickModels()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    offered = tmp_path / "offered"
    offered.mkdir()
    return Settings(data_dir=tmp_path / "data", offered_dir=offered, _env_file=None)


@pytest.fixture
def make_service(settings: Settings, models: QuickModels) -> Callable[..., NewsService]:
    """Makes services over the same folder; to be called in a running loop."""
    stands_in = cast(Models, models)
    return lambda **options: NewsService(options.pop("settings", settings), models=stands_in, **options)


@pytest.fixture
def tell() -> SimpleNamespace:
    return SimpleNamespace(story=story, fakes=fakes)


@pytest.fixture
def news(tmp_path: Path, settings: Settings, models: QuickModels, tell: SimpleNamespace) -> Path:
    """The operator's own news, indexed, for which no process of its own has to be started."""
    path = tmp_path / "news.jsonl"
    path.write_text(tell.story("Harbour", COUNCIL.format("ferries"), url="https://wire.example/1"))
    with (
        pytest.MonkeyPatch.context() as patch,
        open_store(settings.data_dir, models.fingerprint, exclusive=True) as store,
    ):
        patch.setattr("index.pipeline.reading.Workers", fakes.in_process(extract_file))
        reindex(store, models.embedder, [path], now=tell.fakes.NOW)
    return path
