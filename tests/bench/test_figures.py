"""Hits, percentiles, tables, charts, and the cost of a process."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.charts import bars, lines, short
from bench.peers.figures import chart, found, hits, percentile, table
from bench.processes import Failed, disk_mb, measured


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.integers(0, 100))
def test_percentiles_are_those_of_numpy(values: list[float], percent: int) -> None:
    assert percentile(values, percent) == pytest.approx(float(np.percentile(values, percent)), abs=1e-6)


def test_nothing_has_no_percentile_and_no_hits() -> None:
    assert math.isnan(percentile([], 50))
    assert math.isnan(hits([], []))


def test_hits_are_counted_among_the_first_four_and_ten() -> None:
    passages = ["Nothing here."] * 5 + ["It opened on  FRIDAY."]
    replies = [
        {"seconds": 1.0, "cpu": 0.5, "passages": passages},
        {"seconds": 3.0, "cpu": 1.5, "passages": passages[::-1]},
    ]
    outcome = found(replies, [["friday"], ["Friday", "Saturday"]])
    assert (outcome.hit_4, outcome.hit_10, outcome.p50, outcome.cpu_p50) == (0.5, 1.0, 2.0, 1.0)


def test_tables_and_charts_have_what_was_measured() -> None:
    systems = {"one & two": {"hit_4": 0.5, "p50": 1.25}, "three": {"hit_4": 0.75}}
    shown = table(systems)
    assert "| hit@4 | 0.50 | 0.75 |" in shown
    assert "| passages for a question p50, s | 1.25 |  |" in shown
    assert "disk" not in shown
    for drawn in (chart("a < b", systems), bars("none", {"x": {}}), lines("l", {"p": {"n": [(1, 2), (3, 4)]}})):
        ElementTree.fromstring(drawn)


@pytest.mark.parametrize(("value", "shown"), [(1234.5, "1,234"), (12.34, "12.3"), (0.987, "0.99")])
def test_figures_have_three_digits_that_count(value: float, shown: str) -> None:
    assert short(value) == shown


def test_a_process_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    child = "import os; data = bytearray(40_000_000); data[:] = b'x' * len(data); sum(range(3_000_000)); os.system('sleep 0.2')"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    cost = measured([sys.executable, "-S", "-c", starts], {}, tmp_path / "log")
    assert cost.wall >= 0.2
    assert cost.cpu > 0.0
    assert cost.peak_mb > 40
    with pytest.raises(Failed, match="log"):
        measured([sys.executable, "-c", "raise SystemExit(3)"], {}, tmp_path / "log")
    (tmp_path / "x").write_bytes(b"x" * 2**20)
    assert disk_mb(tmp_path) == pytest.approx(1, abs=0.01)
