"""Re-indexing: one run of a store at a time, beside those of others and the questions, for which it stands back. Blocking."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.service import coverage, operator_work
from bot.service.background import InSteps
from bot.service.operator_work import ReadOutcome, ReindexOrder, RemoveOrder
from bot.service.refusals import Closed, Refused, Stopped
from bot.service.resources import Resources
from bot.service.server_sources import discard
from bot.service.store_pool import store_places
from index.store import Store, drop, has_catalogue
from index.types import Skipped

if TYPE_CHECKING:
    from index.pipeline.checking import Examination
    from index.pipeline.reindex import Progress, Report

_PATIENCE = 30.0
"""Seconds that a run waits for other processes that read or write."""
_FILLING_PATIENCE = 600.0
"""Seconds that embedding behind waits for them: nobody waits for it."""
_WORK_SECONDS = 0.25
"""A run works so long between two times that it stands back: a small file or article takes far less."""


class StoreRun:
    """One run over a store: what may stop it, and what it stands back for."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._stopped = threading.Event()
        self._stood_back = 0.0
        self.followers: list[Callable[[str, int, int], None]] = []
        """Functions that are told how far it is, beside whoever began it."""
        self.state = "waiting for its turn"
        """The stage that it is in, such as ``reading 12 of 40``."""
        self.seconds_left: float | None = None
        """The time that embedding will still take, by how fast runs get on lately; None before."""

    def note(self, stage: str, done: int, total: int) -> None:
        """It is so far in this stage."""
        self.state = f"{stage} {done:,} of {total:,}"
        if stage == "embedding":
            self.seconds_left = (total - done) / self._resources.lane.pace
        for tell in self.followers:
            tell(stage, done, total)

    def stop(self) -> None:
        """Have it end at the next checkpoint."""
        self._stopped.set()

    def stop_here(self) -> None:
        """Raises Stopped or Closed where it is to end."""
        if self._resources.stopping.is_set():
            raise Closed
        if self._stopped.is_set():
            raise Stopped

    def stand_back(self) -> None:
        """Let questions go first, where it worked for a while since it last did; end where it is to."""
        self.stop_here()
        if time.monotonic() - self._stood_back < _WORK_SECONDS:
            return
        self._resources.questions.give_way(lambda: self._stopped.is_set() or self._resources.stopping.is_set())
        self._stood_back = time.monotonic()
        self.stop_here()


def reindex(resources: Resources, server: int | None, source: str | None, run: StoreRun, progress: Progress) -> Report:
    """Read the sources again, or the one of this name, and write what changed; ``fill`` embeds it."""
    from bot.app import limits_of
    from index.extract.field_table import read_table
    from index.pipeline.reindex import reindex as bring_up_to_date

    run.stop_here()
    fields = read_table(resources.settings.data_dir)
    if server is not None and not resources.pool.has_own(server):
        raise Refused("This server has no sources of its own yet; add one first.")
    shared_store = resources.pool.shared_store(server)
    own = resources.sources_of(server) if server is not None else None
    names = {path: own.name_of(path) if own else path.name for path in shared_store.catalogue().sources.paths()}
    paths = [path for path, name in names.items() if source in (None, name)]
    withdrawn = [path for path in paths if own and not own.may_be_read(path)]
    if not paths:
        raise Refused("There is no such source." if source is not None else "There are no sources yet; add one first.")
    # Named by itself, what is gone is gone; in a run over everything it is more likely away for a while.
    chosen = [path for path in paths if path not in withdrawn and (source is not None or path.exists())]
    with shared_store.writing(_PATIENCE) as store:
        # Other than the operator's, a server's articles are few, and nobody could have them read anew by hand.
        full = server is not None and store.other_embedder() is not None
        report = bring_up_to_date(
            store,
            InSteps(resources.models.background_embedder(), run.stand_back, resources.lane),
            chosen if source is not None or withdrawn else None,
            embed=False,
            now=resources.clock(),
            full=full,
            limits=limits_of(resources.settings),
            fields=fields,
            own=(own.uploads,) if own else (),
            within=own.folders() if own else (),
            progress=_stoppable(run, progress),
        )
    report.skipped += [Skipped(str(path), "no longer offered by the operator") for path in withdrawn]
    return _named(report, {str(path): name for path, name in names.items()})


def carry_out(resources: Resources, order: ReindexOrder, run: StoreRun, progress: Progress) -> ReadOutcome:
    """Bring the operator's own articles up to what was ordered in the terminal; ``fill`` embeds it."""
    run.stop_here()
    with resources.pool.shared_store(None).writing(_PATIENCE) as store:
        embedder = InSteps(resources.models.background_embedder(), run.stand_back, resources.lane)
        told = _stoppable(run, progress)
        return operator_work.read(order, store, embedder, resources.settings, resources.clock(), told)


def remove_operator_sources(
    resources: Resources, order: RemoveOrder, run: StoreRun, _: Progress
) -> list[tuple[Path, int]]:
    """Take the operator's own sources out with the articles that only they gave; returns each with the number of these."""
    run.stop_here()
    with resources.pool.shared_store(None).writing(_PATIENCE) as store:
        return operator_work.remove(order, store)


def examine_stores(resources: Resources, run: StoreRun, _: Progress) -> dict[int | None, Examination]:
    """The state of every store, each looked at while nobody writes it."""
    from index.pipeline.checking import examine

    run.state = "checking"
    found = {}
    for server in store_places(resources.settings.place):
        run.stop_here()
        shared_store = resources.pool.shared_store(server)
        found[server] = examine(shared_store.place, partial(shared_store.writing, _PATIENCE))
    return found


def fill(resources: Resources, server: int | None, run: StoreRun, progress: Progress) -> int:
    """Embed what waits for it; the store is kept from other processes only for instants."""
    from index.pipeline.filling import fill as embed_all

    if server is not None and not resources.pool.has_own(server):
        return 0
    shared_store = resources.pool.shared_store(server)
    if not shared_store.catalogue().count_waiting():
        return 0
    embedder = InSteps(resources.models.background_embedder(), run.stand_back, resources.lane)

    def opened() -> AbstractContextManager[Store]:
        run.stop_here()
        return shared_store.writing(_FILLING_PATIENCE)

    return embed_all(opened, embedder, progress)


def remove_source(resources: Resources, server: int | None, name: str, run: StoreRun, progress: Progress) -> Report:
    """Take the source out, and its articles with the run that follows."""
    from index.pipeline.reindex import Report

    if server is None or not resources.pool.has_own(server):
        raise Refused("There is no such source here.")
    own, shared_store = resources.sources_of(server), resources.pool.shared_store(server)
    paths = shared_store.catalogue().sources.paths()
    path = next((path for path in paths if own.name_of(path) == name), None)
    if path is None:
        raise Refused("There is no such source here.")
    if len(paths) == 1:
        held = coverage.coverage([shared_store.catalogue()])
        forget_server(resources, server)
        return Report(removed=held.articles + held.teasers)
    if own.is_upload(path):
        discard(path)
    with shared_store.writing(_PATIENCE) as store:
        store.sources.remove(path)
    return reindex(resources, server, None, run, progress)


def forget_server(resources: Resources, server: int) -> None:
    """Delete the server's own stores and files."""
    place = resources.pool.place(server)
    if not resources.pool.folder(server).exists() and not has_catalogue(place):
        return
    with resources.pool.shared_store(server).writing(_PATIENCE):
        """Who reads or writes has ended."""
    resources.pool.drop(server)
    drop(place)


def _stoppable(run: StoreRun, progress: Progress) -> Progress:
    def tell(stage: str, done: int, total: int) -> None:
        run.stand_back()
        progress(stage, done, total)  # type: ignore[arg-type]  # the stage comes from the run itself

    return tell


def _named(report: Report, names: dict[str, str]) -> Report:
    """The report with names in place of paths: the machine's folders are nobody's business on Discord."""

    def named(where: str) -> str:
        for path, name in names.items():
            if where == path or where.startswith((path + os.sep, path + ":", path + "#")):
                return name + where[len(path) :]
        return where.rpartition(os.sep)[2] if where.startswith(os.sep) else where

    return replace(
        report,
        skipped=[replace(item, where=named(item.where)) for item in report.skipped],
        gone=[replace(item, key=named(item.key)) for item in report.gone],
    )
