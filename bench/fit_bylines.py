"""Fit the weights by which a text dump's line with the author's name is told, and tell how often it is in dumps that were left out of the fit.

``python -m bench.fit_bylines [FOLDER ...] [--pages FOLDER ...] [--weight SHARE]``: folders as for ``bench.fit_headlines``, their dumps with the
byline in the head, the names with commas between them. The weights are written to ``index/extract/byline_weights.toml``.
"""

from __future__ import annotations

from pathlib import Path

from bench.fit_choice import Dump, Task, is_best, labelled, run, with_nothing
from bench.fit_lines import NOW
from index.extract.dump_byline import NOTHING, WEIGHTS, features
from index.extract.dump_header_reading import find_header_lines
from index.extract.textdump import formed_lines, read_fields
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
    run(Task(read_dump, "bylines told, or none rightly,", WEIGHTS, _HEAD, _OF_PAGES, is_best), __doc__)


def read_dump(path: Path, weight: float, names: list[str]) -> Dump | None:
    """The lines of a dump that may name its author, and last that there is none; None where no line does. ``names``: those of the features."""
    told, text = labelled(path, "byline")
    lines, shaped, header = read_fields(text, NOW)
    if header.weight >= 0 or (not told and weight < 1):
        return None
    found, ends, _ = find_header_lines(text, lines, formed_lines(text, shaped), NOW, header)
    shown = features(text, lines, found, ends, header)
    if not shown:
        return None
    names[:] = names or [*sorted(next(iter(shown.values()))), NOTHING]
    right = [set(map(squeezed, one.split(", "))) for one in told.split(" | ") if one]
    wanted = [(byline := found[at].byline) is not None and set(map(squeezed, byline.persons)) in right for at in shown]
    counts = weight if any(wanted) or not told else weight * _NOT_FOUND
    return with_nothing(list(shown.values()), wanted, names, NOTHING, counts)


if __name__ == "__main__":
    main()
