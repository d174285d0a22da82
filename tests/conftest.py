"""What holds for all tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.support import servers as real_servers
from tests.support.fake_discord import Specification, load_specification

# Machines differ, and are busy: no test fails for being slow.
settings.register_profile("newsdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsdesk")

ROOT = Path(__file__).parents[1]
DISCORD_DOCUMENT = ROOT.parent / "shared" / "fake_discord" / "openapi.json"
"""Discord's OpenAPI document, which is large and not part of the project."""


def pytest_report_header() -> str:
    against = (
        "its OpenAPI document" if DISCORD_DOCUMENT.is_file() else f"its limits alone, {DISCORD_DOCUMENT} is not there"
    )
    return f"Discord on loopback: requests are checked against {against}"


@pytest.fixture(scope="session")
def spec() -> Specification:
    """What Discord takes; read once, because the document is large."""
    return load_specification(DISCORD_DOCUMENT)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[real_servers.Servers]:
    """A PostgreSQL and a Chroma server that run; who stops one starts it again."""
    if reason := real_servers.missing():
        pytest.skip(reason)
    with real_servers.running(tmp_path_factory.mktemp("servers")) as both:
        yield both


@pytest.fixture(scope="session")
def indexed_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the samples, made once for all workers of a run; to be copied, not changed.

    The samples lie in ``../news/samples`` beside it, so that a test may add to them.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "indexed"
    shared.mkdir(exist_ok=True)
    news, data = shared / "news" / "samples", shared / "data"
    with FileLock(shared / "lock"):
        if not data.exists():
            shutil.copytree(ROOT / "index" / "samples", news)
            making = shared / "making"
            subprocess.run(
                [sys.executable, "-m", "bot", "reindex", str(news)],
                cwd=ROOT,
                env=os.environ | {"NEWSDESK_DATA_DIR": str(making)},
                check=True,
                capture_output=True,
            )
            making.rename(data)
    return data
