"""What the service has its threads do. Everything here blocks."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.answer.answers import Answer
from bot.answer.coverage import Coverage
from bot.answer.query import Progress, Query
from bot.app import make_answerer
from bot.service import coverage
from bot.service.background import InSteps, RightOfWay
from bot.service.refusals import Closed, Refused
from bot.service.server_sources import ServerSources, Source, Upload, discard, register, registered, unregister
from bot.service.shared_store import StoreBusy
from bot.service.store_pool import StorePool
from bot.settings import Settings
from index.store import StoreError
from index.types import Skipped

if TYPE_CHECKING:
    from bot.app import Models
    from index.pipeline.reindex import Progress as RunProgress
    from index.pipeline.reindex import Report

_QUESTION_PATIENCE = 10.0
"""Seconds that a question waits for another process that writes, before it is answered by words alone."""
_RUN_PATIENCE = 30.0
"""Seconds that a run waits for other processes that read or write."""
_PAUSE = 1.0
"""Seconds that a run stands back before every few passages while questions are answered."""


class Operations:
    """Answering, listing and re-indexing over a pool of stores."""

    def __init__(
        self,
        settings: Settings,
        pool: StorePool,
        models: Models,
        clock: Callable[[], datetime],
        stopping: threading.Event,
    ) -> None:
        self._settings = settings
        self._pool = pool
        self._models = models
        self._clock = clock
        self._stopping = stopping
        self._questions = RightOfWay(_PAUSE)

    def warm(self) -> None:
        """Load the models, run each once, and open the shared store, unless another process keeps it.

        Raises:
            SettingsError, PromptError: the language model or a prompt cannot be used.
        """
        if self._settings.llm_model:
            self._models.require_llm()
        self._models.embedder.embed_question("newsdesk")
        self._models.reranker.score("newsdesk", ["newsdesk"])
        with contextlib.suppress(StoreBusy), self._pool.shared_store(None).reading(_QUESTION_PATIENCE) as store:
            store.require_same_embedder()
            with contextlib.suppress(StoreError):  # a search says it too, and does with words what it can
                store.vectors.count()

    def answer(self, query: Query, server: int | None, progress: Progress) -> Answer:
        """Answer from the server's own and the shared stores."""
        from index.search.searcher import Searcher

        with self._pool.reading(server, _QUESTION_PATIENCE) as stores, self._questions.taken():
            searcher = Searcher(stores, self._models.embedder, self._models.reranker)
            answerer = make_answerer(self._settings, searcher, self._models)
            return answerer.ask(query, progress=progress)

    # What there is

    def coverage(self, server: int | None) -> Coverage:
        """What the stores hold together."""
        return coverage.coverage(self._pool.catalogues(server))

    def outlets(self, server: int | None) -> list[str]:
        """Outlets of the stores together, most articles first."""
        return coverage.outlets(self._pool.catalogues(server))

    def sources(self, server: int | None) -> list[Source]:
        """The server's own sources, then the shared ones."""
        found: list[Source] = []
        if server is not None and self._pool.has_own(server):
            of_server = self._of_server(server)
            for path, count in registered(self._pool.shared_store(server).catalogue()).items():
                missing = not path.exists() or not of_server.may_be_read(path)
                found.append(Source(of_server.name_of(path), False, of_server.is_upload(path), count, missing))
        for path, count in registered(self._pool.shared_store(None).catalogue()).items():
            found.append(Source(path.name or str(path), True, False, count, not path.exists()))
        return found

    def offered(self, server: int | None) -> list[str]:
        """What may still be added to the server's sources."""
        if server is None:
            return []
        taken = {source.name for source in self.sources(server) if not source.shared}
        return [name for name in self._of_server(server).offers() if name not in taken]

    def add_source(self, server: int | None, upload: Upload | None, offered: str | None) -> Source:
        """Keep what was sent, or find what was chosen, and register it for the next run."""
        if server is None:
            raise Refused("Sources are added in a server.")
        if (upload is None) == (offered is None):
            raise Refused("Add either a file or one of the sources that are offered.")
        of_server = self._of_server(server)
        path = of_server.save(upload) if upload is not None else of_server.offer(offered or "")
        catalogue = self._pool.shared_store(server).catalogue()
        register(catalogue, path)
        count = registered(catalogue)[path]
        return Source(of_server.name_of(path), False, upload is not None, count)

    # Runs

    def reindex(self, server: int | None, source: str | None, progress: RunProgress) -> Report:
        """Read the sources again, or the one of this name, and write what changed."""
        from index.pipeline.reindex import reindex

        if server is not None and not self._pool.has_own(server):
            raise Refused("This server has no sources of its own yet; add one first.")
        shared_store = self._pool.shared_store(server)
        of_server = self._of_server(server) if server is not None else None
        names = {
            path: of_server.name_of(path) if of_server else path.name for path in registered(shared_store.catalogue())
        }
        paths = [path for path, name in names.items() if source in (None, name)]
        withdrawn = [path for path in paths if of_server and not of_server.may_be_read(path)]
        if not paths:
            raise Refused(
                "There is no such source." if source is not None else "There are no sources yet; add one first."
            )
        # Named by itself, what is gone is gone; in a run over everything it is more likely away for a while.
        chosen = [path for path in paths if path not in withdrawn and (source is not None or path.exists())]
        with shared_store.writing(_RUN_PATIENCE) as store:
            # Other than the operator's, a server's articles are few, and nobody could have them read anew by hand.
            full = server is not None and store.made_with() not in (None, store.fingerprint)
            report = reindex(
                store,
                InSteps(self._models.background_embedder(), self._step),
                chosen if source is not None or withdrawn else None,
                now=self._clock(),
                full=full,
                progress=self._stoppable(progress),
            )
        report.skipped += [Skipped(str(path), "no longer offered by the operator") for path in withdrawn]
        return _named(report, {str(path): name for path, name in names.items()})

    def remove_source(self, server: int | None, name: str, progress: RunProgress) -> Report:
        """Take the source out, and its articles with the run that follows."""
        from index.pipeline.reindex import Report

        if server is None or not self._pool.has_own(server):
            raise Refused("There is no such source here.")
        of_server, shared_store = self._of_server(server), self._pool.shared_store(server)
        paths = registered(shared_store.catalogue())
        path = next((path for path in paths if of_server.name_of(path) == name), None)
        if path is None:
            raise Refused("There is no such source here.")
        if len(paths) == 1:
            held = coverage.coverage([shared_store.catalogue()])
            self.forget_server(server)
            return Report(removed=held.articles + held.teasers)
        if of_server.is_upload(path):
            discard(path)
        with shared_store.writing(_RUN_PATIENCE):
            unregister(shared_store.catalogue(), path)
        return self.reindex(server, None, progress)

    def forget_server(self, server: int) -> None:
        """Delete the server's own stores and files."""
        if not self._pool.folder(server).exists():
            return
        with self._pool.shared_store(server).writing(_RUN_PATIENCE) as store:
            folder = store.path
        self._pool.drop(server)
        shutil.rmtree(folder, ignore_errors=True)

    def _of_server(self, server: int) -> ServerSources:
        chosen = self._settings
        return ServerSources(
            self._pool.folder(server), chosen.offered_dir, chosen.upload_mb * 2**20, chosen.uploads_mb * 2**20
        )

    def _step(self) -> None:
        self._questions.give_way(self._stopping.is_set)
        self._stop_here()

    def _stop_here(self) -> None:
        if self._stopping.is_set():
            raise Closed

    def _stoppable(self, progress: RunProgress) -> RunProgress:
        def tell(stage: str, done: int, total: int) -> None:
            self._stop_here()
            progress(stage, done, total)  # type: ignore[arg-type]  # the stage comes from the run itself

        return tell


def _named(report: Report, names: dict[str, str]) -> Report:
    """The report with names in place of paths: the machine's folders are nobody's business on Discord."""

    def named(where: str) -> str:
        for path, name in names.items():
            if where == path or where.startswith((path + os.sep, path + ":", path + "#")):
                return name + where[len(path) :]
        return where

    return replace(
        report,
        skipped=[replace(item, where=named(item.where)) for item in report.skipped],
        gone=[replace(item, key=named(item.key)) for item in report.gone],
    )
