"""One size of ``bench.growth``: a folder is indexed in a process of its own.

    python -m bench.growth_step NEWS STORE stand-in|real

The store may hold other articles already. Prints a line of JSON: articles, passages and bytes of text that it has then, how many of
them were added, and seconds, CPU seconds until all can be asked by their words, and in all. A core that shares its parts with a
busy one needs up to twice the CPU seconds for the same work: the same text is embedded now and then, and what that takes is told.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from bench.stand_in import StandInEmbedder
from index.models.embedder import MiniLmEmbedder
from index.pipeline.filling import fill
from index.pipeline.reindex import reindex
from index.store import Store, open_store
from index.store.codec import chunks
from index.types import Embedder, Vectors

_MEASURE = "The council of Harbour Town spoke about ferries on Friday and will meet again in a week. " * 6


class Paced:
    """An embedder that embeds one and the same text after each batch, and keeps the CPU seconds that it took."""

    def __init__(self, embedder: Embedder) -> None:
        self.fingerprint, self.max_tokens = embedder.fingerprint, embedder.max_tokens
        self.count_tokens, self.embed_question = embedder.count_tokens, embedder.embed_question
        self.took: list[float] = []
        self._embedder = embedder

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = self._embedder.embed_passages(texts)
        spent = cpu()
        self._embedder.embed_passages([_MEASURE])
        self.took.append(cpu() - spent)
        return vectors


def cpu() -> float:
    """CPU seconds of this process and of those it started that ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def bytes_of_text(store: Store) -> int:
    """Bytes of all articles' texts, as UTF-8."""
    stored = (store.catalogue.articles(chunk) for chunk in chunks(store.catalogue.ids()))
    return sum(len(item.article.text.encode("utf-8", "replace")) for found in stored for item in found.values())


def main() -> None:
    news, folder = map(Path, sys.argv[1:3])
    embedder = Paced(MiniLmEmbedder(threads=1) if sys.argv[3] == "real" else StandInEmbedder())
    with open_store(folder, embedder.fingerprint, exclusive=True) as store:
        had = store.catalogue.stats()
        started, spent = time.perf_counter(), cpu()
        report = reindex(store, embedder, [news], now=datetime.now(UTC), embed=False)
        figures = {"words_wall": time.perf_counter() - started, "words_cpu": cpu() - spent}
        fill(lambda: nullcontext(store), embedder, lambda *_: None)
        figures |= {"wall": time.perf_counter() - started, "cpu": cpu() - spent - sum(embedder.took)}
        figures["measure_cpu"] = mean(embedder.took)
        stats = store.catalogue.stats()
        figures |= {"articles": stats.articles, "articles_added": report.added, "text_bytes": bytes_of_text(store)}
        figures |= {"passages": stats.passages, "passages_added": stats.passages - had.passages}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
