"""Fit the weights by which a text dump's line with the author's name is told, and tell how often it is in dumps that were left out of the fit.

``python -m bench.fit_bylines [FOLDER ...] [--pages FOLDER ...] [--weight SHARE]``: folders as for ``bench.fit_headlines``, their dumps with the
byline in the head, the names with commas between them. The weights are written to ``index/extract/byline_weights.toml``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from bench.fit_headlines import FOLDS, Dump, fit
from bench.fit_lines import DUMPS, NOW
from index.extract.dump_byline import NOTHING, WEIGHTS, features
from index.extract.dump_header_reading import find_header_lines
from index.extract.textdump import read_fields
from index.types import Label
from index.unicode import squeezed

_OF_PAGES = 0.2
_NOT_FOUND = 0.3
"""How much a page counts whose author is named by none of its lines, so that none is to be told."""
_HEAD = """# The weights of the features by which a line of a text dump names its author; written by `python -m bench.fit_bylines`.
# Source: [pages] the labelled dumps of tests/fixtures/dumps, and others that are not kept here: dumps written for the purpose and labelled by
# hand, and web pages that name their author in their head, rendered as text.

[weights]
"""


def main() -> None:
    """Fit, write, and print how many bylines are told in dumps that were left out of the fit."""
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
        found += sum(bool(one.wanted[np.argmax(one.given @ weights)]) for one in hand[fold::FOLDS])
    print(
        f"{found} of {len(hand)} bylines told, or none rightly, in dumps that were left out of the fit, in {FOLDS} turns."
    )
    table = "\n".join(f'"{name}" = {weight:.2f}' for name, weight in zip(names, fit([*hand, *machine]), strict=True))
    WEIGHTS.write_text(f"{_HEAD}{table}\n", "utf-8")


def read_dump(path: Path, weight: float, names: list[str]) -> Dump | None:
    """The lines of a dump that may name its author, and last that there is none; None where no line does. ``names``: those of the features."""
    head, body = path.read_text("utf-8").split("---\n", 1)
    told = next((line.partition(":")[2] for line in head.splitlines() if line.startswith("byline:")), "")
    text = "".join(f"{line[2:]}\n" for line in body.splitlines())
    lines, shaped, header = read_fields(text, NOW)
    if header.weight >= 0 or (not told and weight < 1):
        return None
    header.first_entry = min(
        (at for at, spans in shaped.items() if spans[0].label is Label.TIME), default=header.first_entry
    )
    formed = sorted(at for at, spans in shaped.items() if any(span.label is not Label.HEADING for span in spans))
    found, ends, _ = find_header_lines(text, lines, formed, NOW, header)
    shown = features(text, lines, found, ends, header)
    if not shown:
        return None
    names[:] = names or [*sorted(next(iter(shown.values()))), NOTHING]
    right = [set(map(squeezed, one.split(", "))) for one in told.split(" | ") if one]
    wanted = [(byline := found[at].byline) is not None and set(map(squeezed, byline.persons)) in right for at in shown]
    given = [[float(look.get(name, 0)) for name in names] for look in shown.values()]
    given.append([float(name == NOTHING) for name in names])
    counts = weight if any(wanted) or not told else weight * _NOT_FOUND
    return Dump(np.array(given), np.array([*wanted, not any(wanted)]), counts)


if __name__ == "__main__":
    main()
