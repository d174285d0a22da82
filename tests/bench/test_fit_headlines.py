"""The fit of the headline scorer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.fit_choice import Dump, fit
from bench.fit_headlines import read_dump

PAGE = """headline: Harbour bridge shut after crack is found
---
F News
H Harbour bridge shut after crack is found
H By Ida Aune
S The harbour bridge was shut on Friday after divers had found a crack in it, the council said.
"""


def test_the_line_that_is_the_headline_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    names: list[str] = []
    dump = read_dump(tmp_path / "a.txt", 1.0, names)
    assert dump is not None and dump.wanted.sum() == 1
    assert names == sorted(names) and dump.given.shape[1] == len(names)


def test_what_headlines_have_weighs_for_them() -> None:
    dump = Dump(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]), np.array([True, False, False]), 1.0)
    weights = fit([dump] * 4)
    assert weights[0] > 0 > weights[1]
