"""The measures against independent implementations and small cases done by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluate.gate import failures, limits
from bot.evaluate.measures import BY_KEY, KEY_MEASURES, MEASURES
from bot.evaluate.prepare import OptionError
from bot.evaluate.scoring import CUTOFFS, RETRIEVAL, trec
from bot.evaluate.statistics import Columns
from bot.evaluate.summary import Summary, Value


def by_definition(ranked: list[str], relevant: set[str]) -> dict[str, float]:
    """From the definitions, without trec_eval."""
    hits = [item in relevant for item in ranked]
    gains = [hit / np.log2(place + 2) for place, hit in enumerate(hits[:10])]
    ideal = sum(1 / np.log2(place + 2) for place in range(min(10, len(relevant))))
    precisions = [sum(hits[: place + 1]) / (place + 1) for place, hit in enumerate(hits) if hit]
    return {
        **{f"hit@{k}": float(any(hits[:k])) for k in CUTOFFS},
        "recall@10": sum(hits[:10]) / len(relevant),
        "mrr": next((1 / (place + 1) for place, hit in enumerate(hits) if hit), 0.0),
        "ndcg@10": sum(gains) / ideal,
        "map": sum(precisions) / len(relevant),
    }


LISTS = st.lists(st.integers(0, 60).map(str), unique=True, min_size=1, max_size=50)


@given(LISTS, st.sets(st.integers(0, 60).map(str), min_size=1))
def test_trec_eval_agrees_with_the_definitions_to_six_digits(ranked: list[str], relevant: set[str]) -> None:
    assert trec(ranked, relevant) == pytest.approx(by_definition(ranked, relevant), abs=1e-6)


def test_trec_eval_agrees_with_scikit_learn_on_random_lists_to_six_digits() -> None:
    from sklearn.metrics import (  # takes two seconds: only the worker that runs this waits
        average_precision_score,
        ndcg_score,
    )

    chance = np.random.default_rng(7)
    for _ in range(200):
        size = int(chance.integers(11, 60))
        right = chance.random(size) < 0.2
        right[chance.integers(size)] = True
        scores = np.arange(size, 0, -1.0)
        found = trec([str(n) for n in range(size)], {str(n) for n in np.flatnonzero(right)})
        assert found["ndcg@10"] == pytest.approx(ndcg_score([right.astype(float)], [scores], k=10), abs=1e-6)
        assert found["map"] == pytest.approx(average_precision_score(right, scores), abs=1e-6)


def test_nothing_found_or_nothing_relevant_is_zero() -> None:
    assert set(trec([], ["a"]).values()) == set(trec(["a"], []).values()) == {0.0}


CASES = st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from([None, True, False])), min_size=1, max_size=30)


@given(CASES)
def test_abstention_agrees_with_scikit_learn(cases: list[tuple[bool, bool, bool | None]]) -> None:
    from sklearn.metrics import precision_recall_fscore_support

    rows, truth, silent = [], [], []
    for answerable, abstained, without in cases:
        row = {"answerable": float(answerable), "abstained": float(abstained), "confidence": 0.5, "right": 0.0}
        truth.append(not answerable)
        silent.append(abstained)
        if answerable and without is not None:
            row |= {"without_abstained": float(without), "without_confidence": 0.5}
            truth.append(True)
            silent.append(without)
        rows.append(row)
    precision, recall, f1, _ = precision_recall_fscore_support(truth, silent, average="binary", zero_division=0)
    columns = Columns.of(rows)
    found = [BY_KEY[f"abstention_{name}"].statistic(columns) for name in ("precision", "recall", "f1")]
    if not any(truth):
        assert np.isnan(found).all()
    else:
        assert found[1:] == pytest.approx([recall, f1])
        assert found[0] == pytest.approx(precision) or (np.isnan(found[0]) and not any(silent))


def test_every_measure_is_defined_once_and_bears_missing_columns() -> None:
    assert len(BY_KEY) == len(MEASURES)
    assert set(KEY_MEASURES) <= set(BY_KEY)
    assert set(RETRIEVAL) <= set(BY_KEY)
    empty = Columns.of([{"answerable": 1.0, "abstained": 0.0, "confidence": 0.5, "right": 1.0}])
    for measure in MEASURES:
        assert measure.definition.endswith(".")
        assert isinstance(measure.statistic(empty), float)


def summary(**values: float) -> Summary:
    measures = {name.replace("_at_", "@"): Value(value, value, value, 9) for name, value in values.items()}
    return Summary(9, measures, {}, (), (), ())


def test_limits() -> None:
    wanted = limits(["hit@4=.8", "seconds_p95=2", "kept=.5"])
    found = failures(summary(hit_at_4=0.79, seconds_p95=2.5), wanted)
    assert found[0] == "hit@4 is .790, under .800."
    assert found[1] == "seconds_p95 is 2.50, over 2.00."
    assert found[2].startswith("kept was not measured")
    assert failures(summary(hit_at_4=0.8, seconds_p95=2.0, kept=1), wanted) == []


@pytest.mark.parametrize("given", ["hit@5=.8", "hit@4", "hit@4=high", "hit@4=nan"])
def test_limits_that_mean_nothing(given: str) -> None:
    with pytest.raises(OptionError):
        limits([given])
