"""Articles to ask about without stores, and what judges passages without a model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answer.answerer import Answerer, Threshold
from bot.answer.chain import ClaimAnswerer
from bot.answer.llm.language_model import Llm
from bot.answer.llm.llm_from_settings import open_llm
from bot.answer.llm.prompting import Prompts
from bot.answer.retriever import NewsRetriever
from bot.settings import Settings
from index.search.searcher import Ranked, Results
from index.types import Article, Filters, Label, Passage, Published, Reranker, Span, StoredArticle


class Convinced:
    """A reranker that finds everything convincing, so that nothing but proof stands between a model and a person."""

    fingerprint = "convinced"

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full(len(texts), 9.0, dtype=np.float32)


class StubSearch:
    """A search that always finds the same passages; ``live`` is what the catalogue has when quotes are verified."""

    def __init__(self, passages: Sequence[Ranked]) -> None:
        self.passages = tuple(passages)
        self.live = {item.article.id: item.article for item in passages}
        self.asked: list[str] = []

    def search(self, question: str, filters: Filters | None = None) -> Results:
        self.asked.append(question)
        return Results(self.passages)

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        return {key: self.live[key] for key in ids if key in self.live}

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]:
        return {}


def article(
    key: str,
    text: str,
    *,
    day: str = "2021-12-30",
    outlet: str = "Harbor Courier",
    headline: str = "",
    logit: float = 9.0,
) -> Ranked:
    """An article of one passage."""
    made = Article(
        key=f"https://news.example/{key}",
        text=text,
        spans=(Span(0, len(text), Label.BODY),),
        headline=headline or f"About {key}",
        url=f"https://news.example/{key}",
        outlet=outlet,
        published=Published(datetime.fromisoformat(day).replace(tzinfo=UTC), "day", "field"),
    )
    lead = f"{made.headline} ({day})\n"
    return Ranked(
        Passage(key, made.id, 0, len(text), lead + text), StoredArticle(made.id, 1, made), logit, logit, logit
    )


def open_model(url: str, folder: Path, **settings: object) -> Llm:
    """The model that a scripted server plays, with short patience."""
    chosen = {"llm_model": "openai:scripted", "llm_base_url": url, "llm_timeout": 60.0} | settings
    return open_llm(Settings(data_dir=folder, **chosen))  # type: ignore[arg-type]


def claims_from(
    llm: Llm, searcher: StubSearch, reranker: Reranker | None = None, prompts: Path | None = None
) -> ClaimAnswerer:
    """The whole chain over ``searcher``."""
    judge = reranker or Convinced()
    extractive = Answerer(searcher, judge, Threshold())
    return ClaimAnswerer(NewsRetriever(searcher=searcher), extractive, llm, Prompts(prompts), judge)
