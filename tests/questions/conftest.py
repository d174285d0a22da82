"""The articles of the samples, stored once for all tests of the question sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.questions.stored_articles import Stored, stored

SAMPLES = Path(__file__).parents[2] / "index/samples"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return stored(tmp_path_factory.mktemp("samples"), SAMPLES)
