"""Runs on disk: what was asked with what, each question's result, the figures. ``DATA/evaluations/RUN/``.

``run.json`` (an ``EvaluationRun``) and ``questions.jsonl`` are written first; ``records.jsonl`` grows by a line a question, so that a run
that was cut off goes on; ``summary.json`` makes it complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.evaluate.question_result import QuestionResult, from_json, to_json
from bot.evaluate.questions import Question, QuestionSet, day
from bot.evaluate.summary import Summary, summary_from, summary_json
from index.errors import UserError
from index.types import digest

FOLDER = "evaluations"


class RunError(UserError):
    """A run cannot be found or read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """Everything that a run's figures depend on, and when it began."""

    id: str
    started: str
    questions: str
    """Name of the question set."""
    kind: str
    asked: int
    questions_digest: str
    corpus: str
    corpus_hash: str
    articles: int
    embedder: str
    reranker: str
    reader: str
    prompts: dict[str, str] = field(default_factory=dict)
    """Versions of the prompts, by name."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Of the search, the reader, the threshold and the examination."""
    version: str = ""
    commit: str = ""
    """Of newsdesk's own repository, with ``+`` where files differ from it; empty outside one."""
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> str:
        """Equal for runs whose results can be mixed: nothing differs but when they began."""
        fields = {name: value for name, value in asdict(self).items() if name not in ("id", "started", "notes")}
        return digest(json.dumps(fields, sort_keys=True))

    @property
    def facts(self) -> dict[str, str]:
        """The facts to look at when figures differ."""
        names = ("corpus_hash", "embedder", "reranker", "reader", "version", "commit")
        facts = {name: str(getattr(self, name)) for name in names} | {f"prompt {k}": v for k, v in self.prompts.items()}
        for group, values in self.settings.items():
            facts |= {f"{group}.{name}": str(value) for name, value in (values or {}).items()}
        return facts


class EvaluationRuns:
    """The runs of a data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER

    def all(self) -> list[EvaluationRun]:
        """Every run, the newest first. What cannot be read is not listed."""
        found = []
        for path in self.folder.glob("*/run.json"):
            try:
                found.append(_run(path))
            except RunError:
                continue
        return sorted(found, key=lambda run: (run.started, run.id), reverse=True)

    def find(self, name: str) -> EvaluationRun:
        """The run whose id is or starts with ``name``; ``last`` is the newest complete one.

        Raises:
            RunError: there is none, or several.
        """
        runs = self.all()
        if name == "last":
            runs = [run for run in runs if self.is_complete(run)][:1]
        else:
            runs = [run for run in runs if run.id == name] or [run for run in runs if run.id.startswith(name)]
        if len(runs) != 1:
            many = "several runs start with" if runs else "there is no run"
            raise RunError(f"{many} {name}; `newsdesk eval list` gives their names.".capitalize())
        return runs[0]

    def begin(self, run: EvaluationRun, questions: QuestionSet, *, resume: bool = True) -> EvaluationRun:
        """Make the run's folder, or with ``resume`` return the newest incomplete run that is the same."""
        if resume:
            for other in self.all():
                if other.same == run.same and not self.is_complete(other):
                    return other
        folder = self.folder / run.id
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "questions.jsonl", "".join(json.dumps(_fields(q)) + "\n" for q in questions.questions))
        _write(folder / "run.json", json.dumps(asdict(run), indent=2))
        return run

    def is_complete(self, run: EvaluationRun) -> bool:
        """True if all its questions were asked."""
        return (self.folder / run.id / "summary.json").is_file()

    def add(self, run: EvaluationRun, result: QuestionResult) -> None:
        """Keep a question's result, at once."""
        with (self.folder / run.id / "records.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(to_json(result)) + "\n")

    def results(self, run: EvaluationRun) -> dict[str, QuestionResult]:
        """The results so far, by question; a last line that was cut off is as good as none."""
        return {result.id: result for result in _results(self.folder / run.id / "records.jsonl")}

    def questions(self, run: EvaluationRun) -> list[Question]:
        """The questions that the run asks. Raises RunError where they cannot be read."""
        try:
            lines = (self.folder / run.id / "questions.jsonl").read_text("utf-8").splitlines()
            return [_question(json.loads(line)) for line in lines]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError(f"The questions of the run {run.id} cannot be read; run it again.") from error

    def finish(self, run: EvaluationRun, summary: Summary) -> None:
        """Keep the figures, which makes the run complete."""
        _write(self.folder / run.id / "summary.json", json.dumps(summary_json(summary), indent=2))

    def summary(self, run: EvaluationRun) -> Summary:
        """The figures of a complete run. Raises RunError for another."""
        try:
            return summary_from(json.loads((self.folder / run.id / "summary.json").read_text("utf-8")))
        except OSError:
            raise RunError(
                f"The run {run.id} was cut off; start it again with the same options and it goes on."
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise RunError(f"The run {run.id} cannot be read; run it again.") from error


def new_id(now: datetime, same: str) -> str:
    """A run's name: when it began, and what tells two of the same second apart."""
    return f"{now:%Y%m%d-%H%M%S}-{same[:4]}"


def _results(path: Path) -> Iterator[QuestionResult]:
    if not path.is_file():
        return
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        with path.open("r+b") as file:
            file.truncate(len(whole))  # or the next result would be glued to it
    for line in whole.decode("utf-8").splitlines():
        try:
            yield from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise RunError(f"{path} has a line that cannot be read; remove that run's folder.") from error


def _run(path: Path) -> EvaluationRun:
    try:
        fields = json.loads(path.read_text("utf-8"))
        return EvaluationRun(**{**fields, "notes": tuple(fields["notes"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{path} cannot be read.") from error


def _fields(question: Question) -> dict[str, Any]:
    fields = asdict(question)
    fields["asked_on"] = question.asked_on.isoformat() if question.asked_on else None
    return fields


def _question(fields: dict[str, Any]) -> Question:
    tuples = {name: tuple(fields.get(name, ())) for name in ("answers", "articles", "tags", "earlier", "told", "wrong")}
    nuggets = tuple(map(tuple, fields.get("nuggets", ())))
    return Question(**{**fields, **tuples, "nuggets": nuggets, "asked_on": day(fields["asked_on"])})


def _write(path: Path, text: str) -> None:
    """All or nothing: a reader never sees half a file."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
