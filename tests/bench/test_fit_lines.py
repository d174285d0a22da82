"""The weights of the line scorer are fitted on labelled pages and tell a story from what stands around it."""

from __future__ import annotations

import numpy as np

from bench.fit_lines import DUMPS, Line, fit, read_lines


def test_the_labels_of_a_page() -> None:
    lines = read_lines(next(path for path in sorted(DUMPS.rglob("*.txt")) if path.stem == "ars-like"))
    assert sum(line.is_story for line in lines) == 6 and len(lines) > 20


def test_a_feature_that_only_stories_have_counts_for_them() -> None:
    lines = [Line({"told": 1.0, "any": 1.0}, True, True)] * 5 + [Line({"any": 1.0}, False, True)] * 5
    bias, told, of_any = fit(lines, ["told", "any"])
    assert told > 0.5 and np.isfinite([bias, of_any]).all()
