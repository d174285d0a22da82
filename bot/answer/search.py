"""The needs of the ways to an answer in the search: a protocol that ``index.search.searcher.Searcher`` satisfies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from index.search.searcher import Results
from index.types import Article, Filters, StoredArticle


class PassageSearch(Protocol):
    """Finds passages and articles."""

    def search(self, question: str, filters: Filters | None = None) -> Results:
        """Passages with their windows read, best first."""
        ...

    def candidates(self, question: str, filters: Filters | None = None, most: int | None = None) -> Results:
        """Passages in fused order; nothing is read."""
        ...

    def rank(
        self, question: str, found: Results, filters: Filters | None = None, *, by_relevance: bool = False
    ) -> Results:
        """Candidates reranked, with their windows read as answers, or ``by_relevance``."""
        ...

    def article(self, name: str) -> StoredArticle | None:
        """The article of this address, path or id."""
        ...

    def passages_of(self, article: StoredArticle) -> Results:
        """The passages of one article, in order."""
        ...

    def newest_day(self) -> date | None:
        """The day of the newest article; None where none is dated."""
        ...

    def suggest(self, words: Sequence[str]) -> Mapping[str, str]:
        """The corpus's own spelling of words that it does not hold."""
        ...

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        """The articles as the catalogue has them now."""
        ...

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]:
        """Headlines of the pages on which teasers were seen."""
        ...
