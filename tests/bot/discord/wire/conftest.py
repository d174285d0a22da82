"""newsdesk as a process of its own, against a Discord on loopback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))  # processes with models, on whatever machine this is


@pytest.fixture
def news(indexed_samples: Path) -> Path:
    """The folder that the samples were indexed from."""
    return indexed_samples.parent / "news" / "samples"


@pytest.fixture
def data(indexed_samples: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the samples in it."""
    return Path(shutil.copytree(indexed_samples, tmp_path / "data"))
