"""Statistics of knowing when to be silent: abstention, and how well confidence ranks and means what it says. Pure."""

from __future__ import annotations

import numpy as np

from bot.evaluate.statistics import Column, Columns, aurc, calibration_error, mean


def cases(columns: Columns) -> tuple[Column, Column, Column, Column]:
    """Answerable, abstained, confidence, right: of all questions, and again of those asked with their answer left out."""
    again = columns.where(list(~np.isnan(columns["without_abstained"])))
    nothing = np.zeros(len(again))
    return (
        np.concatenate([columns["answerable"], nothing]),
        np.concatenate([columns["abstained"], again["without_abstained"]]),
        np.concatenate([columns["confidence"], again["without_confidence"]]),
        np.concatenate([columns["right"], nothing]),
    )


def _abstention(columns: Columns) -> tuple[float, float]:
    answerable, abstained, _, _ = cases(columns)
    if not (answerable == 0).any():
        return np.nan, np.nan
    return mean(1 - answerable[abstained == 1]), mean(abstained[answerable == 0])


def abstention_precision(columns: Columns) -> float:
    """Of the questions met with silence, the share that has no answer."""
    return _abstention(columns)[0]


def abstention_recall(columns: Columns) -> float:
    """Of the questions without an answer, the share met with silence."""
    return _abstention(columns)[1]


def abstention_f1(columns: Columns) -> float:
    """The harmonic mean of the two; NaN where every question has an answer."""
    precision, recall = _abstention(columns)
    if np.isnan(recall) or np.isnan(precision):
        return np.nan if np.isnan(recall) else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def right_answers_kept(columns: Columns) -> float:
    """Of the questions of which any quote holds the answer, the share that is answered."""
    return mean(1 - columns["abstained"][columns["any_quote"] == 1])


def area_under_risk_coverage(columns: Columns) -> float:
    """See ``bot.evaluate.statistics.aurc``."""
    _, _, confidence, right = cases(columns)
    return aurc(confidence, right)


def expected_calibration_error(columns: Columns) -> float:
    """See ``bot.evaluate.statistics.calibration_error``."""
    _, _, confidence, right = cases(columns)
    return calibration_error(confidence, right)
