"""The second half of re-indexing: articles that changed are cut into passages, which go live and can be found by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.extract.recurring import furniture, without
from index.passages import CUTTING_VERSION, split
from index.pipeline.job import Job
from index.store.articles import Told, mark
from index.types import Skipped
from index.unicode import encodable

_BATCH = 64
"""Articles cut and written at a time."""


class Refresher:
    """Makes the passages of stale articles. An article is fresh with the last of its passages; what is embedded already is at once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._articles = job.store.articles
        self._embeddings = job.store.embeddings

    def prepare(self) -> None:
        """Choose what is to be cut, and see to it that there is room for this embedder's vectors."""
        with self.job.store.transaction():
            # Marked first: cut off after this line, the next run goes on with the new embedder.
            self._embeddings.claim()
            if self.job.full:
                self._articles.mark_all_stale()
            else:
                self._articles.recut(CUTTING_VERSION)
        self.job.store.vectors.prepare()
        self._embeddings.reconcile()

    def run(self) -> None:
        """Cut the articles whose text, or whose outlet's furniture, changed; all in the caller's transaction."""
        stale = list(self._stale().items())
        for first in range(0, len(stale), _BATCH):
            self.job.progress("cutting", first, len(stale))
            self._split(dict(stale[first : first + _BATCH]))
        self.job.progress("cutting", len(stale), len(stale))

    def _stale(self) -> dict[str, set[str]]:
        """Articles whose passages were made with other furniture than is known now, and that furniture."""
        if not self.job.touched and not self._articles.any_stale():
            return {}
        counts: dict[str, Counter[str]] = {}
        sizes: Counter[str] = Counter()
        lengths: dict[str, int] = {}
        own: dict[str, tuple[Told, set[str]]] = {}
        for article in self._articles.told():
            own[article.id] = (article, set())
            sizes[article.outlet] += not article.is_teaser
        for key, block, length in self._articles.blocks():
            if key not in own:
                continue
            article, found = own[key]
            found.add(block)
            counts.setdefault(article.outlet, Counter())[block] += 1
            lengths[block] = length
        recurring = {outlet: furniture(sizes[outlet], found, lengths) for outlet, found in counts.items()}
        stale: dict[str, set[str]] = {}
        for key, (article, found) in own.items():
            removed = found & recurring.get(article.outlet, set())
            if article.furniture != mark(removed):
                stale[key] = removed
        return stale

    def _split(self, stale: dict[str, set[str]]) -> None:
        """One batch: passages without the furniture."""
        stored = self.job.store.catalogue.articles(list(stale), as_found=True)
        made = []
        for key, item in stored.items():
            article = without(item.article, stale[key])
            passages = split(article, self._count_tokens, self.job.embedder.max_tokens)
            made.append((replace(item, article=article), passages))
            if not passages and key in self.job.touched:
                self.job.report.skipped.append(Skipped(item.article.key, "nothing but page furniture", is_error=False))
        for item, passages in made:
            self.job.store.passages.write(item.id, passages)
            self._articles.set_live(item, mark(stale[item.id]), CUTTING_VERSION)

    def _count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.job.embedder.count_tokens([encodable(item) for item in texts])
