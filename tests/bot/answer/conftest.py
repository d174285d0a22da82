"""The real models, and real stores of news that are made once for all tests of answers."""

from __future__ import annotations

import shutil
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
def samples(indexed_samples: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The news that come with the project."""
    folder = shutil.copytree(indexed_samples, tmp_path_factory.mktemp("samples") / "data")
    with open_store(folder, embedder.fingerprint, exclusive=True) as store:
        yield store


@pytest.fixture(scope="session")
def seed(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The article that the project was born from."""
    if not SEED.is_dir():
        pytest.skip("the article that the project was born from is not beside the project")
    with open_store(tmp_path_factory.mktemp("seed"), embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [SEED], now=datetime.now(UTC))
        yield store
