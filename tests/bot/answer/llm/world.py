"""The whole chain over given articles, and what judges passages without a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answer.answerer import Answerer
from bot.answer.chain import ClaimAnswerer
from bot.answer.choose.deciding import Threshold
from bot.answer.llm.judge import Judge
from bot.answer.llm.language_model import Llm
from bot.answer.llm.llm_from_settings import open_llm
from bot.answer.llm.prompting import Prompts
from bot.settings import Settings
from index.types import Reranker
from tests.support.search import StubSearch


class Convinced(Reranker):
    """A reranker that finds everything convincing, so that nothing but proof stands between a model and a person."""

    fingerprint = "convinced"

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full(len(texts), 9.0, dtype=np.float32)


def open_model(url: str, folder: Path, **settings: object) -> Llm:
    """The model that a scripted server plays, with short patience."""
    chosen = {"llm_model": "openai:scripted", "llm_base_url": url, "llm_timeout": 60.0, "llm_cache": 0} | settings
    return open_llm(Settings(data_dir=folder, **chosen))  # type: ignore[arg-type]


def claims_from(
    llm: Llm,
    searcher: StubSearch,
    reranker: Reranker | None = None,
    prompts: Path | None = None,
    judge: Judge | None = None,
) -> ClaimAnswerer:
    """The whole chain over ``searcher``; without a ``judge`` unless one is given."""
    reads = reranker or Convinced()
    extractive = Answerer(searcher, reads, Threshold())
    return ClaimAnswerer(searcher, extractive, llm, Prompts(prompts), reads, judge)
