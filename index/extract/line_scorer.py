"""How likely a line of a text dump is the story's, by weights that were fitted on labelled pages (``python -m bench.fit_lines``)."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from index.extract.line_features import Page, features

WEIGHTS = Path(__file__).with_name("line_weights.toml")
DOUBTED = 0.21
"""The likelihood below which a line is not cited."""

SURE = 0.9
"""The likelihood from which a line is the story's, whatever stands above it."""


def likelihoods(page: Page) -> list[float]:
    """The likelihood of each line to be the story's."""
    weights = read_weights(WEIGHTS)
    bias = weights["bias"]
    return [
        _squashed(bias + sum(weights[name] * value for name, value in found.items() if value))
        for found in features(page)
    ]


def _squashed(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def read_weights(path: Path) -> Mapping[str, float]:
    """The fitted weights of a table, read once."""
    found = tomllib.loads(path.read_text("utf-8"))
    return {name: float(value) for name, value in found["weights"].items()}
