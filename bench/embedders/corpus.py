"""The articles of a folder, cut into passages once, by newsdesk itself, and taken in an order that mixes outlets and years."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bench.peers import sample
from bench.stand_in import StandInEmbedder
from index.extract.urls import canonical_url
from index.pipeline.reindex import reindex
from index.store import Catalogue, open_catalogue, open_store
from index.types import Passage, StoredArticle

ARTICLES = 20
"""Articles of a chunk, a minute's work for all models together."""
_ORDER = "order.json"


def cut(news: Path, out: Path) -> None:
    """Cut the articles of ``news`` into passages, which stay in ``out``; nothing where that was done before."""
    if (out / _ORDER).exists():
        return
    found = sample.read_articles(news)
    articles, _ = sample.choose(found, (), len(found), 0)
    sample.write(articles, out / "news" / "articles.jsonl")
    embedder = StandInEmbedder()
    with open_store(_store(out), embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [out / "news"], now=datetime.now(UTC), embed=False)
        known = {address: key for key, _, address, _ in store.catalogue.names()}
    order = {
        url: known.get(canonical_url(url) or url)
        for url in sorted((item["url"] for item in articles), key=sample.mixed)
    }
    (out / _ORDER).write_text(json.dumps(order) + "\n", "utf-8")


class Corpus:
    """What ``cut`` left: chunks of articles in the order of their addresses' SHA-256, and their passages."""

    def __init__(self, out: Path) -> None:
        named: dict[str, str | None] = json.loads((out / _ORDER).read_text("utf-8"))
        self.store = _store(out)
        self._named = {url: key for url, key in named.items() if key}
        self._articles = list(dict.fromkeys(self._named.values()))
        self._catalogue: Catalogue = open_catalogue(self.store)

    def __len__(self) -> int:
        """The number of chunks."""
        return -(-len(self._articles) // ARTICLES)

    @property
    def articles(self) -> int:
        """The number of articles."""
        return len(self._articles)

    def ids(self, chunks: int) -> set[str]:
        """The articles of the first ``chunks``."""
        return set(islice(self._articles, chunks * ARTICLES))

    def passages(self, chunk: int) -> list[Passage]:
        """The passages of a chunk, in the order in which their vectors are kept."""
        return self._catalogue.passages_of(self._articles[chunk * ARTICLES : (chunk + 1) * ARTICLES])

    def stored(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """The articles with these ids."""
        return self._catalogue.articles(list(ids))

    def named(self, addresses: Iterable[str]) -> set[str]:
        """The articles with these addresses, as the file of articles has them."""
        return {self._named[url] for url in addresses if url in self._named}


def _store(out: Path) -> Path:
    return out / "store"
