"""Fit the weights by which the headline of a text dump is told, and tell how often it is found in dumps that were left out of the fit.

``python -m bench.fit_headlines [FOLDER ...] [--pages FOLDER ...] [--weight SHARE]``: folders with labelled dumps in the form of
``tests/fixtures/dumps``, by default all of these; and others of the same form that were made by machine, from web pages whose headline is
known, each of which counts this share. The weights are written to ``index/extract/headline_weights.toml``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.fit_lines import DUMPS, NOW
from index.extract.dump_facts import take_fields
from index.extract.dump_header import Header
from index.extract.dump_headline import WEIGHTS
from index.extract.dump_top import read_top
from index.extract.dump_wraps import joined_at_links, unwrapped
from index.extract.headline_features import features
from index.extract.labels import lines
from index.extract.outlets import clean_headline

FOLDS = 6
_SHRINKAGE = 0.3
_OF_PAGES = 0.25
"""How much a dump counts that a machine made of a web page."""
_STEPS, _PACE = 300, 0.05
_MOST = 40
"""Lines of a dump that are kept: those that a first fit weighs most."""
HEAD = """# The weights of the features by which a line of a text dump is its headline; written by `python -m bench.fit_headlines`.
# Source: [pages] the labelled dumps of tests/fixtures/dumps, and others that are not kept here: dumps written for the purpose and labelled by
# hand, and web pages whose headline is known, rendered as text.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump's lines that may be its headline: their features, and which of them are."""

    given: np.ndarray
    wanted: np.ndarray
    weight: float


def main() -> None:
    """Fit, write, and print how many headlines are found in dumps that were left out of the fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DUMPS])
    parser.add_argument("--pages", nargs="*", type=Path, default=[])
    parser.add_argument("--weight", type=float, default=_OF_PAGES)
    given = parser.parse_args()
    names: list[str] = []
    dumps = [read_dump(path, 1.0, names) for folder in given.folders for path in sorted(folder.rglob("*.txt"))]
    pages = [read_dump(path, given.weight, names) for folder in given.pages for path in sorted(folder.rglob("*.txt"))]
    hand, machine = [one for one in dumps if one], [one for one in pages if one]
    first = fit([*hand, *machine])
    hand, machine = [_pruned(one, first) for one in hand], [_pruned(one, first) for one in machine]
    found = 0
    for fold in range(FOLDS):
        weights = fit([*(one for at, one in enumerate(hand) if at % FOLDS != fold), *machine])
        found += sum(bool(one.wanted[np.argmax(one.given @ weights)]) for one in hand[fold::FOLDS])
    print(f"{found} of {len(hand)} headlines found in dumps that were left out of the fit, in {FOLDS} turns.")
    table = "\n".join(f'"{name}" = {weight:.2f}' for name, weight in zip(names, fit([*hand, *machine]), strict=True))
    WEIGHTS.write_text(f"{HEAD}{table}\n", "utf-8")


def read_dump(path: Path, weight: float, names: list[str]) -> Dump | None:
    """The lines of a labelled dump that may be its headline; None for one without. ``names``: those of the features, filled by the first dump."""
    head, body = path.read_text("utf-8").split("---\n", 1)
    headline = next((line.partition(":")[2] for line in head.splitlines() if line.startswith("headline:")), "")
    text = "".join(f"{line[2:]}\n" for line in body.splitlines())
    found = joined_at_links(text, unwrapped(text, list(lines(text))))
    header = Header()
    take_fields(text, found, NOW, header)
    said = [text[slice(*line)] for line in found]
    shown = features(read_top(said, NOW), header.taken)
    if not shown or not headline:
        return None
    names[:] = names or sorted(next(iter(shown.values())))
    wanted = [_letters(headline) in (_letters(said[at]), _letters(clean_headline(said[at])[0])) for at in shown]
    given = np.array([[float(look[name]) for name in names] for look in shown.values()])
    return Dump(given, np.array(wanted), weight) if any(wanted) else None


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _pruned(dump: Dump, weights: np.ndarray) -> Dump:
    kept = np.argsort(-(dump.given @ weights))[:_MOST]
    kept = np.union1d(kept, np.flatnonzero(dump.wanted))
    return Dump(dump.given[kept], dump.wanted[kept], dump.weight)


def fit(dumps: Sequence[Dump]) -> np.ndarray:
    """The weights by which the headline is the likeliest of a dump's lines, by gradient descent (Adam)."""
    given = np.concatenate([dump.given for dump in dumps])
    wanted = np.concatenate([dump.wanted for dump in dumps]).astype(float)
    sizes = [len(dump.wanted) for dump in dumps]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(dumps)), sizes)
    counted = np.array([dump.weight for dump in dumps])[of]
    weights = mean = square = np.zeros(given.shape[1])
    for step in range(1, _STEPS + 1):
        value = given @ weights
        power = np.exp(value - np.maximum.reduceat(value, starts)[of])
        likely = power / np.add.reduceat(power, starts)[of]
        right = likely * wanted
        right = right / (np.add.reduceat(right, starts) + 1e-12)[of]
        slope = given.T @ ((likely - right) * counted) + _SHRINKAGE * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - _PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


if __name__ == "__main__":
    main()
