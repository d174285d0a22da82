"""What holds for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.fake_discord import Specification, load_specification

# Machines differ, and are busy: no test fails for being slow.
settings.register_profile("newsdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsdesk")

DISCORD_DOCUMENT = Path(__file__).parents[2] / "shared" / "fake_discord" / "openapi.json"
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
