"""The pipeline: walk, gate, extract, store, leave out what recurs, split, prune, embed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from index.extract.field_table import Table
from index.pipeline.filling import fill
from index.pipeline.job import Gone, Job, Progress, Report, Stage
from index.pipeline.reading import FileReader
from index.pipeline.refreshing import Refresher
from index.sources.paths import absolute
from index.store import Store
from index.store.trimming import Limits, trim_raws, trim_versions
from index.types import Embedder

__all__ = ["Gone", "Progress", "Report", "Stage", "forget_source", "reindex"]

DEFAULT_LIMITS = Limits()


def reindex(
    store: Store,
    embedder: Embedder,
    paths: Sequence[Path] | None,
    *,
    now: datetime,
    full: bool = False,
    dry_run: bool = False,
    prune: bool = False,
    embed: bool = True,
    limits: Limits = DEFAULT_LIMITS,
    fields: Table | None = None,
    own: tuple[Path, ...] = (),
    within: tuple[Path, ...] = (),
    progress: Progress | None = None,
) -> Report:
    """Bring the store up to what stands under ``paths``, by default under everything registered before.

    Killed at any instant, the next run completes it: each batch that is read is one transaction, a file is marked done with the
    last of its articles, and a passage once Chroma has it. What readers see changes at once, in one transaction.

    Passages are found by their words as soon as they are cut. Embedding them takes nearly all of the time, and comes last;
    without ``embed`` it is left to ``fill``.

    Articles that are not there any more go; where those are too many of a source, only with ``prune``, or where the program put
    it into one of its ``own`` folders. Of the past no more is kept than ``limits`` say. ``fields``: names of fields that are added
    to newsdesk's own. Links are not followed out of the folders ``within``, where there are any.

    Raises:
        StoreError: the store was made with another embedder and ``full`` is not set.
    """
    tell, report = progress or (lambda *_: None), Report(dry_run=dry_run)
    job = Job(store, embedder, now, full, dry_run, prune, limits, tell, fields or {}, own, within, report)
    started = time.perf_counter()
    if not full:
        store.require_same_embedder()
    roots = [absolute(path) for path in paths] if paths is not None else store.sources.paths()
    run = None if dry_run else _begin(job, roots if paths is not None else ())
    with job.scope():
        FileReader(job).run(roots, named=paths is not None)
        if dry_run:
            _let_go(job)
    if run is None:
        job.report.seconds = time.perf_counter() - started
        return job.report
    refresher = Refresher(job)
    refresher.prepare()
    with store.transaction():  # so that no answer comes from a part of the run
        refresher.run()
        _let_go(job)
    store.embeddings.sync()
    job.report.waiting = store.embeddings.count_waiting()
    job.report.seconds = time.perf_counter() - started
    _end(job, run)
    if embed:
        job.report.passages_embedded = fill(lambda: nullcontext(store), embedder, job.progress)
        job.report.waiting = 0
    return job.report


def forget_source(store: Store, source: Path) -> list[Gone]:
    """Have a source read no more; returns the articles that only it gave, which go."""
    with store.transaction():
        store.sources.remove(source)
        gone = _drop_orphans(store)
    store.embeddings.sync()
    return gone


def _drop_orphans(store: Store) -> list[Gone]:
    """Remove articles that no file gives any more; last, so that what replaces them is live by then."""
    with store.transaction():
        orphans = store.articles.orphans()
        articles = store.catalogue.articles(orphans, as_found=True)
        store.articles.drop(orphans)
        store.articles.drop_unused(store.fingerprint)
        return [Gone(item.id, item.article.key, item.article.headline) for item in articles.values()]


def _let_go(job: Job) -> None:
    database = job.store.catalogue.database
    with job.store.transaction():
        trim_versions(database, job.limits)
        job.report.gone += _drop_orphans(job.store)
        trim_raws(database, job.limits)
    job.report.removed += len(job.report.gone)


def _begin(job: Job, roots: Sequence[Path]) -> int:
    with job.store.transaction():
        job.store.sources.add([root for root in roots if root.exists()])
        return job.store.runs.begin(job.now)


def _end(job: Job, run: int) -> None:
    counts = {name: getattr(job.report, name) for name in ("added", "updated", "unchanged", "removed")}
    counts["skipped"] = len(job.report.skipped)
    job.store.runs.end(run, job.now + timedelta(seconds=job.report.seconds), counts)
