"""Answering from a server's own and the shared stores. Blocking."""

from __future__ import annotations

import contextlib

from bot.answer.answers import Answer
from bot.answer.query import Progress, Query
from bot.app import make_answerer
from bot.service.resources import Resources
from bot.service.shared_store import StoreBusy
from index.store import StoreError

_PATIENCE = 10.0
"""Seconds that a question waits for another process that writes, before it is answered by words alone."""


def look(resources: Resources) -> str | None:
    """Open the shared store, unless another process keeps it; returns the reason where it is searched by words alone.

    Raises:
        StoreError: it cannot be opened, is damaged, or was made with another model.
    """
    with contextlib.suppress(StoreBusy), resources.pool.shared_store(None).reading(_PATIENCE) as store:
        store.require_same_embedder()
        store.catalogue.kinds()
        try:
            store.vectors.count()
        except StoreError as error:  # a search says it too, and does with words what it can
            return str(error)
    return None


def warm(resources: Resources) -> None:
    """Load the models, run each once, and open the shared store, unless another process keeps it.

    Raises:
        SettingsError, PromptError: the language model or a prompt cannot be used.
    """
    models = resources.models
    if resources.settings.llm_model:
        models.require_llm()
    models.embedder.embed_question("newsdesk")
    models.reranker.score("newsdesk", ["newsdesk"])
    models.reranker.relevance("newsdesk", ["newsdesk"])
    look(resources)


def answer(resources: Resources, query: Query, server: int | None, progress: Progress) -> Answer:
    """The answer to ``query`` as it is asked in ``server``."""
    from index.search.searcher import Searcher

    models = resources.models
    with resources.pool.reading(server, _PATIENCE) as stores, resources.questions.taken():
        searcher = Searcher(stores, models.embedder, models.reranker)
        return make_answerer(resources.settings, searcher, models).ask(query, progress=progress)
