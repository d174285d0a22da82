"""A run's figures: measures with intervals, rows of the ablation, slices, curves. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from bot.evaluate.abstention import cases
from bot.evaluate.citations import told_of_claims
from bot.evaluate.measures import BY_KEY, MEASURES
from bot.evaluate.nuggets import FAMILIES, KINDS
from bot.evaluate.question_result import FULL, QuestionResult
from bot.evaluate.questions import Question
from bot.evaluate.scoring import RETRIEVAL, score
from bot.evaluate.slices import slices_of
from bot.evaluate.statistics import Columns, bootstrap, bootstrap_mean, mean, reliability, risk_coverage

SLICED = ("hit@4", "any_quote", "answered_right", "rightly_silent")
BY_KIND = (
    "nugget_recall",
    "every_nugget",
    "first_nugget",
    "wrong_shown",
    "wrongly_silent",
    "rightly_silent",
    "ece",
    "seconds_p50",
)
"""Keys of the measures that are given for each kind of question."""
_SLICES_A_KIND = 12
_CURVE_POINTS = 100


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, its 95 % interval, and the number of questions it is over."""

    value: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Figures over the questions of one kind."""

    kind: str
    name: str
    questions: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The measures of ``BY_KIND`` that apply to the questions of one kind, or of several together."""

    name: str
    questions: int
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run. A measure that applies to no question is missing."""

    questions: int
    measures: dict[str, Value]
    rows: dict[str, dict[str, Value]]
    """The retrieval measures of each row of the ablation; empty without one."""
    slices: tuple[Slice, ...]
    risk_coverage: tuple[tuple[float, float], ...]
    reliability: tuple[tuple[float, float, int], ...]
    notes: tuple[str, ...] = field(default=())
    kinds: tuple[KindFigures, ...] = ()
    """Each kind of question; empty where the set tells no kinds."""
    families: tuple[KindFigures, ...] = ()
    """Kinds that are alike together; last all answerable questions, and all."""


def summarise(questions: Sequence[Question], results: Mapping[str, QuestionResult], *, seed: int = 0) -> Summary:
    """Figures over the questions that have a result."""
    done = [question for question in questions if question.id in results]
    columns = Columns.of([score(question, results[question.id]) for question in done])
    measures = {m.key: v for m in MEASURES if (v := measured(columns, m.key, seed)) is not None}
    confidence, right = cases(columns)[2:] if done else (np.empty(0), np.empty(0))
    coverage, risk = risk_coverage(confidence, right)
    places = np.unique(np.linspace(0, len(coverage) - 1, min(len(coverage), _CURVE_POINTS)).astype(int))
    return Summary(
        questions=len(done),
        measures=measures,
        rows=_rows(columns, seed),
        slices=_slices(done, results, columns, seed),
        risk_coverage=tuple((float(coverage[p]), float(risk[p])) for p in places) if len(coverage) else (),
        reliability=tuple(reliability(confidence, right)) if done else (),
        notes=_notes(done, results),
        kinds=_kinds(done, columns),
        families=_families(done, columns),
    )


def measured(columns: Columns, key: str, seed: int, *, prefix: str = "") -> Value | None:
    """A measure's figure, its column's name with ``prefix`` before it; None where it applies to nothing."""
    measure = BY_KEY[key]
    if not measure.column:
        value = measure.statistic(columns) if len(columns) else math.nan
        if math.isnan(value):
            return None
        return Value(value, *bootstrap(columns, measure.statistic, seed=seed), len(columns))
    values = columns[prefix + measure.column]
    applies = int((~np.isnan(values)).sum())
    return Value(mean(values), *bootstrap_mean(values, seed=seed), applies) if applies else None


def _rows(columns: Columns, seed: int) -> dict[str, dict[str, Value]]:
    names = dict.fromkeys(name.split(": ")[0] for name in columns.names if ": " in name)
    if not names:
        return {}
    keys = [*RETRIEVAL, *(f"article_{name}" for name in RETRIEVAL)]
    prefixes = {**{name: f"{name}: " for name in names}, FULL: ""}
    return {
        row: {key: v for key in keys if (v := measured(columns, key, seed, prefix=prefix)) is not None}
        for row, prefix in prefixes.items()
    }


def _slices(
    questions: Sequence[Question], results: Mapping[str, QuestionResult], columns: Columns, seed: int
) -> tuple[Slice, ...]:
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        for slice_ in dict.fromkeys(slices_of(question, results[question.id])):
            members[slice_].append(place)
    by_kind: dict[str, list[Slice]] = defaultdict(list)
    for (kind, name), places in sorted(members.items(), key=lambda item: -len(item[1])):
        if len(by_kind[kind]) < _SLICES_A_KIND:
            part = columns.sample(np.array(places, dtype=np.intp))
            values = {key: v for key in SLICED if (v := measured(part, key, seed)) is not None}
            by_kind[kind].append(Slice(kind, name, len(places), values))
    # A kind that does not tell any questions apart says nothing.
    return tuple(item for kind in sorted(by_kind) if len(by_kind[kind]) > 1 for item in by_kind[kind])


def _kinds(questions: Sequence[Question], columns: Columns) -> tuple[KindFigures, ...]:
    """The known kinds in their order, then those that a set has of its own."""
    present = dict.fromkeys(question.kind for question in questions if question.kind)
    order = [*(kind for kind in KINDS if kind in present), *(kind for kind in present if kind not in KINDS)]
    return tuple(_figures(kind, columns, [question.kind == kind for question in questions]) for kind in order)


def _families(questions: Sequence[Question], columns: Columns) -> tuple[KindFigures, ...]:
    if not any(question.kind for question in questions):
        return ()
    groups = {name: [question.kind in kinds for question in questions] for name, kinds in FAMILIES.items()}
    groups["of other kinds"] = [question.kind not in KINDS for question in questions]
    groups["all that have an answer"] = [question.answerable for question in questions]
    groups["all"] = [True] * len(questions)
    return tuple(_figures(name, columns, members) for name, members in groups.items() if any(members))


def _figures(name: str, columns: Columns, members: Sequence[bool]) -> KindFigures:
    part = columns.where(members)
    values = {key: BY_KEY[key].statistic(part) for key in BY_KIND}
    return KindFigures(name, len(part), {key: value for key, value in values.items() if not math.isnan(value)})


def _notes(questions: Sequence[Question], results: Mapping[str, QuestionResult]) -> tuple[str, ...]:
    named = [question for question in questions if question.articles]
    missing = sum(not results[question.id].relevant_articles for question in named)
    claims = told_of_claims(results[question.id].reply for question in questions)
    notes = (claims,) if claims else ()
    if not missing:
        return notes
    return (
        *notes,
        f"{missing} of {len(named)} questions name articles that the corpus lacks: is it the right corpus? "
        "They count for passages and answers, not for articles.",
    )


def summary_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON's types, without NaN."""
    return {name: finite(value) for name, value in asdict(summary).items()}


def summary_from(fields: Mapping[str, Any]) -> Summary:
    """The summary that ``summary_json`` wrote."""
    return Summary(
        questions=fields["questions"],
        measures=_values(fields["measures"]),
        rows={row: _values(values) for row, values in fields["rows"].items()},
        slices=tuple(Slice(**{**item, "values": _values(item["values"])}) for item in fields["slices"]),
        risk_coverage=tuple((x, y) for x, y in fields["risk_coverage"]),
        reliability=tuple((c, r, n) for c, r, n in fields["reliability"]),
        notes=tuple(fields["notes"]),
        kinds=tuple(KindFigures(**item) for item in fields.get("kinds", ())),
        families=tuple(KindFigures(**item) for item in fields.get("families", ())),
    )


def _values(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
    def figure(value: float | None) -> float:
        return math.nan if value is None else value

    return {
        key: Value(figure(v["value"]), figure(v["low"]), figure(v["high"]), v["questions"]) for key, v in fields.items()
    }


def finite(value: Any) -> Any:  # noqa: ANN401 - any of JSON's types
    """``value`` with rounded figures, and null for what is no number."""
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    return [finite(item) for item in value] if isinstance(value, list | tuple) else value
