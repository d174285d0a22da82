"""The object graph, built once: settings -> store -> search -> answerer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from bot.log import log_to
from bot.settings import Settings
from index.model import Embedder, Reranker

if TYPE_CHECKING:
    from bot.answer.answerer import Answerer
    from index.search import Searcher
    from index.store import Store


class Models:
    """The models that the settings name, each loaded when it is first used, and kept.

    They raise ModelError where they cannot be loaded.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def fingerprint(self) -> str:
        """The embedder's; that of the bundled one is known without loading it."""
        from index.embed import BgeSmall

        return self.embedder.fingerprint if self._settings.embedding_model else BgeSmall.fingerprint

    @cached_property
    def embedder(self) -> Embedder:
        """Turns texts into vectors."""
        from index.embed import load_embedder

        return load_embedder(self._settings.embedding_model, self._settings.threads)

    @cached_property
    def reranker(self) -> Reranker:
        """Judges how well texts answer."""
        from index.rerank import load_reranker

        return load_reranker(self._settings.rerank_model, self._settings.threads)

    def background_embedder(self) -> Embedder:
        """An embedder for re-indexing beside questions: the bundled one anew, on the calling thread alone."""
        from index.embed import BgeSmall

        return self.embedder if self._settings.embedding_model else BgeSmall(threads=1)


class App:
    """What a caller needs, each part made when it is first used: no model is loaded to show an article."""

    def __init__(self, settings: Settings, store: Store, models: Models) -> None:
        self.settings = settings
        self.store = store
        self.models = models

    @property
    def embedder(self) -> Embedder:
        """Turns texts into vectors."""
        return self.models.embedder

    @cached_property
    def search(self) -> Searcher:
        """Finds passages. Raises StoreError where the vectors were made by another model."""
        from index.search import Searcher

        self.store.require_same_embedder()
        return Searcher(self.store, self.models.embedder, self.models.reranker)

    @cached_property
    def answerer(self) -> Answerer:
        """Answers questions. Raises StoreError where the vectors were made by another model."""
        return make_answerer(self.settings, self.search, self.models)


def make_answerer(settings: Settings, searcher: Searcher, models: Models) -> Answerer:
    """What answers from ``searcher``, as the settings say."""
    from bot.answer.answerer import Answerer, Threshold

    logit = settings.answer_threshold
    threshold = Threshold() if logit is None else Threshold(logit=logit)
    return Answerer(searcher, models.reranker, threshold)


@contextmanager
def open_app(settings: Settings, *, exclusive: bool = False, models: Models | None = None) -> Iterator[App]:
    """Open the store of ``settings``, to write with ``exclusive``, and close it with the block.

    A writer waits for readers: who keeps running hands in its ``models`` and opens the store for each question.

    Raises:
        StoreError: the store cannot be opened, or another process holds it.
    """
    from index.store import StoreError, open_store

    models = models or Models(settings)
    try:
        log_to(settings.data_dir, settings.log_level)
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise StoreError(f"The data folder {settings.data_dir} fails: {reason}; set NEWSDESK_DATA_DIR.") from error
    with open_store(settings.data_dir, models.fingerprint, exclusive=exclusive) as store:
        yield App(settings, store, models)
