"""Fit the weights by which a text dump tells whose it is, and tell how often that is found in dumps that were left out of the fit.

``python -m bench.fit_outlets [FOLDER ...] [--pages FOLDER ...] [--weight SHARE]``: folders as for ``bench.fit_headlines``, their dumps with the
outlet in the head, several of which may be right with " | " between them. The weights are written to ``index/extract/outlet_weights.toml``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.fit_choice import Dump, Task, labelled, run, with_nothing
from bench.fit_lines import NOW
from index.extract.dump_outlet import NOTHING, WEIGHTS, said_beside
from index.extract.outlet_features import features
from index.extract.outlet_signs import candidates, key
from index.extract.outlets import told_name
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
    run(Task(read_dump, "outlets told", WEIGHTS, _HEAD, _OF_PAGES, _is_found), __doc__)


def _is_found(dump: Dump, weights: np.ndarray) -> bool:
    best = int(np.argmax(dump.given @ weights))
    return bool(dump.wanted[best]) and best < len(dump.wanted) - 1


def read_dump(path: Path, weight: float, names: list[str]) -> Dump | None:
    """The names in a labelled dump that may be its outlet's, and last that there is none; None without a label. ``names``: those of the features."""
    told, text = labelled(path, "outlet")
    read = read_facts(text, NOW)
    said = said_beside(text, read.lines)
    found = candidates(said, read.header)
    shown = features(found, said, read.header)
    if not told or not shown:
        return None
    names[:] = names or [*sorted(next(iter(shown.values()))), NOTHING]
    right = {key(name.strip()) for name in told.split(" | ")}
    wanted = [not right.isdisjoint((name, key(told_name(one.forms[0])))) for name, one in found.items()]
    counts = weight if any(wanted) else weight * _NOT_FOUND
    return with_nothing(list(shown.values()), wanted, names, NOTHING, counts)


if __name__ == "__main__":
    main()
