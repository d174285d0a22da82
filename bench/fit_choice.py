"""What the fits of a dump's headline, byline and outlet share: of the places that may be it one is chosen, by weights of what they show."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.fit_lines import DUMPS, read_labelled

FOLDS = 6
_SHRINKAGE = 0.3
_STEPS, _PACE = 300, 0.05


@dataclass(frozen=True, slots=True)
class Dump:
    """The places of a dump that may be what is looked for: their features, and which of them are."""

    given: np.ndarray
    wanted: np.ndarray
    weight: float


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be chosen: how a dump of a weight is read (the names of the features are filled by the first), what is told of how many
    are found, where the weights are written and what stands over them, and how much a dump counts that a machine made.
    """

    read: Callable[[Path, float, list[str]], Dump | None]
    found: str
    table: Path
    head: str
    of_pages: float
    is_found: Callable[[Dump, np.ndarray], bool]
    pruned: Callable[[Dump, np.ndarray], Dump] | None = None
    """Leaves out of a dump what a first fit weighs least."""


def run(task: Task, described: str | None) -> None:
    """Fit, write, and print how many are found in dumps that were left out of the fit."""
    parser = argparse.ArgumentParser(description=described)
    parser.add_argument("folders", nargs="*", type=Path, default=[DUMPS])
    parser.add_argument("--pages", nargs="*", type=Path, default=[])
    parser.add_argument("--weight", type=float, default=task.of_pages)
    given = parser.parse_args()
    names: list[str] = []
    hand, machine = (
        [one for folder in folders for path in sorted(folder.rglob("*.txt")) if (one := task.read(path, weight, names))]
        for folders, weight in ((given.folders, 1.0), (given.pages, given.weight))
    )
    if task.pruned:
        first = fit([*hand, *machine])
        hand, machine = ([task.pruned(one, first) for one in dumps] for dumps in (hand, machine))
    found = 0
    for fold in range(FOLDS):
        weights = fit([*(one for at, one in enumerate(hand) if at % FOLDS != fold), *machine])
        found += sum(task.is_found(one, weights) for one in hand[fold::FOLDS])
    print(f"{found} of {len(hand)} {task.found} in dumps that were left out of the fit, in {FOLDS} turns.")
    table = "\n".join(f'"{name}" = {weight:.2f}' for name, weight in zip(names, fit([*hand, *machine]), strict=True))
    task.table.write_text(f"{task.head}{table}\n", "utf-8")


def labelled(path: Path, label: str) -> tuple[str, str]:
    """What the head of a labelled dump tells under ``label``, which may be nothing; and the dump's text."""
    head = path.read_text("utf-8").split("---\n", 1)[0]
    told = next((line.partition(":")[2] for line in head.splitlines() if line.startswith(f"{label}:")), "")
    return told, read_labelled(path)[0]


def is_best(dump: Dump, weights: np.ndarray) -> bool:
    """True if what weighs most is wanted."""
    return bool(dump.wanted[np.argmax(dump.given @ weights)])


def with_nothing(
    shown: Sequence[dict[str, float]], wanted: Sequence[bool], names: Sequence[str], nothing: str, weight: float
) -> Dump:
    """A dump whose last place is that there is none, which has no feature but the one called ``nothing``."""
    given = [[float(look.get(name, 0)) for name in names] for look in shown]
    given.append([float(name == nothing) for name in names])
    return Dump(np.array(given), np.array([*wanted, not any(wanted)]), weight)


def fit(dumps: Sequence[Dump]) -> np.ndarray:
    """The weights by which what is wanted is the likeliest of a dump's places, by gradient descent (Adam)."""
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
