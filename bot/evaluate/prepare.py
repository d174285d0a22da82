"""From settings and options to a run: the examiner, and every fact that its figures depend on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.evaluate.evaluated_corpus import corpus_hash
from bot.evaluate.evaluation_runs import EvaluationRun, new_id
from bot.evaluate.examine import AnswerReader, Examiner, Extent
from bot.evaluate.questions import QuestionSet
from index.errors import UserError

if TYPE_CHECKING:
    from bot.answer.answers import Asks
    from bot.answer.choose.deciding import Threshold
    from bot.answer.choose.reader import ReaderSettings
    from bot.answer.llm.prompting import Prompts
    from bot.app import App, Models
    from bot.settings import Settings
    from index.search.searcher import Searcher, SearchSettings
    from index.types import Reranker

_Settings = TypeVar("_Settings")
_EVERYTHING = -1e9


class OptionError(UserError):
    """An option cannot be used; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Settings of the search and the reader; the defaults are the program's own."""

    search: SearchSettings
    reading: ReaderSettings

    @classmethod
    def of(cls, changes: Mapping[str, str]) -> Setup:
        """The defaults with ``changes`` such as ``search.reranked`` to ``0``.

        Raises:
            OptionError: there is no such setting, or its value is no number.
        """
        from bot.answer.choose.reader import ReaderSettings
        from index.search.searcher import SearchSettings

        groups = {"search": dict[str, str](), "reader": dict[str, str]()}
        for name, value in changes.items():
            group, _, field = name.partition(".")
            if group not in groups or not field:
                raise OptionError(f"There is no setting {name}; it should start with search. or reader.")
            groups[group][field] = value
        return cls(_changed(SearchSettings(), groups["search"]), _changed(ReaderSettings(), groups["reader"]))


def extractive(setup: Setup, threshold: Threshold) -> AnswerReader:
    """The reader without a language model."""
    from bot.answer.answerer import Answerer

    def reading_with(used: Threshold) -> Callable[[Searcher, Reranker], Asks]:
        return lambda searcher, reranker: Answerer(searcher, reranker, used, setup.reading)

    everything = replace(threshold, logit=_EVERYTHING)
    return AnswerReader("extractive", reading_with(threshold), threshold, reading_with(everything))


def by_model(settings: Settings, models: Models) -> AnswerReader:
    """The language model that the settings name, its replies taken as they are.

    Raises:
        OptionError: the settings name none.
        SettingsError, PromptError: the model or a prompt cannot be used.
    """
    from bot.app import make_answerer

    if not settings.llm_model:
        raise OptionError("No language model is set, so --reader llm has nothing to ask; set LLM_MODEL.")
    models.require_llm()
    return AnswerReader("llm", lambda searcher, _: make_answerer(settings, searcher, models))


def examiner_of(app: App, reader: AnswerReader, setup: Setup, extent: Extent) -> Examiner:
    """Raises StoreError where the vectors were made by another model."""
    app.store.require_same_embedder()
    return Examiner(app.store, app.models.embedder, app.models.reranker, reader, setup.search, extent)


def run_of(
    app: App, questions: QuestionSet, reader: AnswerReader, setup: Setup, extent: Extent, *, corpus: str, now: datetime
) -> EvaluationRun:
    """All that the figures depend on."""
    threshold = reader.threshold
    run = EvaluationRun(
        id="",
        started=now.isoformat(timespec="milliseconds"),  # small runs follow one another within a second
        questions=questions.name,
        kind=questions.kind,
        asked=len(questions.questions),
        questions_digest=questions.digest,
        corpus=corpus,
        corpus_hash=corpus_hash(app.store.catalogue),
        articles=app.store.catalogue.stats().articles,
        embedder=app.models.fingerprint,
        reranker=app.models.reranker.fingerprint,
        reader=reader.name,
        prompts=prompt_versions(app.models.prompts) if reader.by_model else {},
        settings={
            "search": asdict(setup.search),
            "reader": asdict(setup.reading),
            "threshold": asdict(threshold) if threshold else None,
            "examined": asdict(extent),
            "model": {"name": app.settings.llm_model, "temperature": app.settings.llm_temperature}
            if reader.by_model
            else None,
        },
        version=_version(),
        commit=git_commit(Path(__file__).parents[2]),
        notes=questions.left_out,
    )
    return replace(run, id=new_id(now, run.same))


def prompt_versions(prompts: Prompts) -> dict[str, str]:
    """Versions of the prompts that a language model is told, by name."""
    from bot.answer.llm.prompting import VARIABLES

    return {name: prompts[name].version for name in sorted(VARIABLES)}


def git_commit(folder: Path) -> str:
    """The commit that ``folder`` stands at, with ``+`` where files differ from it; empty where it is no repository."""
    if not (folder / ".git").exists():
        return ""
    try:
        commit, changes = (
            subprocess.run(
                ["git", "-C", str(folder), *arguments], capture_output=True, text=True, timeout=10, check=True
            ).stdout.strip()
            for arguments in (["rev-parse", "--short=12", "HEAD"], ["status", "--porcelain", "--untracked-files=no"])
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return commit + ("+" if changes else "")


def _changed(settings: _Settings, changes: Mapping[str, str]) -> _Settings:
    known: dict[str, Any] = {field.name: getattr(settings, field.name) for field in fields(settings)}  # type: ignore[arg-type]
    values = {}
    for name, value in changes.items():
        if name not in known:
            raise OptionError(f"There is no setting {name}; there are {', '.join(sorted(known))}.")
        try:
            values[name] = type(known[name])(value)
        except ValueError:
            raise OptionError(f"The setting {name} is {value!r}; it should be a number.") from None
    return replace(settings, **values)  # type: ignore[type-var]


def _version() -> str:
    try:
        return version("newsdesk")
    except PackageNotFoundError:
        return ""
