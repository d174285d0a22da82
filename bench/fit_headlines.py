"""Fit the weights by which the headline of a text dump is told, and tell how often it is found in dumps that were left out of the fit.

``python -m bench.fit_headlines [FOLDER ...] [--pages FOLDER ...] [--weight SHARE]``: folders with labelled dumps in the form of
``tests/fixtures/dumps``, by default all of these; and others of the same form that were made by machine, from web pages whose headline is
known, each of which counts this share. The weights are written to ``index/extract/headline_weights.toml``.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from bench.fit_choice import Dump, Task, is_best, labelled, run
from bench.fit_lines import NOW
from index.extract.dump_facts import take_fields
from index.extract.dump_header import Header
from index.extract.dump_headline import WEIGHTS
from index.extract.dump_top import read_top
from index.extract.dump_wraps import joined_at_links, unwrapped
from index.extract.headline_features import features
from index.extract.labels import lines
from index.extract.outlets import clean_headline

_OF_PAGES = 0.25
"""How much a dump counts that a machine made of a web page."""
_MOST = 40
"""Lines of a dump that are kept: those that a first fit weighs most."""
HEAD = """# The weights of the features by which a line of a text dump is its headline; written by `python -m bench.fit_headlines`.
# Source: [pages] the labelled dumps of tests/fixtures/dumps, and others that are not kept here: dumps written for the purpose and labelled by
# hand, and web pages whose headline is known, rendered as text.

[weights]
"""


def main() -> None:
    """Fit, write, and print how many headlines are found in dumps that were left out of the fit."""
    run(Task(read_dump, "headlines found", WEIGHTS, HEAD, _OF_PAGES, is_best, _pruned), __doc__)


def read_dump(path: Path, weight: float, names: list[str]) -> Dump | None:
    """The lines of a labelled dump that may be its headline; None for one without. ``names``: those of the features, filled by the first dump."""
    headline, text = labelled(path, "headline")
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


if __name__ == "__main__":
    main()
