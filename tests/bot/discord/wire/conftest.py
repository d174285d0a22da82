"""newsdesk as a process of its own, against a Discord on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))  # processes with models, on whatever machine this is


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the samples, indexed once; tests work on copies."""
    news = tmp_path_factory.mktemp("news")
    shutil.copytree(ROOT / "index" / "samples", news / "samples")
    data = tmp_path_factory.mktemp("indexed") / "data"
    subprocess.run(
        [sys.executable, "-m", "bot", "reindex", str(news / "samples")],
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_DATA_DIR": str(data)},
        check=True,
        capture_output=True,
    )
    (data / "news").write_text(str(news / "samples"))
    return data


@pytest.fixture
def data(samples: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the samples in it."""
    return Path(shutil.copytree(samples, tmp_path / "data"))
