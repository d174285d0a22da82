"""One evaluation from beginning to end, for the command line and for pytest."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.app import threshold_of
from bot.evaluate.evaluated_corpus import write_documents
from bot.evaluate.evaluation_runs import FOLDER, EvaluationRun, EvaluationRuns
from bot.evaluate.examine import Extent
from bot.evaluate.gate import failures
from bot.evaluate.prepare import OptionError, Setup, by_model, examiner_of, extractive, run_of
from bot.evaluate.question_result import QuestionResult
from bot.evaluate.questions import Question, QuestionSet
from bot.evaluate.runner import Tell, run_questions
from bot.evaluate.scoring import require_evaluation
from bot.evaluate.summary import Summary
from index.types import digest

if TYPE_CHECKING:
    from bot.app import App, Models
    from bot.settings import Settings


_PATIENCE = 45.0
"""Seconds to wait for a run that writes."""


@dataclass(frozen=True, slots=True)
class Options:
    """Options of an evaluation. ``corpus`` is indexed for this run only; None asks the stored corpus, ``own`` the set's documents."""

    corpus: Path | Literal["own"] | None = None
    keep_corpus: bool = False
    reader: Literal["extractive", "llm"] = "extractive"
    changes: Mapping[str, str] = field(default_factory=dict)
    """Of settings, such as ``search.reranked`` to ``0``."""
    extent: Extent = field(default_factory=Extent)
    jobs: int = 1
    seed: int = 0
    resume: bool = True


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A complete run."""

    run: EvaluationRun
    questions: Sequence[Question]
    results: Mapping[str, QuestionResult]
    summary: Summary

    def misses(self, wanted: Mapping[str, float]) -> list[str]:
        """A sentence for each measure that is worse than wanted: ``assert not done.misses({"hit@4": 0.8})``.

        Raises:
            OptionError: there is no such measure.
        """
        return failures(self.summary, wanted)


def evaluate(
    questions: QuestionSet, settings: Settings, models: Models, options: Options, tell: Tell | None = None
) -> Evaluation:
    """Ask all ``questions`` and keep the run in the data folder.

    Raises:
        MissingExtra: what measures is not installed.
        OptionError: an option cannot be used.
        StoreError, ModelError, CalibrationError, RunError: what is needed cannot be opened.
    """
    require_evaluation()
    setup = Setup.of(options.changes)
    runs = EvaluationRuns(settings.data_dir)
    with corpus_app(questions, settings, models, options, tell) as app:
        if options.reader == "llm":
            reader = by_model(settings, models)
        else:
            reader = extractive(setup, threshold_of(settings, models))
        now = datetime.now(UTC)
        about = run_of(app, questions, reader, setup, options.extent, corpus=_name(options.corpus), now=now)
        run = runs.begin(about, questions, resume=options.resume)
        examiner = examiner_of(app, reader, setup, options.extent)
        summary = run_questions(runs, run, examiner, jobs=options.jobs, seed=options.seed, tell=tell)
    return Evaluation(run, runs.questions(run), runs.results(run), summary)


@contextmanager
def corpus_app(
    questions: QuestionSet, settings: Settings, models: Models, options: Options, tell: Tell | None = None
) -> Iterator[App]:
    """The stored corpus, or one indexed for the purpose, which is removed when the block ends well.

    After a failure or an interruption it stays, so that the next try with the same corpus goes on.
    """
    from bot.app import App
    from index.extract.field_table import read_table
    from index.pipeline.reindex import reindex
    from index.store import open_store

    if options.corpus is None:
        with _stored(settings, models) as app:
            if not app.store.catalogue.stats().articles:
                raise OptionError(
                    "The corpus is empty; add articles with newsdesk reindex PATH, or give --corpus PATH."
                )
            yield app
        return
    if options.corpus == "own" and not questions.documents:
        raise OptionError(f"{questions.name} brings no documents of its own; give --corpus PATH.")
    path = None if options.corpus == "own" else options.corpus.absolute()
    folder = settings.data_dir / FOLDER / "corpora" / digest(str(path or f"own {questions.digest}"))
    source = path or write_documents(questions.documents, folder / "documents")
    with open_store(folder, models.fingerprint, exclusive=True) as store:
        fields, full = read_table(settings.data_dir), store.other_embedder() is not None
        reindex(store, models.embedder, [source], now=datetime.now(UTC), full=full, fields=fields, progress=tell)
    with open_store(folder, models.fingerprint) as store:
        if not store.catalogue.stats().articles:
            raise OptionError(f"No article was found in {source}.")
        yield App(settings, store, models)
    if not options.keep_corpus:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _stored(settings: Settings, models: Models) -> Iterator[App]:
    """The stored corpus; while somebody serves from it, as it is now: a copy, so that neither disturbs the other."""
    from bot.app import App, open_app
    from bot.service.handover.giving import is_owned
    from index.store import open_store
    from index.store.read_only import readable_copy

    place = settings.place
    if isinstance(place, Path) and is_owned(place):
        with readable_copy(place, _PATIENCE) as copy, open_store(copy, models.fingerprint) as store:
            yield App(settings, store, models)
    else:
        with open_app(settings, models=models) as app:
            yield app


def _name(corpus: Path | Literal["own"] | None) -> str:
    return "stored" if corpus is None else str(corpus)
