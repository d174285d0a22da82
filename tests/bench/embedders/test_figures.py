"""Intervals and tests of hits, against cases worked out by hand."""

from __future__ import annotations

import pytest

from bench.embedders.figures import Pair, by_group, exact_p, pairs, shares


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 2 / 32), (0, 5, 2 / 32), (14, 4, 0.030884), (3, 5, 0.726563), (7, 7, 1.0)],
)
def test_the_exact_p_of_pairs_is_a_coins(better: int, worse: int, p: float) -> None:
    assert exact_p(better, worse) == pytest.approx(p, abs=1e-6)


def test_a_pair_counts_what_one_alone_hits() -> None:
    first = [True] * 6 + [False] * 4
    second = [True] * 5 + [False] + [True] * 3 + [False]
    pair = Pair.of(first, second)
    assert (pair.only_first, pair.only_second) == (1, 3)
    assert pair.difference == pytest.approx(0.2)
    assert pair.low <= 0.2 <= pair.high
    assert pair.p == pytest.approx(2 * (1 + 4) / 16)


def test_hits_are_told_by_group_and_together() -> None:
    assert by_group([True, False, True], ["b", "a", "b"]) == {
        "a": [False],
        "b": [True, True],
        "together": [True, False, True],
    }


def test_tables_have_a_row_a_way_and_a_column_a_group() -> None:
    groups = ["2022", "2022", "2023"]
    rows = {"words": {4: [True, True, True]}, "dense": {4: [False, False, False]}}
    told = shares(rows, {"dense": 12.34}, groups, "CPU ms").splitlines()
    assert told[0] == "|  | CPU ms | 2022 (2), hit@4 | 2023 (1), hit@4 | together (3), hit@4 |"
    assert told[2] == "| words |  | 1.000 (1.000 to 1.000) | 1.000 (1.000 to 1.000) | 1.000 (1.000 to 1.000) |"
    assert told[3].startswith("| dense | 12.3 | .000 (.000 to .000) |")
    compared = pairs({"dense": ("words", rows["dense"])}, rows, groups).splitlines()
    assert compared[2].startswith("| dense | 0 / 2, -1.000 to -1.000, p .500 | 0 / 1, -1.000 to -1.000, p 1.000 |")
    assert compared[2].endswith("| 0 / 3, -1.000 to -1.000, p .250 |")
