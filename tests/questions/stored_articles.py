"""Articles as they are stored, by the names that question sets give them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.pipeline.reindex import reindex
from index.store import open_store
from index.types import Article, StoredArticle
from tests.support import fakes


class Stored:
    """Articles by the names that question sets give them; a page's name also stands for the teasers on it."""

    def __init__(self, items: Iterable[StoredArticle]) -> None:
        self.items = list(items)
        self.articles = [item.article for item in self.items]
        self.pages = [item.article for item in self.items if item.article.kind == "article"]

    def named(self, name: str) -> list[Article]:
        pages = [page for page in self.pages if page.url == name or (not page.url and page.key.endswith("/" + name))]
        # A teaser that hangs on several pages of a day is kept once, with an address on each of them.
        marks = tuple(f"{page.key}#" for page in pages)
        return pages + [
            item.article
            for item in self.items
            if item.article.kind == "teaser" and any(address.startswith(marks) for address in item.addresses)
        ]


def stored(folder: Path, news: Path) -> Stored:
    embedder = fakes.HashEmbedder()
    with open_store(folder, embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [news], now=fakes.NOW)
        return Stored(store.catalogue.articles(store.catalogue.ids()).values())
