"""Numbers over questions: columns with holes, bootstrap intervals, a paired test, calibration. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
"""A value a question; NaN where it does not apply."""
RESAMPLES = 1000


class Columns:
    """Columns by name, or a sample of their rows. A column that nobody gave is all holes."""

    def __init__(self, columns: Mapping[str, Column], rows: NDArray[np.intp]) -> None:
        self._columns = columns
        self._rows = rows

    @classmethod
    def of(cls, values: Sequence[Mapping[str, float]]) -> Columns:
        """A row a question."""
        names = dict.fromkeys(name for item in values for name in item)
        columns = {name: np.array([item.get(name, math.nan) for item in values]) for name in names}
        return cls(columns, np.arange(len(values)))

    def __getitem__(self, name: str) -> Column:
        column = self._columns.get(name)
        return np.full(len(self._rows), math.nan) if column is None else column[self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns that were given."""
        return tuple(self._columns)

    def sample(self, places: NDArray[np.intp]) -> Columns:
        """The rows at these places; repetitions are allowed."""
        return Columns(self._columns, self._rows[places])

    def where(self, keep: Sequence[bool]) -> Columns:
        """The rows for which ``keep`` is true."""
        return self.sample(np.flatnonzero(np.asarray(keep, dtype=bool)))


Statistic = Callable[[Columns], float]


def mean(values: Column) -> float:
    """Arithmetic mean of what is there; NaN of nothing."""
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else math.nan


def quantile(values: Column, share: float) -> float:
    """The quantile, linearly interpolated, of what is there; NaN of nothing."""
    there = np.sort(values[~np.isnan(values)])
    if not len(there):
        return math.nan
    # As np.quantile has it, which takes ten times as long over so few: a bootstrap asks for it a thousand times.
    place = (len(there) - 1) * share
    low = math.floor(place)
    least, most = float(there[low]), float(there[min(low + 1, len(there) - 1)])
    beyond = place - low
    return least + (most - least) * beyond if beyond < 0.5 else most - (most - least) * (1 - beyond)


def bootstrap(
    columns: Columns, statistic: Statistic, *, seed: int = 0, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """95 % percentile interval over resampled questions (Efron, 1979). A question's own values stay together."""
    if not len(columns):
        return math.nan, math.nan
    draws = np.random.default_rng(seed).integers(len(columns), size=(resamples, len(columns)))
    values = np.array([statistic(columns.sample(draw)) for draw in draws])
    values = values[~np.isnan(values)]
    if not len(values):
        return math.nan, math.nan
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def bootstrap_mean(values: Column, *, seed: int = 0, resamples: int = RESAMPLES) -> tuple[float, float]:
    """``bootstrap`` of the mean, all resamples at once."""
    if not len(values):
        return math.nan, math.nan
    draws = np.random.default_rng(seed).integers(len(values), size=(resamples, len(values)))
    there = ~np.isnan(values)
    counts = there[draws].sum(axis=1)
    sums = np.where(there, values, 0.0)[draws].sum(axis=1)
    means = sums[counts > 0] / counts[counts > 0]
    if not len(means):
        return math.nan, math.nan
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def paired_test(before: Column, after: Column, *, seed: int = 0) -> tuple[float, float, float, float]:
    """Mean difference, its 95 % bootstrap interval, and the two-sided p of the randomisation test.

    The test flips the signs of the differences (Fisher; for retrieval: Smucker, Allan and Carterette, 2007): exact for few
    questions, 9,999 random flips for more.
    """
    from scipy.stats import permutation_test

    differences = (after - before)[~np.isnan(after - before)]
    if not len(differences):
        return math.nan, math.nan, math.nan, math.nan
    low, high = bootstrap_mean(differences, seed=seed)
    delta = float(differences.mean())
    changed = differences[differences != 0]  # flipping a zero changes nothing
    if len(changed) < 2:  # one difference is as large with either sign
        return delta, low, high, 1.0
    test = permutation_test(
        (changed,),
        lambda values, axis: values.mean(axis=axis),
        permutation_type="samples",
        vectorized=True,
        rng=np.random.default_rng(seed),
    )
    return delta, low, high, float(test.pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """P values adjusted for their number (Holm, 1979)."""
    order = np.argsort(p_values, kind="stable")
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def risk_coverage(confidence: Column, right: Column) -> tuple[Column, Column]:
    """Coverage, and the share of wrong answers among the most confident that far (El-Yaniv and Wiener, 2010).

    Equal confidences are answered together or not at all: within them the risk runs straight.
    """
    if not len(confidence):
        return np.empty(0), np.empty(0)
    order = np.argsort(-confidence, kind="stable")
    sorted_confidence, wrong = confidence[order], 1.0 - right[order]
    _, first, counts = np.unique(-sorted_confidence, return_index=True, return_counts=True)
    even = np.repeat(np.add.reduceat(wrong, first) / counts, counts)
    number = np.arange(1, len(order) + 1)
    return number / len(order), np.cumsum(even) / number


def aurc(confidence: Column, right: Column) -> float:
    """Area under the risk-coverage curve: the mean risk over all coverages (Geifman, Uziel and El-Yaniv, 2019)."""
    return mean(risk_coverage(confidence, right)[1])


def reliability(confidence: Column, right: Column, bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number in each of ``bins`` equal steps of confidence; empty steps are left out."""
    step = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        (float(confidence[step == b].mean()), float(right[step == b].mean()), int((step == b).sum()))
        for b in range(bins)
        if (step == b).any()
    ]


def calibration_error(confidence: Column, right: Column) -> float:
    """Expected calibration error over ten equal bins (Naeini et al., 2015; Guo et al., 2017)."""
    if not len(confidence):
        return math.nan
    return sum(abs(c - r) * n for c, r, n in reliability(confidence, right)) / len(confidence)
