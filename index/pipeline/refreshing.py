"""The second half of re-indexing: articles that changed are cut into passages, embedded, and go live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import text

from index.extract.recurring import furniture, without
from index.passages import split
from index.pipeline.job import Job
from index.store import writer as write
from index.types import Skipped, digest
from index.unicode import encodable

_BATCH = 16
"""Articles embedded and written at a time, some ten seconds' work: people watch the progress, and what is cut off is lost."""
_TOLD = text("SELECT id, outlet, furniture, kind, stale FROM articles WHERE id IN (SELECT article_id FROM addresses)")


class Refresher:
    """Makes the passages of stale articles. An article is fresh with the last of its passages, a passage once Chroma has it."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def run(self) -> None:
        """Cut and embed the articles whose text, or whose outlet's furniture, changed."""
        with self.job.engine.begin() as connection:
            # Marked first: cut off after this line, the next run goes on with the new embedder.
            write.set_meta(connection, "embedder", self.job.store.fingerprint)
            if self.job.full:
                connection.execute(text("UPDATE articles SET stale = 1"))
        self.job.store.vectors.prepare()
        write.reconcile_vectors(self.job.store)
        stale = list(self._stale().items())
        for first in range(0, len(stale), _BATCH):
            self.job.progress("embedding", first, len(stale))
            self._split(dict(stale[first : first + _BATCH]))
            write.sync_vectors(self.job.store)
        self.job.progress("embedding", len(stale), len(stale))
        self.job.report.passages_embedded += write.embed_missing(self.job.store, self.job.embedder)

    def _stale(self) -> dict[str, set[str]]:
        """Articles whose passages were made with other furniture than is known now, and that furniture."""
        if not self.job.touched and not self._any_unfinished():
            return {}
        counts: dict[str, Counter[str]] = {}
        sizes: Counter[str] = Counter()
        lengths: dict[str, int] = {}
        own: dict[str, tuple[str, str, set[str]]] = {}
        with self.job.engine.connect() as connection:
            for key, outlet, mark, kind, dirty in connection.execute(_TOLD):
                own[key] = (outlet, "" if dirty else mark, set())
                sizes[outlet] += kind == "article"
            for key, block, length in connection.execute(text("SELECT article_id, digest, length FROM blocks")):
                if key not in own:
                    continue
                outlet = own[key][0]
                own[key][2].add(block)
                counts.setdefault(outlet, Counter())[block] += 1
                lengths[block] = length
        recurring = {outlet: furniture(sizes[outlet], found, lengths) for outlet, found in counts.items()}
        stale: dict[str, set[str]] = {}
        for key, (outlet, mark, found) in own.items():
            removed = found & recurring.get(outlet, set())
            if mark != write.to_json(sorted(removed)):
                stale[key] = removed
        return stale

    def _any_unfinished(self) -> bool:
        with self.job.engine.connect() as connection:
            return connection.execute(text("SELECT 1 FROM articles WHERE stale = 1 LIMIT 1")).first() is not None

    def _split(self, stale: dict[str, set[str]]) -> None:
        """One batch: passages without the furniture, vectors for texts never seen, all in one transaction."""
        stored = self.job.store.catalogue.articles(list(stale), as_found=True)
        made = []
        for key, item in stored.items():
            article = without(item.article, stale[key])
            passages = split(article, self._count_tokens, self.job.embedder.max_tokens)
            made.append((replace(item, article=article), passages))
            if not passages and key in self.job.touched:
                self.job.report.skipped.append(Skipped(item.article.key, "nothing but page furniture", is_error=False))
        texts = {digest(passage.embedded): passage.embedded for _, passages in made for passage in passages}
        with self.job.engine.connect() as connection:
            missing = sorted(write.missing_embeddings(connection, self.job.store.fingerprint, list(texts)))
        vectors = self.job.embedder.embed_passages([encodable(texts[key]) for key in missing]) if missing else None
        self.job.report.passages_embedded += len(missing)
        with self.job.engine.begin() as connection:
            if vectors is not None:
                write.write_embeddings(connection, self.job.store.fingerprint, missing, vectors)
            for item, passages in made:
                write.write_passages(connection, self.job.store, item.article, passages)
                write.set_live(connection, item.id, item.version, write.to_json(sorted(stale[item.id])))

    def _count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.job.embedder.count_tokens([encodable(item) for item in texts])
