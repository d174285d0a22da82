"""Fits the threshold and the confidence to questions: Platt scaling, cross-validated. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answer.choose.deciding import Threshold
from bot.answer.understand.intents import Intent
from bot.evaluate.question_result import ObservedAnswer, QuestionResult
from bot.evaluate.questions import Question
from bot.evaluate.scoring import right
from bot.evaluate.statistics import Column, aurc, calibration_error, mean

FOLDS = 5
LEAST = 15
"""Cases of each kind below which nothing is fitted."""
_DECIDED_BY_THRESHOLD = frozenset({Intent.FACT, Intent.CLAIM, Intent.LIST, Intent.SAID})


class TooFew(Exception):
    """The questions do not suffice; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The best quote of each reply: its logit, whether the reply is right, and the question's place."""

    logits: Column
    right: Column
    question: NDArray[np.intp]

    def where(self, keep: NDArray[np.bool_]) -> Cases:
        """The cases for which ``keep`` is true."""
        return Cases(self.logits[keep], self.right[keep], self.question[keep])


@dataclass(frozen=True, slots=True)
class Figures:
    """The worth of a threshold."""

    log_loss: float
    ece: float
    aurc: float
    kept: float
    """Share of the right replies that are shown."""
    silent: float
    """Share of the wrong replies that are not."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The threshold so far, the new one, and what each is worth on questions that it was not fitted to."""

    before: Threshold
    after: Threshold
    figures_before: Figures
    figures_after: Figures
    cases: int

    @property
    def improves(self) -> bool:
        """True if the new one predicts questions that it has not seen better."""
        return self.figures_after.log_loss < self.figures_before.log_loss


def cases_of(questions: Sequence[Question], results: Mapping[str, QuestionResult]) -> Cases:
    """Every reply that found a quote, whether it was shown or not; a reply with its answer left out is never right.

    Stories, introductions and pages are left out: other rules than the threshold decide whether they are told.
    """
    found: list[tuple[float, bool, int]] = []
    for place, question in enumerate(questions):
        result = results[question.id]
        if result.reply.intent not in _DECIDED_BY_THRESHOLD:
            continue
        if result.reply.cited:
            found.append((_best(result.reply), question.answerable and right(question, result.reply), place))
        if result.without and result.without.cited:
            found.append((_best(result.without), False, place))
    logits, are_right, places = zip(*found, strict=True) if found else ((), (), ())
    return Cases(np.array(logits, dtype=float), np.array(are_right, dtype=float), np.array(places, dtype=np.intp))


def fit(cases: Cases, before: Threshold, *, seed: int = 0) -> Fit:
    """A new threshold, and both judged by cross-validation; a question's cases stay in one fold.

    Raises:
        TooFew: less than ``LEAST`` right or wrong replies.
    """
    counts = int(cases.right.sum()), int((1 - cases.right).sum())
    if min(counts) < LEAST:
        raise TooFew(
            f"There are {counts[0]} right and {counts[1]} wrong replies; a fit needs at least {LEAST} of each. Ask more "
            "questions, also such as have no answer."
        )
    fold = folds(cases, seed)
    unseen = [(platt(cases.where(fold != f)), cases.where(fold == f)) for f in range(FOLDS)]
    return Fit(before, platt(cases), worth([(before, cases)]), worth(unseen), len(cases.logits))


def folds(cases: Cases, seed: int) -> NDArray[np.intp]:
    """The fold of each case, the same for all of a question: a reply tells too much about its twin."""
    order = np.random.default_rng(seed).permutation(cases.question.max() + 1)
    return order[cases.question] % FOLDS


def platt(cases: Cases, rounds: int = 100) -> Threshold:
    """Logistic regression of right on logit, by Newton's method, with Platt's smoothed targets (Platt, 1999; Lin, Lin and Weng, 2007).

    The threshold is the logit at which a reply is as likely right as wrong.
    """
    positive, negative = cases.right.sum(), (1 - cases.right).sum()
    target = np.where(cases.right > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    design = np.column_stack([cases.logits, np.ones(len(cases.logits))])
    weights = np.array([0.0, math.log((positive + 1) / (negative + 1))])
    for _ in range(rounds):
        chance = _logistic(design @ weights)
        gradient = design.T @ (chance - target)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        length = 1.0
        while length > 1e-6 and _loss(design @ (weights - length * step), target) > _loss(design @ weights, target):
            length /= 2
        weights = weights - length * step
        if np.abs(step).max() < 1e-9:
            break
    slope, offset = (float(weight) for weight in weights)
    if slope <= 0:
        raise TooFew("Higher scores do not go with right replies here; look at the questions before calibrating.")
    return Threshold(logit=-offset / slope, slope=slope)


def worth(parts: Sequence[tuple[Threshold, Cases]]) -> Figures:
    """Figures over all parts, each judged by its own threshold."""
    confidence = np.concatenate([[t.confidence(x) for x in c.logits] for t, c in parts])
    shown = np.concatenate([c.logits >= t.logit for t, c in parts])  # a reply is shown where its best quote is
    is_right = np.concatenate([c.right for _, c in parts])
    clipped = np.clip(confidence, 1e-9, 1 - 1e-9)
    losses = -(is_right * np.log(clipped) + (1 - is_right) * np.log(1 - clipped))
    return Figures(
        log_loss=mean(losses),
        ece=calibration_error(confidence, is_right),
        aurc=aurc(confidence, is_right),
        kept=mean(shown[is_right == 1].astype(float)),
        silent=mean(1.0 - shown[is_right == 0]),
    )


def _best(reply: ObservedAnswer) -> float:
    return max(item.score for item in reply.cited)


def _logistic(values: Column) -> Column:
    result: Column = 1 / (1 + np.exp(-np.clip(values, -500, 500)))
    return result


def _loss(values: Column, target: Column) -> float:
    return float((np.logaddexp(0, values) - target * values).sum())
