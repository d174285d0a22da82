"""One size of ``bench.growth``: a folder is indexed in a process of its own.

    python -m bench.growth_step NEWS STORE stand-in|real

The store may hold other articles already. Prints a line of JSON: articles, passages and bytes of text that it has then, how many of
them were added, and seconds, CPU seconds until all can be asked by their words, and in all.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from bench.stand_in import StandInEmbedder
from index.models.embedder import MiniLmEmbedder
from index.pipeline.filling import fill
from index.pipeline.reindex import reindex
from index.store import Store, open_store
from index.store.codec import chunks
from index.types import Embedder


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
    embedder: Embedder = MiniLmEmbedder(threads=1) if sys.argv[3] == "real" else StandInEmbedder()
    with open_store(folder, embedder.fingerprint, exclusive=True) as store:
        had = store.catalogue.stats()
        started, spent = time.perf_counter(), cpu()
        report = reindex(store, embedder, [news], now=datetime.now(UTC), embed=False)
        figures = {"words_wall": time.perf_counter() - started, "words_cpu": cpu() - spent}
        fill(lambda: nullcontext(store), embedder, lambda *_: None)
        figures |= {"wall": time.perf_counter() - started, "cpu": cpu() - spent}
        stats = store.catalogue.stats()
        figures |= {"articles": stats.articles, "articles_added": report.added, "text_bytes": bytes_of_text(store)}
        figures |= {"passages": stats.passages, "passages_added": stats.passages - had.passages}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
