"""The real models, and real stores of news that are made once for all tests of answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.models.embedder import load_embedder
from index.models.reranker import load_reranker
from index.pipeline.reindex import reindex
from index.store import Store, open_store
from index.types import Embedder, Reranker

ROOT = Path(__file__).parents[3]
SEED = ROOT / "../shared/seed"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="session")
def reranker() -> Reranker:
    return load_reranker()


@pytest.fixture(scope="session")
def samples(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The news that come with the project."""
    yield from stored(ROOT / "index/samples", tmp_path_factory.mktemp("samples"), embedder)


@pytest.fixture(scope="session")
def seed(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The article that the project was born from."""
    if not SEED.is_dir():
        pytest.skip("the article that the project was born from is not beside the project")
    yield from stored(SEED, tmp_path_factory.mktemp("seed"), embedder)


def stored(news: Path, folder: Path, embedder: Embedder) -> Iterator[Store]:
    with open_store(folder, embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [news], now=datetime.now(UTC))
        yield store
