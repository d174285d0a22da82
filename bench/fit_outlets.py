"""Fit the weights by which a text dump tells whose it is, and tell how often that is found in dumps that were left out of the fit.

``python -m bench.fit_outlets [FOLDER ...] [--pages FOLDER ...] [--weight SHARE]``: folders as for ``bench.fit_headlines``, their dumps with the
outlet in the head, several of which may be right with " | " between them. The weights are written to ``index/extract/outlet_weights.toml``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from bench.fit_headlines import FOLDS, Dump, fit
from bench.fit_lines import DUMPS, NOW
from index.extract.dump_outlet import NOTHING, WEIGHTS, said_beside
from index.extract.outlet_features import features
from index.extract.outlet_signs import candidates, key
from index.extract.textdump import read_facts

_OF_PAGES = 0.1
_NOT_FOUND = 0.3
"""How much a dump counts whose outlet is no name that it is looked for among, so that none is to be told."""
_HEAD = """# The weights of the features by which a name in a text dump is that of its outlet; written by `python -m bench.fit_outlets`.
# Source: [pages] the labelled dumps of tests/fixtures/dumps, and others that are not kept here: dumps written for the purpose and labelled by
# hand, and web pages that name their site in their head, rendered as text.

[weights]
"""


def main() -> None:
    """Fit, write, and print how many outlets are told in dumps that were left out of the fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DUMPS])
    parser.add_argument("--pages", nargs="*", type=Path, default=[])
    parser.add_argument("--weight", type=float, default=_OF_PAGES)
    given = parser.parse_args()
    names: list[str] = []
    hand, machine = (
        [one for folder in folders for path in sorted(folder.rglob("*.txt")) if (one := read_dump(path, weight, names))]
        for folders, weight in ((given.folders, 1.0), (given.pages, given.weight))
    )
    found = 0
    for fold in range(FOLDS):
        weights = fit([*(one for at, one in enumerate(hand) if at % FOLDS != fold), *machine])
        found += sum(_is_found(one, weights) for one in hand[fold::FOLDS])
    print(f"{found} of {len(hand)} outlets told in dumps that were left out of the fit, in {FOLDS} turns.")
    table = "\n".join(f'"{name}" = {weight:.2f}' for name, weight in zip(names, fit([*hand, *machine]), strict=True))
    WEIGHTS.write_text(f"{_HEAD}{table}\n", "utf-8")


def _is_found(dump: Dump, weights: np.ndarray) -> bool:
    best = int(np.argmax(dump.given @ weights))
    return bool(dump.wanted[best]) and best < len(dump.wanted) - 1


def read_dump(path: Path, weight: float, names: list[str]) -> Dump | None:
    """The names in a labelled dump that may be its outlet's, and last that there is none; None without a label. ``names``: those of the features."""
    head, body = path.read_text("utf-8").split("---\n", 1)
    told = next((line.partition(":")[2] for line in head.splitlines() if line.startswith("outlet:")), "")
    text = "".join(f"{line[2:]}\n" for line in body.splitlines())
    read = read_facts(text, NOW)
    said = said_beside(text, read.lines)
    shown = features(candidates(said, read.header), said, read.header)
    if not told or not shown:
        return None
    names[:] = names or [*sorted(next(iter(shown.values()))), NOTHING]
    right = {key(name.strip()) for name in told.split(" | ")}
    wanted = [name in right for name in shown]
    given = [[float(look.get(name, 0)) for name in names] for look in shown.values()]
    given.append([float(name == NOTHING) for name in names])
    counts = weight if any(wanted) else weight * _NOT_FOUND
    return Dump(np.array(given), np.array([*wanted, not any(wanted)]), counts)


if __name__ == "__main__":
    main()
