"""What holds for all tests of language models."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answer.llm import language_model


@pytest.fixture(scope="session", autouse=True)
def short_pauses() -> Iterator[None]:
    """A server of a test is no readier after half a second than after a hundredth."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language_model, "_FIRST_PAUSE", 0.01)
        yield
