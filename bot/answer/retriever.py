"""newsdesk's search and answers as parts of other LangChain programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict, Field

from bot.answer.answers import Answer, Asks
from bot.answer.query import Query
from index.search.searcher import Ranked, Results, Searcher
from index.types import Filters


class NewsRetriever(BaseRetriever):
    """Passages of the news that answer a question best, as LangChain documents.

    ``page_content`` is the passage, verbatim; ``metadata`` tells its article and where in it the passage stands.
    """

    searcher: Any
    """An ``index.search.searcher.Searcher``, or what searches like one."""
    filters: Filters = Field(default_factory=Filters)
    k: int = 4
    """Documents that are returned at most."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    def results(self, question: str, filters: Filters | None = None) -> Results:
        """All ranked passages with the seconds that finding them took."""
        searcher: Searcher = self.searcher
        return searcher.search(question, filters or self.filters)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [as_document(item) for item in self.results(query).passages[: self.k]]


def as_document(item: Ranked) -> Document:
    """A ranked passage as a document. Offsets are characters into the article's stored text."""
    article = item.article.article
    return Document(
        id=item.passage.id,
        page_content=item.text,
        metadata={
            "article_id": item.article.id,
            "version": item.article.version,
            "start": item.passage.start,
            "end": item.passage.end,
            "kind": article.kind,
            "headline": article.headline,
            "outlet": article.outlet,
            "published": article.published.at.isoformat() if article.published else None,
            "url": article.url,
            "source": article.url or article.key,
            "score": item.score,
            "logit": item.logit,
        },
    )


def as_runnable(asks: Asks) -> Runnable[Any, Answer]:
    """A runnable from a question (a string, a ``Query``, or a mapping of its fields) to an ``Answer``."""

    def ask(given: Any) -> Answer:  # noqa: ANN401 - whatever another program passes on
        if isinstance(given, Query):
            return asks.ask(given)
        if isinstance(given, str):
            return asks.ask(Query(given))
        if isinstance(given, Mapping) and "question" in given:
            return asks.ask(Query(**given))
        raise TypeError(f"newsdesk's chain takes a question or a mapping with one, not {type(given).__name__}.")

    return RunnableLambda(ask, name="newsdesk")
