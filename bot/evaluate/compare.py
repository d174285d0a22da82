"""Two runs side by side, question by question. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.evaluate.measures import BY_KEY, KEY_MEASURES, MEASURES
from bot.evaluate.question_result import QuestionResult
from bot.evaluate.questions import Question
from bot.evaluate.scoring import right, score
from bot.evaluate.statistics import Columns, holm, paired_test

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """The change of a measure over the questions of both runs. ``p`` is adjusted for the number of key measures."""

    key: str
    before: float
    after: float
    delta: float
    low: float
    high: float
    p: float
    questions: int
    is_key: bool

    @property
    def worse(self) -> bool:
        """True if the change is for the worse and no accident."""
        gain = self.delta if BY_KEY[self.key].better == "more" else -self.delta
        return self.is_key and gain < 0 and self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that is answered otherwise than before."""

    id: str
    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes from one run to another, over the questions that both asked alike."""

    before: str
    after: str
    common: int
    only_before: int
    only_after: int
    differences: tuple[Difference, ...]
    better: tuple[Changed, ...]
    worse: tuple[Changed, ...]
    notes: tuple[str, ...] = ()

    @property
    def got_worse(self) -> tuple[Difference, ...]:
        """The key measures that fell by more than chance explains."""
        return tuple(item for item in self.differences if item.worse)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the runs: its name, what it asked, its results, and what its figures depend on."""

    name: str
    questions: Sequence[Question]
    results: Mapping[str, QuestionResult]
    facts: Mapping[str, str]


def compare(before: Side, after: Side, *, seed: int = 0) -> Comparison:
    """Differences of every measure that is a mean over questions, tested pair by pair."""
    earlier = {question.id: question for question in before.questions if question.id in before.results}
    asked = [question for question in after.questions if question.id in after.results]
    common = [question for question in asked if earlier.get(question.id) == question]
    columns = [Columns.of([score(q, side.results[q.id]) for q in common]) for side in (before, after)]
    changes = [_change(q, before.results[q.id], after.results[q.id]) for q in common]
    return Comparison(
        before=before.name,
        after=after.name,
        common=len(common),
        only_before=len(earlier) - len(common),
        only_after=len(asked) - len(common),
        differences=_differences(columns[0], columns[1], seed) if common else (),
        better=tuple(changed for gain, changed in changes if gain > 0),
        worse=tuple(changed for gain, changed in changes if gain < 0),
        notes=tuple(
            f"{name}: {before.facts[name]} before, {value} after"
            for name, value in after.facts.items()
            if name in before.facts and before.facts[name] != value
        ),
    )


def _differences(before: Columns, after: Columns, seed: int) -> tuple[Difference, ...]:
    found = []
    for measure in MEASURES:
        pair = before[measure.column], after[measure.column]
        both = ~np.isnan(pair[0]) & ~np.isnan(pair[1])
        if not measure.column or not both.any():
            continue
        delta, low, high, p = paired_test(*pair, seed=seed)
        first, second = (float(values[both].mean()) for values in pair)
        is_key = measure.key in KEY_MEASURES
        found.append(Difference(measure.key, first, second, delta, low, high, p, int(both.sum()), is_key))
    adjusted = iter(holm([item.p for item in found if item.is_key]))
    return tuple(replace(item, p=next(adjusted)) if item.is_key else item for item in found)


def outcome(question: Question, result: QuestionResult) -> str:
    """In words: right, wrong or silent, and what that is worth."""
    if not result.reply.shown:
        return "silent, rightly" if not question.answerable else "silent"
    if not question.answerable:
        return "answered, though there is no answer"
    return "right" if right(question, result.reply, shown_only=True) else "wrong"


_WORTH = {"right": 2, "silent, rightly": 2, "silent": 1, "wrong": 0, "answered, though there is no answer": 0}


def _change(question: Question, before: QuestionResult, after: QuestionResult) -> tuple[int, Changed]:
    names = outcome(question, before), outcome(question, after)
    return _WORTH[names[1]] - _WORTH[names[0]], Changed(question.id, question.text, *names)
