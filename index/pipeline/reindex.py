"""The pipeline: walk, gate, extract, store, leave out what recurs, split, embed, prune."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from index.pipeline.job import Gone, Job, Progress, Report, Stage
from index.pipeline.reading import FileReader
from index.pipeline.refreshing import Refresher
from index.store import Store
from index.store import writer as write
from index.types import Embedder

__all__ = ["Gone", "Progress", "Report", "Stage", "reindex"]


def reindex(
    store: Store,
    embedder: Embedder,
    paths: Sequence[Path] | None,
    *,
    now: datetime,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring the store up to what stands under ``paths``, by default under everything registered before.

    Killed at any instant, the next run completes it: each batch is one transaction, a file is marked done with the last of its
    articles, an article with the last of its passages, and a passage once Chroma has it.

    Raises:
        StoreError: the store was made with another embedder and ``full`` is not set.
    """
    job = Job(store, embedder, now, full, dry_run, progress or (lambda *_: None), Report(dry_run=dry_run))
    started = time.perf_counter()
    if not full:
        store.require_same_embedder()
    roots = [path.absolute() for path in paths] if paths is not None else _registered(store)
    with job.scope():
        run_id = None if dry_run else _open_run(job, roots if paths is not None else ())
        FileReader(job).run(roots, named=paths is not None)
        if dry_run:
            _drop_orphans(job)
    if not dry_run:
        Refresher(job).run()
        _drop_orphans(job)
        write.sync_vectors(store)
    job.report.seconds = time.perf_counter() - started
    if not dry_run:
        _close_run(job, run_id)
    return job.report


def _registered(store: Store) -> list[Path]:
    with store.catalogue.engine.connect() as connection:
        return [Path(row[0]) for row in connection.execute(text("SELECT path FROM sources ORDER BY path"))]


def _drop_orphans(job: Job) -> None:
    """Remove articles that no file gives any more; last, so that what replaces them is live by then."""
    with job.transaction() as connection:
        orphans = write.orphans(connection)
        articles = job.store.catalogue.articles(orphans, as_found=True)
        job.report.gone += [Gone(item.id, item.article.key, item.article.headline) for item in articles.values()]
        job.report.removed += len(orphans)
        write.drop_articles(connection, job.store, orphans)
        write.drop_unused(connection, job.store.fingerprint)


def _open_run(job: Job, roots: Iterable[Path]) -> int:
    with job.engine.begin() as connection:
        for root in roots:
            connection.execute(text("INSERT OR IGNORE INTO sources VALUES (:p)"), {"p": str(root)})
        statement = text("INSERT INTO runs (started_at, counts) VALUES (:at, '{}') RETURNING id")
        number: int = connection.execute(statement, {"at": job.now.isoformat()}).scalar_one()
        return number


def _close_run(job: Job, run_id: int | None) -> None:
    counts = {name: getattr(job.report, name) for name in ("added", "updated", "unchanged", "removed")}
    counts["skipped"] = len(job.report.skipped)
    ended = job.now + timedelta(seconds=job.report.seconds)
    job.execute(
        "UPDATE runs SET ended_at = :at, counts = :counts WHERE id = :id",
        {"at": ended.isoformat(), "counts": write.to_json(counts), "id": run_id},
    )
