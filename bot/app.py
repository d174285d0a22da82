"""The object graph, built once: settings -> store -> search -> answerer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.log import log_nowhere, log_to
from bot.settings import Settings
from index.types import AnswerFinder, Embedder, Reranker

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from bot.answer.answers import Answer, Asks
    from bot.answer.choose.deciding import Threshold
    from bot.answer.llm.judge import Judge
    from bot.answer.llm.language_model import Llm
    from bot.answer.llm.prompting import Prompts
    from bot.answer.retriever import NewsRetriever
    from index.search.searcher import Searcher
    from index.store import Store
    from index.store.trimming import Limits


_TOLD_SECONDS, _READER_SECONDS, _WRITER_SECONDS = 1.0, 10.0, 45.0
"""Seconds to wait for other processes: until one is told of it, and at most. A writer keeps new readers out, so that it waits for
one answer."""


class Models:
    """The models that the settings name, each loaded when it is first used, and kept.

    They raise ModelError where they cannot be loaded.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def fingerprint(self) -> str:
        """The embedder's; that of the bundled one is known without loading it."""
        from index.models.embedder import MiniLmEmbedder

        return self.embedder.fingerprint if self._settings.embedding_model else MiniLmEmbedder.fingerprint

    @cached_property
    def embedder(self) -> Embedder:
        """Turns texts into vectors."""
        from index.models.embedder import load_embedder

        return load_embedder(self._settings.embedding_model, self._settings.threads)

    @cached_property
    def reranker(self) -> Reranker:
        """Judges how well texts answer."""
        from index.models.reranker import load_reranker

        return load_reranker(self._settings.rerank_model, self._settings.threads)

    @cached_property
    def answer_finder(self) -> AnswerFinder:
        """Finds the words that tell an answer: the bundled cross-encoder, whatever reranks."""
        from index.models.reranker import MiniLmReranker

        return self.reranker if isinstance(self.reranker, MiniLmReranker) else MiniLmReranker(self._settings.threads)

    @cached_property
    def llm(self) -> Llm:
        """The language model. Raises SettingsError where the settings do not lead to one."""
        from bot.answer.llm.llm_from_settings import open_llm

        return open_llm(self._settings)

    @cached_property
    def judge(self) -> Judge | None:
        """The judge of the language model's claims; None where the settings switch it off. Raises SettingsError or ModelError."""
        from bot.answer.llm.judge_from_settings import open_judge

        return open_judge(self._settings)

    @cached_property
    def prompts(self) -> Prompts:
        """The prompts for the language model. Raises PromptError where one of them cannot be used."""
        from bot.answer.llm.prompting import Prompts

        return Prompts(self._settings.prompts_dir)

    def require_llm(self) -> None:
        """Raises SettingsError or PromptError where the language model or a prompt cannot be used; sends nothing."""
        _ = (self.llm, self.prompts, self.judge)

    def background_embedder(self) -> Embedder:
        """An embedder for re-indexing beside questions: the bundled one anew, on the calling thread alone."""
        from index.models.embedder import MiniLmEmbedder

        return self.embedder if self._settings.embedding_model else MiniLmEmbedder(threads=1)


class App:
    """The program's parts, each made when it is first used: no model is loaded to show an article."""

    def __init__(self, settings: Settings, store: Store, models: Models, *, chroma_closed: bool = False) -> None:
        self.settings = settings
        self.store = store
        self.models = models
        self._chroma_closed = chroma_closed

    @property
    def embedder(self) -> Embedder:
        """Turns texts into vectors."""
        return self.models.embedder

    @cached_property
    def search(self) -> Searcher:
        """Finds passages. Raises StoreError where the vectors were made by another model."""
        from index.search.searcher import Searcher
        from index.store.exact import ExactStore

        self.store.require_same_embedder()
        stores = ExactStore(self.store) if self.is_exact else self.store
        return Searcher(stores, self.models.embedder, self.models.reranker)

    @cached_property
    def is_exact(self) -> bool:
        """Chroma stays closed, and the vectors are few enough to be compared one by one."""
        from index.store.exact import MOST_EXACT

        in_folder = isinstance(self.settings.place, Path)
        return self._chroma_closed and in_folder and self.store.catalogue.count_passages() <= MOST_EXACT

    @cached_property
    def retriever(self) -> NewsRetriever:
        """The search as a LangChain retriever."""
        from bot.answer.retriever import NewsRetriever

        return NewsRetriever(searcher=self.search)

    @cached_property
    def answerer(self) -> Asks:
        """Answers questions: with a language model's sentences over quotes where the settings name one, else with quotes alone.

        Raises:
            StoreError: the vectors were made by another model.
            SettingsError, PromptError: the language model or a prompt cannot be used.
        """
        if self.settings.llm_model:
            self.models.require_llm()  # first, so that a wrong name is told before other models are loaded
        return make_answerer(self.settings, self.search, self.models)

    @cached_property
    def chain(self) -> Runnable[Any, Answer]:
        """The answerer as a LangChain runnable, from a question to an ``Answer``."""
        from bot.answer.retriever import as_runnable

        return as_runnable(self.answerer)

    @property
    def threshold(self) -> Threshold:
        """When to be silent. Raises CalibrationError where `newsdesk calibrate` left a file that is damaged."""
        return threshold_of(self.settings, self.models)


def limits_of(settings: Settings) -> Limits:
    """The most that is kept of the past."""
    from index.store.trimming import Limits

    return Limits(settings.keep_versions, settings.keep_inputs_mb * 10**6)


def make_answerer(settings: Settings, searcher: Searcher, models: Models) -> Asks:
    """An answerer over ``searcher``, as the settings say."""
    from bot.answer.answerer import Answerer

    threshold = threshold_of(settings, models)
    extractive = Answerer(searcher, models.reranker, threshold, finder=models.answer_finder)
    if not settings.llm_model:
        return extractive
    from bot.answer.chain import ClaimAnswerer

    return ClaimAnswerer(searcher, extractive, models.llm, models.prompts, models.reranker, models.judge)


def threshold_of(settings: Settings, models: Models) -> Threshold:
    """When to be silent: as set, else as fitted by `newsdesk calibrate`, else the default.

    Raises:
        CalibrationError: what `newsdesk calibrate` left is damaged.
    """
    from bot.answer.calibration import load, threshold_for

    return threshold_for(models.reranker.fingerprint, load(settings.data_dir), settings.answer_threshold)


@contextmanager
def open_app(
    settings: Settings,
    *,
    exclusive: bool = False,
    models: Models | None = None,
    vectors: bool = True,
    patience: float | None = None,
    waiting: Callable[[str], None] | None = None,
) -> Iterator[App]:
    """Open the store of ``settings``, to write with ``exclusive``, and close it with the block.

    A writer waits for readers: who keeps running hands in its ``models`` and opens the store for each question. With ``waiting``,
    which is told whom one waits for, it takes as long as it takes; without ``vectors`` nobody is waited for.

    Raises:
        StoreError: the store cannot be opened.
        StoreHeld: another process holds it.
    """
    from index.store import open_store, open_words
    from index.store.errors import FolderError, NoRoom, is_full
    from index.store.read_only import is_read_only

    models = models or Models(settings)
    try:
        log_to(settings.data_dir, settings.log_level)
    except OSError as error:
        if not exclusive and is_read_only(settings.data_dir):
            log_nowhere()
        elif is_full(error, settings.data_dir):
            raise NoRoom(settings.data_dir) from error
        else:
            raise FolderError(settings.data_dir, error) from error
    chroma_closed = not vectors and not is_read_only(settings.data_dir)
    if chroma_closed:
        opened = open_words(settings.place, models.fingerprint)
    else:
        usual = _TOLD_SECONDS if waiting else _WRITER_SECONDS if exclusive else _READER_SECONDS
        opened = open_store(
            settings.place,
            models.fingerprint,
            exclusive=exclusive,
            patience=usual if patience is None else patience,
            waiting=waiting,
        )
    with opened as store:
        yield App(settings, store, models, chroma_closed=chroma_closed)
