"""Intervals, tests and calibration, against scipy and scikit-learn."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.choose.deciding import Threshold
from bot.evaluate.statistics import (
    Columns,
    aurc,
    bootstrap,
    bootstrap_mean,
    calibration_error,
    holm,
    mean,
    paired_test,
    quantile,
    reliability,
    risk_coverage,
)
from bot.evaluate.threshold_fit import Cases, TooFew, fit, folds, platt, worth


def column(values) -> Columns:
    return Columns.of([{"x": float(value)} for value in values])


def test_bootstrap_agrees_with_scipy() -> None:
    from scipy import stats  # takes a second: only the worker that runs this waits

    values = np.random.default_rng(1).exponential(size=80)
    low, high = bootstrap(column(values), lambda c: mean(c["x"]), resamples=4000)
    other = stats.bootstrap((values,), np.mean, n_resamples=4000, method="percentile", rng=2).confidence_interval
    assert (low, high) == pytest.approx((other.low, other.high), abs=0.02)


@given(st.lists(st.none() | st.floats(-5, 5), min_size=1, max_size=20))
def test_all_resamples_at_once_are_the_same(values: list[float | None]) -> None:
    columns = Columns.of([{} if value is None else {"x": value} for value in values])
    one_by_one = bootstrap(columns, lambda c: mean(c["x"]), resamples=50)
    assert bootstrap_mean(columns["x"], resamples=50) == pytest.approx(one_by_one, nan_ok=True)


def test_bootstrap_of_nothing_and_of_holes() -> None:
    assert np.isnan(bootstrap(Columns.of([]), lambda c: mean(c["x"]))).all()
    holes = Columns.of([{"x": 1.0}, {}, {"x": 1.0}])
    assert bootstrap(holes, lambda c: mean(c["x"])) == (1.0, 1.0)
    assert np.isnan(mean(holes["y"]))
    assert quantile(holes["x"], 0.5) == 1


def test_paired_test_is_exact_for_few_questions() -> None:
    before, after = np.zeros(6), np.array([1, 1, 1, 1, 1, -1.0])
    delta, low, high, p = paired_test(before, after)
    flips = [np.mean(after * signs) for signs in itertools.product((1, -1), repeat=6)]
    assert p == pytest.approx(np.mean([abs(flip) >= abs(delta) - 1e-12 for flip in flips]))
    assert (delta, low <= delta <= high) == (pytest.approx(4 / 6), True)
    assert paired_test(before, before)[3] == 1.0


def test_holm() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


def test_risk_coverage_by_hand() -> None:
    coverage, risk = risk_coverage(np.array([0.9, 0.7, 0.7, 0.1]), np.array([1.0, 1.0, 0.0, 0.0]))
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1]
    assert risk == pytest.approx([0, 0.25, 1 / 3, 0.5])
    assert aurc(np.array([0.9, 0.7, 0.7, 0.1]), np.array([1.0, 1, 0, 0])) == pytest.approx(
        np.mean([0, 0.25, 1 / 3, 0.5])
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50))
def test_order_of_questions_does_not_matter(pairs: list[tuple[float, bool]]) -> None:
    there = np.array(pairs, dtype=float)
    back = there[::-1]
    assert aurc(*there.T) == pytest.approx(aurc(*back.T))
    assert 0 <= calibration_error(*there.T) <= 1
    assert sum(count for _, _, count in reliability(*there.T)) == len(pairs)


def test_calibration_error_by_hand() -> None:
    assert calibration_error(np.array([0.95, 0.95, 0.15, 1.0]), np.array([1.0, 0, 0, 1])) == pytest.approx(
        (3 * abs(2.9 / 3 - 2 / 3) + 0.15) / 4
    )


def drawn(count: int, seed: int = 0, middle: float = 3.0, slope: float = 1.2) -> Cases:
    chance = np.random.default_rng(seed)
    logits = chance.normal(2, 3, count)
    right = (chance.random(count) < 1 / (1 + np.exp(-slope * (logits - middle)))).astype(float)
    return Cases(logits, right, np.arange(count))


def test_platt_agrees_with_logistic_regression() -> None:
    from sklearn.linear_model import LogisticRegression

    cases = drawn(3000)
    model = LogisticRegression(C=1e8).fit(cases.logits[:, None], cases.right)
    slope, offset = model.coef_[0, 0], model.intercept_[0]
    found = platt(cases)
    assert (found.slope, found.logit) == pytest.approx((slope, -offset / slope), abs=0.01)


def test_platt_bears_separable_cases() -> None:
    logits = np.concatenate([np.full(20, -5.0), np.full(20, 5.0)])
    found = platt(Cases(logits, (logits > 0).astype(float), np.arange(40)))
    assert found.logit == pytest.approx(0, abs=0.1)
    assert 0 < found.slope < 5


def test_a_fit_beats_a_bad_threshold_on_unseen_questions_and_not_a_perfect_one() -> None:
    cases = drawn(400)
    better = fit(cases, Threshold(logit=8.0, slope=0.3))
    assert better.improves
    assert better.after.logit == pytest.approx(3, abs=0.6)
    assert better.figures_after.ece < better.figures_before.ece
    assert not fit(cases, platt(cases)).improves


@given(st.lists(st.integers(0, 40), min_size=1, max_size=100), st.integers(0, 9))
def test_a_question_stays_in_one_fold(questions: list[int], seed: int) -> None:
    places = np.array(questions)
    found = folds(Cases(np.zeros(len(places)), np.zeros(len(places)), places), seed)
    assert all(len(set(found[places == place])) == 1 for place in places)


@pytest.mark.parametrize("right", [np.zeros(60), np.ones(60), np.r_[np.ones(14), np.zeros(46)]])
def test_too_few_to_fit(right: np.ndarray) -> None:
    with pytest.raises(TooFew, match="at least 15"):
        fit(Cases(np.arange(60.0), right, np.arange(60)), Threshold())


def test_scores_that_mean_nothing_are_refused() -> None:
    logits = np.arange(60.0)
    with pytest.raises(TooFew, match="Higher scores"):
        platt(Cases(logits, (logits < 30).astype(float), np.arange(60)))


def test_worth() -> None:
    cases = Cases(np.array([5.0, 4.0, 1.0, 0.0]), np.array([1.0, 0, 1, 0]), np.arange(4))
    figures = worth([(Threshold(logit=3.0, slope=1.0), cases)])
    assert (figures.kept, figures.silent) == (0.5, 0.5)


def test_a_single_change_proves_nothing() -> None:
    before, after = np.array([1.0, 0.0, 1.0, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])
    delta, low, high, p = paired_test(before, after)
    assert (delta, p) == (-0.25, 1.0)
    assert low <= delta <= high


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.floats(0, 1))
def test_a_quantile_is_numpys(values: list[float], share: float) -> None:
    assert quantile(np.array(values), share) == pytest.approx(np.quantile(values, share), rel=1e-9, abs=1e-9)
